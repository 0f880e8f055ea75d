/// Says of each line which other tool would read it otherwise.
enum DialectComparison {
    static func remark(
        _ reading: inout DotenvReading, _ text: String, _ dialect: DotenvDialect,
        _ lookup: @escaping (String) -> String?
    ) {
        let others = DotenvDialect.allCases.filter { $0 != dialect && $0 != .raw }
        let readings = others.map { ($0, Dotenv.plain(text, $0, lookup)) }
        let failures = readings.map { ($0, failure($1)) }
        for index in reading.entries.indices {
            let entry = reading.entries[index]
            var differing: [(String, String)] = []
            for (other, its) in readings {
                let failed = failures.first { $0.0 == other }?.1
                // Where a tool gave up, it is said once, at that line.
                if let failed, entry.line > failed { continue }
                let theirs = its.entries.last { $0.name == entry.name && $0.line == entry.line }?.value
                if theirs == entry.value, failed != entry.line { continue }
                let how = failed == entry.line ? "cannot read it" : theirs.map { "reads \(shown($0))" } ?? "ignores it"
                differing.append((other.title, how))
            }
            guard !differing.isEmpty else { continue }
            let sentence = "\(sentence(differing)); here it is \(shown(entry.value))"
            reading.entries[index].remarks.append(Remark(.warning, entry.name, sentence, line: entry.line))
        }
        let own = Set(reading.entries.map { "\($0.line) \($0.name)" })
        var more: [(name: String, line: Int, tools: [(String, String)])] = []
        for (other, its) in readings {
            for entry in its.entries where !own.contains("\(entry.line) \(entry.name)") {
                let how = (other.title, "reads \(shown(entry.value))")
                if let index = more.firstIndex(where: { $0.name == entry.name && $0.line == entry.line }) {
                    more[index].tools.append(how)
                } else {
                    more.append((entry.name, entry.line, [how]))
                }
            }
        }
        for item in more {
            reading.remarks.append(
                Remark(.warning, item.name, "\(sentence(item.tools)); here it is not set", line: item.line))
        }
        if dialect != .ruby, let ruby = readings.first(where: { $0.0 == .ruby })?.1 {
            reading.remarks += ruby.remarks.filter { $0.kind == .warning }
        }
        reading.remarks += reading.entries.flatMap(\.remarks)
        reading.remarks.sort { $0.line < $1.line }
    }

    private static func failure(_ reading: DotenvReading) -> Int? {
        reading.remarks.first { $0.kind == .error }?.line
    }

    /// `foreman and honcho read "b # c"`: tools that do the same are named together.
    private static func sentence(_ tools: [(String, String)]) -> String {
        var groups: [(how: String, tools: [String])] = []
        for (tool, how) in tools {
            if let index = groups.firstIndex(where: { $0.how == how }) {
                groups[index].tools.append(tool)
            } else {
                groups.append((how, [tool]))
            }
        }
        return groups.map { "\(list($0.tools)) \($0.tools.count == 1 ? $0.how : plural($0.how))" }.joined(
            separator: "; ")
    }

    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    private static func plural(_ how: String) -> String {
        how.hasPrefix("reads ") ? "read " + how.dropFirst(6) : how == "ignores it" ? "ignore it" : how
    }

    private static func shown(_ value: String) -> String {
        let flat = value.unicodeScalars.prefix(60).map { scalar -> String in
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            default: String(scalar)
            }
        }.joined()
        return "\"\(flat)\(value.unicodeScalars.count > 60 ? "…" : "")\""
    }
}
