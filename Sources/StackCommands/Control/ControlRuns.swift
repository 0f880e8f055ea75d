import ArgumentParser
import Commands
import Inventory
import LinuxKernel
import Stack
import Supervision
import Terminal

/// A command that asks a running stack something.
struct RunningStack {
    let location: StackLocation
    let identity: StackIdentity

    init(_ context: Context, _ selection: StackSelection) throws {
        location = try StackLocation(context)
        identity = try location.identity(selection)
    }

    var folders: StackFolders { location.store.folders(identity.id) }

    /// The supervisor; says what to do when none runs.
    func client() throws -> ControlClient {
        do {
            return try ControlClient(folders)
        } catch {
            throw CommandError(
                "not-running", "the stack \(identity.id) does not run", hint: "ostia up starts it", status: .negative)
        }
    }

    /// Asks, and waits for the answer until it comes or the user has enough.
    func ask(_ request: ControlRequest, _ context: Context) throws -> ExitStatus {
        let client = try client()
        let interrupts = Interrupts()
        guard let answer = client.ask(request, wait: { interrupts.pause(0.1, others: [$0]) }) else {
            if interrupts.caught != nil { return .interrupted }
            throw CommandError("no-answer", "the supervisor went away before it answered", status: .negative)
        }
        return show(answer, context)
    }

    func show(_ answer: ControlAnswer, _ context: Context) -> ExitStatus {
        if context.json {
            context.write([
                "schema": "ostia/control/1", "stack": .string(identity.id), "done": .bool(answer.isDone),
                "text": .string(answer.text),
            ])
        } else if answer.isDone {
            context.console.out.line(Sanitizer.escape(answer.text))
        } else {
            context.console.err.line("error: \(Sanitizer.escape(answer.text))")
        }
        return ExitStatus(rawValue: answer.status) ?? .negative
    }
}

struct PsRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "ps")
    @OptionGroup var options: ServicesOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let stack = try RunningStack(context, options.selection)
        guard let answer = try stack.client().ask(.status), let document = answer.document,
            let json = JSONValue(text: document)
        else { throw CommandError("no-answer", "the supervisor does not answer", status: .negative) }
        if context.json {
            context.console.out.line(document)
        } else {
            for line in StackTable(json, context).lines { context.console.out.line(line) }
        }
        if context.stats { context.reportCost("1 request") }
        return .success
    }
}

struct RestartRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "restart")
    @OptionGroup var options: ServicesOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        try RunningStack(context, options.selection).ask(.restart(options.services), context)
    }
}

struct StopRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "stop")
    @OptionGroup var options: ServicesOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        try RunningStack(context, options.selection).ask(.stop(options.services), context)
    }
}

/// `ostia down`: also for a stack whose supervisor and guardian were both killed.
struct DownRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "down")
    @OptionGroup var options: StackSelection
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let stack = try RunningStack(context, options)
        let interrupts = Interrupts()
        let deadline = Clock.monotonic() + 60
        while true {
            // One that goes away without an answer was on its way out: then it is over soon, or dead.
            if let client = try? ControlClient(stack.folders),
                let answer = client.ask(.down, wait: { interrupts.pause(0.1, others: [$0]) })
            {
                return stack.show(answer, context)
            }
            if let start = try stack.location.store.claimStart(stack.identity.id, seconds: 0) {
                defer { start.release() }
                if let claim = try stack.location.store.claim(stack.identity.id) {
                    defer { claim.release() }
                    return try sweep(stack, context)
                }
            }
            if interrupts.caught != nil || interrupts.pause(0.05, others: []) { return .interrupted }
            guard Clock.monotonic() < deadline else {
                throw CommandError(
                    "busy", "the stack is just being started or stopped", hint: "once more", status: .negative)
            }
        }
    }

    /// Ends what is left of one that nobody runs.
    private func sweep(_ stack: RunningStack, _ context: Context) throws -> ExitStatus {
        let outcome = StackSweep.run(stack: stack.folders.runName, record: stack.folders.guardianRecord)
        var survivors: [String] = []
        var ended = 0
        if case .swept(let report) = outcome {
            survivors = report.survivors.map { "\($0.name) (pid \($0.process.pid))" }
            ended = report.ended.count
        }
        if let record = try? stack.location.store.record(stack.identity.id), let engine = record.containerProgram {
            let sweep = ContainerSweep.run(stack.identity, engine: engine)
            ended += sweep.removed.count
            survivors += sweep.remains
        }
        let receipt = CleanUp.receipt(survivors, [])
        let text = (ended > 0 ? "ended \(ended) that an earlier run had left; " : "") + receipt.text
        if context.json {
            context.write([
                "schema": "ostia/control/1", "stack": .string(stack.identity.id), "done": .bool(receipt.isClean),
                "text": .string(text),
            ])
        } else {
            context.console.out.line(Sanitizer.escape(text))
        }
        return receipt.isClean ? .success : .negative
    }
}

struct StacksRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "stacks")
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let location = try StackLocation(context)
        let records = location.store.records()
        let running = records.map { record -> (Int, Int)? in
            guard record.isRunning(context.machine.proc),
                let answer = (try? ControlClient(location.store.folders(record.identity.id)))?.ask(.status),
                let services = answer.document.flatMap({ JSONValue(text: $0) })?["services"]?.array
            else { return nil }
            return (services.filter { $0["state"]?.string == "ready" }.count, services.count)
        }
        if context.json {
            context.write([
                "schema": "ostia/stacks/1",
                "stacks": .array(
                    zip(records, running).map { record, state in
                        [
                            "id": .string(record.identity.id), "project": .string(record.identity.project),
                            "label": .string(record.identity.label), "work_tree": .string(record.identity.workTree),
                            "file": .string(orNull: record.file), "running": .bool(state != nil),
                            "supervisor": state == nil ? .null : .int(Int(record.supervisor)),
                            "ready": .int(orNull: state?.0), "services": .int(orNull: state?.1),
                        ]
                    }),
            ])
            return .success
        }
        var table = Table([
            TableColumn("STACK"), TableColumn("PROJECT"), TableColumn("LABEL"), TableColumn("STATE"),
            TableColumn("FOLDER"),
        ])
        for (record, state) in zip(records, running) {
            table.add([
                Cell(record.identity.id, .bold), Cell(record.identity.project), Cell(record.identity.label),
                state.map { Cell("\($0.0) of \($0.1) ready", .green) } ?? Cell("stopped", .dim),
                Cell(record.identity.workTree),
            ])
        }
        for line in table.lines(width: context.console.width, color: context.console.color) {
            context.console.out.line(line)
        }
        return .success
    }
}
