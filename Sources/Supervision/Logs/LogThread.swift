import CLinux
import LinuxKernel

/// A thread of the log's own, with every signal blocked: those are for the thread that waits for them.
final class LogThread: Sendable {
    private let thread: pthread_t

    init(_ run: @escaping @Sendable () -> Void) throws(SystemError) {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let job = Unmanaged.passRetained(Job(run)).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { job in
                if let job { Unmanaged<Job>.fromOpaque(job).takeRetainedValue().run() }
                return nil
            }, job)
        guard code == 0 else {
            Unmanaged<Job>.fromOpaque(job).release()
            throw SystemError("pthread_create", code: code)
        }
        self.thread = thread
    }

    /// Once.
    func join() { pthread_join(thread, nil) }

    private final class Job: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }
}

/// epoll(7): which of many descriptors can be read.
struct EventPoll: ~Copyable {
    private let descriptor: Int32
    private var ready = [epoll_event](repeating: epoll_event(), count: 64)

    init() throws(SystemError) {
        descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard descriptor >= 0 else { throw SystemError("epoll_create1") }
    }

    deinit { close(descriptor) }

    /// - Parameter key: what `wait` names it by.
    func add(_ watched: Int32, key: UInt64) throws(SystemError) {
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.u64 = key
        guard epoll_ctl(descriptor, EPOLL_CTL_ADD, watched, &event) == 0 else { throw SystemError("epoll_ctl") }
    }

    func remove(_ watched: Int32) { _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, nil) }

    /// - Parameter milliseconds: -1 for ever.
    /// - Returns: the keys of those that are readable or at their end.
    mutating func wait(_ milliseconds: Int32) -> [UInt64] {
        let count = epoll_wait(descriptor, &ready, Int32(ready.count), milliseconds)
        return count > 0 ? ready[0..<Int(count)].map { $0.data.u64 } : []
    }
}
