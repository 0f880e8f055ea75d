import Foundation

/// A JSON value read back, to be asked without ceremony: what is not there is `null`.
package enum Document: Hashable, Sendable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Document])
    case object([String: Document])

    /// - Throws: when the text is not one JSON document.
    package init(_ text: String) throws {
        do {
            self = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        } catch {
            throw TestFailure("no JSON (\(error)): \(text.prefix(300))")
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([Document].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: Document].self))
        }
    }

    package subscript(_ name: String) -> Document {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    package subscript(_ index: Int) -> Document { items.indices.contains(index) ? items[index] : .null }

    /// The elements of an array; none of anything else.
    package var items: [Document] { if case .array(let items) = self { items } else { [] } }
    /// The names of an object's members.
    package var names: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var int: Int? { if case .number(let value) = self { Int(exactly: value) } else { nil } }
    package var double: Double? { if case .number(let value) = self { value } else { nil } }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var isNull: Bool { self == .null }
}
