import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia attach SERVICE`: what is typed goes to the service; what it writes is shown as in `ostia logs -f`.
///
/// A service with a terminal gets every key, Ctrl-C among them. One without reads lines, so that our own terminal goes
/// on editing and echoing them.
struct AttachRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "attach")
    @OptionGroup var options: AttachOptions
    @OptionGroup var shared: SharedOptions

    /// Ctrl-P Ctrl-Q, as docker has it: neither means anything to a line's editor by itself.
    private static let leave: [UInt8] = [0x10, 0x11]

    func run(in context: Context) throws -> ExitStatus {
        let stack = try RunningStack(context, options.selection)
        let client = try stack.client()
        guard let answer = client.ask(.attach(options.service)) else {
            throw CommandError("no-answer", "the supervisor does not answer", status: .negative)
        }
        guard answer.isDone else { throw CommandError("not-attached", answer.text, status: .negative) }
        guard let run = RunStore(path: stack.folders.runs).all().last else { return .negative }
        // Before the terminal changes: a signal must not end us without changing it back.
        let interrupts = Interrupts()
        let terminal = answer.text == ControlAnswer.terminal ? RawTerminal() : nil
        if StandardInput.isTerminal {
            let way = terminal == nil ? "it has no terminal (tty: true); Ctrl-C" : "Ctrl-P Ctrl-Q"
            context.console.err.write("attached to \(options.service); \(way) leaves it\n")
            context.console.err.flush()
        }
        let status = withExtendedLifetime(terminal) { pass(client, run, interrupts, isTerminal: terminal != nil) }
        if StandardInput.isTerminal {
            context.console.err.write(status == nil ? "\(options.service) has ended\n" : "\n")
        }
        return status ?? .success
    }

    /// - Returns: `nil` when the service has ended.

    private func pass(_ client: ControlClient, _ run: RunFolder, _ interrupts: Interrupts, isTerminal: Bool)
        -> ExitStatus?
    {
        let filter = LogFilter(services: [options.service])
        let viewer = LogViewer(run, last: 5, filter: filter)
        let output = Output(descriptor: 1)
        var wasPrefix = false
        var inputIsOver = false
        while true {
            let progress = viewer.next { Self.show($0, filter, output) }
            output.flush()
            if progress == .ended { return nil }
            if progress == .records { continue }
            viewer.wait(others: [client.descriptor, interrupts.descriptor] + (inputIsOver ? [] : [0]))
            if interrupts.pause(0) { return .interrupted }
            if Poll.readable(client.descriptor, seconds: 0) {
                // Its last lines may come after its end.
                drain(viewer, filter, output, seconds: 0.2)
                return nil
            }
            guard !inputIsOver, Poll.readable(0, seconds: 0) else { continue }
            guard let typed = FileBytes.some(from: 0), !typed.isEmpty else {
                // All has been typed; what comes of it is still worth seeing for a moment.
                inputIsOver = true
                if isTerminal { continue }
                drain(viewer, filter, output, seconds: 1)
                return .success
            }
            if isTerminal, let end = Self.left(typed, &wasPrefix) {
                client.send(Array(typed[..<end]))
                return .success
            }
            client.send(typed)
        }
    }

    /// Shows what still comes within the time.
    private func drain(
        _ viewer: LogViewer, _ filter: LogFilter, _ output: Output, seconds: Double
    ) {
        let deadline = Clock.monotonic() + seconds
        while Clock.monotonic() < deadline {
            let progress = viewer.next { Self.show($0, filter, output) }
            output.flush()
            if progress == .ended { return }
            if progress == .caughtUp { viewer.wait(max(0, deadline - Clock.monotonic())) }
        }
    }

    private static func show(
        _ records: UnsafeRawBufferPointer, _ filter: LogFilter, _ output: Output
    ) {
        LogRecord.each(in: records) { record in
            if filter.accepts(record) { output.write([UInt8](record.text) + [10]) }
        }
    }

    /// Where the keys that leave begin; `nil` when they are not among what was typed.
    static func left(_ typed: [UInt8], _ wasPrefix: inout Bool) -> Int? {
        for (i, byte) in typed.enumerated() {
            if wasPrefix && byte == leave[1] { return max(0, i - 1) }
            wasPrefix = byte == leave[0]
        }
        return nil
    }
}
