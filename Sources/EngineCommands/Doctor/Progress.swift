import Commands
import LinuxKernel
import Synchronization
import Terminal

/// A line on a terminal that says what is being tried, once the answer has taken a second; nothing before, and nothing
/// where standard error is no terminal.
///
/// A thread of its own draws it: one experiment may well take longer than that second.
final class Progress: Sendable {
    private struct State {
        var words = ""
        var isVisible = false
        var isOver = false
    }

    private let state = Mutex(State())
    private let write: @Sendable (String) -> Void
    private let delay: Double

    /// - Parameters:
    ///   - delay: seconds before the line appears.
    ///   - write: writes to the terminal at once; never called on two threads at a time.
    init(delay: Double = 1, write: @escaping @Sendable (String) -> Void) {
        self.delay = delay
        self.write = write
    }

    /// What is being tried from now on.
    func show(_ words: String) {
        state.withLock { state in
            state.words = words
            if state.isVisible { draw(state) }
        }
    }

    /// Runs the body; while it lasts longer than the delay, the line is there.
    func during<Result>(_ body: () -> Result) -> Result {
        let call = DelayedCall(after: delay) { [self] in
            state.withLock { state in
                guard !state.isOver else { return }
                state.isVisible = true
                draw(state)
            }
        }
        defer {
            call.cancel()
            state.withLock { state in
                state.isOver = true
                if state.isVisible { write("\r\u{1B}[K") }
                state.isVisible = false
            }
        }
        return body()
    }

    private func draw(_ state: State) { write("\r\u{1B}[Klooking: \(state.words)") }
}
