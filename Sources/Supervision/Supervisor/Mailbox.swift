import LinuxKernel
import Synchronization

/// Carries results from other threads to a loop that polls.
package final class Mailbox<Message: Sendable>: Sendable {
    private let wakeup = Wakeup()
    private let messages = Mutex<[Message]>([])

    package init() {}

    /// Readable while a message waits.
    package var descriptor: Int32 { wakeup.descriptor }

    package func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        wakeup.ring()
    }

    /// Everything that has come.
    package func take() -> [Message] {
        wakeup.clear()
        return messages.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
