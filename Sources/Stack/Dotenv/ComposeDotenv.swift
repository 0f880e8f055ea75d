/// compose-go 2.13's reading, and ours.
///
/// Three oddities are left out: `A= # c` is empty here (`# c` there), a bare name on a last line without a line's end
/// is taken from the environment as on any other line, and what follows a closing quote is an error here, while there
/// it begins another statement.
enum ComposeDotenv {
    static func read(_ text: String, _ lookup: @escaping (String) -> String?) -> DotenvReading {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        var reader = Reader(bytes: bytes, lookup: lookup)
        reader.readAll()
        return reader.reading
    }

    private struct Reader {
        let bytes: [UInt8]
        let lookup: (String) -> String?
        var at = 0
        var line = 1
        var values: [String: String] = [:]
        var reading = DotenvReading()

        init(bytes: [UInt8], lookup: @escaping (String) -> String?) {
            self.bytes = bytes
            self.lookup = lookup
        }

        mutating func readAll() {
            while at < bytes.count {
                let byte = bytes[at]
                if byte == 10 {
                    line += 1
                    at += 1
                } else if ComposeDotenv.isBlank(byte) {
                    at += 1
                } else if byte == UInt8(ascii: "#") {
                    skipLine()
                } else {
                    statement()
                }
            }
        }

        private mutating func skipLine() { while at < bytes.count, bytes[at] != 10 { at += 1 } }

        private mutating func fail(_ subject: String, _ text: String) {
            reading.remarks.append(Remark(.error, subject, text, line: line))
            skipLine()
        }

        private mutating func statement() {
            let export = Array("export".utf8)
            if bytes[at...].starts(with: export), at + 6 < bytes.count, ComposeDotenv.isBlank(bytes[at + 6]) {
                at += 7
                while at < bytes.count, ComposeDotenv.isBlank(bytes[at]) { at += 1 }
            }
            let start = at
            while at < bytes.count, ![10, UInt8(ascii: "="), UInt8(ascii: ":")].contains(bytes[at]) {
                guard ComposeDotenv.isBlank(bytes[at]) || ComposeDotenv.isName(bytes[at]) else {
                    let character = String(decoding: bytes[at...].prefix(4), as: UTF8.self).first.map(String.init) ?? ""
                    return fail("", "`\(character)` cannot stand in the name of a variable")
                }
                at += 1
            }
            var name = bytes[start..<at]
            while let last = name.last, ComposeDotenv.isBlank(last) { name = name.dropLast() }
            let key = String(decoding: name, as: UTF8.self)
            if name.isEmpty { return fail("", "the name of the variable is missing") }
            if name.contains(where: ComposeDotenv.isBlank) { return fail(key, "a variable's name has no blank in it") }
            if at >= bytes.count || bytes[at] == 10 {
                if let value = lookup(key) { add(key, value, line) }
                return
            }
            at += 1
            value(of: key)
        }

        private mutating func add(_ key: String, _ value: String, _ line: Int) {
            values[key] = value
            reading.entries.append(DotenvEntry(key, value, line: line))
        }

        private mutating func value(of key: String) {
            let separator = at
            while at < bytes.count, ComposeDotenv.isBlank(bytes[at]) { at += 1 }
            if at < bytes.count, bytes[at] == UInt8(ascii: "'") || bytes[at] == UInt8(ascii: "\"") {
                return quoted(key)
            }
            let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
            var value = bytes[separator..<end]
            var comment = value.startIndex
            while comment + 1 < value.endIndex {
                if value[comment] == 0x20, value[comment + 1] == UInt8(ascii: "#") { break }
                comment += 1
            }
            if comment + 1 < value.endIndex { value = value[..<comment] }
            value = value.drop(while: ComposeDotenv.isBlank)
            while let last = value.last, ComposeDotenv.isBlank(last) { value = value.dropLast() }
            let text = expanded(String(decoding: value, as: UTF8.self), key, isQuoted: false)
            add(key, text, line)
            at = end
        }

        private mutating func quoted(_ key: String) {
            let start = line
            let quote = bytes[at]
            var inside: [UInt8] = []
            var isEscape = false
            var index = at + 1
            while index < bytes.count {
                let byte = bytes[index]
                if byte == 10 { line += 1 }
                if byte == quote, !isEscape { break }
                if byte != quote, !isEscape, byte == UInt8(ascii: "\\") {
                    isEscape = true
                } else {
                    if isEscape, byte != quote || quote == UInt8(ascii: "\"") { inside.append(UInt8(ascii: "\\")) }
                    isEscape = false
                    inside.append(byte)
                }
                index += 1
            }
            guard index < bytes.count else {
                line = start
                return fail(key, "the quote that begins here is not closed")
            }
            at = index + 1
            let end = bytes[at...].firstIndex(of: 10) ?? bytes.count
            let rest = bytes[at..<end].drop(while: ComposeDotenv.isBlank)
            if let first = rest.first, first != UInt8(ascii: "#") {
                return fail(key, "something stands behind the closing quote: a quote inside is written `\\\"`")
            }
            at = end
            let text = String(decoding: inside, as: UTF8.self)
            add(key, quote == UInt8(ascii: "\"") ? expanded(Escapes.expanded(text), key, isQuoted: true) : text, start)
        }

        private mutating func expanded(_ text: String, _ key: String, isQuoted: Bool) -> String {
            let values = values
            let lookup = lookup
            var interpolation = Interpolation(lookup: { lookup($0) ?? values[$0] }, unescapesDollar: isQuoted)
            let result = interpolation.expand(text)
            for fault in interpolation.faults {
                reading.remarks.append(Remark(.error, key, fault, line: line))
            }
            return result
        }
    }

    fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 9 == byte || (11...13).contains(byte) }

    /// Letters and digits of any script, and `_ . - [ ]`.
    fileprivate static func isName(_ byte: UInt8) -> Bool {
        Interpolation.isNameByte(byte) || byte >= 0x80 || ".-[]".utf8.contains(byte)
    }
}

/// The escapes that compose-go knows inside double quotes.
private enum Escapes {
    /// `\$` is left for the references, which know it.
    static func expanded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                out.append(byte)
                continue
            }
            if next == UInt8(ascii: "0") {
                let digits = rest.dropFirst().prefix(3).prefix { 0x30...0x37 ~= $0 }
                rest = rest.dropFirst(1 + digits.count)
                let value = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) } & 0xFF
                out += String(Unicode.Scalar(UInt8(value))).utf8
            } else if let plain = known[next] {
                out.append(plain)
                rest.removeFirst()
            } else {
                out += [byte, next]
                rest.removeFirst()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static let known: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
        UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11, UInt8(ascii: "\""): 0x22,
        UInt8(ascii: "\\"): 0x5C,
    ]
}
