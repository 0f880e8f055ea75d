/// Everything a plan follows from; nothing else is looked at.
package struct PlanInput: Hashable, Sendable {
    package var file: StackFile
    package var identity: StackIdentity
    /// The environment that `ostia up` was started with.
    package var inherited: [String: String]
    /// Texts of dotenv files by absolute path, for the paths of `Planner.dotenvPaths`; absent when there is no file.
    package var dotenvTexts: [String: String]
    /// The numbers that were found for the wishes of `Planner.portWishes`. One for a fixed port replaces it.
    package var numbers: [PortKey: PortNumber]
    /// Services that were asked for; empty means all that no profile holds back.
    package var selection: [String]
    package var profiles: [String]
    /// The scripts of `package.json` by the absolute folder of the file, for those of `Planner.packageFolders`.
    package var packageScripts: [String: [String: String]]
    /// Where the ports of a Procfile begin; `nil` means `PORT` of its `.env`, else of the user, else 5000.
    package var basePort: UInt16?
    /// `nil` means foreman's for a Procfile, Compose's for everything else.
    package var dotenvDialect: DotenvDialect?
    /// `docker` or `podman`.
    package var containerEngine: String

    package init(
        file: StackFile, identity: StackIdentity, inherited: [String: String] = [:],
        dotenvTexts: [String: String] = [:], numbers: [PortKey: PortNumber] = [:], selection: [String] = [],
        profiles: [String] = [], packageScripts: [String: [String: String]] = [:], basePort: UInt16? = nil,
        dotenvDialect: DotenvDialect? = nil, containerEngine: String = "docker"
    ) {
        self.file = file
        self.identity = identity
        self.inherited = inherited
        self.dotenvTexts = dotenvTexts
        self.numbers = numbers
        self.selection = selection
        self.profiles = profiles
        self.packageScripts = packageScripts
        self.basePort = basePort
        self.dotenvDialect = dotenvDialect
        self.containerEngine = containerEngine
    }

    /// How its dotenv files are read.
    package var chosenDialect: DotenvDialect { dialect }

    var dialect: DotenvDialect { dotenvDialect ?? (file.format == .procfile ? .foreman : .compose) }

    /// A Procfile and a script of package.json know no templates: `${port}` there is a variable of the shell.
    var knowsTemplates: Bool { file.format != .procfile && file.format != .packageJSON }
}

/// Which port: of a planned service (`api`, `api.2`), by the port's name, `""` for the nameless one.
package struct PortKey: Hashable, Sendable {
    package var service: String
    package var port: String

    package init(_ service: String, _ port: String = "") {
        self.service = service
        self.port = port
    }
}

/// The number that a port got.
package struct PortNumber: Hashable, Sendable {
    package var number: UInt16
    package var isLeased: Bool

    package init(_ number: UInt16, isLeased: Bool) {
        self.number = number
        self.isLeased = isLeased
    }
}

/// A port that a planned service will want, to be leased or looked at before the plan is made.
package struct PortWish: Hashable, Sendable {
    /// `api`, or `api.2`.
    package var service: String
    package var port: PortSpec

    package init(_ service: String, _ port: PortSpec) {
        self.service = service
        self.port = port
    }

    package var key: PortKey { PortKey(service, port.name) }
}
