import Stack

/// What the supervisor looks after in one service: when to look again, and what was seen.
struct ServiceWatch {
    /// When its check is due, on the monotonic clock; `nil` while none is, or while one runs.
    var nextCheck: Double?
    var isChecking = false
    /// Failures of `live` in a row.
    var failures = 0
    /// When to compare its listeners with its promises, on the monotonic clock.
    var nextComparison: Double?
    var comparisons = 0
    /// What has been told about it already.
    var divergences: [Divergence] = []
    /// When any of the watched files changed last.
    var files: FileWatch?
    let watchesFiles: Bool

    init(_ service: PlannedService) { watchesFiles = !service.spec.watch.isEmpty }

    /// Begins anew with a new process.
    mutating func restart(at now: Double) {
        nextCheck = nil
        isChecking = false
        failures = 0
        // Soon enough to be read, late enough for a program that opens its ports one after the other.
        nextComparison = now + 1
        comparisons = 0
        divergences = []
    }
}

/// What a check came to, from its thread.
struct CheckResult: Sendable {
    var service: Int
    var isLive: Bool
    /// Which start of the service it asked, so that an answer of the one before is not taken for its.
    var start: ServiceID?
    /// Why it failed; `nil` when it passed.
    var failure: String?
}
