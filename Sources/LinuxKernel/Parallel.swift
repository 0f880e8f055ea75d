import CLinux
import Synchronization

/// Work shared out over a few threads for the length of one call.
package enum Parallel {
    /// How many threads pay: one a processor, and no more than four, for they share the kernel's locks.
    package static let width = max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// The results of `body(0)` … `body(count - 1)`, each on a thread of its own (the last on the caller's).
    ///
    /// Plain pthreads: a concurrency runtime would cost its start-up in every command.
    package static func map<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        guard count > 1 else { return count == 1 ? [body(0)] : [] }
        return withoutActuallyEscaping(body) { body in
            let results = Results<Result>(count)
            let threads = (0..<(count - 1)).map { i in start { results.set(i, body(i)) } }
            results.set(count - 1, body(count - 1))
            for thread in threads { pthread_join(thread, nil) }
            return results.all
        }
    }

    private final class Results<Result: Sendable>: Sendable {
        private let slots: Mutex<[Result?]>

        init(_ count: Int) { slots = Mutex(Array(repeating: nil, count: count)) }

        func set(_ i: Int, _ result: Result) { slots.withLock { $0[i] = result } }

        var all: [Result] { slots.withLock { $0.compactMap { $0 } } }
    }

    private final class Job: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs it on a thread of its own that nobody waits for.
    package static func detach(_ run: @escaping @Sendable () -> Void) {
        let thread = start(run)
        if pthread_equal(thread, pthread_self()) == 0 { pthread_detach(thread) }
    }

    private static func start(_ run: @escaping @Sendable () -> Void) -> pthread_t {
        var thread = pthread_t()
        let job = Unmanaged.passRetained(Job(run)).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { job in
                if let job { Unmanaged<Job>.fromOpaque(job).takeRetainedValue().run() }
                return nil
            }, job)
        // Without a thread to be had (a process limit) the work is done here, later but all the same.
        if code != 0 {
            Unmanaged<Job>.fromOpaque(job).takeRetainedValue().run()
            return pthread_self()
        }
        return thread
    }
}
