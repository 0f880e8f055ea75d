/// An IPv4 or IPv6 address.
package enum IPAddress: Hashable, Sendable {
    case v4(IPv4Address)
    case v6(IPv6Address)

    /// The address family's number of bits: 32 or 128.
    package enum Family: Sendable, CaseIterable { case v4, v6 }

    package var family: Family {
        switch self {
        case .v4: .v4
        case .v6: .v6
        }
    }

    /// Reads numeric text of either family, with or without square brackets round an IPv6 address.
    /// Names are not resolved; a zone (`%eth0`) is not part of an address and is refused.
    package init?(_ text: some StringProtocol) {
        if let v4 = IPv4Address(text) {
            self = .v4(v4)
        } else if text.hasPrefix("["), text.hasSuffix("]"), let v6 = IPv6Address(text.dropFirst().dropLast()) {
            self = .v6(v6)
        } else if let v6 = IPv6Address(text) {
            self = .v6(v6)
        } else {
            return nil
        }
    }

    /// The address with an IPv4-mapped IPv6 address taken as the IPv4 address it means.
    package var unmapped: IPAddress {
        if case .v6(let address) = self, let v4 = address.mappedIPv4 { return .v4(v4) }
        return self
    }

    /// `0.0.0.0` or `::`.
    package var isUnspecified: Bool {
        switch unmapped {
        case .v4(let address): address.bits == 0
        case .v6(let address): address == .unspecified
        }
    }

    /// 127.0.0.0/8 or `::1`, also when IPv4-mapped.
    package var isLoopback: Bool {
        switch unmapped {
        case .v4(let address): address.bits >> 24 == 127
        case .v6(let address): address == .loopback
        }
    }

    package static let loopbackV4 = IPAddress.v4(.loopback)
    package static let loopbackV6 = IPAddress.v6(.loopback)
    package static let unspecifiedV4 = IPAddress.v4(.unspecified)
    package static let unspecifiedV6 = IPAddress.v6(.unspecified)
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6, then by value.
    package static func < (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.v4(let a), .v4(let b)): a < b
        case (.v6(let a), .v6(let b)): a < b
        case (.v4, .v6): true
        case (.v6, .v4): false
        }
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): address.description
        }
    }

    /// As written before a port: IPv6 in square brackets (RFC 3986).
    package var bracketed: String {
        switch self {
        case .v4(let address): address.description
        case .v6(let address): "[\(address)]"
        }
    }
}
