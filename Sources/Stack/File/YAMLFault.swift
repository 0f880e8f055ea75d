import Yams

/// Puts libyaml's words for a broken text into what the reader of the file can do about it.
enum YAMLFault {
    static func explain(_ error: YamlError, _ text: String) -> YAMLReading.Fault {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let line = line(mark.line, text)
            return .init(
                text: sentence(problem, context: context, line: line, column: mark.column), line: mark.line,
                column: mark.column)
        case .reader(let problem, let offset, let value, _):
            let place = place(offset ?? 0, text)
            let character = value >= 0 ? " (U+\(hex(value)))" : ""
            return .init(text: "not text: \(problem)\(character)", line: place.line, column: place.column)
        case .memory:
            return .init(text: "too large to be read", line: 0, column: 0)
        default:
            return .init(text: "it cannot be read as YAML: \(error)", line: 0, column: 0)
        }
    }

    private static func sentence(
        _ problem: String, context: YamlError.Context?, line: [UInt8], column: Int
    ) -> String {
        let indentation = line.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if indentation.contains(UInt8(ascii: "\t")) {
            return "a tab in the indentation: YAML indents with spaces only"
        }
        let start = context.map { " (what it was in began in line \($0.mark.line))" } ?? ""
        switch problem {
        case "mapping values are not allowed in this context":
            return "a second `: ` in one line: put the value in quotes, or begin a new line for a new key"
        case "found character that cannot start any token":
            let first = column >= 1 && column <= line.count ? String(decoding: [line[column - 1]], as: UTF8.self) : ""
            if first == "\t" { return "a tab: YAML separates with spaces only" }
            return "a value cannot begin with `\(first)` in YAML: put it in quotes"
        case "could not find expected ':'":
            return "a key without `:`\(start)"
        case "did not find expected key":
            return "a key was expected: is the indentation that of the lines above, and every quote closed?\(start)"
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            return "\(problem.replacingPrefix("did not find expected ", with: "expected "))\(start)"
        case "found unexpected end of stream":
            return "the text ends inside quotes\(start)"
        case "found undefined alias":
            return "an alias (`*name`) without its anchor (`&name`); a value that begins with `*` needs quotes"
        case "but found another document":
            return "a second document (`---`): a stack file has one"
        default:
            return problem + start
        }
    }

    private static func line(_ number: Int, _ text: String) -> [UInt8] {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return number >= 1 && number <= lines.count ? Array(lines[number - 1]) : []
    }

    private static func place(_ offset: Int, _ text: String) -> (line: Int, column: Int) {
        let before = text.utf8.prefix(max(0, offset))
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { before.index(after: $0) } ?? before.startIndex
        return (line, before[start...].count + 1)
    }

    private static func hex(_ value: Int32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
