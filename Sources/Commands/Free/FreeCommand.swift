import ArgumentParser
import Endpoints
import LinuxKernel
import Ports
import Terminal

struct FreeCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "free",
        abstract: "Give a port back: stop what listens on it, and nothing else.",
        discussion: """
            Shows first what will be done and to whom, and asks. Only processes that hold a listening socket on exactly \
            this port are stopped; where a container or a systemd unit stands behind one, that is stopped instead. A \
            process gets SIGTERM and time to finish; SIGKILL follows only with --force.

            Ends with 0 when the port is free, 1 when it is not or was not taken, 3 when it may not be done.

            EXAMPLES:
              ostia free 3000                     shows the plan and asks
              ostia free 3000 5173 --yes
              ostia free 3000-3010 --dry-run      only shows the plan
              ostia free 127.0.0.1:3000           only what answers on that address
              ostia free 3000 --yes --force       SIGKILL after 5 s
              ostia free 3000 --keep-process      stops the listening, not the process
              ostia free 3000 --yes --wait 10s    and says who takes it again
            """)

    @Argument(
        help: "Ports, ranges such as 3000-3010, or endpoints such as 127.0.0.1:3000.", completion: Completions.ports)
    var ports: [String]

    @Flag(name: .shortAndLong, help: "Do not ask.")
    var yes = false

    @Flag(name: [.customShort("n"), .long], help: "Show the plan and do nothing.")
    var dryRun = false

    @Option(name: .long, help: "The signal to send, by name or number.")
    var signal = "TERM"

    @Option(name: .long, help: "How long a process may take to stop.")
    var grace = "5s"

    @Flag(name: .long, help: "Send SIGKILL after the grace, and stop protected processes too.")
    var force = false

    @Flag(name: .long, help: "Shut the listening socket down and let its process live (needs the right to ptrace it).")
    var keepProcess = false

    @Option(name: .long, help: "Watch that long afterwards whether somebody takes the port again.")
    var wait = "0s"

    @Flag(name: .long, help: "UDP instead of TCP.")
    var udp = false

    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let options = try options()
        let query = try query(context)
        let facts = FreeFacts(context.machine, query, environment: context.environment)
        try facts.gather()
        guard !facts.sockets.isEmpty else { return try nothing(query, context) }
        let plan = FreePlan(facts.sockets, processes: facts.processes, options: options)
        var report = FreeReport(
            plan: plan, stories: stories(plan, facts), options: options, clock: context.machine.bootClock())
        guard !plan.steps.isEmpty else { return tell(report, context) }
        if !context.json {
            FreePlanView(
                plan: plan, stories: report.stories, options: options, now: Clock.realtime()
            ).write(to: context.console)
        }
        if dryRun { return tell(report, context, ended: .success) }
        guard try agreed(plan, context) else {
            return tell(report, context, ended: .negative)
        }
        let interrupts = Interrupts()
        defer { interrupts.release() }
        let world = LiveFreeingWorld(context.machine, query) {
            facts.process($0)
        } stop: {
            facts.managers.stop($0, grace: $1)
        } sleep: {
            interrupts.pause($0, others: $1)
        }
        let runner = FreeRunner(plan, options, world: world)
        var outcome = try runner.run()
        if outcome.end == .stillHeld, shouldKill(outcome, options, context) {
            let first = outcome
            outcome = try runner.run(killing: true)
            outcome.records = first.records + outcome.records
        }
        report.outcome = outcome
        report.openConnections = facts.openConnections()
        return tell(report, context)
    }

    /// Whether the plan may be carried out; asks where somebody can be asked.
    private func agreed(_ plan: FreePlan, _ context: Context) throws -> Bool {
        if yes { return true }
        let ports = Set(plan.sockets.map(\.endpoint.port)).sorted().map { "\($0)" }.joined(separator: ", ")
        if context.console.canAsk && !context.json {
            let whom = Set(plan.steps.map(Self.subject)).sorted().joined(separator: ", ")
            let question = keepProcess ? "Stop the listening on \(ports)?" : "Free \(ports) by stopping \(whom)?"
            return context.console.confirm(Sanitizer.escape(question))
        }
        context.console.out.flush()
        context.console.err.line("nothing was done: add --yes to carry the plan out")
        return false
    }

    private static func subject(_ step: FreeStep) -> String {
        switch step {
        case .signal(let process, _), .shutDown(let process, _, _): process.label.text
        case .stop(let manager, _): manager.title
        }
    }

    private func shouldKill(_ outcome: FreeOutcome, _ options: FreeOptions, _ context: Context) -> Bool {
        guard !options.force, !keepProcess, context.console.canAsk, !context.json,
            outcome.records.contains(where: { $0.result == "still-running" })
        else { return false }
        let names = Set(outcome.records.filter { $0.result == "still-running" }.compactMap { $0.process?.label.text })
        return context.console.confirm(
            Sanitizer.escape(
                "\(names.sorted().joined(separator: ", ")) did not stop within \(grace). Kill it (SIGKILL)?"))
    }

    private func stories(_ plan: FreePlan, _ facts: FreeFacts) -> [ProcessKey: FreeStory] {
        var out: [ProcessKey: FreeStory] = [:]
        for step in plan.steps {
            switch step {
            case .signal(let process, _), .shutDown(let process, _, _):
                out[process.key] = facts.story(of: process)
            case .stop(_, let processes):
                for process in processes { out[process.key] = facts.story(of: process) }
            }
        }
        return out
    }

    /// - Parameter ended: the exit status where nothing was carried out; a refusal outweighs it.
    private func tell(_ report: FreeReport, _ context: Context, ended: ExitStatus? = nil) -> ExitStatus {
        if context.json {
            context.write(report.json)
        } else {
            let (good, bad) = report.lines()
            for line in good { context.console.out.line(context.console.styled(Sanitizer.escape(line), .green)) }
            context.console.out.flush()
            for line in bad { context.console.err.line(Sanitizer.escape(line)) }
        }
        return report.plan.refusals.isEmpty ? ended ?? report.status : report.status
    }

    private func options() throws -> FreeOptions {
        guard let signal = Signal(signal) else {
            throw CommandError.badInput(
                "--signal \(Target.quoted(self.signal)) is no signal", hint: "write TERM, INT, HUP, QUIT or a number")
        }
        guard signal != .kill || force else {
            throw CommandError.badInput(
                "--signal KILL gives a process no chance to finish", hint: "TERM comes first; add --force to insist")
        }
        if keepProcess && udp {
            throw CommandError.badInput("--keep-process works for TCP only: a UDP socket has no listening to stop")
        }
        return FreeOptions(
            signal: signal, grace: try DurationOption.seconds(grace, "--grace"), force: force,
            keepProcess: keepProcess, watch: try DurationOption.seconds(wait, "--wait"))
    }

    private func query(_ context: Context) throws -> FreeQuery {
        guard ports.count <= 1024 else { throw CommandError.badInput("\(ports.count) ports are too many: use a range") }
        var wanted: [FreeQuery.Wanted] = []
        var transport: Transport = udp ? .udp : .tcp
        for text in ports {
            let target = try Target(parsing: text)
            guard let range = target.ports else {
                throw CommandError.badInput("\(Target.quoted(text)) names no port", hint: "write one like \(text):3000")
            }
            if target.transport == .udp { transport = .udp }
            var addresses: [IPAddress] = []
            switch target.host {
            case nil: break
            case .address(let address): addresses = [address]
            case .name(let name):
                addresses = HostNames(root: context.machine.root).resolve(name)
                if addresses.isEmpty {
                    throw CommandError.badInput("\(Target.quoted(name)) is no host name that is known here")
                }
            }
            wanted.append(FreeQuery.Wanted(range, addresses: addresses))
        }
        return FreeQuery(transport, wanted)
    }

    /// Nothing listens: says so, and what else is there.
    private func nothing(_ query: FreeQuery, _ context: Context) throws -> ExitStatus {
        let note = try FreeNothing(context.machine, query, typed: ports).sentences()
        if context.json {
            var report = FreeReport(
                plan: FreePlan(), stories: [:], options: FreeOptions(), clock: context.machine.bootClock())
            report.note = note.joined(separator: "; ")
            context.write(report.json)
        } else {
            for line in note { context.console.err.line(Sanitizer.escape(line)) }
        }
        return .negative
    }
}
