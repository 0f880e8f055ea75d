import Foundation
package import Testing

/// What a test needs of the machine it runs on.
package enum Requirement: Sendable, ExpressibleByStringLiteral {
    /// A program, by name or path.
    case program(String)
    /// The right to make network namespaces and to look into other users' processes.
    case root
    /// A Python module that the tests' Python can import.
    case pythonModule(String)

    package init(stringLiteral name: String) { self = .program(name) }

    /// What is missing, in words, or `nil`.
    package var reasonNotMet: String? {
        switch self {
        case .program("ostia"): Installed.ostia == nil ? "the program is not built: make build" : nil
        case .program(let name): Installed.path(of: name) == nil ? "\(name) is not installed" : nil
        case .root: geteuid() == 0 ? nil : "it must run as root"
        case .pythonModule(let name): Self.canImport(name) ? nil : "Python's \(name) is not installed"
        }
    }

    private static func canImport(_ module: String) -> Bool {
        guard let python = Installed.python else { return false }
        let result = try? Command.run(python, ["-c", "import \(module)"], timeout: 30)
        return result?.code == 0
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test, with the reason, where the machine lacks something; on CI that is a failure.
    package static func requires(
        _ requirements: Requirement..., sourceLocation: SourceLocation = #_sourceLocation
    ) -> Self {
        let reason = requirements.lazy.compactMap(\.reasonNotMet).first
        return .enabled("\(reason ?? "everything it needs is there")", sourceLocation: sourceLocation) {
            guard let reason else { return true }
            if Installed.isCI { throw TestFailure("on CI nothing may be left out: \(reason)") }
            return false
        }
    }
}
