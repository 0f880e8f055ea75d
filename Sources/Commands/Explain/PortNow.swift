import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// Who has a port at this moment, from the kernel's tables; nothing is connected to.
struct PortNow: Sendable {
    /// A process, or why none can be named.
    struct Process: Hashable, Sendable {
        var pid: Int32?
        var name: String

        /// "node (pid 4711)".
        var text: String { pid.map { "\(name) (pid \($0))" } ?? name }
    }

    /// How a listener comes to answer on an address.
    enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Bound to the address itself.
        case specific
        /// Bound to all addresses of the family.
        case wildcard
        /// Bound to `::`, and answering IPv4 as well.
        case dualStack = "dual-stack"
    }

    /// A listener that answers.
    struct Answer: Hashable, Sendable {
        var listener: Endpoint
        var inode: UInt32
        var kind: Kind
        var processes: [Process]
        /// Why `processes` names none.
        var unknownOwner: UnknownOwner?
    }

    /// One address of the machine and who answers there.
    struct Row: Hashable, Sendable {
        var transport: Transport
        var address: IPAddress
        var interface: String?
        /// Whether this machine has the address at all.
        var isPresent: Bool
        var answers: [Answer]

        /// The processes that answer, each once.
        var processes: [Process] { answers.flatMap(\.processes).withoutRepeats }
    }

    /// A connection that uses the port without listening on it, or leads to the endpoint asked about.
    struct Link: Hashable, Sendable {
        var client: Endpoint
        /// `nil` when the client is on another machine.
        var clientProcess: Process?
        var server: Endpoint
        var serverProcess: Process?
        var state: SocketState
    }

    var rows: [Row]
    var links: [Link]
    /// Processes that bound the port and do not listen.
    var bound: [Process]
    var exposures: Set<Exposure>
    /// Descriptors looked at.
    var looks = 0

    /// Everybody who answers somewhere, each once.
    var owners: [Process] { rows.flatMap(\.processes).withoutRepeats }
    var isListening: Bool { rows.contains { !$0.answers.isEmpty } }

    func row(_ transport: Transport, _ address: IPAddress) -> Row? {
        rows.first { $0.transport == transport && $0.address == address.unmapped }
    }

    /// The rows of `127.0.0.1` and `::1` when two different programs answer there: whoever says `localhost` gets one
    /// or the other.
    var rivals: (v4: Row, v6: Row)? {
        guard let v4 = row(.tcp, .loopbackV4), let v6 = row(.tcp, .loopbackV6), !v4.answers.isEmpty,
            !v6.answers.isEmpty
        else { return nil }
        guard Set(v4.answers.map(\.inode)).isDisjoint(with: v6.answers.map(\.inode)) else { return nil }
        return Set(v4.processes).isDisjoint(with: v6.processes) ? (v4, v6) : nil
    }

    /// The listeners that answer at an address: the most exact binding wins, as in the kernel's own look-up.
    static func answering(at address: IPAddress, among answers: [Answer]) -> [Answer] {
        let address = address.unmapped
        func score(_ answer: Answer) -> (Int, Kind)? {
            let bound = answer.listener.address
            if bound.unmapped == address { return (3, .specific) }
            guard bound.isUnspecified else { return nil }
            switch (bound.unmapped.family, address.family) {
            case (.v4, .v4): return (2, .wildcard)
            case (.v6, .v6): return (2, answer.kind)
            case (.v6, .v4): return answer.kind == .dualStack ? (1, .dualStack) : nil
            case (.v4, .v6): return nil
            }
        }
        let scored = answers.compactMap { answer in score(answer).map { ($0.0, $0.1, answer) } }
        let best = scored.map(\.0).max() ?? 0
        return scored.filter { $0.0 == best }.map { _, kind, answer in
            var answer = answer
            answer.kind = kind
            return answer
        }
    }
}

extension PortNow {
    /// What a question is about: a port, and where.
    struct Question: Hashable, Sendable {
        var port: UInt16
        var transport: Transport?
        var addresses: [IPAddress]
    }

    /// Looks.
    init(_ question: Question, _ survey: Survey) throws(SystemError) {
        let machine = survey.machine
        let users = Users(passwd: "\(machine.root)/etc/passwd")
        let port = question.port
        let transports = question.transport.map { [$0] } ?? Transport.allCases
        // The machine's word on sockets is taken, but a table may ignore the filter.
        let listeners = try survey.listeners(transports, port: port).filter { $0.endpoint.port == port }
        let assumesDual = machine.sysctl("net/ipv6/bindv6only") != "1"
        let answers = listeners.map { listener in
            Answer(
                listener: listener.endpoint, inode: listener.row.inode,
                kind: Self.kind(of: listener.row, assumesDual: assumesDual),
                processes: Self.processes(listener.owners, listener.unknownOwner, listener.row, users),
                unknownOwner: listener.unknownOwner)
        }
        let interfaces = machine.interfaces().filter(\.isUp)
        rows = []
        // Who listens on this machine's port says nothing of another machine's.
        let isRemote = !question.addresses.isEmpty && !question.addresses.contains { Self.isLocal($0, interfaces) }
        for transport in transports where !isRemote {
            let own = answers.filter { $0.listener.transport == transport }
            // Without a word about the transport UDP is shown where there is something to show.
            if question.transport == nil && transport == .udp && own.isEmpty { continue }
            rows += Self.rows(transport, own, interfaces, asked: question.addresses)
        }
        exposures = isRemote ? [] : Set(listeners.map(\.exposure))
        links = []
        bound = []
        if listeners.isEmpty || isRemote {
            let found = try survey.connections(transports, port: port)
            links = found.compactMap { Self.link($0, question, isRemote: isRemote, interfaces, users) }
        }
        if listeners.isEmpty && !isRemote && transports.contains(.tcp) {
            bound = try survey.listeners([.tcp], port: port, kind: .bound).filter { $0.endpoint.port == port }
                .flatMap { Self.processes($0.owners, $0.unknownOwner, $0.row, users) }
        }
        // A connection's listener answers on its server's port; find it where the accepting end is not held yet.
        try nameServers(survey, users)
        looks = survey.looks
    }

    private static func kind(of row: SocketRow, assumesDual: Bool) -> Kind {
        guard row.local.address.isUnspecified else { return .specific }
        guard row.local.address == .unspecifiedV6 else { return .wildcard }
        return row.v6Only ?? !assumesDual ? .wildcard : .dualStack
    }

    /// `127.0.0.1` and `::1` first, the interfaces' other addresses, then what was asked about or is bound to besides.
    static func rows(
        _ transport: Transport, _ answers: [Answer], _ interfaces: [InterfaceAddress], asked: [IPAddress]
    ) -> [Row] {
        let own = answers.map(\.listener.address).filter { !$0.isUnspecified }
        let besides = (asked + own).filter { isLocal($0, interfaces) && !$0.isUnspecified }
        var seen: Set<IPAddress> = []
        return ([.loopbackV4, .loopbackV6] + interfaces.map(\.address) + besides.sorted()).map(\.unmapped)
            .filter { seen.insert($0).inserted }
            .map { address in
                let interface = interfaces.first { $0.address == address }?.interface
                let isPresent = interface != nil || own.contains(address) || isLocal(address, interfaces)
                return Row(
                    transport: transport, address: address,
                    interface: interface ?? (address.isLoopback && isPresent ? "lo" : nil), isPresent: isPresent,
                    answers: isPresent ? answering(at: address, among: answers) : [])
            }
    }

    /// Whether the address leads to this machine: one of its own, all of 127.0.0.0/8, or "all addresses".
    static func isLocal(_ address: IPAddress, _ interfaces: [InterfaceAddress]) -> Bool {
        let address = address.unmapped
        if address.isUnspecified || address.family == .v4 && address.isLoopback { return true }
        return interfaces.contains { $0.address == address }
    }

    private static func processes(
        _ owners: [Owner], _ unknown: UnknownOwner?, _ row: SocketRow, _ users: Users
    ) -> [Process] {
        if !owners.isEmpty { return owners.map { Process(pid: $0.process.pid, name: $0.process.displayName) } }
        switch unknown {
        case .otherUser: return [Process(name: "a process of \(users.name(row.uid))")]
        case .hiddenProcess: return [Process(name: "a process that hides its descriptors")]
        case .noProcess where row.state == .timeWait: return [Process(name: "nobody any more")]
        default: return [Process(name: "no visible process")]
        }
    }

    private static func link(
        _ connection: Connection, _ question: Question, isRemote: Bool, _ interfaces: [InterfaceAddress], _ users: Users
    ) -> Link? {
        let near = connection.near
        let isServer = connection.isAccepted
        let client = isServer ? near.row.remote : near.row.local
        let server = isServer ? near.row.local : connection.far?.row.local ?? near.row.remote
        let asked = Set(question.addresses.map(\.unmapped))
        if isRemote {
            guard server.port == question.port, asked.contains(server.address.unmapped) else { return nil }
        } else {
            let ends = [client, server].filter { $0.port == question.port && Self.isLocal($0.address, interfaces) }
            let exact = ends.contains { asked.contains($0.address.unmapped) }
            guard !ends.isEmpty, asked.isEmpty || exact || asked.contains(where: \.isUnspecified) else { return nil }
        }
        func plain(_ endpoint: Endpoint) -> Endpoint {
            Endpoint(endpoint.transport, endpoint.address.unmapped, endpoint.port)
        }
        func process(_ end: ConnectionEnd?) -> Process? {
            end.flatMap { Self.processes($0.owners, $0.unknownOwner, $0.row, users).first }
        }
        return Link(
            client: plain(client), clientProcess: isServer ? nil : process(near), server: plain(server),
            serverProcess: isServer ? process(near) : process(connection.far), state: near.row.state)
    }

    /// Names the listener behind each local server whose own end of the connection names nobody.
    private mutating func nameServers(_ survey: Survey, _ users: Users) throws(SystemError) {
        var known: [UInt16: [Answer]] = [:]
        let interfaces = survey.machine.interfaces()
        for (i, link) in links.enumerated() where link.serverProcess?.pid == nil {
            guard Self.isLocal(link.server.address, interfaces) else { continue }
            let port = link.server.port
            if known[port] == nil {
                known[port] = try survey.listeners([link.server.transport], port: port)
                    .filter { $0.endpoint.port == port }
                    .map { listener in
                        Answer(
                            listener: listener.endpoint, inode: listener.row.inode,
                            kind: Self.kind(of: listener.row, assumesDual: true),
                            processes: Self.processes(listener.owners, listener.unknownOwner, listener.row, users))
                    }
            }
            let answers = Self.answering(at: link.server.address, among: known[port] ?? [])
            if let process = answers.first?.processes.first { links[i].serverProcess = process }
        }
    }
}

extension Array where Element: Equatable {
    /// Each element the first time it comes; for a handful of them.
    var withoutRepeats: [Element] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
