import ArgumentParser
import Endpoints
import LinuxKernel
import Ports
import Terminal

struct WaitCommand: OstiaCommand {
    static let configuration = CommandConfiguration(
        commandName: "wait",
        abstract: "Wait until a port listens, answers HTTP, or is free.",
        discussion: """
            Looks at the kernel's table of sockets, every 5 to 50 ms, and connects to nothing on this machine unless \
            --http or an http:// URL asks for an answer. localhost and a bare port mean both loopback addresses: one \
            of them is enough.

            Ends with 0 when everything is ready, 4 when the time is over, 1 when the process of --owner has ended.

            EXAMPLES:
              ostia wait 3000                                  until something listens on port 3000
              ostia wait localhost:3000 localhost:5432 -- npm test
              ostia wait http://localhost:3000/health          until it answers 2xx or 3xx
              ostia wait 3000 --http /health --status 200
              ostia wait 3000 --free --timeout 5s              until nobody has it any more
              npm run dev & ostia wait 3000 --owner $!         only when that command's own server listens
              ostia wait 5432 --stable 2s                      and stays up for two seconds
            """)

    @Argument(
        help: "What to wait for: a port, an endpoint such as 127.0.0.1:3000, or a URL.", completion: Completions.ports)
    var targets: [String] = []

    @Option(name: .long, help: "Also ask for this path and wait for the answer.")
    var http: String?

    @Option(name: .long, help: "The answer to wait for: 200, 2xx, 200-204, any; several with commas (default 2xx,3xx).")
    var status: String?

    @Flag(name: .long, help: "Wait until nothing listens there and a bind succeeds.")
    var free = false

    @Option(name: .long, help: "Count only a listener of this process or of its descendants.")
    var owner: Int32?

    @Option(name: .long, help: "How long to wait: 500ms, 30s, 2m.")
    var timeout = "30s"

    @Option(name: .long, help: "How long it must stay so, on the same socket.")
    var stable = "0s"

    @Flag(name: .long, help: "One of the targets is enough.")
    var any = false

    @Option(name: .long, help: "The longest pause between two looks.")
    var interval = "50ms"

    @Flag(name: .shortAndLong, help: "Say nothing but the exit code.")
    var quiet = false

    @OptionGroup var shared: SharedOptions

    /// What stands behind `--`; see `arguments(_:)`.
    @Option(
        name: .customLong("then"), parsing: .remaining,
        help: ArgumentHelp(
            "A command to run in our place once everything is ready; short: -- COMMAND.", valueName: "command"))
    var command: [String] = []

    /// ArgumentParser takes no second list of plain arguments behind a first one, so `--` becomes an option that takes
    /// the rest of the line.
    static func arguments(_ typed: [String]) -> [String] {
        guard typed.first == configuration.commandName, let end = typed.firstIndex(of: "--") else { return typed }
        return typed[..<end] + ["--then"] + typed[(end + 1)...]
    }

    func run(in context: Context) throws -> ExitStatus {
        let interrupts = Interrupts()
        let world = LiveWaitingWorld(context.machine) { interrupts.pause($0) }
        let status = try run(in: context, world: world)
        guard status == .success, !command.isEmpty else { return status }
        context.console.flush()
        interrupts.release()
        let failure = Spawn.replace(command)
        context.report(.cannotRun(command[0], failure))
        context.console.flush()
        // What shells answer: 127 where there is no such program, 126 where it cannot be run.
        CurrentProcess.exit(FileBytes.exists(command[0]) || failure.code != 2 ? 126 : 127)
    }

    /// Everything but the command afterwards.
    func run(in context: Context, world: some WaitingWorld) throws -> ExitStatus {
        let options = try options(context)
        let targets = try resolved(context)
        let progress = WaitProgress(
            context.console, timeout: options.timeout, goal: options.goal, isQuiet: quiet || context.json)
        var waiter = Waiter(targets, options, world: world)
        let outcome = try waiter.run { progress.show($0, $1, $2) }
        progress.clear()
        let report = WaitReport(outcome: outcome, options: options)
        if context.json {
            context.write(report.json)
        } else if !quiet {
            tell(report, context.console)
        }
        return report.status
    }

    private func tell(_ report: WaitReport, _ console: Console) {
        // Standard output belongs to the command that comes next, if one does.
        let out = command.isEmpty ? console.out : console.err
        for line in report.lines where report.isReady { out.line(Sanitizer.escape(line)) }
        for (i, line) in report.complaint.enumerated() {
            let label = i == 0 ? Style.red.apply(to: "ostia wait:", color: console.errorColor) + " " : "  "
            console.err.line(label + Sanitizer.escape(line))
        }
    }

    private func resolved(_ context: Context) throws -> [WaitTarget] {
        guard !targets.isEmpty else {
            throw CommandError.badInput("nothing to wait for", hint: "name a port: ostia wait 3000")
        }
        guard targets.count <= 256 else {
            throw CommandError.badInput("\(targets.count) targets are too many: 256 at most")
        }
        var pattern: StatusPattern?
        if let status {
            pattern = StatusPattern(status)
            if pattern == nil {
                throw CommandError.badInput(
                    "--status \(Target.quoted(status)) is no HTTP status", hint: "write 200, 2xx, 200-204 or any")
            }
        }
        if free && (http != nil || pattern != nil) {
            throw CommandError.badInput("--free and --http contradict each other")
        }
        let names = HostNames(root: context.machine.root, seconds: 5)
        let builder = WaitTargets(
            local: Set(context.machine.interfaces().map { $0.address.unmapped }), resolve: names.resolve,
            path: free ? nil : http, status: pattern)
        var seen: [WaitTarget] = []
        for text in targets {
            var target = try builder.target(text)
            if free { target.http = nil }
            if Self.isTLS(text), !quiet {
                context.console.err.line("ostia: \(Sanitizer.escape(text)): only that it listens is checked, not TLS")
            }
            seen.append(target)
        }
        if free, let remote = seen.first(where: { !$0.isLocal }) {
            throw CommandError.badInput(
                "\(remote.text) is on another machine; whether a port is free is known of this one only")
        }
        return seen
    }

    private static func isTLS(_ text: String) -> Bool {
        ["https://", "wss://"].contains { text.lowercased().hasPrefix($0) }
    }

    private func options(_ context: Context) throws -> WaitOptions {
        if context.json && !command.isEmpty {
            throw CommandError.badInput("--json and a command both want standard output", hint: "leave one of them out")
        }
        if let owner, owner <= 0 { throw CommandError.badInput("--owner \(owner) is no process id") }
        return WaitOptions(
            goal: free ? .free : .listening, owner: owner, any: any,
            timeout: try DurationOption.seconds(timeout, "--timeout"),
            stable: try DurationOption.seconds(stable, "--stable"),
            interval: max(0.001, try DurationOption.seconds(interval, "--interval")))
    }
}

/// Durations given to options.
enum DurationOption {
    /// - Throws: bad input that names the option.
    static func seconds(_ text: String, _ option: String) throws(CommandError) -> Double {
        guard let seconds = Durations.parse(text), seconds <= 31_536_000 else {
            throw .badInput("\(option) \(Target.quoted(text)) is no duration", hint: "write 500ms, 30s, 2m or 1h")
        }
        return seconds
    }
}

extension CommandError {
    /// A program that could not be started in our place.
    static func cannotRun(_ name: String, _ error: SystemError) -> CommandError {
        .badInput("cannot run \(Target.quoted(name)): \(SystemError.text(of: error.code))")
    }
}
