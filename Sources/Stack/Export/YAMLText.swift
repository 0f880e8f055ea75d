/// YAML scalars that every reader takes for the same text: those of YAML 1.1 (libyaml, PyYAML) and of 1.2 (Go's).
enum YAMLText {
    /// A text as a scalar; in quotes where it would be taken for a number, a boolean or a sign of YAML.
    /// - Parameter isFlow: whether it stands within `{}` or `[]`.
    static func scalar(_ text: String, isFlow: Bool = false) -> String {
        if isPlain(text, isFlow: isFlow) { return text }
        let canBeSingle = text.unicodeScalars.allSatisfy { isPrintable($0) && $0 != "'" }
        let needsEscapes = text.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }
        return canBeSingle && needsEscapes ? "'\(text)'" : doubleQuoted(text)
    }

    /// The lines of a literal block (`|`) and its chomping sign, where the text can be one.
    static func block(_ text: String) -> (sign: String, lines: [Substring])? {
        let isFit = text.unicodeScalars.allSatisfy { isPrintable($0) || $0 == "\n" || $0 == "\t" }
        guard isFit, text.utf8.contains(10), let first = text.utf8.first, first > 32 else { return nil }
        var body = Substring(text)
        guard body.hasSuffix("\n") else {
            // A last line of blanks alone would be taken for the block's end.
            let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.last?.utf8.allSatisfy { $0 == 32 || $0 == 9 } == true ? nil : ("|-", lines)
        }
        body.removeLast()
        return body.hasSuffix("\n") ? nil : ("|", body.split(separator: "\n", omittingEmptySubsequences: false))
    }

    /// A text as the rest of a comment's line.
    static func comment(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            out.unicodeScalars.append(isPrintable(scalar) ? scalar : " ")
        }
        return out
    }

    private static func isPlain(_ text: String, isFlow: Bool) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last, last != 32, last != UInt8(ascii: ":") else {
            return false
        }
        guard isGoodStart(first), text.unicodeScalars.allSatisfy(isPrintable) else { return false }
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte == 32, before == UInt8(ascii: ":") { return false }
            if byte == UInt8(ascii: "#"), before == 32 { return false }
            if isFlow, ",[]{}:".utf8.contains(byte) { return false }
            before = byte
        }
        return !words.contains(text.lowercased()) && !looksLikeNumber(text)
    }

    private static func isGoodStart(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 0x80...: true
        default: "_/.$(+".utf8.contains(byte)
        }
    }

    private static let words: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", ".inf", "+.inf", ".nan",
    ]

    /// Numbers in all their forms (octal, base 60, `1e3`, `1_000`) and dates begin like a number and have no letter
    /// but those of hexadecimal digits and `0o`, `0x`.
    private static func looksLikeNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, (48...57).contains(first) || "+.".utf8.contains(first) else { return false }
        var dots = 0
        for byte in text.utf8 {
            switch byte | 0x20 {
            case UInt8(ascii: "g")...UInt8(ascii: "n"), UInt8(ascii: "p")...UInt8(ascii: "s"),
                UInt8(ascii: "u")...UInt8(ascii: "w"), UInt8(ascii: "y"):
                return false
            default: break
            }
            if byte == UInt8(ascii: ".") { dots += 1 }
            if byte == UInt8(ascii: "/") { return false }
        }
        return dots < 2 || text.utf8.contains(UInt8(ascii: ":"))
    }

    /// What libyaml's writer would put out as it is.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        case 0xA0...0xD7FF, 0xE000...0xFFFD: ![0x2028, 0x2029, 0xFEFF].contains(scalar.value)
        case 0x10000...0x10FFFF: true
        default: false
        }
    }

    private static func doubleQuoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\t": out += "\\t"
            case "\r": out += "\\r"
            case _ where isPrintable(scalar): out.unicodeScalars.append(scalar)
            default: out += escaped(scalar.value)
            }
        }
        return out + "\""
    }

    private static func escaped(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        let (sign, length) = value <= 0xFF ? ("\\x", 2) : value <= 0xFFFF ? ("\\u", 4) : ("\\U", 8)
        return sign + String(repeating: "0", count: length - digits.utf8.count) + digits
    }
}
