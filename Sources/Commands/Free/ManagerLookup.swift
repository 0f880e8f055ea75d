import Endpoints
import Inventory
import LinuxKernel
import Ports

/// Finds what stands behind a process and is to be stopped in its place, a container or a systemd unit, and stops it.
final class ManagerLookup {
    private let machine: Machine
    private let search: () -> ContainerSearch
    private let run: ([String]) -> String?
    private lazy var found = search()
    private lazy var ownPlace = CgroupPlace(hierarchies: machine.proc.cgroups(machine.processID))

    /// - Parameters:
    ///   - search: asks the container engines; called once, when a container is met.
    ///   - run: runs a command and gives its output, `nil` when it failed.
    init(
        _ machine: Machine, search: @escaping () -> ContainerSearch,
        run: @escaping ([String]) -> String? = ManagerLookup.output
    ) {
        self.machine = machine
        self.search = search
        self.run = run
    }

    /// The real engines.
    convenience init(_ machine: Machine, environment: [String: String]) {
        self.init(machine) {
            ContainerEngine.search(
                sockets: ContainerEngine.sockets(environment: environment).map { machine.root + $0 })
        }
    }

    private static func output(_ command: [String]) -> String? {
        guard let result = try? Spawn.run(command, seconds: 5), result.succeeded else { return nil }
        return result.text
    }

    /// - Parameter endpoint: the socket in question, by which an engine's proxy is matched to its container.
    func manager(_ process: ProcessRecord, endpoint: Endpoint) -> FreeManager? {
        if Self.proxies.contains(process.name) { return container(behind: process, endpoint) ?? .engineProxy }
        let place = CgroupPlace(hierarchies: process.cgroups)
        // In the container that we are in ourselves, a process is just a process.
        if let reference = place.container, reference != ownPlace.container {
            return found.containers.first { $0.container.id == reference.id }.map(Self.manager)
        }
        guard let unit = place.unit, unit.hasSuffix(".service"), !unit.hasPrefix("user@"), unit != ownPlace.unit,
            FileBytes.exists("\(machine.root)/run/systemd/system")
        else { return nil }
        if place.isUserUnit && process.user != machine.userID { return nil }
        return self.unit(unit, place.isUserUnit, process)
    }

    /// Programs that hold a port for a container.
    private static let proxies: Set<String> = [
        "docker-proxy", "dockerd", "rootlesskit", "rootlessport", "conmon", "pasta", "slirp4netns",
    ]

    private static func manager(_ entry: (engine: ContainerEngine, container: Container)) -> FreeManager {
        .container(engine: entry.engine.command, id: entry.container.id, name: entry.container.name)
    }

    private func container(behind proxy: ProcessRecord, _ endpoint: Endpoint) -> FreeManager? {
        if let entry = found.containers.first(where: { $0.container.publishes(endpoint) }) {
            return Self.manager(entry)
        }
        guard let target = DockerProxy(arguments: proxy.arguments)?.container.address else { return nil }
        return found.containers.first { $0.container.addresses.contains(target) }.map(Self.manager)
    }

    /// A unit counts only when the process is really its service: started in a terminal of a desktop, or below an
    /// ssh server, a process is in the cgroup of a unit that must not be stopped for it.
    private func unit(_ name: String, _ isUser: Bool, _ process: ProcessRecord) -> FreeManager? {
        let command = ["systemctl"] + (isUser ? ["--user"] : []) + ["show", "-p", "MainPID,TriggeredBy", "--", name]
        guard let text = run(command) else { return nil }
        var properties: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            guard let equals = line.firstIndex(of: "=") else { continue }
            properties[line[..<equals]] = line[line.index(after: equals)...]
        }
        guard let main = properties["MainPID"].flatMap({ Int32($0) }), main > 0, let stat = process.stat else {
            return nil
        }
        let inSession = stat.terminal == 0 && machine.proc.stat(main)?.session == stat.session
        guard main == process.pid || inSession else { return nil }
        let sockets = (properties["TriggeredBy"] ?? "").split(separator: " ").filter { $0.hasSuffix(".socket") }
        return .unit(name: name, isUser: isUser, sockets: sockets.map(String.init))
    }

    /// Stops a manager; a failure in words.
    func stop(_ manager: FreeManager, grace: Double) -> String? {
        guard case .container(_, let id, let name) = manager else {
            return manager.stopCommand(grace: grace).flatMap { Self.failure($0, seconds: grace + 20) }
        }
        guard let engine = found.containers.first(where: { $0.container.id == id })?.engine else {
            return "container \(name): its engine has gone"
        }
        do throws(HTTPFailure) {
            _ = try engine.stop(id, grace: Int(grace.rounded(.up)))
            return nil
        } catch {
            return error == .denied
                ? "container \(name): no permission to ask the engine at \(engine.socket)"
                : "container \(name) could not be stopped: \(error)"
        }
    }

    private static func failure(_ command: [String], seconds: Double) -> String? {
        let what = command.joined(separator: " ")
        do throws(SystemError) {
            let result = try Spawn.run(command, seconds: seconds)
            if result.succeeded { return nil }
            return result.timedOut
                ? "\(what) did not end within \(Int(seconds)) s"
                : "\(what): \(result.complaint) (exit \(result.status))"
        } catch {
            return "\(what): \(SystemError.text(of: error.code))"
        }
    }
}
