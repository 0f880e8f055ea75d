/// A JSON value (RFC 8259) to be written; object members keep their order.
package enum JSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object([(String, JSON)])

    /// `null` for `nil`.
    package static func string(orNull text: String?) -> JSON { text.map { .string($0) } ?? .null }
    /// `null` for `nil`.
    package static func int(orNull value: (some BinaryInteger)?) -> JSON { value.map { .int(Int($0)) } ?? .null }
    /// `null` for `nil`.
    package static func bool(orNull value: Bool?) -> JSON { value.map { .bool($0) } ?? .null }

    /// The value in UTF-8 without a newline at its end; on one line, or indented by two spaces a level.
    package func encoded(pretty: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        write(to: &out, depth: pretty ? 0 : nil)
        return out
    }

    package func text(pretty: Bool = false) -> String { String(decoding: encoded(pretty: pretty), as: UTF8.self) }

    private func write(to out: inout [UInt8], depth: Int?) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .int(let value): out += String(value).utf8
        case .double(let value): out += (value.isFinite ? "\(value)" : "null").utf8
        case .string(let text): Self.write(text, to: &out)
        case .array(let values):
            Self.group("[", "]", values, to: &out, depth: depth) { value, out, depth in
                value.write(to: &out, depth: depth)
            }
        case .object(let members):
            Self.group("{", "}", members, to: &out, depth: depth) { member, out, depth in
                Self.write(member.0, to: &out)
                out += (depth == nil ? ":" : ": ").utf8
                member.1.write(to: &out, depth: depth)
            }
        }
    }

    private static func group<T>(
        _ open: String, _ close: String, _ items: [T], to out: inout [UInt8], depth: Int?,
        _ item: (T, inout [UInt8], Int?) -> Void
    ) {
        out += open.utf8
        for (i, value) in items.enumerated() {
            if i > 0 { out.append(UInt8(ascii: ",")) }
            if let depth { newline(depth + 1, to: &out) }
            item(value, &out, depth.map { $0 + 1 })
        }
        if let depth, !items.isEmpty { newline(depth, to: &out) }
        out += close.utf8
    }

    private static func newline(_ depth: Int, to out: inout [UInt8]) {
        out.append(10)
        out.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    /// Everything a terminal could act on is written as `\uNNNN`: JSON is read on screens too, and loses nothing.
    private static func write(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\"".utf8
            case "\\": out += "\\\\".utf8
            case "\n": out += "\\n".utf8
            case "\t": out += "\\t".utf8
            case "\r": out += "\\r".utf8
            default:
                if scalar.value >= 0x20 && scalar.value < 0x7F {
                    out.append(UInt8(truncatingIfNeeded: scalar.value))
                } else if Sanitizer.isDangerous(scalar) {
                    for unit in UTF16.encode(scalar) ?? .init() {
                        out += "\\u".utf8
                        out += Sanitizer.hex(UInt32(unit), digits: 4).utf8
                    }
                } else {
                    out += UTF8.encode(scalar) ?? .init()
                }
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) { self = .object(members) }
    package init(arrayLiteral values: JSON...) { self = .array(values) }
}
