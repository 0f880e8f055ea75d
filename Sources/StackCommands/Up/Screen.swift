import Commands
import LinuxKernel
import Stack
import Supervision
import Synchronization
import Terminal

/// The foreground's display: reads the run's log at the terminal's speed, on a thread of its own, so that a terminal
/// that stands still holds up nothing.
final class Screen: Sendable {
    private let line = Mutex<String>("")
    private let isDone = Mutex<Bool>(false)
    private let over: Mailbox<Bool>
    private let redraw: Mailbox<Bool>
    private let environment: [String: String]
    /// Told why, when nobody is there any more to see it.
    private let onLoss: Mailbox<String>

    /// What stands at the bottom, on a terminal.
    var status: String {
        get { line.withLock { $0 } }
        set {
            let isNew = line.withLock { old in
                defer { old = newValue }
                return old != newValue
            }
            if isNew { redraw.put(false) }
        }
    }

    init(_ context: Context, _ run: RunFolder, _ plan: StackPlan, onLoss: Mailbox<String>) throws {
        (over, redraw) = (try Mailbox<Bool>(), try Mailbox<Bool>())
        environment = context.environment
        self.onLoss = onLoss
        context.console.flush()
        let isTerminal = context.console.width != nil
        let format = LogFormat(
            time: .clock, color: context.console.color, isTerminal: isTerminal,
            services: plan.services.map(\.name) + [RunLog.ownName])
        Parallel.detach { [self] in
            let printer = LogPrinter(1, format)
            show(run, printer, isTerminal: isTerminal)
            isDone.withLock { $0 = true }
            over.put(true)
        }
    }

    private func show(_ run: RunFolder, _ printer: LogPrinter, isTerminal: Bool) {
        let viewer = LogViewer(run)
        let pipe = StandardOutput.pipe
        var shown = ""
        while !printer.isClosed {
            let progress = viewer.next { records in
                if !shown.isEmpty { Self.write("\r\u{1b}[K") }
                shown = ""
                printer.print(records)
            }
            if progress == .ended { break }
            if progress == .records { continue }
            if let pipe, Poll.isBroken(pipe) { return onLoss.put(Self.loss) }
            let isResized = redraw.take().contains(true)
            let wanted = isTerminal ? fitting(status) : ""
            if wanted != shown || isResized {
                Self.write("\r\u{1b}[K" + wanted)
                shown = wanted
            }
            viewer.wait(others: [redraw.descriptor] + (pipe.map { [$0] } ?? []))
        }
        if printer.hasLostReader { return onLoss.put(Self.loss) }
        if !shown.isEmpty { Self.write("\r\u{1b}[K") }
    }

    private static let loss = "nobody reads the output any more"

    /// On one row: a second one would not be erased.
    private func fitting(_ text: String) -> String {
        DisplayWidth.truncate(text, to: max(1, Console.size(of: 1, environment: environment).columns - 1))
    }

    /// The terminal has another size.
    func resized() { redraw.put(true) }

    /// Waits until everything has been shown. A signal ends that: whoever is in a hurry has the log.
    func finish(_ signals: SignalQueue) {
        status = ""
        while !isDone.withLock({ $0 }) {
            if Poll.either(over.descriptor, signals.descriptor) == signals.descriptor {
                if signals.take().contains(where: { $0 != .windowSize }) { return }
            } else {
                _ = over.take()
            }
        }
    }

    private static func write(_ text: String) {
        let out = Output(descriptor: 1)
        out.write(text)
        out.flush()
    }
}
