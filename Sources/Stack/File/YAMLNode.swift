/// One node of a YAML 1.1 document with its place in the text; aliases are resolved, merge keys (`<<`) are merged.
///
/// Scalars stay text: whether `080` or `yes` is a number or a boolean is decided by who reads them, who knows what is
/// wanted there.
struct YAMLNode: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// Nothing, `~` or `null`, without quotes.
        case null
        /// `isPlain`: without quotes and not a block, so that YAML gives it a type.
        case scalar(String, isPlain: Bool)
        case list([YAMLNode])
        /// In the order of the file; every key once.
        case map([Entry])
    }

    struct Entry: Hashable, Sendable {
        var key: String
        /// The key's own place.
        var line: Int
        var column: Int
        var value: YAMLNode
    }

    var content: Content
    /// From 1.
    var line: Int
    /// From 1, in Unicode scalars.
    var column: Int

    /// What stands there, for messages.
    var kindName: String {
        switch content {
        case .null: "nothing"
        case .scalar(_, let isPlain): isPlain ? "a value" : "text"
        case .list: "a list"
        case .map: "a map"
        }
    }

    subscript(_ key: String) -> YAMLNode? {
        guard case .map(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }
}

/// What reading YAML gave: the tree, or why there is none, with the place.
struct YAMLReading: Hashable, Sendable {
    /// `nil` for an empty document and where the text is no YAML.
    var root: YAMLNode?
    /// Faults of the text itself, in the order of the lines.
    var faults: [Fault] = []

    struct Fault: Hashable, Sendable {
        var text: String
        var line: Int
        var column: Int
    }
}
