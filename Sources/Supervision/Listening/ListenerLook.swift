import Endpoints
package import LinuxKernel
package import Stack

/// What the kernel says of the listeners of services: two dumps of LISTEN alone, a few tenths of a millisecond.
package struct ListenerLook {
    private let machine: Machine

    package init(_ machine: Machine) { self.machine = machine }

    /// Every TCP listener there is, and every bound UDP socket where one of the services promises UDP.
    package func rows(udp: Bool = false) -> [SocketRow] {
        var out: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            out += (try? machine.sockets.sockets(SocketQuery(.tcp, family, states: SocketQuery.listening))) ?? []
            guard udp else { continue }
            out += (try? machine.sockets.sockets(SocketQuery(.udp, family, states: SocketQuery.unconnected))) ?? []
        }
        return out
    }

    /// Whether every promised port of the service has a listener that connections to its address reach.
    package static func isKept(_ service: PlannedService, _ rows: [SocketRow]) -> Bool {
        service.promisedPorts.allSatisfy { port in
            let own = rows.filter { $0.local.port == port.number && "\($0.local.transport)" == port.transport }
            return Promise.isKept(port, own.map(real))
        }
    }

    /// The listeners that these processes hold.
    package func listeners(of pids: [Int32], among rows: [SocketRow]) -> [RealListener] {
        let inodes = Set(rows.lazy.map(\.inode).filter { $0 != 0 })
        let held = Set(machine.proc.holders(of: inodes, among: pids).holders.map(\.inode))
        return rows.filter { held.contains($0.inode) }.map(Self.real)
    }

    private static func real(_ row: SocketRow) -> RealListener {
        RealListener(row.local, takesBoth: row.local.address.family == .v6 && !(row.v6Only ?? false))
    }
}
