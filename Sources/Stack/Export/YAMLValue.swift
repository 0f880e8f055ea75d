/// A YAML document to be written, in the order in which it was made.
indirect enum YAMLValue {
    /// A string; in quotes where a reader would take it for something else.
    case text(String)
    /// A number, `true`, `null`: written as it is.
    case plain(String)
    case list([YAMLValue])
    case map([Entry])
    /// The same on one line, if it fits.
    case short(YAMLValue)

    struct Entry {
        var key: String
        var value: YAMLValue
        /// Lines of comment above it.
        var comments: [String]
        /// An empty line above it.
        var isApart: Bool

        init(_ key: String, _ value: YAMLValue, comments: [String] = [], isApart: Bool = false) {
            self.key = key
            self.value = value
            self.comments = comments
            self.isApart = isApart
        }
    }

    static func number(_ number: some BinaryInteger) -> YAMLValue { .plain("\(number)") }
    static func flag(_ flag: Bool) -> YAMLValue { .plain(flag ? "true" : "false") }
    static func texts(_ texts: [String]) -> YAMLValue { .list(texts.map(YAMLValue.text)) }

    /// The document's lines, each ended.
    var document: String {
        var lines: [String] = []
        write(indent: "", &lines)
        return lines.map { "\($0)\n" }.joined()
    }

    private static let width = 110

    private func write(indent: String, _ lines: inout [String]) {
        switch self {
        case .map(let entries):
            for (index, entry) in entries.enumerated() {
                if entry.isApart, index > 0 { lines.append("") }
                for comment in entry.comments { lines.append("\(indent)# \(YAMLText.comment(comment))") }
                entry.value.write(after: "\(indent)\(YAMLText.scalar(entry.key)):", indent: indent, &lines)
            }
        case .list(let items):
            for item in items { item.write(item: indent, &lines) }
        case .short(let value): value.write(indent: indent, &lines)
        case .text, .plain: lines.append(indent + flow)
        }
    }

    /// Behind `key:`, on the same line or below it.
    private func write(after head: String, indent: String, _ lines: inout [String]) {
        switch self {
        case .text(let text):
            guard let block = YAMLText.block(text) else {
                lines.append("\(head) \(YAMLText.scalar(text))")
                return
            }
            lines.append("\(head) \(block.sign)")
            for line in block.lines { lines.append(line.isEmpty ? "" : "\(indent)  \(line)") }
        case .plain(let text): lines.append("\(head) \(text)")
        case .list(let items) where items.isEmpty: lines.append("\(head) []")
        case .map(let entries) where entries.isEmpty: lines.append("\(head) {}")
        case .short(let value):
            let line = "\(head) \(value.flow)"
            if line.utf8.count <= Self.width {
                lines.append(line)
            } else {
                value.write(after: head, indent: indent, &lines)
            }
        case .list, .map:
            lines.append(head)
            write(indent: indent + "  ", &lines)
        }
    }

    /// An item of a list: its first line stands behind the dash.
    private func write(item indent: String, _ lines: inout [String]) {
        switch self {
        case .map(let entries) where !entries.isEmpty:
            var own: [String] = []
            write(indent: "", &own)
            for (index, line) in own.enumerated() {
                lines.append(index == 0 ? "\(indent)- \(line)" : line.isEmpty ? "" : "\(indent)  \(line)")
            }
        case .list(let items) where !items.isEmpty: lines.append("\(indent)- \(flow)")
        default: write(after: "\(indent)-", indent: indent, &lines)
        }
    }

    /// On one line.
    private var flow: String {
        switch self {
        case .text(let text): YAMLText.scalar(text, isFlow: true)
        case .plain(let text): text
        case .short(let value): value.flow
        case .list(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
        case .map(let entries) where entries.isEmpty: "{}"
        case .map(let entries):
            "{ "
                + entries.map { "\(YAMLText.scalar($0.key, isFlow: true)): \($0.value.flow)" }.joined(separator: ", ")
                + " }"
        }
    }
}
