import Commands
import Endpoints
import Inventory
import LinuxKernel
import Ports
import Stack
import Supervision
import Terminal

/// A stack file with everything that its plan follows from.
struct LoadedStack {
    var file: StackFile
    var identity: StackIdentity
    var input: PlanInput
    /// What there is to say about the file, as far as it was read.
    var remarks: [Remark]

    /// The program of the container engine, when the stack has containers at all.
    var engineInUse: String? {
        let hasContainers = file.services.contains { if case .container = $0.kind { true } else { false } }
        return hasContainers ? input.containerEngine : nil
    }

    /// Reads the file and finds what it names: dotenv files, scripts, ports.
    static func load(
        _ location: StackLocation, path: String, services: [String] = [], profiles: [String] = [],
        basePort: UInt16? = nil, asRunning: Bool = false
    ) throws -> LoadedStack {
        let read = try location.read(path)
        guard let file = read.file, read.errors.isEmpty else {
            throw Self.unusable(read.remarks, path)
        }
        return try load(
            location, file, read.remarks, services: services, profiles: profiles, basePort: basePort,
            asRunning: asRunning)
    }

    /// - Parameter asRunning: with the ports that the stack has now, if it runs: one may have been held at its start.
    static func load(
        _ location: StackLocation, _ file: StackFile, _ remarks: [Remark], services: [String] = [],
        profiles: [String] = [], basePort: UInt16? = nil, asRunning: Bool = false
    ) throws -> LoadedStack {
        let identity = location.identity(folder: file.folder, name: file.name)
        var input = PlanInput(
            file: file, identity: identity, inherited: location.context.environment, selection: services,
            profiles: profiles, basePort: basePort, containerEngine: ContainerEngineChoice.program())
        if asRunning { input.numbers = RunningPorts.of(location.store.folders(identity.id)) }
        for path in Planner.dotenvPaths(file) {
            if let text = FileBytes.text(path, limit: 1 << 22) { input.dotenvTexts[path] = text }
        }
        for folder in Planner.packageFolders(file) {
            if let scripts = Self.scripts(folder) { input.packageScripts[folder] = scripts }
        }
        var loaded = LoadedStack(file: file, identity: identity, input: input, remarks: remarks)
        try loaded.lease(location.context)
        return loaded
    }

    /// The plan; every fault at once where there is none.
    func plan() throws -> StackPlan {
        let made = Planner.plan(input)
        guard let plan = made.plan else { throw Self.unusable(remarks + made.remarks, file.path) }
        return plan
    }

    /// Leases the ports that are wished for. The same ones as ever, unless `ostia port --release` was asked.
    private mutating func lease(_ context: Context) throws {
        let folder = StateFolder.ofUser(environment: context.environment, user: context.machine.userID)
        let office = PortOffice(context.machine, folder: folder)
        for wish in Planner.portWishes(input) where input.numbers[wish.key] == nil {
            if case .fixed = wish.port.wish { continue }
            var request = PortRequest(transport: wish.port.transport == "udp" ? .udp : .tcp)
            if let name = try? ServiceName(parsing: leaseName(wish)) {
                request.service = (WorkTree.top(of: file.folder), name)
            }
            if case .range(let range) = wish.port.wish { request.range = range }
            do throws(NoPort) {
                let answer = try office.grant(request, avoiding: Set(input.numbers.values.map(\.number)))
                guard let grant = answer.grants.first else { continue }
                input.numbers[wish.key] = PortNumber(grant.port, isLeased: grant.isLeased)
                remarks += answer.notes.map { Remark(.warning, wish.service, $0) }
            } catch {
                throw CommandError("no-port", "\(wish.service): \(error.message)", hint: error.hint, status: .negative)
            }
        }
    }

    /// The name under which `ostia port` knows it: `api`, `api/debug`, `shop/api` for a stack below the tree's top.
    private func leaseName(_ wish: PortWish) -> String {
        let top = WorkTree.top(of: file.folder)
        let below = file.folder == top ? "" : String(file.folder.dropFirst(top.count + 1)) + "/"
        return below + wish.service + (wish.port.name.isEmpty ? "" : "/\(wish.port.name)")
    }

    private static func scripts(_ folder: String) -> [String: String]? {
        guard let bytes = FileBytes.read("\(folder)/package.json", limit: 1 << 22),
            let scripts = JSONValue(bytes)?["scripts"]?.object
        else { return nil }
        return scripts.compactMapValues(\.string)
    }

    static func unusable(_ remarks: [Remark], _ path: String?) -> CommandError {
        let errors = remarks.filter { $0.kind == .error }
        let lines = errors.map { StackText.line($0, file: path) }
        return CommandError(
            "bad-stack-file", lines.first ?? "the stack file cannot be used",
            hint: lines.count < 2 ? nil : lines.dropFirst().joined(separator: "\n       "), status: .usage)
    }
}

/// The ports of a stack as its supervisor has them.
enum RunningPorts {
    /// By service and port; none when the stack does not run.
    static func of(_ folders: StackFolders) -> [PortKey: PortNumber] {
        // One that stands still must not hold up who only wants to read the file.
        let deadline = Clock.monotonic() + 1
        let client = try? ControlClient(folders)
        guard let answer = client?.ask(.status, wait: { _ in Clock.monotonic() > deadline }),
            let json = answer.document.flatMap({ JSONValue(text: $0) })
        else { return [:] }
        return of(json)
    }

    static func of(_ status: JSONValue) -> [PortKey: PortNumber] {
        var out: [PortKey: PortNumber] = [:]
        for service in status["services"]?.array ?? [] {
            for port in service["ports"]?.array ?? [] {
                guard let name = service["name"]?.string, let number = port["port"]?.int.flatMap(UInt16.init(exactly:))
                else { continue }
                let isLeased = port["leased"]?.bool ?? false
                out[PortKey(name, port["name"]?.string ?? "")] = PortNumber(number, isLeased: isLeased)
            }
        }
        return out
    }
}

/// Which container engine's command line there is.
enum ContainerEngineChoice {
    static func program() -> String { Spawn.find("docker") == nil && Spawn.find("podman") != nil ? "podman" : "docker" }
}
