/// The transport protocol of an endpoint.
package enum Transport: String, Hashable, Sendable, CaseIterable {
    case tcp, udp
}

/// Transport, address and port: `tcp 127.0.0.1:62893`.
package struct Endpoint: Hashable, Sendable {
    package var transport: Transport
    package var address: IPAddress
    /// The port in host byte order; 0 in a remote endpoint means "not connected".
    package var port: UInt16

    package init(_ transport: Transport, _ address: IPAddress, _ port: UInt16) {
        self.transport = transport
        self.address = address
        self.port = port
    }

    /// The address and port, IPv6 in brackets, without the transport.
    package var addressAndPort: String { "\(address.bracketed):\(port)" }
}

extension Endpoint: Comparable {
    /// By port, then transport, then address: the order in which people look for a port.
    package static func < (a: Self, b: Self) -> Bool {
        if a.port != b.port { return a.port < b.port }
        if a.transport != b.transport { return a.transport == .tcp }
        return a.address < b.address
    }
}

extension Endpoint: CustomStringConvertible {
    package var description: String { "\(transport.rawValue) \(addressAndPort)" }
}
