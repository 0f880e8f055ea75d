/// Collects what is wrong with a file while it is read, so that every fault is named at once, and reads the small
/// values that stand behind keys.
///
/// Each function gives `nil` after it has noted why; the caller goes on with the default.
struct ReadingFindings {
    var remarks: [Remark] = []
    /// Whether the last map that `object` read held a key that nobody knows.
    private(set) var hasUnknownKeys = false

    mutating func error(_ subject: String, _ text: String, _ node: YAMLNode) {
        remarks.append(Remark(.error, subject, text, line: node.line, column: node.column))
    }

    mutating func warn(_ subject: String, _ text: String, _ node: YAMLNode) {
        remarks.append(Remark(.warning, subject, text, line: node.line, column: node.column))
    }

    /// The values of a map by their keys; a key that is not in `keys` is an error that names the nearest one.
    mutating func object(_ node: YAMLNode, _ subject: String, _ keys: [Shape.Key]) -> [String: YAMLNode]? {
        guard case .map(let entries) = node.content else {
            error(subject, "a map is wanted (\(Self.sample(keys))), not \(node.kindName)", node)
            return nil
        }
        let names = keys.map(\.name)
        var values: [String: YAMLNode] = [:]
        let before = remarks.count
        for entry in entries {
            if names.contains(entry.key) {
                values[entry.key] = entry.value
            } else if !entry.key.hasPrefix("x-") {
                let place = subject.isEmpty ? entry.key : "\(subject).\(entry.key)"
                remarks.append(
                    Remark(.error, place, Self.unknown(entry.key, names), line: entry.line, column: entry.column))
            }
        }
        // A mistyped key is told once, not as a missing one as well.
        hasUnknownKeys = remarks.count > before
        for key in keys where key.isRequired && values[key.name] == nil && !hasUnknownKeys {
            error(subject, "the key `\(key.name)` is missing", node)
        }
        return values
    }

    private static func unknown(_ key: String, _ names: [String]) -> String {
        let known = foreign(key, names) ?? Nearest.name(to: key, among: names)
        if let known { return "unknown key `\(key)`; did you mean `\(known)`?" }
        return "unknown key `\(key)`; the keys here are \(names.joined(separator: ", "))"
    }

    private static func foreign(_ key: String, _ names: [String]) -> String? {
        guard let here = KeyTable.foreign[key.lowercased()] else { return nil }
        return names.contains { here == $0 || here.hasPrefix($0 + ":") } ? here : nil
    }

    private static func sample(_ keys: [Shape.Key]) -> String {
        keys.prefix(3).map { "\($0.name): …" }.joined(separator: ", ")
    }

    /// The text of a scalar as it was written, a number's or boolean's too.
    mutating func text(_ node: YAMLNode, _ subject: String) -> String? {
        guard case .scalar(let text, _) = node.content else {
            error(subject, "a text is wanted, not \(node.kindName)", node)
            return nil
        }
        guard !text.unicodeScalars.contains("\0") else {
            error(subject, "a NUL character cannot be handed to a program", node)
            return nil
        }
        return text
    }

    /// A text with something in it.
    mutating func filled(_ node: YAMLNode, _ subject: String) -> String? {
        guard let text = text(node, subject) else { return nil }
        if text.allSatisfy(\.isWhitespace) {
            error(subject, "it is empty", node)
            return nil
        }
        return text
    }

    /// One text or a list of texts.
    mutating func texts(_ node: YAMLNode, _ subject: String) -> [String]? {
        switch node.content {
        case .scalar: return filled(node, subject).map { [$0] }
        case .list(let list):
            let texts = list.enumerated().map { text($1, "\(subject)[\($0)]") }
            return texts.allSatisfy { $0 != nil } ? texts.compactMap { $0 } : nil
        case .null, .map:
            error(subject, "a text or a list of texts is wanted, not \(node.kindName)", node)
            return nil
        }
    }

    /// `true` and `false`; the words that YAML 1.1 takes for them are understood as well.
    mutating func flag(_ node: YAMLNode, _ subject: String) -> Bool? {
        if case .scalar(let text, true) = node.content {
            switch text.lowercased() {
            case "true", "yes", "on", "y": return true
            case "false", "no", "off", "n": return false
            default: break
            }
        }
        error(subject, "true or false is wanted, without quotes", node)
        return nil
    }

    mutating func count(_ node: YAMLNode, _ subject: String, _ range: ClosedRange<Int>) -> Int? {
        guard case .scalar(let text, _) = node.content, let number = Int(text) else {
            error(subject, "a whole number from \(range.lowerBound) to \(range.upperBound) is wanted", node)
            return nil
        }
        guard range.contains(number) else {
            error(subject, "\(number) is not within \(range.lowerBound) to \(range.upperBound)", node)
            return nil
        }
        return number
    }

    mutating func seconds(_ node: YAMLNode, _ subject: String) -> Double? {
        guard case .scalar(let text, _) = node.content, let seconds = Quantity.seconds(text) else {
            error(subject, "a duration is wanted, such as 10s, 500ms, 1m30s, or a number of seconds", node)
            return nil
        }
        return seconds
    }

    mutating func bytes(_ node: YAMLNode, _ subject: String) -> Int? {
        guard case .scalar(let text, _) = node.content, let bytes = Quantity.bytes(text) else {
            error(subject, "a size is wanted, such as 10MB", node)
            return nil
        }
        return bytes
    }

    mutating func word(_ node: YAMLNode, _ subject: String, _ words: [String]) -> String? {
        guard case .scalar(let text, _) = node.content else {
            error(subject, "one of \(words.joined(separator: ", ")) is wanted, not \(node.kindName)", node)
            return nil
        }
        if words.contains(text) { return text }
        let near = Nearest.name(to: text, among: words).map { "; did you mean `\($0)`?" } ?? ""
        error(subject, "`\(text)` is not one of \(words.joined(separator: ", "))\(near)", node)
        return nil
    }
}
