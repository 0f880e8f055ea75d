import LinuxKernel

/// A JSON value that was read (RFC 8259), for the two readers Ostia needs: `package.json` and a container engine.
///
/// Tolerant where people are careless: a byte order mark, comments and a comma too many do no harm. Of a member given
/// twice the last one counts. Nothing nested deeper than `depthLimit` is read: what comes from outside must not be
/// able to use up our stack.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// Integers are exact up to 2⁵³.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    package static let depthLimit = 64

    /// `nil` when the bytes are no JSON.
    package init?(_ bytes: [UInt8]) {
        let value = bytes.withUnsafeBufferPointer { buffer in
            var reader = Reader(bytes: buffer)
            return reader.document()
        }
        guard let value else { return nil }
        self = value
    }

    package init?(text: String) { self.init([UInt8](text.utf8)) }

    /// The member of an object; `nil` for anything else.
    package subscript(_ key: String) -> JSONValue? { object?[key] }

    package var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
    package var array: [JSONValue]? { if case .array(let values) = self { values } else { nil } }
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var int: Int? { if case .number(let value) = self { Int(exactly: value) } else { nil } }
}

private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func document() -> JSONValue? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        guard let value = value(depth: 0) else { return nil }
        skipBlanks()
        return at == bytes.count ? value : nil
    }

    mutating func value(depth: Int) -> JSONValue? {
        skipBlanks()
        guard depth < JSONValue.depthLimit, let first = next else { return nil }
        switch first {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return array(depth)
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "t"): return word("true", .bool(true))
        case UInt8(ascii: "f"): return word("false", .bool(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    mutating func object(_ depth: Int) -> JSONValue? {
        var members: [String: JSONValue] = [:]
        at += 1
        while true {
            skipBlanks()
            if take("}") { return .object(members) }
            guard let key = string() else { return nil }
            skipBlanks()
            guard take(":"), let value = value(depth: depth + 1) else { return nil }
            members[key] = value
            skipBlanks()
            if !take(","), next != UInt8(ascii: "}") { return nil }
        }
    }

    mutating func array(_ depth: Int) -> JSONValue? {
        var values: [JSONValue] = []
        at += 1
        while true {
            skipBlanks()
            if take("]") { return .array(values) }
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
            skipBlanks()
            if !take(","), next != UInt8(ascii: "]") { return nil }
        }
    }

    mutating func word(_ word: StaticString, _ value: JSONValue) -> JSONValue? {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count, zip(at..<end, 0...).allSatisfy({ bytes[$0] == word.utf8Start[$1] }) else {
            return nil
        }
        at = end
        return value
    }

    mutating func number() -> JSONValue? {
        let start = at
        while let byte = next, (48...57).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte) { at += 1 }
        guard at > start else { return nil }
        return Double(String(decoding: bytes[start..<at], as: UTF8.self)).map { .number($0) }
    }

    mutating func string() -> String? {
        guard take("\"") else { return nil }
        var out: [UInt8] = []
        while let byte = next {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(outside: out[...])
            case UInt8(ascii: "\\"): if !escape(into: &out) { return nil }
            default: out.append(byte)
            }
        }
        return nil
    }

    mutating func escape(into out: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "u"):
            guard var code = hex() else { return false }
            let mark = at
            if code >> 10 == 0x36, take("\\"), take("u"), let low = hex(), low >> 10 == 0x37 {
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            } else if code >> 10 == 0x36 {
                at = mark
            }
            // Half of a surrogate pair is no character.
            out += String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8
        default: return false
        }
        return true
    }

    mutating func hex() -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        defer { at += 4 }
        let digits = bytes[at..<(at + 4)]
        guard digits.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    mutating func skipBlanks() {
        while let byte = next {
            switch byte {
            case 9, 10, 13, 32, UInt8(ascii: "\u{B}"): at += 1
            case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "/"):
                while let byte = next, byte != 10 { at += 1 }
            case UInt8(ascii: "/") where at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "*"):
                at += 2
                while at < bytes.count, !(bytes[at] == UInt8(ascii: "/") && bytes[at - 1] == UInt8(ascii: "*")) {
                    at += 1
                }
                at = min(at + 1, bytes.count)
            default: return
            }
        }
    }
}
