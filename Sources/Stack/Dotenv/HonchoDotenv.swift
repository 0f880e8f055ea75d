/// honcho 2.0: each line goes through Python's `shlex.shlex(line, posix=True)`; what stands behind `=` is joined.
enum HonchoDotenv {
    static func read(_ text: String) -> DotenvReading {
        var reading = DotenvReading()
        var number = 0
        for line in lines(text) {
            number += 1
            var lexer = PythonLexer(line.text)
            guard let tokens = lexer.tokens() else {
                reading.remarks.append(
                    Remark(.error, "", "honcho cannot read this line and gives up", line: line.number))
                return reading
            }
            guard tokens.count >= 3, tokens[1] == ["="], let first = tokens[0].first else { continue }
            // Python's pattern looks at the beginning only.
            guard first == "_" || (first.isASCII && first.properties.isAlphabetic) else { continue }
            let value = replaced(tokens[2...].joined())
            reading.entries.append(DotenvEntry(string(tokens[0]), value, line: line.number))
        }
        return reading
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// `\n` and `\t` are replaced whatever quotes they stood in.
    private static func replaced(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var out = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in scalars {
            if isEscaped {
                isEscaped = false
                switch scalar {
                case "n": out.append("\n")
                case "t": out.append("\t")
                case "\\":
                    out.append("\\")
                    isEscaped = true
                default: out.append(contentsOf: ["\\", scalar])
                }
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                out.append(scalar)
            }
        }
        if isEscaped { out.append("\\") }
        return String(out)
    }

    /// As `str.splitlines` splits, with the number of the line as an editor counts it.
    private static func lines(_ text: String) -> [(text: [Unicode.Scalar], number: Int)] {
        var lines: [(text: [Unicode.Scalar], number: Int)] = []
        var line: [Unicode.Scalar] = []
        var number = 1
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where last == "\r": number += 1
            case "\n", "\r", "\u{0B}", "\u{0C}", "\u{1C}"..."\u{1E}", "\u{85}", "\u{2028}", "\u{2029}":
                lines.append((line, number))
                line = []
                if scalar == "\n" { number += 1 }
            default: line.append(scalar)
            }
            last = scalar
        }
        lines.append((line, number))
        return lines
    }
}

/// Python's `shlex.shlex` in POSIX mode with its default character classes.
private struct PythonLexer {
    private let line: [Unicode.Scalar]
    private var at = 0

    init(_ line: [Unicode.Scalar]) { self.line = line }

    private enum State { case between, word, quoted(Unicode.Scalar), escaped(in: Unicode.Scalar?) }

    /// - Returns: `nil` where Python raises "No closing quotation" or "No escaped character".
    mutating func tokens() -> [[Unicode.Scalar]]? {
        var tokens: [[Unicode.Scalar]] = []
        while true {
            switch token() {
            case .some(.some(let token)): tokens.append(token)
            case .some(.none): return tokens
            case .none: return nil
            }
        }
    }

    /// The outer optional is the failure, the inner one the end.
    private mutating func token() -> [Unicode.Scalar]?? {
        var token: [Unicode.Scalar] = []
        var isQuoted = false
        var state = State.between
        while true {
            let next: Unicode.Scalar? = at < line.count ? line[at] : nil
            at += 1
            switch state {
            case .between:
                guard let next else { return .some(token.isEmpty && !isQuoted ? nil : token) }
                if Self.isBlank(next) {
                    if !token.isEmpty || isQuoted { return token }
                } else if next == "#" {
                    at = line.count
                } else if next == "\\" {
                    state = .escaped(in: nil)
                } else if next == "'" || next == "\"" {
                    state = .quoted(next)
                } else if Self.isWord(next) {
                    token = [next]
                    state = .word
                } else {
                    return [next]
                }
            case .quoted(let quote):
                isQuoted = true
                guard let next else { return .none }
                if next == quote {
                    state = .word
                } else if next == "\\", quote == "\"" {
                    state = .escaped(in: quote)
                } else {
                    token.append(next)
                }
            case .escaped(let quote):
                guard let next else { return .none }
                if let quote, next != "\\", next != quote { token.append("\\") }
                token.append(next)
                state = quote.map { .quoted($0) } ?? .word
            case .word:
                guard let next else { return .some(token.isEmpty && !isQuoted ? nil : token) }
                if Self.isBlank(next) {
                    state = .between
                    if !token.isEmpty || isQuoted { return token }
                } else if next == "#" {
                    at = line.count
                    state = .between
                    if !token.isEmpty || isQuoted { return token }
                } else if next == "'" || next == "\"" {
                    state = .quoted(next)
                } else if next == "\\" {
                    state = .escaped(in: nil)
                } else if Self.isWord(next) {
                    token.append(next)
                } else {
                    at -= 1
                    state = .between
                    if !token.isEmpty || isQuoted { return token }
                }
            }
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { " \t\r\n".unicodeScalars.contains(scalar) }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        // Latin-1's letters, as Python lists them: neither the signs × and ÷ nor ª and º.
        case 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF: true
        default: false
        }
    }
}
