import Commands
import Inventory
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `--detach` and `--wait`: the supervisor in a session of its own, and what is to be said of it.
struct Background {
    let context: Context
    let folders: StackFolders

    init(_ context: Context, _ folders: StackFolders) {
        self.context = context
        self.folders = folders
    }

    /// How long a supervisor may take until it answers, in seconds.
    private static let patience = 20.0

    /// - Parameter start: let go once the supervisor answers, or has ended.
    func start(waits: Bool, onConflict choice: ConflictChoice, _ start: FileLock?) throws -> ExitStatus {
        let errors = "\(folders.runtime)/start.log"
        let program = context.machine.proc.executable(context.machine.processID)?.path ?? "/proc/self/exe"
        let pid = try Spawn.background(
            [program] + CommandLine.arguments.dropFirst() + ["--supervise", "--on-conflict", choice.rawValue],
            errors: errors)
        let deadline = Clock.monotonic() + Self.patience
        while true {
            if let client = try? ControlClient(folders), let answer = client.ask(.status), answer.isDone {
                start?.release()
                // What it had to say of its start: a port that somebody holds, and what became of that.
                context.console.err.write(FileBytes.text(errors) ?? "")
                context.console.err.flush()
                return waits ? try wait() : try started(answer)
            }
            if let status = Spawn.hasEnded(pid) {
                let complaint = FileBytes.text(errors) ?? ""
                context.console.err.write(complaint)
                if complaint.isEmpty && status != 0 { tellHowItEnded() }
                // One that came and went has run all there was to run.
                if status == 0 { return .success }
                return ExitStatus(rawValue: status) ?? .negative
            }
            guard Clock.monotonic() < deadline else {
                throw CommandError("no-answer", "the supervisor (pid \(pid)) does not answer", hint: "ostia down")
            }
            Clock.sleep(0.01)
        }
    }

    /// One that was over before it could be asked has said why in its log.
    private func tellHowItEnded() {
        guard let run = RunStore(path: folders.runs).all().last else { return }
        for line in LogTail.last(20, in: run) {
            let text = String(decoding: line.text, as: UTF8.self)
            context.console.err.line(Sanitizer.escape("\(line.service) \(line.mark == .own ? "*" : "|") \(text)"))
        }
    }

    private func started(_ answer: ControlAnswer) throws -> ExitStatus {
        if context.json, let document = answer.document {
            context.console.out.line(document)
        } else {
            let count = JSONValue(text: answer.document ?? "")?["services"]?.array?.count ?? 0
            context.console.out.line(
                "\(count) service\(count == 1 ? "" : "s") started; ostia ps, ostia logs -f, ostia down")
        }
        return .success
    }

    /// Waits until all are ready. A stack that cannot become so is stopped: nothing is left half started.
    ///
    /// - Parameter isOurs: whether we have started it; one that ran before goes on.
    func wait(isOurs: Bool = true) throws -> ExitStatus {
        // It may be over before it is asked: its services have ended, or none could be started.
        guard let client = try? ControlClient(folders) else { return showCrash("the stack has ended") }
        let interrupts = Interrupts()
        let asked = client.ask(.wait) { interrupts.pause(0.1, others: [$0]) }
        guard let answer = asked else {
            if interrupts.caught != nil {
                context.console.err.line("the stack goes on starting; ostia down stops it")
                return .interrupted
            }
            return showCrash("the stack has ended")
        }
        if answer.isDone {
            let status = (try? ControlClient(folders))?.ask(.status)
            if context.json, let document = status?.document {
                context.console.out.line(document)
            } else if let document = status?.document, let json = JSONValue(text: document) {
                for line in StackTable(json, context).lines { context.console.out.line(line) }
            }
            return .success
        }
        let outcome = showCrash(answer.text)
        if !isOurs {
            context.console.err.line("the stack goes on as it was; ostia ps shows it, ostia down stops it")
        } else if let receipt = (try? ControlClient(folders))?.ask(.down) {
            context.console.err.line("stopped: \(receipt.text)")
        }
        return answer.status == 4 ? .timedOut : outcome
    }

    /// Says why, with the card or at least the last lines of the service that it was.
    private func showCrash(_ reason: String) -> ExitStatus {
        context.console.err.line("\(context.console.styled("not ready:", .red)) \(Sanitizer.escape(reason))")
        guard let run = RunStore(path: folders.runs).all().last else { return .negative }
        // The reason begins with the service's name, unless it is about the stack.
        let service = String(reason.prefix { $0 != " " })
        let known = RunRecord(run)?.services.contains { $0.name == service } ?? false
        if let card = CrashCard.all(of: run).last(where: { !known || $0.service == service }) {
            for line in card.text { context.console.err.line(Sanitizer.escape(line)) }
        } else if known {
            let lines = LogTail.last(30, of: [service], in: run).filter { $0.mark != .own }.suffix(10)
            for line in lines {
                context.console.err.line(Sanitizer.escape("    | " + String(decoding: line.text, as: UTF8.self)))
            }
            context.console.err.line("  next      ostia logs \(service)")
        } else {
            tellHowItEnded()
        }
        return .negative
    }
}
