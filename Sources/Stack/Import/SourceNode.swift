import Yams

/// A place in another tool's YAML file: its value with the line it stands on, merge keys resolved, scalars filled.
struct SourceNode {
    struct Field {
        let keyNode: Node
        let value: SourceNode

        var key: String { keyNode.string ?? "" }
        var line: Int { keyNode.mark?.line ?? 0 }
        var column: Int { keyNode.mark?.column ?? 0 }
    }

    let node: Node
    /// What is done to every scalar: interpolation of variables.
    let fill: (String, Int) -> String

    /// Reads the first document; `nil` for an empty one.
    ///
    /// - Throws: `SourceFault` with the place, also for input that is no text or nested too deep (libyaml: 1,000 levels).
    static func read(_ text: String, fill: @escaping (String, Int) -> String = { text, _ in text }) throws(SourceFault)
        -> SourceNode?
    {
        if let line = aliasAsKey(text) { throw SourceFault("an alias as a key", line: line) }
        do {
            return try Yams.compose(yaml: text).map { SourceNode(node: $0, fill: fill) }
        } catch {
            throw SourceFault(error)
        }
    }

    /// The first line where an alias seems to be a key: Yams hashes keys, and a few nested aliases would take it for ever.
    private static func aliasAsKey(_ text: String) -> Int? {
        guard text.utf8.contains(UInt8(ascii: "*")), text.utf8.contains(UInt8(ascii: "&")) else { return nil }
        var number = 0
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            var isAfterQuestion = false
            var isAlias = false
            for byte in line {
                switch byte {
                case UInt8(ascii: "*"): isAlias = true
                case UInt8(ascii: ":"), UInt8(ascii: "?"):
                    if isAlias { return number }
                    isAfterQuestion = byte == UInt8(ascii: "?")
                case UInt8(ascii: " "), UInt8(ascii: "\t"): break
                case UInt8(ascii: "_"), UInt8(ascii: "-"), 48...57, 65...90, 97...122: break
                default: isAlias = false
                }
                if isAlias, isAfterQuestion { return number }
            }
        }
        return nil
    }

    var line: Int { node.mark?.line ?? 0 }
    var column: Int { node.mark?.column ?? 0 }

    /// The text of a scalar that is not null.
    var text: String? {
        guard case .scalar(let scalar) = node, !isNull else { return nil }
        let text = fill(scalar.string, line)
        // No program can be handed a NUL.
        return text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
    }

    var isNull: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    var isMapping: Bool { if case .mapping = node { true } else { false } }
    var isSequence: Bool { if case .sequence = node { true } else { false } }

    var bool: Bool? {
        switch text?.lowercased() {
        case "true", "yes", "on", "y": true
        case "false", "no", "off", "n": false
        default: nil
        }
    }

    var integer: Int? { text.flatMap { Int($0) } }

    /// Seconds: a number, or a duration such as `1m30s`.
    var seconds: Double? { text.flatMap(GoDuration.seconds(_:)) }

    /// The items of a list; a single scalar counts as a list of one.
    var items: [SourceNode] {
        switch node {
        case .sequence(let sequence): sequence.map { SourceNode(node: $0, fill: fill) }
        case .scalar where !isNull: [self]
        default: []
        }
    }

    /// The texts of a list of scalars.
    var texts: [String] { items.compactMap(\.text) }

    /// The fields of a mapping in the order of the file, each key once, `<<` resolved; empty for anything else.
    var fields: [Field] { fields(depth: 0) }

    subscript(key: String) -> SourceNode? { fields.first { $0.key == key }?.value }

    private func fields(depth: Int) -> [Field] {
        guard case .mapping(let mapping) = node, depth < 20 else { return [] }
        var own: [Field] = []
        var merged: [Field] = []
        for (key, value) in mapping {
            guard case .scalar(let name) = key else { continue }
            let child = SourceNode(node: value, fill: fill)
            if name.string == "<<" {
                let sources = child.isSequence ? child.items : [child]
                merged += sources.prefix(100).flatMap { $0.fields(depth: depth + 1) }
            } else {
                own.append(Field(keyNode: key, value: child))
            }
        }
        guard !merged.isEmpty else { return own }
        var seen = Set(own.map(\.key))
        return own + merged.filter { seen.insert($0.key).inserted }
    }

    /// This mapping laid over another: its keys win, mappings of both are merged, lists are this one's.
    func over(_ base: SourceNode, depth: Int = 0) -> SourceNode {
        guard case .mapping(let mine) = node, case .mapping = base.node, depth < 8 else { return self }
        var pairs: [(Node, Node)] = []
        let own = Dictionary(fields.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var known: Set<String> = []
        for field in base.fields {
            let mineToo = own[field.key]
            let value = mineToo.map { $0.value.over(field.value, depth: depth + 1) } ?? field.value
            pairs.append((mineToo?.keyNode ?? field.keyNode, value.node))
            known.insert(field.key)
        }
        for field in fields where !known.contains(field.key) { pairs.append((field.keyNode, field.value.node)) }
        return SourceNode(node: .mapping(.init(pairs, mine.tag, mine.style, mine.mark)), fill: fill)
    }
}

/// Why a YAML file cannot be read, with the place.
struct SourceFault: Error {
    let text: String
    let line: Int
    let column: Int

    init(_ text: String, line: Int) {
        (self.text, self.line, column) = (text, line, 0)
    }

    init(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            text = "not YAML: \(problem)"
            line = mark.line
            column = mark.column
        case .duplicatedKeysInMapping(let keys, let context):
            text = "the same key twice: \(keys.joined(separator: ", "))"
            line = context.mark.line
            column = context.mark.column
        case .reader(let problem, _, _, _):
            (text, line, column) = ("not YAML: \(problem)", 0, 0)
        default:
            (text, line, column) = ("not YAML", 0, 0)
        }
    }
}
