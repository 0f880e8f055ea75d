/// Where an address means something, and so who can reach a listener on it.
package enum AddressScope: String, Hashable, Sendable, CaseIterable {
    /// 127.0.0.0/8 and `::1`: this machine (this network namespace) only.
    case loopback
    /// `0.0.0.0` and `::`: for a listener all interfaces.
    case unspecified
    /// 169.254.0.0/16 (RFC 3927) and fe80::/10: one link, never routed.
    case linkLocal = "link-local"
    /// RFC 1918, RFC 6598 (100.64.0.0/10) and fc00::/7 (RFC 4193): the local network.
    case `private`
    /// Routed in the internet.
    case `public`
    /// 224.0.0.0/4 and ff00::/8.
    case multicast
    /// 255.255.255.255, the limited broadcast.
    case broadcast
    /// 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32, 3fff::/20: only ever in books.
    case documentation

    package init(_ address: IPAddress) {
        switch address.unmapped {
        case .v4(let v4): self = Self.scope(v4)
        case .v6(let v6): self = Self.scope(v6)
        }
    }

    private static func scope(_ a: IPv4Address) -> AddressScope {
        if a.bits == 0 { return .unspecified }
        if a.bits == UInt32.max { return .broadcast }
        for (network, length, scope) in v4Networks where a.isIn(network, length) { return scope }
        return .public
    }

    private static let v4Networks: [(IPv4Address, UInt32, AddressScope)] = [
        (IPv4Address(127, 0, 0, 0), 8, .loopback),
        (IPv4Address(10, 0, 0, 0), 8, .private),
        (IPv4Address(172, 16, 0, 0), 12, .private),
        (IPv4Address(192, 168, 0, 0), 16, .private),
        (IPv4Address(100, 64, 0, 0), 10, .private),
        (IPv4Address(169, 254, 0, 0), 16, .linkLocal),
        (IPv4Address(224, 0, 0, 0), 4, .multicast),
        (IPv4Address(192, 0, 2, 0), 24, .documentation),
        (IPv4Address(198, 51, 100, 0), 24, .documentation),
        (IPv4Address(203, 0, 113, 0), 24, .documentation),
    ]

    private static func scope(_ a: IPv6Address) -> AddressScope {
        if a == .unspecified { return .unspecified }
        if a == .loopback { return .loopback }
        if a.high >> 54 == 0xFE80 >> 6 { return .linkLocal }
        if a.high >> 57 == 0xFC >> 1 { return .private }
        if a.high >> 56 == 0xFF { return .multicast }
        if a.high >> 32 == 0x2001_0DB8 || a.high >> 44 == 0x3FFF0 { return .documentation }
        return .public
    }
}

/// Who can reach a listener, as far as its address decides; a firewall may narrow it.
package enum Exposure: String, Hashable, Sendable, CaseIterable {
    /// Loopback addresses: processes of this machine.
    case loopback
    /// An address of a container bridge: this machine and its containers.
    case containers
    /// A private or link-local address: the network this machine is in.
    case network
    /// All interfaces, or a public address: everyone who can route to this machine.
    case everyone
}
