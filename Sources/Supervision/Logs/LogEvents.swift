import CLinux
package import LinuxKernel
import Synchronization

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

/// How much a service has written in this run.
package struct LogCounters: Hashable, Sendable {
    package var lines = 0
    package var bytes = 0
}

/// A queue between two threads whose reading end a loop can wait for.
package final class Mailbox<Message: Sendable>: Sendable {
    /// Readable (eventfd(2)) while there is something in it.
    package let descriptor: Int32
    private let messages = Mutex<[Message]>([])
    private let isFilled = Atomic<Bool>(false)

    package init() throws(SystemError) {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK))
        guard descriptor >= 0 else { throw SystemError("eventfd") }
    }

    deinit { close(descriptor) }

    package func put(_ message: Message) {
        messages.withLock {
            $0.append(message)
            isFilled.store(true, ordering: .releasing)
        }
        var one: UInt64 = 1
        _ = clinux_write(descriptor, &one, 8)
    }

    /// Whether there is something in it, without a system call.
    var hasMail: Bool { isFilled.load(ordering: .acquiring) }

    package func take() -> [Message] {
        var count: UInt64 = 0
        _ = clinux_read(descriptor, &count, 8)
        return messages.withLock { messages in
            isFilled.store(false, ordering: .relaxed)
            defer { messages = [] }
            return messages
        }
    }
}
