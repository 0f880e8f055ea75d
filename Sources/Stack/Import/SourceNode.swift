/// A place in another tool's YAML file: a node with its place, whose scalars are filled with variables as they are read.
struct SourceNode {
    struct Field {
        let entry: YAMLNode.Entry
        let value: SourceNode

        var key: String { entry.key }
        var line: Int { entry.line }
        var column: Int { entry.column }
    }

    let node: YAMLNode
    /// What is done to a scalar on its line: interpolation of variables.
    let fill: (String, Int) -> String

    /// Reads the first document; `nil` for an empty one.
    ///
    /// - Throws: `UnreadableYAML` with every fault and its place, a repeated key among them.
    static func read(
        _ text: String, fill: @escaping (String, Int) -> String = { text, _ in text }
    ) throws(UnreadableYAML) -> SourceNode? {
        let reading = YAMLTree.read(text)
        guard reading.faults.isEmpty else { throw UnreadableYAML(faults: reading.faults) }
        return reading.root.map { SourceNode(node: $0, fill: fill) }
    }

    var line: Int { node.line }
    var column: Int { node.column }

    /// The text of a scalar that is not null.
    var text: String? {
        guard case .scalar(let raw, _) = node.content else { return nil }
        let text = fill(raw, line)
        // No program can be handed a NUL.
        return text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
    }

    var isNull: Bool { node.content == .null }
    var isMapping: Bool { if case .map = node.content { true } else { false } }
    var isSequence: Bool { if case .list = node.content { true } else { false } }

    var bool: Bool? {
        switch text?.lowercased() {
        case "true", "yes", "on", "y": true
        case "false", "no", "off", "n": false
        default: nil
        }
    }

    var integer: Int? { text.flatMap { Int($0) } }

    /// Seconds: a number, or a duration such as `1m30s`.
    var seconds: Double? { text.flatMap(Quantity.seconds) }

    /// The items of a list; a single scalar counts as a list of one.
    var items: [SourceNode] {
        switch node.content {
        case .list(let list): list.map { SourceNode(node: $0, fill: fill) }
        case .scalar: [self]
        case .null, .map: []
        }
    }

    /// The texts of a list of scalars.
    var texts: [String] { items.compactMap(\.text) }

    /// The fields of a mapping in the order of the file; empty for anything else.
    var fields: [Field] {
        guard case .map(let entries) = node.content else { return [] }
        return entries.map { Field(entry: $0, value: SourceNode(node: $0.value, fill: fill)) }
    }

    subscript(key: String) -> SourceNode? { node[key].map { SourceNode(node: $0, fill: fill) } }

    /// This mapping laid over another: its keys win, mappings of both are merged, lists are this one's.
    func over(_ base: SourceNode) -> SourceNode { SourceNode(node: Self.lay(node, over: base.node), fill: fill) }

    private static func lay(_ node: YAMLNode, over base: YAMLNode) -> YAMLNode {
        guard case .map(let mine) = node.content, case .map(let below) = base.content else { return node }
        let own = Dictionary(mine.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(below.map(\.key))
        let merged = below.map { entry -> YAMLNode.Entry in
            guard var over = own[entry.key] else { return entry }
            over.value = lay(over.value, over: entry.value)
            return over
        }
        var result = node
        result.content = .map(merged + mine.filter { !known.contains($0.key) })
        return result
    }
}

/// Why a YAML file cannot be read, with the places.
struct UnreadableYAML: Error {
    let faults: [YAMLReading.Fault]

    var answer: ReadStackFile {
        ReadStackFile(
            file: nil, remarks: faults.map { Remark(.error, "", $0.text, line: $0.line, column: $0.column) })
    }
}
