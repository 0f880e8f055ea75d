package import Inventory

/// A process that belongs to a stack whose guardian has gone.
package struct Leftover: Hashable, Sendable {
    /// How it was recognised. Never by its port or its name.
    package enum Reason: String, Hashable, Sendable {
        /// Number and start time stand in the record.
        case recorded
        /// It is in a recorded leader's session.
        case session
        /// Its environment names the run.
        case cookie
        /// It is in the stack's cgroup.
        case cgroup
        /// An ancestor of it is one of these.
        case descendant
        /// It came to us when its parents died (PR_SET_CHILD_SUBREAPER).
        case adopted
    }

    package var process: ProcessIdentity
    /// What it calls itself, at most 15 bytes, from outside: escape it.
    package var name: String
    package var reason: Reason
    /// Which service, where that is known.
    package var service: ServiceID

    package init(process: ProcessIdentity, name: String, reason: Reason, service: ServiceID = .stray) {
        self.process = process
        self.name = name
        self.reason = reason
        self.service = service
    }
}

/// Which runs a sweep means.
package enum RunMatch: Hashable, Sendable {
    case run(RunID)
    /// Every run of a stack, by `StackFolders.runName`. Only where none of them can be alive.
    case stack(String)

    package func matches(_ cookie: String) -> Bool {
        switch self {
        case .run(let run): cookie == run.text
        case .stack(let stack): cookie.hasPrefix(RunID.prefix(ofStack: stack))
        }
    }
}

/// What a sweep found and did.
package struct SweepReport: Hashable, Sendable {
    /// Those that have ended, in the order in which they were found.
    package var ended: [Leftover]
    /// How many of them needed SIGKILL.
    package var killed: Int
    /// Those that live on: another user's, or stuck in the kernel.
    package var survivors: [Leftover]

    package init(ended: [Leftover] = [], killed: Int = 0, survivors: [Leftover] = []) {
        self.ended = ended
        self.killed = killed
        self.survivors = survivors
    }
}
