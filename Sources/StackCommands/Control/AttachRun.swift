import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia attach SERVICE`: what is typed goes to the service; what it writes is shown as it comes, after its last lines.
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
        let before = RunStore(path: stack.folders.runs).all().last.map {
            LogTail.last(5, of: [options.service], in: $0)
        }
        guard let answer = client.ask(.attach(options.service)) else {
            throw CommandError("no-answer", "the supervisor does not answer", status: .negative)
        }
        guard answer.isDone else { throw CommandError("not-attached", answer.text, status: .negative) }
        // Before the terminal changes: a signal must not end us without changing it back.
        let interrupts = Interrupts()
        let isTerminal = answer.text == ControlAnswer.terminal && StandardInput.isTerminal
        let status = attached(client, interrupts, before ?? [], context.console, isTerminal: isTerminal)
        if StandardInput.isTerminal {
            context.console.err.write(status == nil ? "\(options.service) has ended\n" : "\n")
        }
        return status ?? .success
    }

    /// Our terminal is the service's for as long as this takes.
    private func attached(
        _ client: ControlClient, _ interrupts: Interrupts, _ before: [LogLine], _ console: Console, isTerminal: Bool
    ) -> ExitStatus? {
        let terminal = isTerminal ? RawTerminal() : nil
        return withExtendedLifetime(terminal) {
            // Said once every key goes to the service: who types on sight of it types into that.
            let newline = isTerminal ? "\r\n" : "\n"
            if StandardInput.isTerminal {
                let way = isTerminal ? "Ctrl-P Ctrl-Q" : "it has no terminal (tty: true); Ctrl-C"
                console.err.write("attached to \(options.service); \(way) leaves it\(newline)")
                console.err.flush()
            }
            for line in before { console.out.write(line.text + Array(newline.utf8)) }
            console.out.flush()
            return pass(client, interrupts, isTerminal: isTerminal)
        }
    }

    /// - Returns: `nil` when the service has ended.
    private func pass(_ client: ControlClient, _ interrupts: Interrupts, isTerminal: Bool) -> ExitStatus? {
        var wasPrefix = false
        var inputIsOver = false
        while true {
            // Before any waiting: the first of it may have come together with the answer.
            guard show(client) else { return nil }
            var descriptors = [client.descriptor, interrupts.descriptor]
            if !inputIsOver { descriptors.append(0) }
            Poll.any(descriptors)
            if interrupts.pause(0) { return .interrupted }
            guard !inputIsOver, Poll.readable(0, seconds: 0) else { continue }
            guard let typed = FileBytes.some(from: 0), !typed.isEmpty else {
                inputIsOver = true
                if isTerminal { continue }
                // All has been typed; what comes of it is still worth seeing for a moment.
                let deadline = Clock.monotonic() + 1
                while Poll.readable(client.descriptor, seconds: deadline - Clock.monotonic()), show(client) {}
                return .success
            }
            if isTerminal, let end = Self.left(typed, &wasPrefix) {
                client.send(Array(typed[..<end]))
                return .success
            }
            client.send(typed)
        }
    }

    /// Shows what has come, as it is: whoever types into a program wants its questions, which end in no newline.
    ///
    /// - Returns: whether more may come.
    private func show(_ client: ControlClient) -> Bool {
        let output = Output(descriptor: 1)
        defer { output.flush() }
        while true {
            switch client.receive() {
            case .bytes(let bytes): output.write(StandardOutput.isTerminal ? bytes : Self.withoutReturns(bytes))
            case .nothingYet: return true
            case .ended: return false
            }
        }
    }

    /// A terminal's line ends as files have them.
    static func withoutReturns(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for (i, byte) in bytes.enumerated() where byte != 13 || i + 1 >= bytes.count || bytes[i + 1] != 10 {
            out.append(byte)
        }
        return out
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
