package import Endpoints
package import LinuxKernel

/// Whether a port is free, found out by binding it.
package enum PortProbe {
    /// The addresses a server may want: both loopback addresses and both wildcards. The first that fails decides.
    package static let addresses: [IPAddress] = [.unspecifiedV4, .unspecifiedV6, .loopbackV4, .loopbackV6]

    /// What stands against the port; `nil` when every bind succeeded, without `SO_REUSEADDR`, so that a server without
    /// it succeeds too. A machine without IPv6 is no obstacle.
    package static func refusal(
        _ port: UInt16, _ transport: Transport,
        bind: (Endpoint) -> SystemError? = { BindTrial.failure($0, reuse: false) }
    ) -> PortRefusal? {
        for address in addresses {
            guard let error = bind(Endpoint(transport, address, port)) else { continue }
            if address.family == .v6 && error.isMissingAddress { continue }
            return error.isPermission ? .privileged : .inUse
        }
        return nil
    }

    /// The ports somebody listens on (TCP) or has bound (UDP): spares a bind on those that are surely taken.
    package static func taken(_ transport: Transport, _ sockets: any SocketTable) -> Set<UInt16> {
        let states = transport == .tcp ? SocketQuery.listening : SocketQuery.unconnected
        var ports = Set<UInt16>()
        for family in IPAddress.Family.allCases {
            let rows = (try? sockets.sockets(SocketQuery(transport, family, states: states))) ?? []
            for row in rows { ports.insert(row.local.port) }
        }
        return ports
    }
}
