/// What a stack file says, whichever tool it was written for: the services of one project, nothing resolved yet.
///
/// Templates (`${port}`, `${db.address}`) are kept as they were written; ports are wishes, not numbers; paths are
/// relative to the file's folder.
package struct StackFile: Hashable, Sendable {
    /// Which kind of file it was read from.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case ostia
        case procfile
        case processCompose = "process-compose"
        case compose
        case packageJSON = "package.json"
        /// `ostia run -- COMMAND`: no file at all.
        case command
    }

    package var format: Format
    /// The file, absolute; `nil` for a command without a file.
    package var path: String?
    /// The folder that paths are relative to, absolute.
    package var folder: String
    /// The project's name as the file gives it; `nil` means the folder's.
    package var name: String?
    /// In the order of the file, which is the order of colours, of `ps` and of ports in a Procfile.
    package var services: [ServiceSpec]
    /// Variables that every service gets.
    package var environment: [Variable]
    /// Dotenv files that every service gets, a later one over an earlier one.
    package var environmentFiles: [EnvironmentFile]
    /// The rule of an old tool that variables of `.env` win over those of the user's environment.
    package var dotenvWins: Bool
    /// `exit: stop` of foreman and its like: one service that ends stops them all.
    package var endsTogether: Bool

    package init(
        format: Format, path: String? = nil, folder: String, name: String? = nil, services: [ServiceSpec] = [],
        environment: [Variable] = [], environmentFiles: [EnvironmentFile] = [], dotenvWins: Bool = false,
        endsTogether: Bool = false
    ) {
        self.format = format
        self.path = path
        self.folder = folder
        self.name = name
        self.services = services
        self.environment = environment
        self.environmentFiles = environmentFiles
        self.dotenvWins = dotenvWins
        self.endsTogether = endsTogether
    }
}

/// One variable as it was written; the value may hold templates.
package struct Variable: Hashable, Sendable {
    package var name: String
    /// `nil`: taken from the user's environment, absent when it is not there (compose's bare key).
    package var value: String?
    /// Whether the value is taken as it stands, `$` and all.
    package var isLiteral: Bool

    package init(_ name: String, _ value: String?, isLiteral: Bool = false) {
        self.name = name
        self.value = value
        self.isLiteral = isLiteral
    }
}

/// A dotenv file to be read for a service.
package struct EnvironmentFile: Hashable, Sendable {
    package var path: String
    /// Whether it is an error when the file is missing.
    package var isRequired: Bool
    /// compose's `format: raw`: everything behind `=` as it stands.
    package var isRaw: Bool

    package init(_ path: String, isRequired: Bool = true, isRaw: Bool = false) {
        self.path = path
        self.isRequired = isRequired
        self.isRaw = isRaw
    }
}

/// A remark about a file, with its place: what is wrong with it, or what became of a line of another tool's file.
package struct Remark: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// The file cannot be used.
        case error
        /// It can, but not with the effect that it seems to have.
        case warning
        /// An importer took the line as it is.
        case kept
        /// An importer took it with another effect; the text says which.
        case changed
        /// An importer could not take it.
        case lost
    }

    package var kind: Kind
    /// Where in the file the remark belongs, such as `services.api.ports`; empty for the whole file.
    package var subject: String
    package var text: String
    /// From 1; 0 when there is no place.
    package var line: Int
    /// From 1, in characters; 0 when there is no place.
    package var column: Int

    package init(_ kind: Kind, _ subject: String, _ text: String, line: Int = 0, column: Int = 0) {
        self.kind = kind
        self.subject = subject
        self.text = text
        self.line = line
        self.column = column
    }
}

/// What reading a stack file gave: the file unless a remark is an error, and every remark at once.
package struct ReadStackFile: Hashable, Sendable {
    package var file: StackFile?
    package var remarks: [Remark]

    package init(file: StackFile?, remarks: [Remark]) {
        self.file = file
        self.remarks = remarks
    }

    package var errors: [Remark] { remarks.filter { $0.kind == .error } }
}
