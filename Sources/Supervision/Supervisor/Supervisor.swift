import CLinux
import Endpoints
import Inventory
package import LinuxKernel
package import Stack

/// Runs a stack: turns what happens into events of its state machine, and what that says into deeds.
///
/// One thread and one poll(2); checks that may block run on threads of their own. Everything it decides stands in
/// `StackLife`; here are only the effects.
package final class Supervisor {
    package struct Options: Sendable {
        /// The size of the terminal that services get; pipes where `nil`.
        package var terminal: (columns: Int, rows: Int)?
        /// Whether the end of one service ends them all.
        package var endsTogether = false
        /// The environment that services inherit.
        package var environment: [String: String] = [:]
        /// `docker` or `podman`.
        package var containerEngine = "docker"
        /// The services that are started at first, with what they need; all without a name.
        package var begins: [String] = []
        /// The stack file's folder.
        package var folder = "/"
        /// Standard input, where its end means the end of the stack: a terminal or a pipe.
        package var inputDescriptor: Int32?
        /// Where another thread asks for the end of the stack, and says why.
        package var ends: Mailbox<String>?

        package init() {}
    }

    package let plan: StackPlan
    /// In seconds since 1970.
    package let startedAt = Clock.realtime()
    package internal(set) var life: StackLife
    var options: Options
    let machine: Machine
    let host: any ServiceHost
    let output: RunLog
    let control: ControlServer?
    let signals: SignalQueue?
    let record: CrashRecorder
    let results: Mailbox<CheckResult>

    /// What a started process is for.
    enum Role: Hashable {
        case main(Int)
        case setup(Int)
        case readyCheck(Int)
        case liveCheck(Int)
        case stopBefore(Int)
        case containerStop(Int)
        case containerRemoval(Int)
    }

    var roles: [ServiceID: Role] = [:]
    var engine = EngineWatch()
    /// The main process of each service, as the guardian knows it.
    var mains: [ServiceID?]
    var inputs: [Int32?]
    var watches: [ServiceWatch]
    var nextID: UInt32 = 1
    var stopDeadlines: [Int: Double] = [:]
    var waiters: [Waiter] = []
    /// A watched file that changed, and when, until things have settled.
    var changedFiles: [Int: (path: String, at: Double)] = [:]
    var outcome: Outcome?
    /// When the first signal asked for the end, on the monotonic clock.
    var firstInterruption: Double?
    var hostIsLost = false
    /// Crashes whose last lines are still on their way into the log.
    var crashes: [ServiceID: Crash] = [:]
    /// The process whose end is being dealt with.
    var ended: ServiceID?

    /// An end that nobody asked for, as it was at that moment.
    struct Crash {
        var service: Int
        var ending: Ending
        var life: ServiceLife
        /// The command of `setup` that failed; `nil` for the service itself.
        var setup: String?
    }
    /// Told after every turn, for the line at the bottom of the screen.
    package var onChange: (Supervisor) -> Void = { _ in }
    /// The terminal's size has changed: what services with a terminal shall take theirs for.
    package var onResize: () -> (columns: Int, rows: Int)? = { nil }

    /// How a run ended.
    package struct Outcome: Hashable, Sendable {
        /// Whether every service ended well.
        package var isSuccess: Bool
        /// The signal that asked for the end.
        package var signal: Signal?
        /// Whether the guardian was lost on the way.
        package var lostGuardian = false
    }

    package init(
        _ plan: StackPlan, _ options: Options, machine: Machine, host: any ServiceHost, output: RunLog,
        control: ControlServer?, signals: SignalQueue?, record: CrashRecorder
    ) throws(SystemError) {
        results = try Mailbox()
        self.plan = plan
        self.options = options
        self.machine = machine
        self.host = host
        self.output = output
        self.control = control
        self.signals = signals
        self.record = record
        life = StackLife(plan, endsTogether: options.endsTogether)
        mains = plan.services.map { _ in nil }
        inputs = plan.services.map { _ in nil }
        watches = plan.services.map { ServiceWatch($0) }
    }

    /// Starts every service and goes on until nothing runs any more.
    package func run() -> Outcome {
        handle(.start(options.begins.isEmpty ? Array(plan.services.indices) : plan.withNeeds(of: options.begins)))
        while outcome == nil { turn() }
        for crash in crashes.values { tellOfCrash(crash) }
        return outcome ?? Outcome(isSuccess: false)
    }

    /// One wait for whatever comes first, and everything that follows from it.
    func turn() {
        onChange(self)
        let entries = Self.poll(descriptors, seconds: timeout())
        if entries.contains(host.descriptor) { takeHostEvents() }
        if entries.contains(output.descriptor) { output.receive().forEach(take) }
        if entries.contains(results.descriptor) { results.take().forEach(take) }
        if let signals, entries.contains(signals.descriptor) { signals.take().forEach(interrupted) }
        if let input = options.inputDescriptor, entries.contains(input) { readInput(input) }
        if let ends = options.ends, entries.contains(ends.descriptor) { endRequested(ends.take()) }
        if let control, entries.contains(control.descriptor) { control.accept() }
        serveClients(entries)
        look()
        if let deadline = life.nextDeadline, deadline <= Clock.monotonic() { handle(.tick) }
        answerWaiters(isOver: false)
        dropAttached()
    }

    /// When a service that is being stopped will be killed, on the monotonic clock.
    package func stopDeadline(_ i: Int) -> Double? { life.services[i].phase == .stopping ? stopDeadlines[i] : nil }

    private var descriptors: [(Int32, Int16)] {
        var out: [(Int32, Int16)] = [
            (output.descriptor, Int16(POLLIN)), (results.descriptor, Int16(POLLIN)),
        ]
        if !hostIsLost { out.append((host.descriptor, Int16(POLLIN))) }
        if let signals { out.append((signals.descriptor, Int16(POLLIN))) }
        if let input = options.inputDescriptor, !inputIsOver { out.append((input, Int16(POLLIN))) }
        if let ends = options.ends { out.append((ends.descriptor, Int16(POLLIN))) }
        for watch in watches { if let files = watch.files { out.append((files.descriptor, Int16(POLLIN))) } }
        if let control {
            out.append((control.descriptor, Int16(POLLIN)))
            for client in control.clients {
                out.append((client.descriptor, Int16(client.hasMoreToSend ? POLLIN | POLLOUT : POLLIN)))
            }
        }
        return out
    }
    var inputIsOver = false

    /// The descriptors on which something has happened.
    private static func poll(_ wanted: [(Int32, Int16)], seconds: Double?) -> Set<Int32> {
        var entries = wanted.map { pollfd(fd: $0.0, events: $0.1, revents: 0) }
        // Rounded up: a wait of half a millisecond must not become a busy loop.
        let milliseconds = seconds.map { Int32(min(max(0, $0 * 1000).rounded(.up), 3_600_000)) } ?? -1
        guard CLinux.poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
        return Set(entries.lazy.filter { $0.revents != 0 }.map(\.fd))
    }

    // MARK: What happens

    private func takeHostEvents() {
        do throws(SystemError) {
            try host.receive().forEach(take)
        } catch {
            // What cannot be understood cannot be relied on: its end stops everything it holds.
            output.say("the guardian does not make sense: \(error)", of: nil)
            lose()
        }
    }

    private func take(_ event: GuardianEvent) {
        switch event {
        case .hello, .finished: break
        case .spawned(let id, let pid, _):
            guard case .main(let i) = roles[id], mains[i] == id else { return }
            handle(.spawned(i, pid: pid))
            // One without a port to wait for is asked at once.
            if life.services[i].phase == .checking { watches[i].nextCheck = Clock.monotonic() }
        case .failed(let id, let failure): failed(id, failure)
        case .exited(let id, let exit):
            exited(id, Ending(waitStatus: exit.status.raw, peakMemory: Int(exit.peakMemory) << 10))
        case .emptied(let id, let killed):
            guard case .main(let i) = roles.removeValue(forKey: id), mains[i] == id else { return }
            mains[i] = nil
            if killed > 0 { output.say("\(killed) of its processes had to be killed", of: plan.services[i].name) }
            handle(.emptied(i))
        case .survivors(let id, let processes):
            let names = processes.map { "\($0.name) (pid \($0.pid))" }.joined(separator: ", ")
            output.say("does not die: \(names)", of: roles[id].map { plan.services[$0.service].name })
        case .ended: lose()
        }
    }

    /// The guardian is gone: what it held must be swept up.
    private func lose() {
        hostIsLost = true
        output.say("the guardian is gone: stopping everything", of: nil)
        outcome = Outcome(isSuccess: false, signal: interruption, lostGuardian: true)
    }

    private func failed(_ id: ServiceID, _ failure: SpawnFailure) {
        guard let role = roles.removeValue(forKey: id) else { return }
        output.finish(id)
        var reason = SystemError.text(of: failure.code)
        switch role {
        case .main(let i):
            mains[i] = nil
            closeInput(i)
            let service = plan.services[i]
            if failure.stage == .exec, failure.code == ENOENT, let program = service.arguments.first {
                let path = Planner.path(service.directory, program)
                if !program.contains("/") {
                    reason = "not found on PATH"
                } else if FileBytes.exists(path) {
                    reason = "what its first line (#!) names is not there"
                }
            }
            let subject =
                failure.stage == .folder ? "the folder \(service.directory)" : service.arguments.first ?? "?"
            handle(.spawnFailed(i, "\(subject): \(reason)"))
        case .setup(let i): handle(.setupEnded(i, Ending(code: 127)))
        case .readyCheck(let i), .liveCheck(let i): checked(role, i, "its check does not start: \(reason)")
        case .stopBefore(let i): proceedToStop(i)
        case .containerStop(let i): containerStopped(i, Ending(code: 127))
        case .containerRemoval(let i): containerRemoved(i)
        }
    }

    private func exited(_ id: ServiceID, _ ending: Ending) {
        guard let role = roles[id] else { return }
        ended = id
        defer { ended = nil }
        output.finish(id)
        switch role {
        case .main(let i):
            guard mains[i] == id else { return }
            closeInput(i)
            stopDeadlines[i] = nil
            if isContainer(i), wasRefused(i, id, ending) { return }
            handle(.exited(i, ending))
        case .setup(let i): handle(.setupEnded(i, ending))
        case .readyCheck(let i), .liveCheck(let i):
            checked(role, i, ending.isSuccess() ? nil : "its check \(ending.text)")
        case .stopBefore(let i): proceedToStop(i)
        case .containerStop(let i): containerStopped(i, ending)
        case .containerRemoval(let i): containerRemoved(i)
        }
    }

    private func take(_ event: RunLog.Event) {
        switch event {
        case .matched(let service):
            for (i, planned) in plan.services.enumerated() where planned.name == service { handle(.checkPassed(i)) }
        case .finished(let id):
            if let crash = crashes.removeValue(forKey: id) { tellOfCrash(crash) }
            tellOfRefusal(id)
        }
    }

    private func tellOfCrash(_ crash: Crash) {
        let service = plan.services[crash.service]
        record.crashed(
            service, crash.ending, crash.life, setup: crash.setup, tail: output.tail(30, of: service.name))
    }

    func interrupted(_ signal: Signal) {
        if signal == .windowSize { return resize() }
        let now = Clock.monotonic()
        guard let first = firstInterruption else {
            interruption = interruption ?? signal
            firstInterruption = now
            return handle(.down)
        }
        // One Ctrl-C or one timeout(1) often comes twice, from the terminal and from a parent that passes it on, and a
        // closed terminal is told of by everybody. Only who asks again, having seen the countdown, wants no grace.
        if signal != .hangUp && now - first >= Self.oneInterruption { handle(.kill) }
    }
    var interruption: Signal?
    /// Signals so close together are one, in seconds.
    static let oneInterruption = 0.2

    private func endRequested(_ reasons: [String]) {
        for reason in reasons { output.say("\(reason): stopping everything", of: nil) }
        handle(.down)
    }

    private func resize() {
        guard options.terminal != nil, let size = onResize() else { return }
        options.terminal = size
        for input in inputs {
            if let input, isatty(input) == 1 {
                Pseudoterminal.resize(input, columns: size.columns, rows: size.rows)
            }
        }
    }

    private func readInput(_ input: Int32) {
        var byte = [UInt8](repeating: 0, count: 256)
        let count = clinux_read(input, &byte, 256)
        if count > 0 || (count < 0 && (clinux_errno() == EAGAIN || clinux_errno() == EINTR)) { return }
        // The terminal has been closed, or whoever started us is gone.
        inputIsOver = true
        output.say("standard input is at its end: stopping everything", of: nil)
        interruption = interruption ?? .hangUp
        handle(.down)
    }

    /// Hands an event to the state machine and does what it says.
    func handle(_ event: LifeEvent) {
        for action in life.handle(event, at: Clock.monotonic()) { perform(action) }
    }
}
