import CLinux
import LinuxKernel
import Stack

extension Supervisor {
    /// Carries out what the state machine says.
    func perform(_ action: LifeAction) {
        switch action {
        case .setUp(let i, let step):
            output.say("setup: \(plan.services[i].setup[step])", of: plan.services[i].name)
            _ = start(shell(plan.services[i].setup[step], i), .setup(i), i)
        case .spawn(let i): spawn(i)
        case .stop(let i): stop(i)
        case .kill(let i):
            for (id, role) in roles where role.service == i { try? host.kill(id) }
        case .say(let i, let text): output.say(text, of: plan.services[i].name)
        case .crashed(let i, let ending):
            // Its last lines come through the log's thread.
            if let id = mains[i] { crashes[id] = Crash(service: i, ending: ending, life: life.services[i]) }
        case .setupFailed(let i, let step, let ending):
            let command = plan.services[i].setup[step]
            if let id = ended {
                crashes[id] = Crash(service: i, ending: ending, life: life.services[i], setup: command)
            }
        case .becameReady(let i): becameReady(i)
        // From here on it waits: what its start needed need not be kept in memory.
        case .allReady: CodePages.release()
        case .overdue(let i):
            let limit = plan.services[i].spec.startTimeout ?? 0
            output.say("is not ready after \(Int(limit)) s\(hint(i))", of: plan.services[i].name)
        case .finished(let success):
            outcome = Outcome(isSuccess: success, signal: interruption, lostGuardian: hostIsLost)
        }
    }

    private func spawn(_ i: Int) {
        let service = plan.services[i]
        watches[i].restart(at: Clock.monotonic())
        if watches[i].watchesFiles { watches[i].files = FileWatch(service.spec.watch, in: service.directory) }
        if case .log(let text) = service.ready?.kind { output.watch(service.name, for: text) }
        if !mustWaitForRemoval(i) { startMain(i) }
    }

    func startMain(_ i: Int) { mains[i] = start(plan.services[i].arguments, .main(i), i) }

    /// Starts a process in the service's name, with its environment and in its folder.
    ///
    /// - Returns: what the guardian calls it; `nil` when not even its streams could be made, which the state machine
    ///   has been told of then.
    func start(_ arguments: [String], _ role: Role, _ i: Int) -> ServiceID? {
        let service = plan.services[i]
        let id = ServiceID(nextID)
        nextID += 1
        roles[id] = role
        let wantsTerminal = role == .main(i) && (service.spec.terminal ?? (options.terminal != nil))
        let streams: Streams
        do throws(SystemError) {
            streams = try Streams(terminal: wantsTerminal ? options.terminal ?? (120, 40) : nil)
        } catch {
            roles[id] = nil
            if role == .main(i) { handle(.spawnFailed(i, "\(error)")) }
            if role == .setup(i) { handle(.setupEnded(i, Ending(code: 126))) }
            return nil
        }
        let request = SpawnRequest(
            id: id, name: service.name, arguments: arguments, environment: environment(service),
            directory: service.directory, hasTerminal: streams.hasTerminal,
            stopSignal: Signal(service.spec.stop.signal) ?? .terminate, grace: service.spec.stop.grace)
        // Before it starts: not a byte of it may be missed.
        output.add(id, service.name, streams, role == .main(i) ? logFile(service) : LogSpec())
        let failure: SystemError?
        do throws(SystemError) {
            try host.spawn(
                request, streams: StandardStreams(input: streams.input, output: streams.output, error: streams.errors))
            failure = nil
        } catch {
            failure = error
        }
        streams.closeTheirs()
        if let failure {
            roles[id] = nil
            close(streams.toInput)
            if role == .main(i) { handle(.spawnFailed(i, "\(failure)")) }
            if role == .setup(i) { handle(.setupEnded(i, Ending(code: 126))) }
            return nil
        }
        if role == .main(i) {
            closeInput(i)
            inputs[i] = streams.toInput
        } else {
            close(streams.toInput)
        }
        return id
    }

    /// Starts the command of a check.
    func startCheck(_ command: String, _ role: Role, _ i: Int) {
        let words = isContainer(i) ? containers.exec(plan.services[i], shell(command, i)) : shell(command, i)
        guard let id = start(words, role, i) else { return checked(role, i, "its check does not start") }
        let check = role == .liveCheck(i) ? plan.services[i].live : plan.services[i].ready
        host.limit(id, seconds: check?.timeout ?? 30)
    }

    func closeInput(_ i: Int) {
        if let descriptor = inputs[i] { close(descriptor) }
        inputs[i] = nil
    }

    /// Its own log file, absolute.
    private func logFile(_ service: PlannedService) -> LogSpec {
        var spec = service.spec.log
        spec.file = spec.file.map { Planner.path(options.folder, $0) }
        return spec
    }

    private func environment(_ service: PlannedService) -> [String: String] {
        var values = options.environment
        for variable in service.environment { values[variable.name] = variable.value }
        if options.terminal != nil && values["TERM"] == nil { values["TERM"] = "xterm-256color" }
        return values
    }

    func shell(_ command: String, _ i: Int) -> [String] {
        (plan.services[i].spec.shell ?? ["/bin/sh", "-c"]) + [command]
    }

    // MARK: Stopping

    private func stop(_ i: Int) {
        let service = plan.services[i]
        stopDeadlines[i] = Clock.monotonic() + service.spec.stop.grace
        for (id, role) in roles where role == .readyCheck(i) || role == .liveCheck(i) { try? host.kill(id) }
        if let command = service.stopBefore, mains[i] != nil {
            _ = start(shell(command, i), .stopBefore(i), i)
            return
        }
        proceedToStop(i)
    }

    func proceedToStop(_ i: Int) {
        if isContainer(i) && life.services[i].phase == .stopping { return stopContainer(i) }
        for (id, role) in roles where role == .main(i) || role == .setup(i) {
            try? host.stop(id, signal: nil, grace: nil)
        }
    }

    // MARK: Ready

    private func becameReady(_ i: Int) {
        let service = plan.services[i]
        let took = (life.services[i].readyAt ?? 0) - (life.services[i].startedAt ?? 0)
        // Of a port that was only offered nothing is known.
        let place = service.waitsForListener ? service.mainPort.map { " on \($0.address)" } ?? "" : ""
        output.say("ready\(place) after \(Self.milliseconds(took))", of: service.name)
        watches[i].nextCheck = service.live == nil ? nil : Clock.monotonic() + (service.live?.interval ?? 1)
        // One that nothing is asked of is ready by being started, which says nothing about its being well.
        if service.waitsForListener || service.ready != nil { record.becameReady(service) }
    }

    /// Why a service that is not ready may not be: what it listens on instead.
    func hint(_ i: Int) -> String {
        if let divergence = watches[i].divergences.first { return ": it \(divergence.text); \(divergence.mend)" }
        if life.services[i].phase == .checking { return ": its check has not passed" }
        return plan.services[i].mainPort.map { ": nothing listens on \($0.address)" } ?? ""
    }

    static func milliseconds(_ seconds: Double) -> String {
        seconds < 10 ? "\(Int((seconds * 1000).rounded())) ms" : "\(Int(seconds.rounded())) s"
    }
}

extension Supervisor.Role {
    var service: Int {
        switch self {
        case .main(let i), .setup(let i), .readyCheck(let i), .liveCheck(let i), .stopBefore(let i),
            .containerStop(let i), .containerRemoval(let i):
            i
        }
    }
}
