import CLinux
import Foundation

/// A process that a test started: in a session of its own, with no descriptor but the three standard ones.
package final class Spawned: @unchecked Sendable {
    package let id: Int32
    private let pidfd: Int32
    /// The wait status, once the process was waited for.
    private let status = NSLock()
    private var ended: Int32?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: its path.
    ///   - input: descriptors of the standard streams; they stay the caller's.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
        input: Int32, output: Int32, error: Int32
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // By way of high numbers, so that one stream's descriptor is not overwritten by another's.
        let streams = [input, output, error].map { clinux_fcntl($0, F_DUPFD_CLOEXEC, 64) }
        defer { for stream in streams { close(stream) } }
        for (number, stream) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
        }
        clinux_spawn_close_from(&actions, 3)
        if let directory { clinux_spawn_change_directory(&actions, directory) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | clinux_spawn_new_session)

        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, program, &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw TestFailure("cannot start \(program): \(String(cString: strerror(code)))") }
        id = pid
        pidfd = clinux_pidfd_open(pid, 0)
    }

    /// Ends the whole session's first group if it still runs.
    deinit {
        if wait(seconds: 0) == nil {
            kill(-id, SIGKILL)
            kill(id, SIGKILL)
            _ = wait(seconds: 10)
        }
        close(pidfd)
    }

    /// Waits for the end.
    ///
    /// - Returns: the exit code, or 128 + the signal's number, or `nil` when the time is over first.
    package func wait(seconds: Double) -> Int32? {
        var waiting = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
        let deadline = Date().addingTimeInterval(seconds)
        repeat {
            let code = status.withLock {
                if ended == nil {
                    var raw: Int32 = 0
                    if waitpid(id, &raw, WNOHANG) == id {
                        ended = clinux_exited(raw) != 0 ? clinux_exit_status(raw) : 128 + clinux_term_signal(raw)
                    }
                }
                return ended
            }
            if let code { return code }
            let left = deadline.timeIntervalSinceNow
            if left > 0 { poll(&waiting, 1, Int32((left * 1000).rounded(.up))) }
        } while deadline.timeIntervalSinceNow > 0
        return status.withLock { ended }
    }

    package func signal(_ number: Int32) { if wait(seconds: 0) == nil { kill(id, number) } }

    /// Signals the process's whole group.
    package func signalGroup(_ number: Int32) { kill(-id, number) }
}

/// Why a test cannot go on.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// Waits until a condition holds, asking every few milliseconds.
///
/// - Returns: whether it came to hold in time.
package func eventually(seconds: Double = 10, _ condition: () -> Bool) -> Bool {
    let deadline = Date().addingTimeInterval(seconds)
    while !condition() {
        if deadline.timeIntervalSinceNow < 0 { return condition() }
        usleep(5000)
    }
    return true
}
