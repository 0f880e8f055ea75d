/// An IPv6 address (RFC 4291) without its zone.
package struct IPv6Address: Hashable, Comparable, Sendable {
    /// The first 64 bits, in host byte order.
    package var high: UInt64
    /// The last 64 bits, in host byte order.
    package var low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// `::1`, the loopback address.
    package static let loopback = IPv6Address(high: 0, low: 1)
    /// `::`: for a listener every address of the machine.
    package static let unspecified = IPv6Address(high: 0, low: 0)

    /// The IPv4 address inside an IPv4-mapped one (`::ffff:127.0.0.1`), or `nil`.
    package var mappedIPv4: IPv4Address? {
        high == 0 && low >> 32 == 0xFFFF ? IPv4Address(bits: UInt32(truncatingIfNeeded: low)) : nil
    }

    /// The IPv4-mapped form of an IPv4 address (RFC 4291, 2.5.5.2).
    package init(mapping address: IPv4Address) {
        self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(address.bits))
    }

    package static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// The eight 16-bit groups, first to last.
    package var groups: [UInt16] {
        (0..<8).map { i in UInt16(truncatingIfNeeded: (i < 4 ? high : low) >> UInt64(48 - 16 * (i & 3))) }
    }

    init(groups: [UInt16]) {
        high = groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) }
        low = groups[4..<8].reduce(0) { $0 << 16 | UInt64($1) }
    }

    /// Reads the forms of RFC 4291 section 2.2, `::` and a dotted-decimal tail included; no brackets, no zone.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 45 else { return nil }
        var before: [UInt16] = []
        var after: [UInt16]?
        var rest = text[...]
        if rest.hasPrefix("::") {
            after = []
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: ":")
            let piece = rest[..<(end ?? rest.endIndex)]
            var values: [UInt16] = []
            if piece.contains(".") {
                guard end == nil, let v4 = IPv4Address(piece) else { return nil }
                values = [UInt16(v4.bits >> 16), UInt16(v4.bits & 0xFFFF)]
            } else {
                guard let value = Self.group(piece) else { return nil }
                values = [value]
            }
            if after == nil { before += values } else { after? += values }
            guard let end else { break }
            rest = rest[rest.index(after: end)...]
            if rest.hasPrefix(":") {
                guard after == nil else { return nil }
                after = []
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        let tail = after ?? []
        let missing = 8 - before.count - tail.count
        guard after == nil ? missing == 0 : missing >= 1 else { return nil }
        self.init(groups: before + Array(repeating: 0, count: missing) + tail)
    }

    private static func group(_ text: some StringProtocol) -> UInt16? {
        guard (1...4).contains(text.utf8.count) else { return nil }
        guard text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) else { return nil }
        return UInt16(text, radix: 16)
    }
}

extension IPv6Address: CustomStringConvertible {
    /// The canonical text of RFC 5952: lower case, the longest run of zero groups shortened, IPv4-mapped in dots.
    package var description: String {
        if let v4 = mappedIPv4 { return "::ffff:\(v4)" }
        let groups = groups
        var best = 0..<0
        var start: Int?
        for i in 0...8 {
            if i < 8 && groups[i] == 0 {
                start = start ?? i
            } else if let first = start {
                if i - first > best.count { best = first..<i }
                start = nil
            }
        }
        func text(_ slice: ArraySlice<UInt16>) -> String {
            slice.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard best.count > 1 else { return text(groups[...]) }
        return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
    }
}
