import CLinux

/// What a finished command left behind.
package struct CommandResult: Hashable, Sendable {
    /// The exit code; 128 and the signal's number when a signal ended it, as shells count.
    package var status: Int32
    /// Standard output, up to the limit asked for.
    package var output: [UInt8]
    /// Standard error, likewise.
    package var errors: [UInt8]
    /// Whether it was stopped because its time was over.
    package var timedOut: Bool

    package init(status: Int32, output: [UInt8] = [], errors: [UInt8] = [], timedOut: Bool = false) {
        self.status = status
        self.output = output
        self.errors = errors
        self.timedOut = timedOut
    }

    package var succeeded: Bool { status == 0 && !timedOut }
    package var text: String { String(outside: output[...]) }

    /// The first line of what it complained about, for an error message.
    package var complaint: String {
        let line = (errors.isEmpty ? output : errors).split(separator: 10).first ?? []
        return String(outside: line)
    }
}

/// Other programs: run with bounded time and output, or put in our place.
package enum Spawn {
    /// Runs a program and waits for it.
    ///
    /// Standard input is `/dev/null`; what it writes beyond `limit` bytes a stream is read and dropped. It gets a
    /// process group of its own, so that the time limit ends what it started as well.
    ///
    /// - Parameter arguments: the program, looked up in `PATH` unless it holds a slash, and its arguments.
    /// - Throws: `ENOENT` when there is no such program.
    package static func run(
        _ arguments: [String], seconds: Double = 10, limit: Int = 1 << 18
    ) throws(SystemError) -> CommandResult {
        let name = arguments.first ?? ""
        let output = try Pipe()
        let errors = try Pipe()
        let pid = try start(arguments, name, output: output.writer, errors: errors.writer)
        output.closeWriter()
        errors.closeWriter()
        let ended = try? PIDFD(pid)
        let deadline = Clock.monotonic() + seconds
        var timedOut = false
        while true {
            let remaining = deadline - Clock.monotonic()
            if remaining <= 0 {
                timedOut = true
                kill(-pid, SIGKILL)
                break
            }
            // Its end counts, not the end of the pipes: a daemon it left behind may hold those for ever.
            var entries = [output.reader, errors.reader, ended?.descriptor ?? -1].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&entries, 3, Int32((remaining * 1000).rounded(.up)))
            output.drain(limit)
            errors.drain(limit)
            if entries[2].revents != 0 || (output.isAtEnd && errors.isAtEnd) { break }
        }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && clinux_errno() == EINTR {}
        output.drain(limit)
        errors.drain(limit)
        let signal = clinux_term_signal(status)
        return CommandResult(
            status: signal != 0 ? 128 + signal : clinux_exit_status(status), output: output.bytes,
            errors: errors.bytes, timedOut: timedOut)
    }

    /// Starts a program in a session of its own that outlives us: no input, no output, complaints into a file.
    package static func background(_ arguments: [String], errors path: String) throws(SystemError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        clinux_spawn_close_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, clinux_spawn_new_session | Int16(POSIX_SPAWN_SETSIGMASK))
        var pid = pid_t()
        let name = arguments.first ?? ""
        let code = withArguments(arguments) { argv in
            posix_spawnp(&pid, name, &actions, &attributes, argv, clinux_environ())
        }
        guard code == 0 else { throw SystemError("posix_spawn", name, code: code) }
        return pid
    }

    /// The exit code of a child that has ended, as shells count; `nil` while it runs.
    package static func hasEnded(_ pid: Int32) -> Int32? {
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
        let signal = clinux_term_signal(status)
        return signal != 0 ? 128 + signal : clinux_exit_status(status)
    }

    /// Puts another program in our place (execvp(3)), with the signals' effects a fresh program expects.
    ///
    /// - Returns: only the failure; on success there is nobody to return to.
    package static func replace(_ arguments: [String], environment: [String: String]? = nil) -> SystemError {
        let name = arguments.first ?? ""
        var ignore = sigaction()
        // A zeroed action is SIG_DFL: ignoring SIGPIPE is our habit and must not be inherited.
        sigaction(SIGPIPE, &ignore, nil)
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        guard let path = find(name) else { return SystemError("execve", name, code: ENOENT) }
        let code = withArguments(arguments) { argv in
            guard let environment else {
                execve(path, argv, clinux_environ())
                return clinux_errno()
            }
            return withArguments(environment.map { "\($0.key)=\($0.value)" }) { values in
                execve(path, argv, values)
                return clinux_errno()
            }
        }
        return SystemError("execve", name, code: code)
    }

    /// The path of a program as a shell would find it; a name with a slash is its own path.
    ///
    /// - Parameter path: the folders, by default our `PATH`.
    package static func find(_ name: String, path: String? = CurrentProcess.environment()["PATH"]) -> String? {
        if name.isEmpty { return nil }
        if name.contains("/") { return FileBytes.exists(name) ? name : nil }
        for folder in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false) {
            let candidate = folder.isEmpty ? "./\(name)" : "\(folder)/\(name)"
            let status = FileBytes.status(candidate)
            if let status, !status.isDirectory, access(candidate, X_OK) == 0 { return candidate }
        }
        return nil
    }

    /// - Parameter isForeground: keeps our standard input, process group and terminal, as a shell's own command would.
    static func start(
        _ arguments: [String], _ name: String, output: Int32, errors: Int32, isForeground: Bool = false
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if !isForeground { posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let group = isForeground ? 0 : POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(group | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var pid = pid_t()
        let code = withArguments(arguments) { argv in
            posix_spawnp(&pid, name, &actions, &attributes, argv, clinux_environ())
        }
        guard code == 0 else { throw SystemError("posix_spawn", name, code: code) }
        return pid
    }

    /// Lends the strings as a C array that ends with a null pointer.
    private static func withArguments<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
