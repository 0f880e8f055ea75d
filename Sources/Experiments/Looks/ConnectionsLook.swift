package import Diagnosis
import Endpoints
package import LinuxKernel

/// A port's listeners and connections as they are now, with what went over each.
package struct PortLook: Sendable {
    private let machine: Machine
    private let own: Int32

    /// - Parameter own: the process whose connections say nothing about others: ourselves.
    package init(_ machine: Machine, own: Int32? = nil) {
        self.machine = machine
        self.own = own ?? machine.processID
    }

    /// - Parameters:
    ///   - former: the pids that held the port's listeners when the facts were gathered.
    ///   - pids: the processes among which owners are looked for.
    package func look(_ port: UInt16, former: Set<Int32>, among pids: [Int32]) -> ConnectionsLook {
        var rows: [SocketRow] = []
        var clients: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            rows += all(SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: port))
            var query = SocketQuery(.tcp, family, states: SocketQuery.connected, localPort: port)
            query.wantsTraffic = true
            rows += all(query).filter { $0.local.port == port }
            let back = SocketQuery(.tcp, family, states: SocketQuery.connected, remotePort: port)
            clients += all(back).filter { $0.remote.port == port }
        }
        let inodes = Set((rows + clients).map(\.inode)).subtracting([0])
        let held = machine.proc.holders(of: inodes, among: Array(Set(pids + [own]).subtracting([0])))
        let owners = Dictionary(grouping: held.holders, by: \.inode).mapValues { Set($0.map(\.pid)).sorted() }
        let ends = Dictionary(clients.map { (Pair($0.local, $0.remote), $0) }, uniquingKeysWith: { a, _ in a })
        var look = ConnectionsLook(ended: former.filter { !isAlive($0) }.sorted())
        for row in rows {
            if row.state == .listen {
                var fact = SocketFact(row)
                fact.owners = owners[row.inode] ?? []
                look.listeners.append(fact)
                continue
            }
            let client = ends[Pair(row.remote, row.local)]
            let clientOwners = client.flatMap { owners[$0.inode] } ?? []
            // Our own trials say nothing about others.
            if clientOwners.contains(own) { continue }
            look.connections.append(Self.fact(row, client, owners[row.inode] ?? [], clientOwners))
        }
        return look
    }

    private static func fact(
        _ row: SocketRow, _ client: SocketRow?, _ owners: [Int32], _ clientOwners: [Int32]
    ) -> ConnectionFact {
        ConnectionFact(
            server: row.local, client: row.remote, state: ServerHalf.state(row.state), isAccepted: row.inode != 0,
            owners: owners, unread: row.receiveQueue, unsent: client?.sendQueue ?? 0, received: row.traffic?.received,
            sent: row.traffic?.acknowledged, sinceReceived: Double(row.traffic?.sinceReceived ?? 0),
            sinceSent: Double(row.traffic?.sinceSent ?? 0), isClientHere: client != nil, clientOwners: clientOwners,
            clientUID: client.flatMap { $0.inode == 0 ? nil : $0.uid })
    }

    /// The two ends of a connection, IPv4 addresses inside IPv6 unpacked.
    private struct Pair: Hashable {
        var local: Endpoint
        var remote: Endpoint

        init(_ local: Endpoint, _ remote: Endpoint) {
            self.local = Endpoint(.tcp, local.address.unmapped, local.port)
            self.remote = Endpoint(.tcp, remote.address.unmapped, remote.port)
        }
    }

    private func all(_ query: SocketQuery) -> [SocketRow] { (try? machine.sockets.sockets(query)) ?? [] }

    private func isAlive(_ pid: Int32) -> Bool {
        guard let stat = machine.proc.stat(pid) else { return false }
        return stat.state != "Z" && stat.state != "X"
    }
}
