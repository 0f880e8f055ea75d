import CLinux
package import LinuxKernel

/// A supervisor's end of the socket to its guardian. For one thread; nothing here waits for more than a full socket.
///
/// When it goes, the guardian stops everything, as when the supervisor dies.
package final class GuardianClient {
    package let run: RunID
    package let processID: Int32
    /// Readable, for poll(2), when `receive()` has something to return.
    package private(set) var descriptor: Int32
    private var splitter = FrameSplitter()

    private init(run: RunID, processID: Int32, descriptor: Int32) {
        self.run = run
        self.processID = processID
        self.descriptor = descriptor
    }

    deinit { close() }

    /// Starts a guardian.
    ///
    /// - Parameters:
    ///   - record: where it keeps its record; the folder must exist. Empty: nowhere.
    ///   - adoptsOrphans: makes this process a subreaper (PR_SET_CHILD_SUBREAPER, prctl(2)): when the guardian is killed
    ///     its services come to us, and `Sweep` finds them by that too. Only for a process that waits for no unknown
    ///     children.
    package static func start(
        run: RunID, record: String, program: String = GuardianProgram.find(), adoptsOrphans: Bool = false
    ) throws(SystemError) -> GuardianClient {
        var ends: (Int32, Int32) = (-1, -1)
        let code = withUnsafeMutableBytes(of: &ends) { raw in
            raw.assumingMemoryBound(to: Int32.self).baseAddress.map { clinux_socket_pair($0) } ?? -1
        }
        guard code == 0 else { throw SystemError("socketpair") }
        defer { CLinux.close(ends.1) }
        if adoptsOrphans { clinux_become_subreaper() }
        do throws(SystemError) {
            let pid = try launch([program, GuardianProgram.argument, record, run.text], socket: ends.1)
            return GuardianClient(run: run, processID: pid, descriptor: ends.0)
        } catch {
            CLinux.close(ends.0)
            throw error
        }
    }

    /// Sends a service's start; `spawned` or `failed` answers.
    package func spawn(_ request: SpawnRequest, streams: StandardStreams) throws(SystemError) {
        try send(.spawn(request), [streams.input, streams.output, streams.error])
    }

    /// Signals the leader, or all process groups of the service. A service that has gone is no error.
    package func signal(_ id: ServiceID, _ signal: Signal, wholeSession: Bool = false) throws(SystemError) {
        try send(.signal(id, signal, wholeSession: wholeSession))
    }

    /// Stops a service; `emptied` says when nothing of it is left.
    package func stop(_ id: ServiceID, signal: Signal? = nil, grace: Double? = nil) throws(SystemError) {
        try send(.stop(id, signal, grace: grace))
    }

    package func kill(_ id: ServiceID) throws(SystemError) { try send(.kill(id)) }

    /// Stops everything; `finished`, then `ended` answer. Again, with a shorter grace, for a second Ctrl-C.
    ///
    /// - Parameter grace: seconds; no service gets more, whatever its own grace is.
    package func shutdown(grace: Double = 86_400) throws(SystemError) { try send(.shutdown(grace: grace)) }

    /// What has come, without waiting; `ended` is the last event there ever is.
    package func receive() throws(SystemError) -> [GuardianEvent] {
        var events: [GuardianEvent] = []
        while descriptor >= 0 {
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
                let got = recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
                if got < 0 { failure = clinux_errno() }
                count = max(0, got)
            }
            if failure == EINTR { continue }
            if failure == EAGAIN { break }
            if chunk.isEmpty {
                close()
                // Its end of the socket closes as it ends, so this waits for microseconds.
                waitForEnd(seconds: 1)
                events.append(.ended)
                break
            }
            for frame in try splitter.add(chunk) {
                if let event = GuardianEvent(frame) { events.append(event) }
            }
        }
        return events
    }

    /// Hangs up: the guardian stops everything by itself.
    package func close() {
        if descriptor >= 0 { CLinux.close(descriptor) }
        descriptor = -1
    }

    /// Waits for the guardian's process to end and takes note of it, so that no zombie stays.
    ///
    /// - Returns: whether it has ended.
    @discardableResult
    package func waitForEnd(seconds: Double) -> Bool {
        if let end = try? PIDFD(processID), !end.waitForExit(seconds) { return false }
        var status: Int32 = 0
        while waitpid(processID, &status, WNOHANG) < 0 && clinux_errno() == EINTR {}
        return true
    }

    private func send(_ request: GuardianRequest, _ streams: [Int32] = []) throws(SystemError) {
        guard descriptor >= 0 else { throw SystemError("sendmsg", "the guardian", code: EPIPE) }
        var rest = try request.frame(run: run)[...]
        var streams = streams
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                clinux_send_descriptors(descriptor, $0.baseAddress, UInt($0.count), streams, Int32(streams.count))
            }
            if count > 0 {
                rest = rest.dropFirst(count)
                // They went with the first byte.
                streams = []
                continue
            }
            let error = SystemError("sendmsg", "the guardian")
            if error.code == EINTR { continue }
            guard error.code == EAGAIN, waitUntilWritable() else { throw error }
        }
    }

    /// The guardian reads whatever comes; one that does not for seconds has been stopped.
    private func waitUntilWritable() -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 5000) != 0
    }

    private static func launch(_ arguments: [String], socket: Int32) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for stream in Int32(0)...2 { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0) }
        posix_spawn_file_actions_adddup2(&actions, socket, 3)
        clinux_spawn_close_from(&actions, 4)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own: no key of the terminal and no hang-up reaches it.
        posix_spawnattr_setflags(&attributes, clinux_spawn_new_session)
        // Of our environment only the cookie of an outer run: the guardian is a part of that.
        let outer = CurrentProcess.environment()[RunID.variable].map { ["\(RunID.variable)=\($0)"] } ?? []
        let words = arguments.map { strdup($0) }
        let variables = outer.map { strdup($0) }
        defer { for word in words + variables { free(word) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, arguments[0], &actions, &attributes, words + [nil], variables + [nil])
        guard code == 0 else { throw SystemError("posix_spawn", arguments[0], code: code) }
        return pid
    }
}
