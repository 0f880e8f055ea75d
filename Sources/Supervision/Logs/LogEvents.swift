package import LinuxKernel

/// What the log's writer has to tell.
package enum LogEvent: Hashable, Sendable {
    /// A service's streams are at their end, or the time that `finish` gave is over and somebody still holds one.
    case finished(LogFeed, isHeld: Bool)
    /// A line with the text that was waited for is in the log.
    case matched(LogWatch)
    /// The log cannot be written: output is kept in memory, then held back, until it can. Said once, until `resumed`.
    case stalled(SystemError)
    case resumed
    /// A service's own file cannot be written; the run's log has it all. Said once a file.
    case fileFailed(service: String, SystemError)
}

/// One start of a service, whose streams come and end together.
package struct LogFeed: Hashable, Sendable {
    package let id: Int
}

/// A text that is waited for.
package struct LogWatch: Hashable, Sendable {
    package let id: Int
}

/// Somebody who sees what a service writes as it comes.
package struct LogTap: Hashable, Sendable {
    package let id: Int
}

/// How much a service has written in this run.
package struct LogCounters: Hashable, Sendable {
    package var lines = 0
    package var bytes = 0
}
