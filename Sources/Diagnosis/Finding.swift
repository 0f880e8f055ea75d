/// A fault with its evidence, its confidence and its mend.
package struct Finding: Hashable, Sendable {
    /// The id of the fault; see `Fault`.
    package var fault: String
    /// 0…1; see `Confidence` for what the numbers mean.
    package var confidence: Double
    /// One sentence: what is wrong, with names, numbers and addresses.
    package var summary: String
    package var evidence: [EvidenceLine]
    /// The safest first.
    package var fixes: [Fix]

    package init(
        _ fault: String, confidence: Double, _ summary: String, evidence: [EvidenceLine] = [], fixes: [Fix] = []
    ) {
        self.fault = fault
        self.confidence = confidence
        self.summary = summary
        self.evidence = evidence
        self.fixes = fixes
    }
}

/// What the numbers mean, so that findings of different rules can be compared.
package enum Confidence {
    /// An experiment separated it from everything that looks alike.
    package static let proven = 0.97
    /// Facts of the machine say so, without an experiment of its own.
    package static let observed = 0.9
    /// It fits, and what would prove it may not be looked at (root, another user).
    package static let likely = 0.75
    /// It is what is left when nothing more telling is found.
    package static let fallback = 0.6
    /// Worth a word beside another finding, never the first.
    package static let remark = 0.3
}

/// One thing that was tried or looked at, and what it returned, in the user's terms.
package struct EvidenceLine: Hashable, Sendable {
    /// A word: `connect`, `bind`, `listener`, `process`, `rule`, `route`, `message` …
    package var experiment: String
    /// What it was about: an endpoint, a process, a file.
    package var target: String
    package var result: String

    package init(_ experiment: String, _ target: String, _ result: String) {
        self.experiment = experiment
        self.target = target
        self.result = result
    }
}

/// One way to mend it.
package struct Fix: Hashable, Sendable {
    package enum Platform: String, Hashable, Sendable, CaseIterable {
        case linux
        case macOS = "macos"
        case windows

        /// As the system is written.
        package var name: String {
            switch self {
            case .linux: "Linux"
            case .macOS: "macOS"
            case .windows: "Windows"
            }
        }
    }

    /// What to type, or the line of a file or of an IDE to change.
    package var command: String
    /// What it changes, in one clause.
    package var effect: String
    /// It is harmless or can be undone; only such are offered by `--fix`.
    package var isSafe: Bool
    /// Whether `command` can be handed to a shell as it stands: no `<placeholder>`, no menu of an IDE.
    package var isRunnable: Bool
    /// How to take it back.
    package var undo: String?
    /// `nil` for every system.
    package var platform: Platform?

    /// Whether `--fix` may run it: it is safe, of this system, and changes what is wrong for good. Many safe commands
    /// only show something, and what is exported in a shell of our own is gone with it.
    package var isOffered: Bool {
        let word = command.split(separator: " ").first ?? ""
        return isSafe && isRunnable && (platform == nil || platform == .linux)
            && (undo != nil && !["export", "unset"].contains(word) || word == "rm")
    }

    package init(
        _ command: String, _ effect: String, isSafe: Bool = false, isRunnable: Bool = false, undo: String? = nil,
        platform: Platform? = nil
    ) {
        self.command = command
        self.effect = effect
        self.isSafe = isSafe
        self.isRunnable = isRunnable
        self.undo = undo
        self.platform = platform
    }
}
