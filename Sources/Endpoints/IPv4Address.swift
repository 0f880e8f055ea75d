/// An IPv4 address in host byte order (RFC 791).
package struct IPv4Address: Hashable, Comparable, Sendable {
    /// The 32 bits, most significant octet first: `127.0.0.1` is `0x7F00_0001`.
    package var bits: UInt32

    package init(bits: UInt32) { self.bits = bits }

    package init(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) {
        bits = UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d)
    }

    /// Reads dotted-decimal text of exactly four octets; `nil` for anything else.
    ///
    /// Stricter than `inet_aton(3)` on purpose: `127.1`, `0x7f.1` and leading zeros (octal to some readers, decimal
    /// to others) are refused rather than guessed at.
    package init?(_ text: some StringProtocol) {
        var bits: UInt32 = 0
        var octet: UInt32 = 0
        var digits = 0
        var octets = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if digits > 0 && octet == 0 { return nil }
                octet = octet * 10 + UInt32(byte - UInt8(ascii: "0"))
                digits += 1
                if octet > 255 { return nil }
            case UInt8(ascii: "."):
                if digits == 0 || octets == 3 { return nil }
                bits = bits << 8 | octet
                (octet, digits) = (0, 0)
                octets += 1
            default:
                return nil
            }
        }
        guard octets == 3, digits > 0 else { return nil }
        self.bits = bits << 8 | octet
    }

    /// `127.0.0.1`, the loopback address of RFC 1122.
    package static let loopback = IPv4Address(127, 0, 0, 1)
    /// `0.0.0.0`: for a listener every IPv4 address of the machine.
    package static let unspecified = IPv4Address(bits: 0)

    package static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }

    /// Whether the first `length` bits equal those of `network`.
    package func isIn(_ network: IPv4Address, _ length: UInt32) -> Bool {
        length == 0 || (bits ^ network.bits) >> (32 - length) == 0
    }
}

extension IPv4Address: CustomStringConvertible {
    package var description: String {
        "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    }
}
