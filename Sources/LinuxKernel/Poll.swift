import CLinux

/// Waiting for one descriptor (poll(2)).
package enum Poll {
    /// Whether it became readable, or its other end went away, within the time.
    @discardableResult
    package static func readable(_ descriptor: Int32, seconds: Double) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, Int32(min(max(0, seconds * 1000).rounded(.up), 3_600_000))) > 0
    }
}

/// Our own standard input.
package enum StandardInput {
    package static var isTerminal: Bool { isatty(0) == 1 }

    /// Its descriptor when its end tells that whoever started us is gone: a terminal, a pipe or a socket. A file,
    /// `/dev/null` or a pipe that nobody writes to any more is at its end from the beginning and tells nothing.
    package static var tellsOfTheEnd: Int32? {
        if isTerminal {
            // A job in the background would be stopped for reading.
            return tcgetpgrp(0) == getpgrp() ? 0 : nil
        }
        var status = stat()
        guard fstat(0, &status) == 0 else { return nil }
        let kind = status.st_mode & 0o170000
        guard kind == 0o010000 || kind == 0o140000 else { return nil }
        var entry = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLHUP) != 0 ? nil : 0
    }
}

/// Our own standard output.
package enum StandardOutput {
    package static var isTerminal: Bool { isatty(1) == 1 }

    /// Its descriptor when it is a pipe: poll(2) says of it when its reader has gone, and nothing else.
    package static var pipe: Int32? {
        var status = stat()
        guard fstat(1, &status) == 0, status.st_mode & 0o170000 == 0o010000 else { return nil }
        // One that is open for reading as well is its own reader.
        return clinux_fcntl(1, F_GETFL, 0) & O_ACCMODE == O_WRONLY ? 1 : nil
    }
}

extension Poll {
    /// Whether a pipe has no reader any more.
    package static func isBroken(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: 0, revents: 0)
        return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLERR) != 0
    }

    /// Waits until one of them has something to read, or its other end has gone; also until a signal.
    package static func any(_ descriptors: [Int32]) {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        poll(&entries, nfds_t(entries.count), -1)
    }

    /// The first of the two that has something to read, or whose other end has gone.
    package static func either(_ first: Int32, _ second: Int32) -> Int32 {
        var entries = [first, second].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&entries, 2, -1) < 0 && clinux_errno() == EINTR {}
        return entries[1].revents != 0 ? second : first
    }
}
