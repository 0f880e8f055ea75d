package import Terminal

/// What a command's exit code means to scripts.
package enum ExitStatus: Int32, Error, Sendable {
    /// Yes, done, healthy.
    case success = 0
    /// The answer is no: nothing there, a fault found, not free.
    case negative = 1
    /// Bad usage or bad input.
    case usage = 2
    case notPermitted = 3
    case timedOut = 4
    /// Our own fault.
    case internalError = 70
    case interrupted = 130
}

/// A failure told to the user: what happened, to what and why, then what to do next.
package struct CommandError: Error, Hashable, Sendable {
    /// Stable across releases, for scripts and agents: `bad-input`, `not-permitted` …
    package var code: String
    /// One line: what happened, to what, why.
    package var message: String
    /// The next thing to do; one line.
    package var hint: String?
    package var status: ExitStatus

    package init(_ code: String, _ message: String, hint: String? = nil, status: ExitStatus = .internalError) {
        self.code = code
        self.message = message
        self.hint = hint
        self.status = status
    }

    /// `ostia/failure/1`: see docs/json/failure.schema.json.
    package var json: JSON {
        [
            "schema": "ostia/failure/1", "code": .string(code), "message": .string(message),
            "hint": .string(orNull: hint),
        ]
    }

    /// Input that could not be understood; exit code 2.
    package static func badInput(_ message: String, hint: String? = nil) -> CommandError {
        CommandError("bad-input", message, hint: hint, status: .usage)
    }
}
