package import Endpoints

/// The name of a service within a work tree: `api`, `web/admin`, `db-2`.
package struct ServiceName: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Longest name that may be typed, in bytes.
    package static let longest = 64

    /// Reads a typed name: a letter, then letters, digits, `.`, `_`, `-` and `/`.
    ///
    /// It must not begin with a digit: whoever types a number there means a port.
    package init(parsing text: String) throws(InputError) {
        if text.isEmpty { throw InputError("the empty string is no service name") }
        if text.utf8.allSatisfy({ (48...57).contains($0) }) {
            throw InputError(
                "\(Target.quoted(text)) is a number, not a service name: to ask for that port: --prefer PORT")
        }
        guard text.utf8.count <= Self.longest else {
            throw InputError(
                "\(Target.quoted(text)) is too long: a service name has at most \(Self.longest) characters")
        }
        guard Self.isValid(text) else {
            throw InputError(
                "\(Target.quoted(text)) is no service name: a letter, then letters, digits, . _ - and / are allowed")
        }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }

    /// Whether the text could be a name, whatever its length; the registry is held to the same rule.
    package static func isValid(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { byte in
            isLetter(byte) || (48...57).contains(byte) || [45, 46, 47, 95].contains(byte)
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    /// The names of several ports of one service: `api`, `api-2`, `api-3`.
    package func numbered(_ count: Int) -> [ServiceName] {
        (1...max(1, count)).map { $0 == 1 ? self : ServiceName(unchecked: "\(text)-\($0)") }
    }

    package var description: String { text }
}
