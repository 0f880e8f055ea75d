package import Endpoints
package import LinuxKernel

/// One look at the machine: socket tables joined with the processes that hold the sockets.
package final class Survey {
    package let machine: Machine
    package let book: ProcessBook
    package let exposureRule: ExposureRule
    private let memory: RuntimeFiles?
    /// User names, read when the first is asked for.
    package private(set) lazy var users = Users(passwd: machine.root + "/etc/passwd")
    /// Whether it is worth asking of a process whether it runs in a container.
    package private(set) lazy var mayHaveContainers = ContainerTraces.exist(machine)
    /// Descriptors looked at so far; for `--stats` and the tests that count.
    package private(set) var looks = 0

    /// - Parameter memory: where holders are remembered between looks; `nil` walks every process.
    package init(_ machine: Machine, memory: RuntimeFiles?) {
        self.machine = machine
        self.memory = memory
        book = ProcessBook(machine)
        exposureRule = ExposureRule(machine.interfaces())
    }

    /// Makes ready for a later look: forgets processes that are gone, and whether there were containers.
    package func keep(_ pids: Set<Int32>) {
        book.keep(pids)
        mayHaveContainers = ContainerTraces.exist(machine)
    }

    /// Which sockets count as listeners.
    package enum Kind: Sendable { case listening, bound }

    /// Which listeners to look at.
    package struct Scope: Hashable, Sendable {
        package var transports: [Transport]
        /// Only this local port; 0 for all.
        package var port: UInt16
        /// `bound` asks for TCP sockets that are bound and do not listen instead (Linux 6.8).
        package var kind: Kind

        package init(_ transports: [Transport] = Transport.allCases, port: UInt16 = 0, kind: Kind = .listening) {
            self.transports = transports
            self.port = port
            self.kind = kind
        }

        var isEverything: Bool { self == Scope() }
    }

    /// The listeners of both transports and families, by port.
    ///
    /// - Parameter describing: whether every owner's command line and folders will be asked for.
    package func listeners(
        _ transports: [Transport] = Transport.allCases, port: UInt16 = 0, kind: Kind = .listening,
        describing: Bool = false
    ) throws(SystemError) -> [Listener] {
        let scope = Scope(transports, port: port, kind: kind)
        return listeners(of: try rows(scope), scope, describing: describing)
    }

    /// The kernel's rows alone, by port: a fraction of a millisecond.
    package func rows(_ scope: Scope) throws(SystemError) -> [SocketRow] {
        var rows: [SocketRow] = []
        for transport in scope.transports where scope.kind == .listening || transport == .tcp {
            for family in IPAddress.Family.allCases {
                let states =
                    switch (scope.kind, transport) {
                    case (.listening, .tcp): SocketQuery.listening
                    case (.listening, .udp): SocketQuery.unconnected
                    case (.bound, _): SocketState.boundInactive.bit
                    }
                rows += try machine.sockets.sockets(
                    SocketQuery(transport, family, states: states, localPort: scope.port))
            }
        }
        // The kernel answers the question for state 13 with rows that say CLOSE.
        if scope.kind == .bound { for i in rows.indices { rows[i].state = .boundInactive } }
        rows.sort { ($0.local, $0.inode) < ($1.local, $1.inode) }
        return rows
    }

    /// The owners to these rows.
    package func listeners(of rows: [SocketRow], _ scope: Scope, describing: Bool) -> [Listener] {
        let found = search(
            rows, memory: scope.kind == .listening ? memory : nil, isComplete: scope.isEverything,
            describing: describing)
        book.take(found.facts)
        if describing { book.readAhead(Set(found.holders.values.joined().map(\.pid)).sorted()) }
        return rows.map { row in
            let owners = owners(of: row, found)
            return Listener(
                row: row, owners: owners, unknownOwner: owners.isEmpty ? reason(for: row, found) : nil,
                exposure: exposureRule.exposure(of: row.local.address))
        }
    }

    /// The connections, both ends of one paired.
    ///
    /// - Parameters:
    ///   - port: only sockets with this local or remote port; 0 for all.
    ///   - withOwners: whether to look for the processes.
    package func connections(
        _ transports: [Transport] = Transport.allCases, port: UInt16 = 0, states: UInt32 = SocketQuery.connected,
        withOwners: Bool = true
    ) throws(SystemError) -> [Connection] {
        var rows: [SocketRow] = []
        var accepting = ListeningEndpoints()
        for transport in transports {
            for family in IPAddress.Family.allCases {
                rows += try machine.sockets.sockets(SocketQuery(transport, family, states: states))
                    .filter { port == 0 || $0.local.port == port || $0.remote.port == port }
                if transport == .tcp {
                    let listening = SocketQuery(transport, family, states: SocketQuery.listening)
                    for row in try machine.sockets.sockets(listening) { accepting.insert(row) }
                }
            }
        }
        rows = rows.filter { $0.remote.port != 0 }
        let found = withOwners ? search(rows, memory: nil, isComplete: false) : OwnerSearch.Result()
        return ConnectionPairing.pair(rows, accepting) { row in
            let owners = self.owners(of: row, found)
            return ConnectionEnd(
                row: row, owners: owners, unknownOwner: owners.isEmpty ? self.reason(for: row, found) : nil)
        }
    }

    /// Every socket with this local port in any TCP or UDP state, each as an end.
    package func ends(port: UInt16) throws(SystemError) -> [ConnectionEnd] {
        try connections(port: port).flatMap { [$0.near, $0.far].compactMap { $0 } }
            .filter { $0.row.local.port == port }
    }

    private func search(
        _ rows: [SocketRow], memory: RuntimeFiles?, isComplete: Bool, describing: Bool = false
    ) -> OwnerSearch.Result {
        let found = OwnerSearch(machine, files: memory)
            .search(rows, isComplete: isComplete, describing: describing)
        looks += found.looks
        return found
    }

    private func owners(of row: SocketRow, _ found: OwnerSearch.Result) -> [Owner] {
        guard row.inode != 0, let holders = found.holders[row.inode] else { return [] }
        var seen = Set<Int32>()
        return holders.sorted { ($0.pid, $0.fd) < ($1.pid, $1.fd) }
            .filter { seen.insert($0.pid).inserted }
            .map { Owner(process: book.record($0.pid), fd: $0.fd) }
    }

    private func reason(for row: SocketRow, _ found: OwnerSearch.Result) -> UnknownOwner {
        if row.inode == 0 { return .noProcess }
        if machine.userID != 0 && row.uid != machine.userID { return .otherUser }
        return found.hasUnreadable ? .hiddenProcess : .noVisibleProcess
    }
}

/// The endpoints at which somebody listens, to tell the accepting end of a connection from the asking one.
package struct ListeningEndpoints: Sendable {
    private var exact: Set<Endpoint> = []
    private var wildcards: Set<UInt16> = []

    package init() {}

    package mutating func insert(_ row: SocketRow) {
        if row.local.address.isUnspecified {
            wildcards.insert(row.local.port)
        } else {
            exact.insert(Endpoint(row.local.transport, row.local.address.unmapped, row.local.port))
        }
    }

    package func contains(_ endpoint: Endpoint) -> Bool {
        wildcards.contains(endpoint.port)
            || exact.contains(Endpoint(endpoint.transport, endpoint.address.unmapped, endpoint.port))
    }
}

/// Puts the two ends of each local connection together.
package enum ConnectionPairing {
    private struct Key: Hashable {
        var from: Endpoint
        var to: Endpoint

        init(_ a: Endpoint, _ b: Endpoint) {
            from = Endpoint(a.transport, a.address.unmapped, a.port)
            to = Endpoint(b.transport, b.address.unmapped, b.port)
        }
    }

    /// - Parameter end: makes an end of a row; called once a row.
    package static func pair(
        _ rows: [SocketRow], _ accepting: ListeningEndpoints, end: (SocketRow) -> ConnectionEnd
    ) -> [Connection] {
        var indices: [Key: Int] = [:]
        indices.reserveCapacity(rows.count)
        for (i, row) in rows.enumerated() { indices[Key(row.local, row.remote)] = i }
        var isDone = [Bool](repeating: false, count: rows.count)
        var out: [Connection] = []
        out.reserveCapacity(rows.count)
        for i in rows.indices where !isDone[i] {
            isDone[i] = true
            let row = rows[i]
            let isServer = row.local.transport == .tcp && accepting.contains(row.local)
            // A socket connected to itself is its own peer and stays one end.
            if let j = indices[Key(row.remote, row.local)], !isDone[j] {
                isDone[j] = true
                let (near, far) = isServer ? (rows[j], row) : (row, rows[j])
                out.append(Connection(near: end(near), far: end(far), isAccepted: false))
            } else {
                out.append(Connection(near: end(row), far: nil, isAccepted: isServer))
            }
        }
        return out
    }
}
