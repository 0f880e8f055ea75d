/// A host, a port or both, read out of a line.
struct ScannedAddress: Hashable, Sendable {
    var host: String?
    var port: Int?
    /// The first byte after it.
    var end: Int
    var isURL = false
}

/// Reads an address in any of the shapes in which runtimes print one.
///
/// `127.0.0.1:80`, `[::1]:80`, `::1:80` (Node.js), `*:80`, `:80` (Go), `/127.0.0.1:80` and `localhost/127.0.0.1:80`
/// (Java), `:::80`, `('127.0.0.1', 80)` (Python), `{'localhost',80}` and `{127,0,0,1},80` (Erlang), `'db':'80'`
/// (Prisma), `ipv4#127.0.0.1:80` (librdkafka),
/// `ipv4:127.0.0.1:80` (gRPC), `tcp://user:password@host:80/path`.
struct AddressScanner {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The byte there, or zero outside the line.
    func at(_ index: Int) -> UInt8 {
        index < bytes.count && index >= 0 ? bytes[index] : 0
    }

    private func isAt(_ index: Int, _ text: StaticString) -> Bool {
        guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset].lowercased != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// A host with its port if it has one, or a lone `:port`.
    func address(at start: Int) -> ScannedAddress? {
        if let tuple = tuple(at: start) { return tuple }
        var position = start
        while at(position) == UInt8(ascii: "'") || at(position) == UInt8(ascii: "(")
            || at(position) == UInt8(ascii: "{")
            || at(position) == UInt8(ascii: "<") || at(position) == .space && position > start
        {
            position += 1
            if position - start > 3 { return nil }
            // Python's `b'127.0.0.1'` and `u'localhost'`.
            if at(position) == UInt8(ascii: "b") || at(position) == UInt8(ascii: "u"),
                at(position + 1) == UInt8(ascii: "'")
            {
                position += 1
            }
        }
        // Python's `('', 8000)`: every address.
        if position > start + 1, at(position) == UInt8(ascii: ","), at(position - 1) == UInt8(ascii: "'"),
            at(position - 2) == UInt8(ascii: "'"), at(position + 1) == .space
        {
            return port(at: position + 2)
        }
        let quoted = at(position - 1) == UInt8(ascii: "'")
        var isURL = false
        if let authority = authority(at: position) {
            position = authority
            isURL = true
        } else {
            for prefix in ["ipv4:", "ipv6:", "ipv4#", "ipv6#", "dns:"] as [StaticString] where isAt(position, prefix) {
                position += prefix.utf8CodeUnitCount
                break
            }
        }
        guard var found = hostAndPort(at: position, quoted: quoted && !isURL, isURL: isURL) else { return nil }
        found.isURL = isURL
        return found
    }

    /// A host alone: a name or an address, in brackets or not.
    func host(at start: Int) -> ScannedAddress? {
        if at(start) == UInt8(ascii: "[") { return bracketed(at: start) }
        if let end = ipv4(at: start) { return found(start..<end, nil, end) }
        if let end = ipv6(at: start, withPort: false) { return found(start..<end, nil, end) }
        guard let end = name(at: start) else { return nil }
        return found(start..<end, nil, end)
    }

    /// One to six digits that stand alone.
    func port(at start: Int) -> ScannedAddress? {
        var end = start
        var value = 0
        while at(end).isASCIIDigit {
            value = value * 10 + Int(at(end) - 0x30)
            end += 1
            if end - start > 6 { return nil }
        }
        guard end > start, !at(end).isASCIILetter, !(at(end) == UInt8(ascii: ".") && at(end + 1).isASCIIDigit) else {
            return nil
        }
        return ScannedAddress(host: nil, port: value, end: end)
    }

    /// After `scheme://` and the user's name and password.
    private func authority(at start: Int) -> Int? {
        var position = start
        while at(position).isName || at(position) == UInt8(ascii: "+") || at(position) == UInt8(ascii: ":") {
            if at(position) == UInt8(ascii: ":"), at(position + 1) == UInt8(ascii: "/") { break }
            position += 1
            if position - start > 40 { return nil }
        }
        guard position > start, isAt(position, "://"), !isAt(start, "unix"), !isAt(start, "file") else { return nil }
        position += 3
        if at(position) == UInt8(ascii: "/") { position += 1 }
        var cursor = position
        while cursor < bytes.count, cursor - position < 200 {
            switch bytes[cursor] {
            case UInt8(ascii: "@"): return cursor + 1
            case UInt8(ascii: "/"), .space, UInt8(ascii: "'"), UInt8(ascii: "?"), UInt8(ascii: ")"): return position
            default: cursor += 1
            }
        }
        return position
    }

    private func hostAndPort(at start: Int, quoted: Bool, isURL: Bool) -> ScannedAddress? {
        var host: ScannedAddress
        let first = at(start)
        if first == UInt8(ascii: "["), let address = bracketed(at: start) {
            host = address
        } else if first == UInt8(ascii: "*") || isURL && first == UInt8(ascii: "+"), at(start + 1) == UInt8(ascii: ":")
        {
            host = ScannedAddress(end: start + 1)
        } else if first == UInt8(ascii: "/"),
            at(start + 1).isHexDigit || at(start + 1) == UInt8(ascii: "[")
                || at(start + 1) == UInt8(ascii: ":")
        {
            guard let address = hostAndPort(at: start + 1, quoted: false, isURL: false) else { return nil }
            return address
        } else if let end = ipv4(at: start) {
            // Java prints `0.0.0.0/0.0.0.0:80`.
            if at(end) == UInt8(ascii: "/"), ipv4(at: end + 1) != nil {
                return hostAndPort(at: end + 1, quoted: false, isURL: false)
            }
            host = found(start..<end, nil, end)
        } else if let end = ipv6(at: start, withPort: true) {
            host = found(start..<end, nil, end)
        } else if first == UInt8(ascii: ":"), at(start + 1).isASCIIDigit {
            host = ScannedAddress(end: start)
        } else if let end = name(at: start) {
            if isURL, end == start + 4, isAt(start, "unix:") { return nil }
            // `tcp:5037` is a port of this machine.
            if end == start + 3, isAt(start, "tcp:") || isAt(start, "udp:"), let port = portAfterColon(end) {
                return port
            }
            if at(end) == UInt8(ascii: "/"), !isURL {
                if ipv4(at: end + 1) != nil || at(end + 1) == UInt8(ascii: "[")
                    || ipv6(at: end + 1, withPort: true) != nil
                {
                    // Without a port it is a version: `Chrome/120.0.0.0`.
                    let java = hostAndPort(at: end + 1, quoted: false, isURL: false)
                    return java?.port == nil ? nil : java
                }
                if isAt(end + 1, "<unresolved>"), let port = portAfterColon(end + 13) {
                    return found(start..<end, port.port, port.end)
                }
            }
            host = found(start..<end, nil, end)
        } else {
            return nil
        }
        let isNumeric = host.host?.utf8.allSatisfy { !$0.isASCIILetter } ?? false
        if let port = portAfterColon(host.end, column: !isNumeric) {
            if host.host == nil || isURL || !isFile(start..<host.end) {
                host.port = port.port
                host.end = port.end
            }
        } else if quoted, at(host.end) == UInt8(ascii: "'"),
            at(host.end + 1) == UInt8(ascii: ",") || at(host.end + 1) == UInt8(ascii: ":")
        {
            let next = host.end + 2
            if let port = port(at: at(next) == .space || at(next) == UInt8(ascii: "'") ? next + 1 : next) {
                host.port = port.port
                host.end = port.end
            }
        }
        return host.host == nil && host.port == nil ? nil : host
    }

    private func portAfterColon(_ colon: Int, column: Bool = true) -> ScannedAddress? {
        // Elasticsearch's `127.0.0.1:[9200]`.
        if at(colon) == UInt8(ascii: ":"), at(colon + 1) == UInt8(ascii: "["), var port = port(at: colon + 2),
            at(port.end) == UInt8(ascii: "]")
        {
            port.end += 1
            return port
        }
        guard at(colon) == UInt8(ascii: ":"), let port = port(at: colon + 1) else { return nil }
        // A second number after a colon is a column: `app.js:3000:12`.
        if column, at(port.end) == UInt8(ascii: ":"), at(port.end + 1).isASCIIDigit { return nil }
        return port
    }

    private func bracketed(at start: Int) -> ScannedAddress? {
        let inside = start + 1
        guard let end = ipv4(at: inside) ?? ipv6(at: inside, withPort: false) else { return nil }
        var close = end
        if at(close) == UInt8(ascii: "%") { while at(close).isName || at(close) == UInt8(ascii: "%") { close += 1 } }
        guard at(close) == UInt8(ascii: "]") else { return nil }
        return found(inside..<end, nil, close + 1)
    }

    func found(_ range: Range<Int>, _ port: Int?, _ end: Int) -> ScannedAddress {
        let text = String(decoding: bytes[range], as: UTF8.self)
        // Somebody hid the address before asking for help.
        let hidden = text.utf8.allSatisfy { $0 | 0x20 == UInt8(ascii: "x") || $0 == UInt8(ascii: ".") }
        return ScannedAddress(host: hidden || Self.nothing.contains(text) ? nil : text, port: port, end: end)
    }

    /// What runtimes print in a host's place when they were given none.
    private static let nothing: Set<String> = ["null", "undefined", "None", "nil"]

    func name(at start: Int) -> Int? {
        guard at(start).isWord else { return nil }
        var end = start
        var letters = 0
        while at(end).isName {
            if at(end).isASCIILetter { letters += 1 }
            end += 1
            if end - start > 253 { return nil }
        }
        while end > start, at(end - 1) == UInt8(ascii: ".") || at(end - 1) == UInt8(ascii: "-") { end -= 1 }
        return letters > 0 ? end : nil
    }
}
