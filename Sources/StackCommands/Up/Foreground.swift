import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// The stack's supervisor: the process that `ostia up` is, or its stand-in in the background.
struct Foreground {
    let location: StackLocation
    let loaded: LoadedStack
    let options: UpOptions
    /// The right to run this stack, held as long as this process lives.
    let claim: FileLock

    init(_ location: StackLocation, _ loaded: LoadedStack, _ options: UpOptions, _ claim: FileLock) {
        self.location = location
        self.loaded = loaded
        self.options = options
        self.claim = claim
    }

    private var context: Context { location.context }

    func run(_ plan: StackPlan) throws -> ExitStatus {
        let folders = location.store.folders(loaded.identity.id)
        // Before any thread is started, so that all of them inherit it.
        let signals = SignalQueue([.interrupt, .terminate, .hangUp, .quit, .windowSize])
        let control = try ControlServer(path: folders.controlSocket)
        let open = try RunStore(path: folders.runs).begin(startRecord(plan))
        let writer = try LogWriter(open)
        let log = RunLog(open.folder, writer)
        log.tell = { [context] text in
            context.console.err.line("ostia: \(Sanitizer.escape(text))")
            context.console.err.flush()
        }
        let guardian = try GuardianClient.start(
            run: RunID(stack: folders.runName), record: folders.guardianRecord, adoptsOrphans: true)
        try remember(guardian.run.text)
        let ends = try Mailbox<String>()
        let screen = options.supervise ? nil : try Screen(context, open.folder, plan, onLoss: ends)
        let recorder = CrashRecorder(folders, run: open.folder.path, explain: OutputMeaning.of) { card in
            for line in card.text { writer.say(card.service, line) }
        }
        let supervisor = try Supervisor(
            plan, supervisorOptions(plan, ends), machine: context.machine, host: guardian, output: log,
            control: control,
            signals: signals, record: recorder)
        if let screen {
            supervisor.onChange = { screen.status = StatusLine.text($0) }
            supervisor.onResize = {
                screen.resized()
                return terminalSize(plan)
            }
        }
        let outcome = supervisor.run()
        var receipt = CleanUp(context, folders, guardian, loaded, plan).end(outcome)
        writer.say(RunLog.ownName, receipt.text)
        let lost = writer.close()
        if lost > 0 { receipt.text += "; the last \(lost) bytes of the log could not be written" }
        try? open.write(endRecord(plan, supervisor))
        open.end()
        // Whoever reads the answer may start the next one at once, however long our terminal takes to show the rest.
        control.stopListening()
        try? forget()
        claim.release()
        supervisor.answerAtTheEnd(receipt.text, isClean: receipt.isClean)
        screen?.finish(signals)
        return status(outcome, receipt)
    }

    /// What is left of our terminal beside the names, as `LogPrinter` writes them; `nil` without one.
    private func terminalSize(_ plan: StackPlan) -> (columns: Int, rows: Int)? {
        guard context.console.width != nil, !options.supervise else { return nil }
        let size = Console.size(of: 1, environment: context.environment)
        let names = plan.services.map(\.name.utf8.count).max() ?? 0
        return (max(20, size.columns - max(names, RunLog.ownName.utf8.count) - 12), size.rows)
    }

    private func supervisorOptions(_ plan: StackPlan, _ ends: Mailbox<String>) -> Supervisor.Options {
        var out = Supervisor.Options()
        out.environment = context.environment
        out.containerEngine = loaded.input.containerEngine
        out.folder = loaded.file.folder
        out.begins = options.begin
        out.endsTogether = loaded.file.endsTogether
        out.ends = ends
        if !options.noTty { out.terminal = terminalSize(plan) }
        if !options.supervise { out.inputDescriptor = StandardInput.tellsOfTheEnd }
        return out
    }

    private func status(_ outcome: Supervisor.Outcome, _ receipt: Receipt) -> ExitStatus {
        if outcome.signal != nil { return .interrupted }
        if outcome.lostGuardian { return .internalError }
        return outcome.isSuccess && receipt.isClean ? .success : .negative
    }

    // MARK: What others see of it

    private func remember(_ run: String) throws {
        try location.store.write(
            StackRecord(
                identity: loaded.identity, file: loaded.file.path, supervisor: context.machine.processID,
                startTicks: context.machine.proc.stat(context.machine.processID)?.startTicks ?? 0,
                startedAt: Clock.realtime(), run: run, containerProgram: loaded.engineInUse))
    }

    private func forget() throws {
        try location.store.write(
            StackRecord(
                identity: loaded.identity, file: loaded.file.path, startedAt: Clock.realtime(),
                containerProgram: loaded.engineInUse))
    }

    private func startRecord(_ plan: StackPlan) -> RunRecord {
        RunRecord(
            command: CommandLine.arguments, start: Timestamp.rfc3339(Clock.realtime()),
            services: plan.services.map { RunRecord.Service($0.name) })
    }

    private func endRecord(_ plan: StackPlan, _ supervisor: Supervisor) -> RunRecord {
        RunRecord(
            command: CommandLine.arguments, start: Timestamp.rfc3339(supervisor.startedAt),
            end: Timestamp.rfc3339(Clock.realtime()),
            services: zip(plan.services, supervisor.life.services).map { service, life in
                RunRecord.Service(
                    service.name, exitCode: life.lastEnding.flatMap { $0.signal == 0 ? Int($0.code) : nil },
                    signal: life.lastEnding.flatMap { $0.signal == 0 ? nil : Signal(number: $0.signal).name },
                    restarts: life.restarts)
            })
    }
}
