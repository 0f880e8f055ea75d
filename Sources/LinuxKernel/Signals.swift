import CLinux

/// A signal by number (signal(7)).
package struct Signal: Hashable, Sendable {
    package let number: Int32

    package init(number: Int32) { self.number = number }

    package static let none = Signal(number: 0)
    package static let hangUp = Signal(number: SIGHUP)
    package static let interrupt = Signal(number: SIGINT)
    package static let kill = Signal(number: SIGKILL)
    package static let terminate = Signal(number: SIGTERM)
    /// Lets a stopped process run again; one that is stopped does not die of SIGTERM before.
    package static let resume = Signal(number: SIGCONT)

    /// Reads `TERM`, `SIGTERM`, `term` or `15`.
    package init?(_ text: String) {
        if let number = Int32(text) {
            guard (1...64).contains(number) else { return nil }
            self.number = number
            return
        }
        var name = text.uppercased()
        if name.hasPrefix("SIG") { name.removeFirst(3) }
        guard let entry = Self.names.first(where: { $0.name == name }) else { return nil }
        number = entry.number
    }

    /// The name without `SIG`, or the number for one that has none here.
    package var name: String { Self.names.first { $0.number == number }?.name ?? "\(number)" }

    private static let names: [(name: String, number: Int32)] = [
        ("HUP", SIGHUP), ("INT", SIGINT), ("QUIT", SIGQUIT), ("ABRT", SIGABRT), ("KILL", SIGKILL), ("USR1", SIGUSR1),
        ("USR2", SIGUSR2), ("PIPE", SIGPIPE), ("ALRM", SIGALRM), ("TERM", SIGTERM), ("CONT", SIGCONT),
        ("STOP", SIGSTOP), ("TSTP", SIGTSTP), ("WINCH", SIGWINCH),
    ]
}

/// Turns SIGINT, SIGTERM and SIGHUP into something a loop can wait for (signalfd(2)).
///
/// Blocks the three in the calling thread; threads started later inherit that, and `release()` undoes it before an
/// exec. For commands only: it changes what the whole process does with Ctrl-C.
package final class Interrupts {
    /// Readable once one of the signals has come.
    package let descriptor: Int32
    private var before = sigset_t()
    private var isReleased = false
    /// The signal that came first.
    package private(set) var caught: Signal?

    package init() {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
        pthread_sigmask(SIG_BLOCK, &set, &before)
        descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    }

    deinit {
        release()
        close(descriptor)
    }

    /// Gives the signals their old effect back.
    package func release() {
        if !isReleased { pthread_sigmask(SIG_SETMASK, &before, nil) }
        isReleased = true
    }

    /// Waits until a signal comes, one of `others` is readable or hung up, or the time is over.
    ///
    /// - Returns: whether a signal has come, now or earlier.
    package func pause(_ seconds: Double, others: [Int32] = []) -> Bool {
        if caught != nil { return true }
        var entries = ([descriptor] + others).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // Rounded up: a wait of half a millisecond must not become a busy loop.
        let milliseconds = Int32(min(max(0, seconds * 1000).rounded(.up), 3_600_000))
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0, entries[0].revents != 0 else { return false }
        var info = signalfd_siginfo()
        if clinux_read(descriptor, &info, UInt(MemoryLayout<signalfd_siginfo>.size)) > 0 {
            caught = Signal(number: Int32(info.ssi_signo))
        }
        return caught != nil
    }
}
