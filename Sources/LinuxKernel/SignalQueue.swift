import CLinux

/// Signals as something a loop can wait for, all of them, each time (signalfd(2)).
///
/// Blocks them in the calling thread; threads started later inherit that. `Interrupts` is for commands that stop at
/// the first one.
package final class SignalQueue {
    /// Readable while a signal waits.
    package let descriptor: Int32

    package init(_ signals: [Signal]) {
        var set = sigset_t()
        sigemptyset(&set)
        for signal in signals {
            sigaddset(&set, signal.number)
            // A shell without job control starts background jobs with SIGINT ignored, and what is ignored is never
            // queued. That of nohup(1) is meant.
            if signal != .hangUp { clinux_default_signal(signal.number) }
        }
        pthread_sigmask(SIG_BLOCK, &set, nil)
        descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    }

    deinit { close(descriptor) }

    /// Every signal that has come since the last call, in order.
    package func take() -> [Signal] {
        var out: [Signal] = []
        var info = signalfd_siginfo()
        while clinux_read(descriptor, &info, UInt(MemoryLayout<signalfd_siginfo>.size)) > 0 {
            out.append(Signal(number: Int32(info.ssi_signo)))
        }
        return out
    }
}

extension Signal {
    package static let quit = Signal(number: SIGQUIT)
    package static let windowSize = Signal(number: SIGWINCH)
}
