import CLinux
package import LinuxKernel
import Synchronization

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
