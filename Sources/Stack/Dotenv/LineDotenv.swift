/// foreman 0.90: `NAME=value` from the first column; quotes are taken off when they stand at both ends.
enum ForemanDotenv {
    static func read(_ text: String) -> DotenvReading {
        var reading = DotenvReading()
        let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            var line = Array(line)
            // Only a pair of CR and LF is a line's end.
            if line.last == 13, index < lines.count - 1 { line.removeLast() }
            let name = line.prefix(while: Interpolation.isNameByte)
            guard !name.isEmpty, name.endIndex < line.endIndex, line[name.endIndex] == UInt8(ascii: "=") else {
                continue
            }
            let value = unquoted(line[(name.endIndex + 1)...])
            reading.entries.append(
                DotenvEntry(
                    String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self), line: index + 1))
        }
        return reading
    }

    private static func unquoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
        guard value.count >= 2, let first = value.first, value.last == first else { return Array(value) }
        let inside = value.dropFirst().dropLast()
        switch first {
        case UInt8(ascii: "'"): return Array(inside)
        case UInt8(ascii: "\""): return unescaped(inside)
        default: return Array(value)
        }
    }

    /// `\n` is a new line wherever it stands; then `\x` is `x`.
    private static func unescaped(_ value: ArraySlice<UInt8>) -> [UInt8] {
        var lines: [UInt8] = []
        var at = value.startIndex
        while at < value.endIndex {
            if value[at] == UInt8(ascii: "\\"), at + 1 < value.endIndex, value[at + 1] == UInt8(ascii: "n") {
                lines.append(10)
                at += 2
            } else {
                lines.append(value[at])
                at += 1
            }
        }
        var out: [UInt8] = []
        at = 0
        while at < lines.count {
            if lines[at] == UInt8(ascii: "\\"), at + 1 < lines.count, lines[at + 1] != 10 { at += 1 }
            out.append(lines[at])
            at += 1
        }
        return out
    }
}

/// Compose's `format: raw`: no quotes, no escapes, no references, no comments behind a value.
enum RawDotenv {
    static func read(_ text: String) -> DotenvReading {
        var reading = DotenvReading()
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var bytes = Array(line)
            if index == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
            if bytes.last == 13 { bytes.removeLast() }
            let content = bytes.drop { $0 == 0x20 || $0 == 9 }
            guard let first = content.first, first != UInt8(ascii: "#") else { continue }
            guard let equals = content.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: content[..<equals], as: UTF8.self)
            let value = String(decoding: content[(equals + 1)...], as: UTF8.self)
            if name.isEmpty || name.utf8.contains(0x20) {
                reading.remarks.append(Remark(.error, name, "`\(name)` cannot name a variable", line: index + 1))
            } else {
                reading.entries.append(DotenvEntry(name, value, line: index + 1))
            }
        }
        return reading
    }
}
