import ArgumentParser
import Commands
import Inventory
import LinuxKernel
import Stack
import Supervision
import Terminal

/// `ostia compose`: Compose starts and stops a service of ours as one of its own (its docs/extension.md).
///
/// It reads lines of JSON from our standard output, so that everything is told there, mistakes too.
struct ComposeRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "compose")
    @OptionGroup var options: ComposeOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        if options.action == .metadata {
            context.console.out.line(ProviderMessage.metadata)
            return .success
        }
        do {
            let provider = try ServiceProvider(context, options)
            switch options.action {
            case .up: try provider.up()
            case .down, .stop: try provider.stop()
            case .metadata: break
            }
            return .success
        } catch let error as CommandError {
            ServiceProvider.tell(.error(error.message + (error.hint.map { "; \($0)" } ?? "")), context)
        } catch {
            ServiceProvider.tell(.error("\(error)"), context)
        }
        return .negative
    }
}

/// One service of a stack, in Compose's hands.
struct ServiceProvider {
    private let context: Context
    private let options: ComposeOptions
    private let loaded: LoadedStack
    private let folders: StackFolders
    private let spec: ServiceSpec

    init(_ context: Context, _ options: ComposeOptions) throws {
        self.context = context
        self.options = options
        let location = try StackLocation(context)
        let path = try location.file(options.file)
        loaded = try LoadedStack.load(location, path: path)
        // Its own file would ask us to ask ourselves.
        guard loaded.file.format != .compose else {
            throw CommandError.badInput(
                "\(path) is Compose's own file", hint: "provider: { type: ostia, options: { file: ostia.yaml } }")
        }
        folders = location.store.folders(loaded.identity.id)
        guard let name = options.service ?? options.name else { throw CommandError.badInput("the service is missing") }
        guard let spec = loaded.file.services.first(where: { $0.name == name }) else {
            let all = loaded.file.services.map(\.name).joined(separator: ", ")
            throw CommandError.badInput(
                "\(path) has no service \(name); there are \(all)", hint: "options: { service: … } names another")
        }
        self.spec = spec
        tell(.debug("service \(name) of stack \(loaded.identity.id) in \(path), for \(options.projectName)"))
    }

    static func tell(_ message: ProviderMessage, _ context: Context) {
        context.console.out.line(message.line)
        context.console.flush()
    }

    private func tell(_ message: ProviderMessage) { Self.tell(message, context) }

    // MARK: Up

    /// Starts the service with what it needs, unless it runs already, and tells where it is once it is ready.
    func up() throws {
        tell(.info("starting"))
        let began = Clock.realtime()
        do {
            try start(since: began)
        } catch let error as CommandError {
            // One that crashes at once may be over, and its stack with it, before anybody could ask.
            guard error.code != "port-held", let card = lastCrash(since: began) else { throw error }
            let reason = error.code == "not-ready" ? [error.message] : []
            throw CommandError(error.code, (reason + card.text).joined(separator: "\n"))
        }
    }

    private func lastCrash(since time: Double) -> CrashCard? {
        guard let run = RunStore(path: folders.runs).all().last else { return nil }
        return CrashCard.all(of: run).filter { $0.at >= time }.max { $0.at < $1.at }
    }

    private func start(since began: Double) throws {
        let (client, running) = try connected(since: began)
        guard !running.instances(of: spec.name).isEmpty else {
            throw CommandError(
                "not-in-stack", "the stack runs without \(spec.name)",
                hint: "ostia down --stack \(loaded.identity.id), then once more")
        }
        let plan = try loaded.plan(selecting: spec)
        try checkPorts(plan, running)
        guard let answer = ask(client, .start(running.withNeeds(of: spec.name))) else {
            throw CommandError("no-answer", "the stack has ended", hint: "ostia logs \(spec.name)")
        }
        guard answer.isDone else {
            throw CommandError(
                "not-ready", answer.text, hint: "ostia logs --stack \(loaded.identity.id) \(spec.name)")
        }
        guard var service = plan.services.first(where: { $0.spec.name == spec.name }) else {
            return
        }
        let ports = running.instances(of: spec.name).first?.ports ?? [:]
        for i in service.ports.indices {
            service.ports[i].number = ports[service.ports[i].name] ?? service.ports[i].number
        }
        for (name, value) in service.published(host: options.host) { tell(.setVariable(name, value)) }
        tell(.info("ready" + (service.mainPort.map { " on \($0.address)" } ?? "")))
    }

    /// One that joins a stack has not been asked yet whether its port is free.
    private func checkPorts(_ plan: StackPlan, _ running: RunningServices) throws {
        let active = Set(running.services.filter(\.isActive).map(\.name))
        let conflicts = Conflicts(context, loaded, begins: [spec.name]).find(plan)
        guard let conflict = conflicts.first(where: { !active.contains($0.service.name) }) else { return }
        throw CommandError(
            "port-held",
            "\(conflict.service.name) cannot have its port: \(conflict.port.number) is held by \(conflict.holder)",
            hint: "ostia free \(conflict.port.number)")
    }

    /// In seconds.
    private static let patience = 60.0

    /// The supervisor that runs, or one in the background with this service and what it needs; others of the file can
    /// join later. They may be started at the same moment, and an earlier one may just be on its way out.
    private func connected(since began: Double) throws -> (ControlClient, RunningServices) {
        let deadline = Clock.monotonic() + Self.patience
        while true {
            if let client = try? ControlClient(folders) {
                if let running = status(client) { return (client, running) }
            } else if lastCrash(since: began) != nil {
                throw CommandError("no-answer", "the stack has ended", hint: "ostia logs \(spec.name)")
            } else {
                try begin()
            }
            guard Clock.monotonic() < deadline else {
                throw CommandError("no-answer", "the supervisor does not answer", hint: "ostia down")
            }
            Clock.sleep(0.02)
        }
    }

    private func begin() throws {
        let program = context.machine.proc.executable(context.machine.processID)?.path ?? "/proc/self/exe"
        let profiles = spec.profiles.prefix(1).flatMap { ["--profile", $0] }
        let result = try Spawn.run(
            [program, "up", "--file", loaded.file.path ?? "", "--detach", "--begin", spec.name] + profiles,
            seconds: Self.patience)
        guard !result.succeeded else { return }
        let complaint = String(outside: result.errors[...]).split(whereSeparator: \.isNewline)
        let text = complaint.first { $0.hasPrefix("error: ") }?.dropFirst(7) ?? complaint.last ?? "no answer"
        throw CommandError("not-started", String(text), hint: "ostia up shows more")
    }

    // MARK: Stopping

    /// Stops the service, and what only it needed; the stack ends with the last one.
    func stop() throws {
        guard let client = try? ControlClient(folders) else {
            tell(.info("does not run"))
            return
        }
        // One that goes while it is asked has nothing left to stop.
        guard let running = status(client) else { return tell(.info("stopped")) }
        let going = running.going(with: spec.name)
        guard !going.isEmpty else { return tell(.info("does not run")) }
        tell(.info("stopping"))
        let isLast = running.areAll(going)
        let answer = ask(client, isLast ? .down : .stop(going))
        guard let answer else { return tell(.info("stopped")) }
        guard answer.isDone else { throw CommandError("not-stopped", answer.text, hint: "ostia down") }
        tell(.info(isLast ? answer.text : "stopped"))
    }

    // MARK: Asking

    /// - Returns: `nil` when the supervisor went away.
    private func status(_ client: ControlClient) -> RunningServices? {
        client.ask(.status)?.document.flatMap { JSONValue(text: $0) }.map { RunningServices($0) }
    }

    private func ask(_ client: ControlClient, _ request: ControlRequest) -> ControlAnswer? {
        let interrupts = Interrupts()
        return client.ask(request) { interrupts.pause(0.1, others: [$0]) }
    }
}

extension LoadedStack {
    /// The plan with this service in it, whatever its profiles.
    fileprivate func plan(selecting spec: ServiceSpec) throws -> StackPlan {
        var loaded = self
        loaded.input.profiles = Array(spec.profiles.prefix(1))
        return try loaded.plan()
    }
}
