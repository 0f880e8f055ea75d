/// The dotenv gem 3.2 and npm's dotenv 17: one pattern over the whole text, values over several lines in quotes.
struct PatternDotenv {
    let isRuby: Bool
    let lookup: (String) -> String?

    func read(_ text: String) -> DotenvReading {
        var reading = DotenvReading()
        let bytes = Self.withoutCarriageReturns(Array(text.utf8))
        var at = 0
        var line = 1
        var values: [String: String] = [:]
        while at < bytes.count {
            let start = at
            if let match = match(bytes, at) {
                let name = String(decoding: match.name, as: UTF8.self)
                // The gem takes `export NAME` as a demand: it must have been set above.
                if isRuby, match.isExported, match.value.isEmpty {
                    if values[name] == nil {
                        reading.remarks.append(
                            Remark(.error, name, "`export` of a variable that is not set", line: line))
                        return reading
                    }
                    at = match.end
                } else {
                    add(name, match.value, line, to: &reading, &values)
                    at = match.end
                }
            }
            // Whether it matched or not, the next try is at the next line.
            while at < bytes.count, bytes[at] != 10 { at += 1 }
            at += 1
            line += bytes[start..<min(at, bytes.count)].count { $0 == 10 }
        }
        return reading
    }

    private func add(
        _ name: String, _ raw: ArraySlice<UInt8>, _ line: Int, to reading: inout DotenvReading,
        _ values: inout [String: String]
    ) {
        if isRuby, let commands = CommandSubstitution.found(in: raw), !commands.isEmpty {
            let what = "Ruby's dotenv would run \(commands.joined(separator: ", ")); it is not run here"
            reading.remarks.append(Remark(.warning, name, what, line: line))
        }
        let value = value(raw, values)
        values[name] = value
        reading.entries.append(DotenvEntry(name, value, line: line))
    }

    private struct Match {
        var isExported = false
        var name: ArraySlice<UInt8>
        var value: ArraySlice<UInt8>
        var end: Int
    }

    private func match(_ bytes: [UInt8], _ start: Int) -> Match? {
        var at = start
        // A byte order mark is white space to JavaScript and not to Ruby.
        if !isRuby, at == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        at = skipBlanks(bytes, at)
        var isExported = false
        let export = Array("export".utf8)
        if bytes[at...].starts(with: export), at + 6 < bytes.count, Self.isBlank(bytes[at + 6]) {
            let behind = skipBlanks(bytes, at + 6)
            if behind < bytes.count, isNameByte(bytes[behind]) {
                at = behind
                isExported = true
            }
        }
        let name = bytes[at...].prefix(while: isNameByte)
        guard !name.isEmpty else { return nil }
        at = name.endIndex
        let equals = skipBlanks(bytes, at)
        if equals < bytes.count, bytes[equals] == UInt8(ascii: "=") {
            return match(name, bytes, equals + 1, isExported)
        }
        if at + 1 < bytes.count, bytes[at] == UInt8(ascii: ":"), Self.isBlank(bytes[at + 1]) {
            return match(name, bytes, at + 2, isExported)
        }
        guard isRuby, let end = ending(bytes, at) else { return nil }
        return Match(isExported: isExported, name: name, value: [], end: end)
    }

    /// What stands behind the separator: in quotes if nothing but a comment follows them, else up to `#`.
    private func match(_ name: ArraySlice<UInt8>, _ bytes: [UInt8], _ start: Int, _ isExported: Bool) -> Match? {
        let at = skipBlanks(bytes, start)
        if at < bytes.count,
            bytes[at] == UInt8(ascii: "'") || bytes[at] == UInt8(ascii: "\"")
                || (!isRuby && bytes[at] == UInt8(ascii: "`"))
        {
            for close in closings(bytes, at) {
                if let end = ending(bytes, close + 1) {
                    return Match(isExported: isExported, name: name, value: bytes[at...close], end: end)
                }
            }
        }
        let value = bytes[start...].prefix { $0 != UInt8(ascii: "#") && $0 != 10 }
        return Match(isExported: isExported, name: name, value: value, end: value.endIndex)
    }

    /// The quotes that may close the one at `open`, the first choice of the pattern first.
    private func closings(_ bytes: [UInt8], _ open: Int) -> [Int] {
        let quote = bytes[open]
        var escaped: [Int] = []
        var at = open + 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count, bytes[at + 1] == quote {
                escaped.append(at + 1)
                at += 2
            } else if bytes[at] == quote {
                return [at] + escaped.reversed()
            } else {
                at += 1
            }
        }
        return escaped.reversed()
    }

    /// The end of the line if nothing but blanks and a comment stand before it.
    private func ending(_ bytes: [UInt8], _ start: Int) -> Int? {
        var at = skipBlanks(bytes, start)
        if at < bytes.count, bytes[at] == UInt8(ascii: "#") { while at < bytes.count, bytes[at] != 10 { at += 1 } }
        return at >= bytes.count || bytes[at] == 10 ? at : nil
    }

    private func skipBlanks(_ bytes: [UInt8], _ start: Int) -> Int {
        var at = start
        while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
        return at
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 || byte == 11 || byte == 12 }

    private func isNameByte(_ byte: UInt8) -> Bool {
        Interpolation.isNameByte(byte) || byte == UInt8(ascii: ".") || (!isRuby && byte == UInt8(ascii: "-"))
    }

    private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(13) else { return bytes }
        var out: [UInt8] = []
        for (at, byte) in bytes.enumerated() {
            if byte == 13 {
                if at + 1 >= bytes.count || bytes[at + 1] != 10 { out.append(10) }
            } else {
                out.append(byte)
            }
        }
        return out
    }

    private func value(_ raw: ArraySlice<UInt8>, _ values: [String: String]) -> String {
        var value = raw.drop { Self.isBlank($0) || $0 == 10 }
        while let last = value.last, Self.isBlank(last) || last == 10 { value = value.dropLast() }
        let first = value.first
        let quotes = isRuby ? "'\"" : "'\"`"
        let isQuoted = value.count >= 2 && first == value.last && first.map { quotes.utf8.contains($0) } == true
        if isQuoted { value = value.dropFirst().dropLast() }
        guard isRuby else {
            return String(decoding: first == UInt8(ascii: "\"") ? Self.newLines(value) : Array(value), as: UTF8.self)
        }
        if isQuoted, first == UInt8(ascii: "'") { return String(decoding: value, as: UTF8.self) }
        return RubyValue.filled(value, keepsNewLines: isQuoted) { values[$0] ?? lookup($0) }
    }

    private static func newLines(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var at = value.startIndex
        while at < value.endIndex {
            let next = at + 1 < value.endIndex ? value[at + 1] : 0
            if value[at] == UInt8(ascii: "\\"), next == UInt8(ascii: "n") || next == UInt8(ascii: "r") {
                out.append(next == UInt8(ascii: "n") ? 10 : 13)
                at += 2
            } else {
                out.append(value[at])
                at += 1
            }
        }
        return out
    }
}
