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
        let guardian = try GuardianClient.start(
            run: RunID(stack: loaded.identity.id), record: folders.guardianRecord, adoptsOrphans: true)
        try remember(guardian.run.text)
        let screen = options.supervise ? nil : Screen(context, open.folder, plan)
        let recorder = CrashRecorder(folders, run: open.folder.path, explain: OutputMeaning.of) { card in
            for line in card.text { writer.say(card.service, line) }
        }
        let supervisor = try Supervisor(
            plan, supervisorOptions(), machine: context.machine, host: guardian, output: log, control: control,
            signals: signals, record: recorder)
        if let screen { supervisor.onChange = { screen.status = StatusLine.text($0) } }
        let outcome = supervisor.run()
        let receipt = CleanUp(context, folders, guardian, loaded, plan).end(outcome)
        writer.say(RunLog.ownName, receipt.text)
        writer.close()
        try? open.write(endRecord(plan, supervisor))
        open.end()
        supervisor.answerAtTheEnd(receipt.text, isClean: receipt.isClean)
        screen?.finish(signals)
        try? forget()
        return status(outcome, receipt)
    }

    private func supervisorOptions() -> Supervisor.Options {
        var out = Supervisor.Options()
        out.environment = context.environment
        out.containerEngine = loaded.input.containerEngine
        out.folder = loaded.file.folder
        out.endsTogether = loaded.file.endsTogether
        if !options.noTty, let size = options.supervise ? nil : context.console.width.map({ (columns: $0, rows: 24) }) {
            out.terminal = size
        }
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
