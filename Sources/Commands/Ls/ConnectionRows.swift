import Endpoints
import Inventory
import LinuxKernel
import Terminal

extension Connection {
    /// The accepting end's endpoint, here or far away.
    var server: Endpoint { isAccepted ? near.row.local : far?.row.local ?? near.row.remote }
    /// The asking end's endpoint.
    var client: Endpoint { isAccepted ? near.row.remote : near.row.local }
    var serverEnd: ConnectionEnd? { isAccepted ? near : far }
    var clientEnd: ConnectionEnd? { isAccepted ? nil : near }

    /// One state when both ends agree, else both.
    var stateText: String {
        guard let far, far.row.state != near.row.state else { return near.row.state.name }
        return "\(near.row.state.name)/\(far.row.state.name)"
    }
}

/// Connections as lines: who asked, from where, to where, who answers, in what state.
struct ConnectionRows {
    private let rows: ListenerRows
    private var names: [Int32: String] = [:]

    init(_ rows: ListenerRows) { self.rows = rows }

    /// By the server's endpoint, then the client's. Sorted by small keys, for a connection is some 300 bytes and there
    /// may be tens of thousands.
    static func sorted(_ connections: [Connection]) -> [Connection] {
        let ports = connections.map { UInt32($0.server.port) << 16 | UInt32($0.client.port) }
        let order = connections.indices.sorted { a, b in
            if ports[a] != ports[b] && ports[a] >> 16 != ports[b] >> 16 { return ports[a] < ports[b] }
            let (first, second) = (connections[a].server, connections[b].server)
            if first != second { return first < second }
            return ports[a] != ports[b] ? ports[a] < ports[b] : connections[a].client < connections[b].client
        }
        return order.map { connections[$0] }
    }

    func lines(_ connections: [Connection], width: Int?, color: Bool) -> [String] {
        var table = Table([
            TableColumn(""), TableColumn("CLIENT", minimum: 8), TableColumn("FROM", minimum: 15),
            TableColumn("TO", minimum: 15), TableColumn("SERVER", minimum: 8), TableColumn("STATE", minimum: 5),
        ])
        table.rows.reserveCapacity(connections.count)
        for connection in connections {
            table.add([
                Cell(connection.near.row.local.transport.rawValue, .dim),
                owner(connection.clientEnd, at: connection.client), Cell(connection.client.addressAndPort),
                Cell(connection.server.addressAndPort, .bold), owner(connection.serverEnd, at: connection.server),
                Cell(connection.stateText, style(connection)),
            ])
        }
        let paired = connections.count { $0.far != nil }
        let count = connections.count
        let footer = "\(count) connection\(count == 1 ? "" : "s"), \(paired) with both ends on this machine"
        let body = connections.isEmpty ? [] : table.lines(width: width, color: color)
        return body + [Listing.footer(footer, width: width, color: color)]
            + Listing.notes(rows.survey.machine.sockets, width: width, color: color)
    }

    private func owner(_ end: ConnectionEnd?, at endpoint: Endpoint) -> Cell {
        // Our own end of what was closed may outlive the other one (TIME_WAIT).
        guard let end else { return Cell(endpoint.address.isLoopback ? "(closed)" : "elsewhere", .dim) }
        if let owner = end.owners.first {
            let more = end.owners.count > 1 ? " +\(end.owners.count - 1)" : ""
            return Cell("\(owner.process.displayName)(\(owner.process.pid))\(more)")
        }
        switch end.unknownOwner {
        case .otherUser: return Cell("(user \(rows.users.name(end.row.uid)))", .dim)
        case .hiddenProcess: return Cell("(hidden)", .dim)
        case .noProcess where end.row.state == .timeWait: return Cell("(closed)", .dim)
        case .noProcess where end.row.state == .established: return Cell("(not accepted)", .yellow)
        default: return Cell("(no process)", .dim)
        }
    }

    private func style(_ connection: Connection) -> Style {
        let states = [connection.near.row.state, connection.far?.row.state]
        if states.contains(.closeWait) { return .yellow }
        return states.contains(.timeWait) ? .dim : .plain
    }
}
