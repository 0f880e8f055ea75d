package import Endpoints
package import LinuxKernel

/// Who listens on a port right now, as far as may be seen.
package struct PortUse: Hashable, Sendable {
    package var port: UInt16
    /// `nil` when the process belongs to somebody else.
    package var pid: Int32?
    package var name: String?
    package var workingDirectory: String?

    package init(port: UInt16, pid: Int32? = nil, name: String? = nil, workingDirectory: String? = nil) {
        self.port = port
        self.pid = pid
        self.name = name
        self.workingDirectory = workingDirectory
    }

    /// Whether the program runs inside the work tree, and so is most likely the service the port is for.
    package func belongs(to project: String) -> Bool {
        guard let workingDirectory else { return false }
        return workingDirectory == project || workingDirectory.hasPrefix(project == "/" ? "/" : project + "/")
    }

    /// `node (pid 4711)`, or what is known instead.
    package var words: String {
        guard let pid else { return "a program of another user" }
        return "\(name ?? "a process") (pid \(pid))"
    }

    /// The users of these ports; a port nobody listens on has none. One listing, and one walk for those in use.
    package static func find(_ ports: Set<UInt16>, _ transport: Transport, on machine: Machine) -> [UInt16: PortUse] {
        let states = transport == .tcp ? SocketQuery.listening : SocketQuery.unconnected
        var rows: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            let query = SocketQuery(
                transport, family, states: states, localPort: ports.count == 1 ? ports.first ?? 0 : 0)
            rows += ((try? machine.sockets.sockets(query)) ?? []).filter { ports.contains($0.local.port) }
        }
        guard !rows.isEmpty else { return [:] }
        let inodes = Set(rows.map(\.inode).filter { $0 != 0 })
        let holders = machine.proc.holders(of: inodes, among: machine.proc.processes()).holders
        var uses: [UInt16: PortUse] = [:]
        for row in rows {
            // Of several holders the oldest: a server's parent, whose children inherited the socket.
            let pid = holders.filter { $0.inode == row.inode }.map(\.pid).min()
            let known = uses[row.local.port]
            if known == nil || known?.pid == nil {
                uses[row.local.port] = PortUse(
                    port: row.local.port, pid: pid, name: pid.flatMap { machine.proc.name($0) },
                    workingDirectory: pid.flatMap { FileBytes.link(machine.proc.path($0, "cwd")) })
            }
        }
        return uses
    }
}
