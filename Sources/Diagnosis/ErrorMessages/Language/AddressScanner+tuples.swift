extension AddressScanner {
    /// An address as Erlang and Elixir keep it: `{127,0,0,1}` or eight groups, then the port after a comma or a colon.
    func tuple(at start: Int) -> ScannedAddress? {
        guard at(start) == UInt8(ascii: "{") else { return nil }
        var groups: [Int] = []
        var position = start + 1
        while groups.count < 8 {
            while position < bytes.count, bytes[position] == .space { position += 1 }
            guard let number = port(at: position), let value = number.port, value <= 0xFFFF else { return nil }
            groups.append(value)
            position = number.end
            guard position < bytes.count else { return nil }
            if bytes[position] == UInt8(ascii: "}") { break }
            guard bytes[position] == UInt8(ascii: ",") else { return nil }
            position += 1
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "}"), let host = Self.text(groups) else {
            return nil
        }
        position += 1
        var found = ScannedAddress(host: host, port: nil, end: position)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ",") || bytes[position] == UInt8(ascii: ":")
        else { return found }
        position += 1
        while position < bytes.count, bytes[position] == .space { position += 1 }
        if let port = port(at: position) {
            found.port = port.port
            found.end = port.end
        }
        return found
    }

    /// Four octets or eight groups in text, the longest run of zeros left out (RFC 5952).
    private static func text(_ groups: [Int]) -> String? {
        if groups.count == 4 {
            return groups.allSatisfy { $0 < 256 } ? groups.map { "\($0)" }.joined(separator: ".") : nil
        }
        guard groups.count == 8 else { return nil }
        var longest = 0..<0
        var index = 0
        while index < 8 {
            var end = index
            while end < 8, groups[end] == 0 { end += 1 }
            if end - index > max(1, longest.count) { longest = index..<end }
            index = max(end, index + 1)
        }
        func hex(_ range: Range<Int>) -> String {
            groups[range].map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard !longest.isEmpty else { return hex(0..<8) }
        return hex(0..<longest.lowerBound) + "::" + hex(longest.upperBound..<8)
    }
}
