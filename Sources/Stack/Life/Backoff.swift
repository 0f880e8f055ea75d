/// How long to wait before a service is started again: twice as long each time, until it has stayed up.
package struct Backoff: Hashable, Sendable {
    /// Seconds before the first restart.
    package static let first = 0.5
    /// Seconds before any restart at most.
    package static let longest = 30.0
    /// Seconds that a service must have been ready for its next failure to count as the first.
    package static let stable = 30.0

    /// Restarts in a row so far.
    package private(set) var count = 0

    package init() {}

    /// The pause before the next restart, in seconds.
    ///
    /// - Parameter upFor: how long the service had been ready, in seconds; `nil` when it never was.
    package mutating func next(upFor: Double?) -> Double {
        if let upFor, upFor >= Self.stable { count = 0 }
        count += 1
        var pause = Self.first
        for _ in 1..<max(count, 1) where pause < Self.longest { pause *= 2 }
        return min(pause, Self.longest)
    }

    package mutating func reset() { count = 0 }
}
