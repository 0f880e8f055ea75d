import Endpoints
import Inventory
import LinuxKernel

/// The listeners by what they belong to, and what is worth a warning.
struct OverviewReport {
    /// What a group of listeners has in common.
    enum Belonging: Hashable {
        case project(name: String, root: String, branch: String)
        case container(String)
        case programs
        case system
    }

    /// One line: the sockets of one program on one port.
    struct Line {
        var listeners: [Listener]
        var first: Listener { listeners[0] }
    }

    struct Group {
        var belonging: Belonging
        var lines: [Line]
    }

    var groups: [Group] = []
    var warnings: [Warning] = []
    var coverage: Coverage

    init(_ rows: ListenerRows) throws {
        let listeners = try rows.survey.listeners(describing: true)
        coverage = Coverage(listeners)
        var order: [Belonging] = []
        var byBelonging: [Belonging: [Listener]] = [:]
        var watched: [WatchedListener] = []
        for listener in listeners {
            let belonging = Self.belonging(of: listener, rows.describer)
            if byBelonging[belonging] == nil { order.append(belonging) }
            byBelonging[belonging, default: []].append(listener)
            watched.append(Self.watched(listener, rows, isSystem: belonging == .system))
        }
        groups = order.map { Group(belonging: $0, lines: Self.lines(byBelonging[$0] ?? [])) }
            .sorted { Self.rank($0.belonging) < Self.rank($1.belonging) }
        warnings = WarningRules.warnings(watched, closeWait: try Self.closeWait(rows.survey))
    }

    private static func belonging(of listener: Listener, _ describer: Describer) -> Belonging {
        if let container = describer.container(listener) {
            return .container(container.composeProject ?? container.title)
        }
        let kind = describer.program(listener)?.kind
        if kind == .system || kind == .desktop || kind == .editor { return .system }
        if let project = describer.project(listener) {
            return .project(
                name: project.title, root: project.root, branch: project.branch ?? project.commit ?? "")
        }
        guard listener.mainOwner != nil else { return .system }
        return .programs
    }

    private static func rank(_ belonging: Belonging) -> (Int, String) {
        switch belonging {
        case .project(let name, let root, _): (0, name.lowercased() + root)
        case .container(let name): (1, name)
        case .programs: (2, "")
        case .system: (3, "")
        }
    }

    /// One program on 127.0.0.1, ::1 and the network is one line.
    private static func lines(_ listeners: [Listener]) -> [Line] {
        struct Key: Hashable {
            var port: UInt16
            var transport: Transport
            var pid: Int32
        }
        var out: [Line] = []
        var index: [Key: Int] = [:]
        for listener in listeners {
            let key = Key(
                port: listener.endpoint.port, transport: listener.endpoint.transport,
                pid: listener.mainOwner?.process.pid ?? 0)
            if let i = index[key] {
                out[i].listeners.append(listener)
            } else {
                index[key] = out.count
                out.append(Line(listeners: [listener]))
            }
        }
        return out
    }

    private static func watched(_ listener: Listener, _ rows: ListenerRows, isSystem: Bool) -> WatchedListener {
        let process = listener.mainOwner?.process
        let container = rows.describer.container(listener)
        let unnamed = "a program of user \(rows.users.name(listener.row.uid))"
        return WatchedListener(
            endpoint: listener.endpoint, isDualStack: listener.title.hasPrefix("*"), pid: process?.pid ?? 0,
            name: container.map { "container \($0.title)" } ?? process?.displayName ?? unnamed,
            exposure: listener.exposure, container: container?.title, isSystem: isSystem,
            waiting: listener.row.state == .listen ? listener.row.receiveQueue : 0,
            backlog: listener.row.state == .listen ? listener.row.sendQueue : 0,
            hasDeletedExecutable: process?.executable?.isDeleted ?? false)
    }

    /// Owners are looked for only when some port has enough of them to matter.
    private static func closeWait(_ survey: Survey) throws -> [WarningRules.CloseWait] {
        let states = SocketState.closeWait.bit
        let bare = try survey.connections([.tcp], states: states, withOwners: false)
        guard bare.count >= WarningRules.manyCloseWait else { return [] }
        struct Key: Hashable {
            var pid: Int32
            var port: UInt16
        }
        var counts: [Key: (name: String, count: Int)] = [:]
        let ends = try survey.connections([.tcp], states: states).flatMap { [$0.near, $0.far].compactMap { $0 } }
        let listening = Set(try survey.listeners([.tcp]).map(\.endpoint.port))
        for end in ends {
            guard let owner = end.owners.first else { continue }
            // A client's ports are all different: they count together.
            let port = listening.contains(end.row.local.port) ? end.row.local.port : end.row.remote.port
            counts[Key(pid: owner.process.pid, port: port), default: (owner.process.displayName, 0)].count += 1
        }
        return counts.map { key, value in
            WarningRules.CloseWait(pid: key.pid, name: value.name, port: key.port, count: value.count)
        }.sorted { $0.count > $1.count }
    }
}
