extension AddressScanner {
    /// Four octets that are not part of a longer version number.
    func ipv4(at start: Int) -> Int? {
        var position = start
        for octet in 0..<4 {
            if octet > 0 {
                guard at(position) == UInt8(ascii: ".") else { return nil }
                position += 1
            }
            let first = position
            var value = 0
            while at(position).isASCIIDigit, position - first < 4 {
                value = value * 10 + Int(at(position) - 0x30)
                position += 1
            }
            guard position > first, value < 256 else { return nil }
        }
        let dotted = at(position) == UInt8(ascii: ".") && at(position + 1).isASCIIDigit
        return at(position).isWord || dotted ? nil : position
    }

    /// An IPv6 address. With `withPort` the last group counts as the port where Node.js and old Java print one.
    func ipv6(at start: Int, withPort: Bool) -> Int? {
        var end = start
        while at(end).isHexDigit || at(end) == UInt8(ascii: ":") { end += 1 }
        // A mapped address: `::ffff:127.0.0.1`.
        if at(end) == UInt8(ascii: "."), let colon = bytes[start..<end].lastIndex(of: UInt8(ascii: ":")),
            let mapped = ipv4(at: colon + 1), colon > start, isIPv6(start..<colon)
        {
            return mapped
        }
        // A full stop or a colon that ends the sentence.
        while end > start, bytes[end - 1] == UInt8(ascii: ":"),
            !(end - start >= 2 && bytes[end - 2] == UInt8(ascii: ":"))
        {
            end -= 1
        }
        if end - start >= 3, bytes[end - 1] == UInt8(ascii: ":"), at(end).isASCIIDigit == false, isIPv6(start..<end - 1)
        {
            end -= 1
        }
        guard end - start >= 2, !at(end).isWord, start == 0 || !at(start - 1).isWord else { return nil }
        if withPort, let colon = bytes[start..<end].lastIndex(of: UInt8(ascii: ":")), colon > start + 1,
            (2...5).contains(end - colon - 1), bytes[colon + 1..<end].allSatisfy(\.isASCIIDigit)
        {
            let head =
                bytes[colon - 1] == UInt8(ascii: ":") && bytes[colon - 2] != UInt8(ascii: ":") ? nil : start..<colon
            if let head, isIPv6(head) { return colon }
        }
        return isIPv6(start..<end) ? end : nil
    }

    private func isIPv6(_ range: Range<Int>) -> Bool {
        var groups = 0
        var doubled = 0
        var position = range.lowerBound
        while position < range.upperBound {
            if bytes[position] == UInt8(ascii: ":") {
                if position + 1 < range.upperBound, bytes[position + 1] == UInt8(ascii: ":") {
                    doubled += 1
                    position += 2
                } else if position == range.lowerBound {
                    return false
                } else {
                    position += 1
                    if position == range.upperBound { return false }
                }
                continue
            }
            let first = position
            while position < range.upperBound, bytes[position].isHexDigit { position += 1 }
            groups += 1
            if position - first > 4 { return false }
        }
        return doubled == 1 && groups < 8 || doubled == 0 && groups == 8
    }
}
