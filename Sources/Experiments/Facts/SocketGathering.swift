import Diagnosis
import Endpoints
import Inventory
import LinuxKernel

/// The sockets of the facts with their owners: every listener, and every socket in any state with an asked port.
struct SocketGathering {
    let survey: Survey
    let describer: Describer
    let ports: Set<UInt16>
    /// Whether containers' names are asked of their engine for every listener, not only for the asked ports.
    let describesAll: Bool

    struct Result {
        var facts: [SocketFact] = []
        var details: [Int32: OwnerDetails] = [:]
        var gaps: [String] = []
    }

    func gather(_ pids: [Int32]) -> Result {
        var result = Result()
        let listeners: [Listener]
        do throws(SystemError) {
            listeners = try survey.listeners()
        } catch {
            result.gaps.append("the socket table: \(error)")
            return result
        }
        for listener in listeners { add(listener, &result) }
        let rows = askedRows()
        let inodes = Set(rows.map(\.inode)).subtracting([0])
        let search = survey.machine.proc.holders(of: inodes, among: pids)
        let holders = Dictionary(grouping: search.holders, by: \.inode).mapValues { Set($0.map(\.pid)).sorted() }
        for row in rows {
            let owners = row.inode == 0 ? [] : holders[row.inode] ?? []
            var fact = SocketFact(row)
            fact.owners = owners
            if owners.isEmpty { fact.unknownOwner = reason(row, hasUnreadable: !search.unreadable.isEmpty) }
            for pid in owners { describe(pid, port: ownPort(row), isAsked: true, &result.details) }
            fact.container = owners.first.flatMap { result.details[$0]?.container }
            fact.unit = owners.first.flatMap { result.details[$0]?.unit }
            result.facts.append(fact)
        }
        result.gaps += gaps(result.facts)
        return result
    }

    private func add(_ listener: Listener, _ result: inout Result) {
        var fact = SocketFact(listener.row)
        let main = listener.mainOwner?.process.pid
        fact.owners = ([main] + listener.owners.map { $0.process.pid }.filter { $0 != main }).compactMap { $0 }
        let isAsked = ports.contains(listener.endpoint.port)
        if fact.owners.isEmpty {
            fact.unknownOwner = reason(listener.row, hasUnreadable: listener.unknownOwner == .hiddenProcess)
        }
        for pid in fact.owners { describe(pid, port: listener.endpoint.port, isAsked: isAsked, &result.details) }
        if isAsked || describesAll {
            fact.container = describer.container(listener)?.title
        } else if survey.mayHaveContainers {
            fact.container = main.flatMap { result.details[$0]?.container }
        }
        fact.unit = describer.unit(listener)
        result.facts.append(fact)
    }

    /// The rows of the asked ports that are no listeners, local port or remote.
    private func askedRows() -> [SocketRow] {
        let table = survey.machine.sockets
        let tcp = UInt32.max & ~SocketState.listen.bit & ~SocketState.boundInactive.bit & ~SocketState.closed.bit
        var rows: [SocketRow] = []
        var seen: Set<SocketRow> = []
        func add(_ query: SocketQuery, as state: SocketState? = nil, _ isWanted: (SocketRow) -> Bool) {
            for var row in (try? table.sockets(query)) ?? [] {
                // The kernel answers the question for bound sockets with rows that say CLOSE.
                if let state { row.state = state }
                if isWanted(row), seen.insert(row).inserted { rows.append(row) }
            }
        }
        for port in ports.sorted() {
            for family in IPAddress.Family.allCases {
                add(SocketQuery(.tcp, family, states: tcp, localPort: port)) { $0.local.port == port }
                add(SocketQuery(.tcp, family, states: tcp, remotePort: port)) { $0.remote.port == port }
                add(
                    SocketQuery(.tcp, family, states: SocketState.boundInactive.bit, localPort: port),
                    as: .boundInactive
                ) { $0.local.port == port }
                let udp = SocketState.established.bit
                add(SocketQuery(.udp, family, states: udp, localPort: port)) { $0.local.port == port }
                add(SocketQuery(.udp, family, states: udp, remotePort: port)) { $0.remote.port == port }
            }
        }
        return rows
    }

    private func ownPort(_ row: SocketRow) -> UInt16 { ports.contains(row.local.port) ? row.local.port : 0 }

    /// Fills in what is known of an owner; the first port it is met with decides what it is.
    private func describe(_ pid: Int32, port: UInt16, isAsked: Bool, _ details: inout [Int32: OwnerDetails]) {
        if let known = details[pid], known.isAsked || !isAsked { return }
        let process = survey.book.record(pid)
        var found = details[pid] ?? OwnerDetails()
        found.isAsked = isAsked
        found.name = process.stat == nil ? nil : process.displayName
        found.program = describer.program(process, port: port)?.title ?? found.program
        if isAsked { found.debugOptions = debugOptions(pid) }
        found.project = describer.project(process)?.name
        found.unit = describer.place(process).unit
        if isAsked || describesAll {
            found.container = describer.container(process)?.title
        } else if survey.mayHaveContainers {
            found.container = describer.place(process).container?.shortID
        }
        details[pid] = found
    }

    /// The variables by which a JVM and Node take options beside their arguments (java(1), node(1)).
    private static let optionVariables: Set = [
        "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "NODE_OPTIONS",
    ]

    private func debugOptions(_ pid: Int32) -> [String] {
        (survey.machine.proc.environment(pid) ?? []).filter { Self.optionVariables.contains($0.name) }
            .flatMap { $0.value.split(separator: " ").map(String.init) }
    }

    private func reason(_ row: SocketRow, hasUnreadable: Bool) -> String {
        let machine = survey.machine
        if row.inode == 0 {
            // Only a connection that still waits for accept(2) is open without a process.
            return [.established, .closeWait, .synReceived, .newSynReceived].contains(row.state)
                ? "not accepted" : "gone"
        }
        if machine.userID != 0 && row.uid != machine.userID { return "other user" }
        if hasUnreadable { return "hidden" }
        // The first pid namespace has this inode on every kernel (PROC_PID_INIT_INO); the kernel's own sockets are
        // seen there, and from any other the processes outside are not.
        let namespace = machine.proc.namespace(machine.processID, "pid")
        return namespace.map { $0 == 0xEFFF_FFFC } ?? true ? "kernel" : "other namespace"
    }

    private func gaps(_ facts: [SocketFact]) -> [String] {
        let others = facts.count { $0.unknownOwner == "other user" }
        let hidden = facts.count { $0.unknownOwner == "hidden" }
        var out: [String] = []
        if others > 0 {
            out.append("the processes behind \(others) socket\(others == 1 ? "" : "s") of other users: root sees them")
        }
        if hidden > 0 {
            out.append("the processes behind \(hidden) socket\(hidden == 1 ? "" : "s"), which hide their descriptors")
        }
        if let reason = survey.machine.sockets.fallbackReason {
            out.append("queues and cgroups of sockets: sock_diag is not allowed here (\(reason))")
        }
        return out
    }
}

extension SocketFact {
    /// A row of the kernel's table, without owners.
    init(_ row: SocketRow) {
        let state: State =
            switch row.state {
            case .listen: .listen
            case .established: .established
            case .closeWait: .closeWait
            case .finWait1: .finWait1
            case .finWait2: .finWait2
            case .timeWait: .timeWait
            case .lastAck: .lastAck
            case .closing: .closing
            case .synSent: .synSent
            case .synReceived, .newSynReceived: .synReceived
            case .boundInactive: .bound
            // UDP without a peer; a TCP socket that says CLOSE is bound at most.
            case .closed: row.local.transport == .udp ? .unconnected : .bound
            }
        self.init(
            state, row.local, remote: row.remote.port == 0 ? nil : row.remote, receiveQueue: row.receiveQueue,
            sendQueue: row.sendQueue, uid: row.inode == 0 ? nil : row.uid, inode: row.inode, v6Only: row.v6Only)
    }
}
