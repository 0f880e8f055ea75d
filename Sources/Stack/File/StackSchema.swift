/// The JSON Schema of ostia.yaml for editors (draft 2020-12), made of the same key lists that the reader uses.
package enum StackSchema {
    /// The text of `docs/json/stack.schema.json`, with a line's end.
    package static var text: String {
        SchemaText.object(
            [
                ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
                ("$id", .text("ostia/stack/1")),
                ("title", .text("ostia.yaml")), ("type", .text("object")),
            ] + object(KeyTable.top, patterns: [("^x-", .object([]))]) + [("$defs", .object(definitions))]
        )
        .rendered(0) + "\n"
    }

    private static let definitions: [(String, SchemaText)] = [
        (
            "service",
            .object([("oneOf", .list([.object([("type", .text("string")), ("minLength", .number(1))]), service]))])
        ),
        (
            "port",
            either([
                schema(.count(1...65535)), schema(.word(["auto"])),
                .object([("type", .text("string")), ("pattern", .text("^[1-9][0-9]{0,4}(-[1-9][0-9]{0,4})?$"))]),
                .object([("type", .text("object"))] + object(KeyTable.port)),
            ])
        ),
        (
            "environment",
            either([
                .object([
                    ("type", .text("object")),
                    ("additionalProperties", .object([("type", .list(scalars + [.text("null")]))])),
                ]),
                schema(.list(.text)), schema(.nothing),
            ])
        ),
        (
            "environment_files",
            either([
                schema(.text), schema(.object(KeyTable.environmentFile)),
                schema(.list(.either([.text, .object(KeyTable.environmentFile)]))), schema(.nothing),
            ])
        ),
        (
            "needs",
            either([
                schema(.text), schema(.list(.either([.text, .map(.named("need"))]))), schema(.map(.named("need"))),
                schema(.nothing),
            ])
        ),
        (
            "need",
            either([
                schema(.word(Need.Condition.allCases.map(\.rawValue))), schema(.object(KeyTable.need)),
                schema(.nothing),
            ])
        ),
        (
            "check",
            either([
                schema(.word(["tcp", "http"])),
                .object([("type", .text("string")), ("pattern", .text("^/"))]),
                .object(
                    [("type", .text("object"))] + object(KeyTable.check)
                        + [("oneOf", required(KeyTable.checkKinds))]),
            ])
        ),
    ]

    private static var service: SchemaText {
        .object(
            [("type", .text("object"))] + object(KeyTable.service, patterns: [("^x-", .object([]))])
                + [("oneOf", required(KeyTable.kinds))])
    }

    /// One schema a key, which asks for that key: under `oneOf`, exactly one of them.
    private static func required(_ keys: [Shape.Key]) -> SchemaText {
        .list(keys.map { .object([("required", .list([.text($0.name)]))]) })
    }

    /// What a text may be in YAML without quotes.
    private static let scalars: [SchemaText] = ["string", "number", "boolean"].map { .text($0) }

    private static func either(_ schemas: [SchemaText]) -> SchemaText { .object([("anyOf", .list(schemas))]) }

    private static func object(
        _ keys: [Shape.Key], patterns: [(String, SchemaText)] = []
    ) -> [(String, SchemaText)] {
        let required = keys.filter(\.isRequired).map { SchemaText.text($0.name) }
        return [("additionalProperties", .flag(false))]
            + (required.isEmpty ? [] : [("required", .list(required))])
            + (patterns.isEmpty ? [] : [("patternProperties", .object(patterns))])
            + [("properties", .object(keys.map { ($0.name, described(schema($0.shape), $0.about)) }))]
    }

    private static func described(_ schema: SchemaText, _ about: String) -> SchemaText {
        guard case .object(let pairs) = schema else { return schema }
        return .object([("description", .text(about))] + pairs)
    }

    private static func schema(_ shape: Shape) -> SchemaText {
        switch shape {
        case .text: .object([("type", .list(scalars))])
        case .flag: .object([("type", .text("boolean"))])
        case .count(let range):
            .object([
                ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ])
        case .duration: quantity("^([0-9]+(\\.[0-9]+)?(d|h|m|s|ms|us))+$|^[0-9]+(\\.[0-9]+)?$")
        case .size: quantity("^[0-9]+(\\.[0-9]+)? ?([kKmMgG]?[iI]?[bB]?)$")
        case .word(let words): .object([("enum", .list(words.map { .text($0) }))])
        case .object(let keys): .object([("type", .text("object"))] + object(keys))
        case .list(let item): .object([("type", .text("array")), ("items", schema(item))])
        case .map(let value):
            .object([("type", .text("object")), ("additionalProperties", schema(value))])
        case .either(let shapes): either(shapes.map(schema))
        case .nothing: .object([("type", .text("null"))])
        case .named(let name): .object([("$ref", .text("#/$defs/\(name)"))])
        }
    }

    private static func quantity(_ pattern: String) -> SchemaText {
        either([
            .object([("type", .text("number")), ("minimum", .number(0))]),
            .object([("type", .text("string")), ("pattern", .text(pattern))]),
        ])
    }
}

/// JSON to be written, keys in their order.
indirect enum SchemaText: Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case list([SchemaText])
    case object([(String, SchemaText)])

    /// Two blanks a level; what fits on a line of 100 stays on one.
    func rendered(_ depth: Int) -> String {
        let flat = self.flat
        if flat.utf8.count + depth * 2 <= 100 { return flat }
        let inner = String(repeating: "  ", count: depth + 1)
        let end = "\n" + String(repeating: "  ", count: depth)
        switch self {
        case .text, .number, .flag: return flat
        case .list(let list):
            return "[\n" + list.map { inner + $0.rendered(depth + 1) }.joined(separator: ",\n") + end + "]"
        case .object(let pairs):
            let lines = pairs.map { "\(inner)\(Self.quoted($0.0)): \($0.1.rendered(depth + 1))" }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        }
    }

    private var flat: String {
        switch self {
        case .text(let text): Self.quoted(text)
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .list(let list): "[" + list.map(\.flat).joined(separator: ", ") + "]"
        case .object(let pairs):
            pairs.isEmpty
                ? "{}" : "{ " + pairs.map { "\(Self.quoted($0.0)): \($0.1.flat)" }.joined(separator: ", ") + " }"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
