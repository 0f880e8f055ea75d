import CLinux

/// One run of a stack: what `OSTIA_RUN` says in the environment of everything that it starts, so that it can be found
/// again whoever its parents are.
package struct RunID: Hashable, Sendable, CustomStringConvertible {
    /// `STACK.UNIQUE`, of letters, digits, `-`, `_` and `.`.
    package let text: String

    /// A stack's run with a part that no other has.
    ///
    /// - Parameter stack: `StackFolders.runName`.
    package init(stack: String, unique: UInt64 = .random(in: .min ... .max)) {
        text = "\(Self.cleaned(stack)).\(String(unique, radix: 36))"
    }

    /// Reads one from a record or an environment; `nil` for what none of ours would be.
    package init?(_ text: String) {
        guard (1...120).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.text = text
    }

    package var description: String { text }

    /// The beginning that all runs of a stack have in common.
    package static func prefix(ofStack stack: String) -> String { "\(cleaned(stack))." }

    package static let variable = "OSTIA_RUN"
    package static let serviceVariable = "OSTIA_SERVICE_ID"

    private static func cleaned(_ stack: String) -> String {
        String(decoding: stack.utf8.prefix(100).map { isAllowed($0) ? $0 : UInt8(ascii: "-") }, as: UTF8.self)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// One start of one service, by which requests and events name it. A restart gets a new one.
package struct ServiceID: Hashable, Sendable, CustomStringConvertible {
    /// From 1; 0 stands for processes that came from a service nobody can tell.
    package let number: UInt32

    package init(_ number: UInt32) { self.number = number }

    package static let stray = ServiceID(0)

    package var description: String { "\(number)" }
}
