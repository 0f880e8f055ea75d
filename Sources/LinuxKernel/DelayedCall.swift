import CLinux
import Synchronization

/// A call on a thread of its own once some time has passed, unless it is taken back before.
package final class DelayedCall: Sendable {
    private struct Job: Sendable {
        var reader: Int32
        var milliseconds: Int32
        var body: @Sendable () -> Void
    }

    /// Closing it wakes the thread.
    private let writer: Int32
    private let reader: Int32
    private let thread: Mutex<pthread_t?>

    /// Without a thread or a pipe to be had (a process limit) the body is never called.
    ///
    /// - Parameter seconds: how long to wait before the call.
    package init(after seconds: Double, _ body: @escaping @Sendable () -> Void) {
        var ends: [Int32] = [-1, -1]
        let hasPipe = clinux_pipe(&ends) == 0
        (reader, writer) = (ends[0], ends[1])
        guard hasPipe else {
            thread = Mutex(nil)
            return
        }
        let job = Box(Job(reader: reader, milliseconds: Int32((seconds * 1000).rounded(.up)), body: body))
        let held = Unmanaged.passRetained(job).toOpaque()
        var id = pthread_t()
        let code = pthread_create(
            &id, nil,
            { held in
                guard let held else { return nil }
                let job = Unmanaged<Box<Job>>.fromOpaque(held).takeRetainedValue().value
                var entry = pollfd(fd: job.reader, events: Int16(POLLIN), revents: 0)
                if poll(&entry, 1, job.milliseconds) == 0 { job.body() }
                return nil
            }, held)
        if code != 0 { Unmanaged<Box<Job>>.fromOpaque(held).release() }
        thread = Mutex(code == 0 ? id : nil)
    }

    deinit {
        cancel()
        if reader >= 0 { close(reader) }
    }

    /// Takes the call back, or waits until it is over; afterwards nothing happens any more. Not to be called by the body.
    package func cancel() {
        let waiting = thread.withLock { thread in
            defer { thread = nil }
            // It is closed once: nobody sets the thread again.
            if thread != nil { close(writer) }
            return thread
        }
        if let waiting { pthread_join(waiting, nil) }
    }

    private final class Box<Value: Sendable>: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }
}
