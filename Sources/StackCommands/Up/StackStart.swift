import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

/// From a stack file to a running stack: plan, conflicts, leftovers of an earlier run, then the foreground or the
/// background.
struct StackStart {
    let location: StackLocation
    let loaded: LoadedStack
    let options: UpOptions

    init(_ location: StackLocation, _ loaded: LoadedStack, _ options: UpOptions) {
        self.location = location
        self.loaded = loaded
        self.options = options
    }

    private var context: Context { location.context }
    private var folders: StackFolders { location.store.folders(loaded.identity.id) }

    func run() throws -> ExitStatus {
        var plan = try loaded.plan()
        if options.dryRun {
            PlanReport(plan).show(in: context)
            return .success
        }
        if plan.services.isEmpty {
            throw CommandError.badInput("there is no service to start")
        }
        try location.refuseNewer(loaded.identity)
        tell(plan.remarks)
        let start = options.supervise ? nil : try location.store.claimStart(loaded.identity.id, seconds: 60)
        guard let claim = try claim() else { return try alreadyRunning() }
        try sweep()
        try sweepContainers(plan)
        let conflicts = Conflicts(context, loaded, begins: options.begin)
        if (options.detach || options.wait) && !options.supervise {
            let choice = try conflicts.chosen(plan, options.onConflict)
            claim.release()
            return try Background(context, folders).start(waits: options.wait, onConflict: choice, start)
        }
        start?.release()
        plan = try conflicts.resolved(plan, options.onConflict)
        return try Foreground(location, loaded, options, claim).run(plan)
    }

    /// The right to run it; `nil` when somebody else does. Who has just begun is waited for until he answers, and who is
    /// just ending until he has gone.
    private func claim() throws -> FileLock? {
        let deadline = Clock.monotonic() + 60
        var hasTold = false
        while true {
            if let claim = try location.store.claim(loaded.identity.id) { return claim }
            let answer = (try? ControlClient(folders))?.ask(.status)
            let isEnding = answer?.text == ControlAnswer.stopping
            if (answer != nil && !isEnding) || Clock.monotonic() >= deadline { return nil }
            if isEnding && !hasTold {
                context.console.err.line("this stack is just being stopped; it is started again after that")
                context.console.err.flush()
                hasTold = true
            }
            Clock.sleep(0.05)
        }
    }

    private func tell(_ remarks: [Remark]) {
        guard !options.supervise else { return }
        for remark in loaded.remarks + remarks where remark.kind == .warning || remark.kind == .lost {
            context.console.err.line(Sanitizer.escape(StackText.line(remark, file: loaded.file.path)))
        }
        context.console.err.flush()
    }

    /// The second `ostia up` in a work tree shows what the first one does, and leaves it running.
    private func alreadyRunning() throws -> ExitStatus {
        let record = try? location.store.record(loaded.identity.id)
        let pid = record?.supervisor ?? 0
        context.console.err.line("this stack runs already (pid \(pid)); ostia restart SERVICE or ostia down change it")
        context.console.err.flush()
        if options.wait { return try Background(context, folders).wait(isOurs: false) }
        if options.detach { return .success }
        context.console.err.line("following its output; Ctrl-C leaves it running")
        context.console.err.flush()
        return try LogFollowing(context, folders).follow()
    }

    /// Ends what an earlier run left: its supervisor and its guardian were both killed, or the machine's engine still
    /// has its containers.
    private func sweep() throws {
        switch StackSweep.run(stack: folders.runName, record: folders.guardianRecord) {
        case .runs(let supervisor):
            throw CommandError(
                "already-running", "the stack is held by pid \(supervisor.pid)", hint: "ostia down", status: .negative)
        case .swept(let report):
            if !report.ended.isEmpty {
                let names = report.ended.prefix(8).map { "\($0.name) (pid \($0.process.pid))" }
                context.console.err.line(
                    "ended what an earlier run had left: \(Sanitizer.escape(names.joined(separator: ", ")))")
                context.console.err.flush()
            }
            if !report.survivors.isEmpty {
                let names = report.survivors.map { "\($0.name) (pid \($0.process.pid))" }.joined(separator: ", ")
                throw CommandError(
                    "leftovers", "processes of an earlier run do not die: \(names)", status: .notPermitted)
            }
        }
    }

    /// The engine still has the containers of a run that was killed. One that does not answer now could not run any.
    private func sweepContainers(_ plan: StackPlan) throws {
        guard plan.hasContainers else { return }
        let engine = loaded.input.containerEngine
        let sweep = ContainerSweep.run(loaded.identity, engine: engine)
        if let trouble = sweep.trouble {
            throw CommandError(
                "container-engine", "no container can be started: \(trouble)",
                hint: sweep.hasNoEngine ? "install docker or podman" : ContainerRefusal.whenAway(engine),
                status: .negative)
        }
        if !sweep.left.isEmpty {
            throw CommandError(
                "leftovers", "containers of an earlier run cannot be removed: \(sweep.left.joined(separator: ", "))",
                hint: "\(engine) rm --force \(sweep.left.joined(separator: " "))", status: .negative)
        }
        guard !sweep.removed.isEmpty, !options.supervise else { return }
        context.console.err.line(
            "removed what an earlier run had left: \(Sanitizer.escape(sweep.removed.joined(separator: ", ")))")
        context.console.err.flush()
    }
}
