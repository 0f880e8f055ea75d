import Endpoints
import LinuxKernel
import Ports

/// What is so on a port where nothing listens.
struct FreeNothing {
    private let machine: Machine
    private let query: FreeQuery
    private let typed: [String]

    init(_ machine: Machine, _ query: FreeQuery, typed: [String]) {
        self.machine = machine
        self.query = query
        self.typed = typed
    }

    /// The answer first, then everything else that uses the port.
    func sentences() throws(SystemError) -> [String] {
        let ports = typed.joined(separator: ", ")
        let verb = query.transport == .tcp ? "listens on" : "is bound to UDP"
        var lines = ["nothing \(verb) port\(typed.count == 1 && !ports.contains("-") ? "" : "s") \(ports)"]
        var other = query
        other.transport = query.transport == .tcp ? .udp : .tcp
        let others = try other.listeners(machine.sockets)
        if let row = others.first {
            lines.append(
                query.transport == .tcp
                    ? "  a UDP socket has it: \(row.local.addressAndPort)\(owner(row)); add --udp to free that"
                    : "  a TCP listener has it: \(row.local.addressAndPort)\(owner(row)); leave --udp out to free that")
        }
        guard query.transport == .tcp else { return lines }
        if let row = try query.rows(machine.sockets, states: SocketState.boundInactive.bit).first {
            lines.append(
                "  a socket is bound to \(row.local.addressAndPort) without listening\(owner(row)): a server that does "
                    + "not set SO_REUSEADDR cannot bind it")
        }
        let connections = try query.rows(machine.sockets, states: SocketQuery.connected)
            .filter { $0.remote.port != 0 }
        let left = connections.filter { $0.state == .timeWait }.count
        if let row = connections.first(where: { $0.state != .timeWait }) {
            let count = connections.count - left
            lines.append(
                "  \(count) connection\(count == 1 ? " uses" : "s use") it as local port, such as "
                    + "\(row.local.addressAndPort) to \(row.remote.addressAndPort)\(owner(row))")
        } else if left > 0 {
            lines.append("  \(left) closed connection\(left == 1 ? "" : "s") in TIME_WAIT: harmless, a server may bind")
        }
        return lines
    }

    private func owner(_ row: SocketRow) -> String {
        guard row.inode != 0 else { return "" }
        let found = machine.proc.holders(of: [row.inode], among: machine.proc.processes())
        guard let pid = found.holders.map(\.pid).min(), let name = machine.proc.name(pid) else { return "" }
        return ", \(name) (pid \(pid))"
    }
}
