import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia attach SERVICE`: what is typed goes to the service; what it writes is shown as in `ostia logs -f`.
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
        let terminal = RawTerminal()
        if terminal != nil {
            context.console.err.write("attached to \(options.service); Ctrl-P Ctrl-Q leaves it\r\n")
            context.console.err.flush()
        }
        defer { withExtendedLifetime(terminal) {} }
        return pass(client, run, isTerminal: terminal != nil)
    }

    private func pass(_ client: ControlClient, _ run: RunFolder, isTerminal: Bool) -> ExitStatus {
        let filter = LogFilter(services: [options.service])
        let viewer = LogViewer(run, last: 5, filter: filter)
        let output = Output(descriptor: 1)
        var wasPrefix = false
        var inputIsOver = false
        while true {
            let progress = viewer.next { records in
                LogRecord.each(in: records) { record in
                    guard filter.accepts(record) else { return }
                    output.write([UInt8](record.text) + (isTerminal ? [13, 10] : [10]))
                }
            }
            output.flush()
            if progress == .ended { return .success }
            if progress == .records { continue }
            viewer.wait(others: inputIsOver ? [client.descriptor] : [0, client.descriptor])
            if Poll.readable(client.descriptor, seconds: 0) { return .success }
            guard !inputIsOver, Poll.readable(0, seconds: 0) else { continue }
            guard let typed = FileBytes.some(from: 0), !typed.isEmpty else {
                // All has been typed; what comes of it is still worth seeing for a moment.
                inputIsOver = true
                if !isTerminal { return drain(viewer, filter, output) }
                continue
            }
            if isTerminal, let end = Self.left(typed, &wasPrefix) {
                client.send(Array(typed[..<end]))
                return .success
            }
            client.send(typed)
        }
    }

    /// Input from a pipe has ended: shows what the service says to it within a second.
    private func drain(_ viewer: LogViewer, _ filter: LogFilter, _ output: Output) -> ExitStatus {
        let deadline = Clock.monotonic() + 1
        while Clock.monotonic() < deadline {
            let progress = viewer.next { records in
                LogRecord.each(in: records) { record in
                    if filter.accepts(record) { output.write([UInt8](record.text) + [10]) }
                }
            }
            output.flush()
            if progress == .ended { break }
            if progress == .caughtUp { viewer.wait(max(0, deadline - Clock.monotonic())) }
        }
        return .success
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
