import CLinux

/// A command that runs in our foreground while its output passes through our hands.
package final class WatchedChild {
    /// Which of its streams.
    package enum Stream: Sendable { case output, errors }

    package enum Event: Sendable {
        case wrote(Stream, [UInt8])
        /// Nothing happened within the time given.
        case quiet
        /// It has ended and all it wrote has been seen; 128 and the signal's number when a signal ended it.
        case ended(Int32)
    }

    package let pid: Int32
    private let output: Pipe
    private let errors: Pipe
    private let end: PIDFD
    private var hasEnded = false

    /// Starts it with our standard input, process group and terminal, so that Ctrl-C reaches it as it would in a shell.
    ///
    /// - Throws: `ENOENT` when there is no such program.
    package init(_ arguments: [String]) throws(SystemError) {
        output = try Pipe()
        errors = try Pipe()
        pid = try Spawn.start(
            arguments, arguments.first ?? "", output: output.writer, errors: errors.writer, isForeground: true)
        output.closeWriter()
        errors.closeWriter()
        end = try PIDFD(pid)
    }

    /// Waits for what happens next.
    package func next(_ seconds: Double) -> Event {
        let deadline = Clock.monotonic() + seconds
        while true {
            for (stream, pipe) in [(Stream.output, output), (.errors, errors)] {
                let bytes = pipe.take()
                if !bytes.isEmpty { return .wrote(stream, bytes) }
            }
            // A daemon it left behind may hold the pipes for ever: its own end counts.
            if hasEnded { return .ended(reap()) }
            let remaining = deadline - Clock.monotonic()
            if remaining <= 0 { return .quiet }
            var entries = [
                output.isAtEnd ? -1 : output.reader, errors.isAtEnd ? -1 : errors.reader, end.descriptor,
            ].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&entries, 3, Int32((remaining * 1000).rounded(.up)))
            hasEnded = entries[2].revents != 0
        }
    }

    private func reap() -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && clinux_errno() == EINTR {}
        let signal = clinux_term_signal(status)
        return signal != 0 ? 128 + signal : clinux_exit_status(status)
    }
}
