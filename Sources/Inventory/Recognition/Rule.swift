/// How processes of certain program names are recognised.
struct Rule: Sendable {
    typealias Reader = @Sendable (Invocation) -> Recognition?
    typealias Detail = @Sendable (Invocation) -> String?

    var names: [String]
    var read: Reader

    /// A rule that has to think.
    init(_ names: [String], _ read: @escaping Reader) {
        self.names = names
        self.read = read
    }

    /// Names that settle everything but the detail.
    init(
        _ names: [String], _ id: String, _ title: String, _ kind: Recognition.Kind,
        _ detail: @escaping Detail = { _ in nil }
    ) {
        self.init(names) { Recognition(id, title, kind, detail($0)) }
    }
}

/// Rules by name: one dictionary look-up a process.
struct RuleTable: Sendable {
    private var rules: [String: Rule] = [:]

    init(_ families: [[Rule]]) {
        for rule in families.joined() {
            for name in rule.names where rules[name] == nil { rules[name] = rule }
        }
        // The kernel cuts names after 15 bytes, and for some processes there is nothing else.
        for (name, rule) in rules where name.utf8.count > 15 {
            let short = String(decoding: name.utf8.prefix(15), as: UTF8.self)
            if rules[short] == nil { rules[short] = rule }
        }
    }

    /// The rule of a name: as it is, then without a version at its end (`python3.11`, `php-fpm8.2`) and without what
    /// Nix wraps round it (`.foo-wrapped`).
    subscript(_ name: String) -> Rule? {
        if let rule = rules[name] { return rule }
        if name.hasPrefix("."), name.hasSuffix("-wrapped") { return self[String(name.dropFirst().dropLast(8))] }
        let stem = Self.withoutVersion(name)
        return stem.utf8.count == name.utf8.count || stem.isEmpty ? nil : rules[stem]
    }

    static func withoutVersion(_ name: String) -> String {
        var bytes = name.utf8[...]
        while let last = bytes.last, (48...57).contains(last) || last == 46 || last == 45 || last == 95 {
            bytes = bytes.dropLast()
        }
        return String(bytes) ?? name
    }
}
