import CLinux

/// Wakes a loop that polls, from another thread (eventfd(2)).
package final class Wakeup: Sendable {
    /// Readable once somebody has rung.
    package let descriptor: Int32

    package init() { descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)) }

    deinit { close(descriptor) }

    package func ring() {
        var one: UInt64 = 1
        _ = clinux_write(descriptor, &one, 8)
    }

    /// Takes back what was rung so far.
    package func clear() {
        var count: UInt64 = 0
        _ = clinux_read(descriptor, &count, 8)
    }
}
