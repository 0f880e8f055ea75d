import CLinux

/// A process held by a descriptor (pidfd_open(2), Linux 5.3): whatever becomes of its number, this never means another.
package final class PIDFD {
    package let pid: Int32
    /// Readable, for poll(2), once the process has ended.
    package let descriptor: Int32

    /// - Throws: `ESRCH` when there is no such process.
    package init(_ pid: Int32) throws(SystemError) {
        self.pid = pid
        descriptor = clinux_pidfd_open(pid, 0)
        guard descriptor >= 0 else { throw SystemError("pidfd_open", "pid \(pid)") }
    }

    deinit { close(descriptor) }

    /// pidfd_send_signal(2); signal 0 asks whether one may be sent at all.
    package func send(_ signal: Signal) throws(SystemError) {
        guard clinux_pidfd_send_signal(descriptor, signal.number) == 0 else {
            throw SystemError("pidfd_send_signal", "pid \(pid)")
        }
    }

    /// Waits for the end of the process (a zombie has ended).
    ///
    /// - Returns: whether it has ended.
    package func waitForExit(_ seconds: Double = 0) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, Int32(max(0, seconds) * 1000)) == 1
    }

    /// Stops a listening socket of that process, which keeps running: takes a duplicate of its descriptor
    /// (pidfd_getfd(2), Linux 5.6; needs the right to ptrace it) and shuts it down.
    ///
    /// A TCP socket leaves LISTEN for good; it stays bound to its port until the process closes it.
    package func shutDown(descriptor number: Int32) throws(SystemError) {
        let copy = clinux_pidfd_getfd(descriptor, number)
        guard copy >= 0 else { throw SystemError("pidfd_getfd", "pid \(pid) descriptor \(number)") }
        defer { close(copy) }
        guard shutdown(copy, Int32(SHUT_RDWR)) == 0 else {
            throw SystemError("shutdown", "pid \(pid) descriptor \(number)")
        }
    }
}
