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
        /// The cookie of this run, which every process of it carries.
        package var run = ""
        /// `docker` or `podman`.
        package var containerProgram = "docker"
        /// Ends when all services are ready or one cannot become so (`--wait` without `--detach` never does).
        package var inputDescriptor: Int32?

        package init() {}
    }

    package let plan: StackPlan
    package internal(set) var life: StackLife
    let options: Options
    let machine: Machine
    let host: any ServiceHost
    let output: any OutputKeeper
    let control: ControlServer?
    let signals: SignalQueue?
    let record: CrashRecorder
    let results = Mailbox<CheckResult>()

    /// What a started process is for.
    enum Role: Hashable {
        case main(Int)
        case setup(Int)
        case readyCheck(Int)
        case liveCheck(Int)
        case stopBefore(Int)
        case containerStop(Int)
    }

    var roles: [UInt32: Role] = [:]
    /// The main process of each service, as the guardian knows it.
    var mains: [UInt32?]
    var inputs: [Int32?]
    var watches: [ServiceWatch]
    var nextID: UInt32 = 1
    var stopDeadlines: [Int: Double] = [:]
    var waiters: [Waiter] = []
    /// A watched file that changed, and when, until things have settled.
    var changedFiles: [Int: (path: String, at: Double)] = [:]
    var outcome: Outcome?
    var interruptions = 0
    var hostIsLost = false
    /// Told after every turn, for the line at the bottom of the screen.
    package var onChange: (Supervisor) -> Void = { _ in }

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
        _ plan: StackPlan, _ options: Options, machine: Machine, host: any ServiceHost, output: any OutputKeeper,
        control: ControlServer?, signals: SignalQueue?, record: CrashRecorder
    ) {
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
        handle(.start(Array(plan.services.indices)))
        while outcome == nil { turn() }
        answerWaiters(isOver: true)
        return outcome ?? Outcome(isSuccess: false)
    }

    /// One wait for whatever comes first, and everything that follows from it.
    func turn() {
        onChange(self)
        let entries = Self.poll(descriptors, seconds: timeout())
        if entries.contains(host.descriptor) { host.events().forEach(take) }
        if entries.contains(output.descriptor) { output.events().forEach(take) }
        if entries.contains(results.descriptor) { results.take().forEach(take) }
        if let signals, entries.contains(signals.descriptor) { signals.take().forEach(interrupted) }
        if let input = options.inputDescriptor, entries.contains(input) { readInput(input) }
        if let control, entries.contains(control.descriptor) { control.accept() }
        serveClients(entries)
        look()
        if let deadline = life.nextDeadline, deadline <= Clock.monotonic() { handle(.tick) }
        answerWaiters(isOver: false)
    }

    private var descriptors: [(Int32, Int16)] {
        var out: [(Int32, Int16)] = [
            (output.descriptor, Int16(POLLIN)), (results.descriptor, Int16(POLLIN)),
        ]
        if !hostIsLost { out.append((host.descriptor, Int16(POLLIN))) }
        if let signals { out.append((signals.descriptor, Int16(POLLIN))) }
        if let input = options.inputDescriptor, !inputIsOver { out.append((input, Int16(POLLIN))) }
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

    private func take(_ event: HostEvent) {
        switch event {
        case .spawned(let id, let pid):
            guard case .main(let i) = roles[id], mains[i] == id else { return }
            handle(.spawned(i, pid: pid))
        case .failed(let id, let code):
            failed(id, code)
        case .exited(let id, let ending):
            exited(id, ending)
        case .emptied(let id):
            let role = roles.removeValue(forKey: id)
            guard case .main(let i) = role, mains[i] == id else { return }
            mains[i] = nil
            handle(.emptied(i))
        case .lost:
            hostIsLost = true
            output.say("the guardian is gone: stopping everything", of: nil)
            outcome = Outcome(isSuccess: false, lostGuardian: true)
        }
    }

    private func failed(_ id: UInt32, _ code: Int32) {
        guard let role = roles.removeValue(forKey: id) else { return }
        let reason = SystemError.text(of: code)
        switch role {
        case .main(let i):
            mains[i] = nil
            closeInput(i)
            handle(.spawnFailed(i, "\(plan.services[i].arguments.first ?? "?") does not start: \(reason)"))
        case .setup(let i): handle(.setupEnded(i, Ending(code: 127)))
        case .readyCheck(let i), .liveCheck(let i): checked(role, i, "its check does not start: \(reason)")
        case .stopBefore(let i): proceedToStop(i)
        case .containerStop: break
        }
    }

    private func exited(_ id: UInt32, _ ending: Ending) {
        guard let role = roles[id] else { return }
        switch role {
        case .main(let i):
            guard mains[i] == id else { return }
            closeInput(i)
            stopDeadlines[i] = nil
            handle(.exited(i, ending))
        case .setup(let i): handle(.setupEnded(i, ending))
        case .readyCheck(let i), .liveCheck(let i):
            checked(role, i, ending.isSuccess() ? nil : "its check \(ending.text)")
        case .stopBefore(let i): proceedToStop(i)
        case .containerStop: break
        }
    }

    private func take(_ event: OutputEvent) {
        switch event {
        case .matched(let service, _):
            for (i, planned) in plan.services.enumerated() where planned.name == service { handle(.checkPassed(i)) }
        case .failing(let reason):
            output.say("the log cannot be written (\(reason)): lines wait in memory", of: nil)
        case .recovered:
            output.say("the log is written again", of: nil)
        }
    }

    private func interrupted(_ signal: Signal) {
        if signal == .windowSize { return }
        interruptions += 1
        interruption = interruption ?? signal
        handle(interruptions == 1 ? .down : .kill)
    }
    var interruption: Signal?

    private func readInput(_ input: Int32) {
        var byte = [UInt8](repeating: 0, count: 256)
        let count = clinux_read(input, &byte, 256)
        if count > 0 || (count < 0 && (clinux_errno() == EAGAIN || clinux_errno() == EINTR)) { return }
        // The terminal has been closed, or whoever started us is gone.
        inputIsOver = true
        interruption = interruption ?? .hangUp
        handle(.down)
    }

    /// Hands an event to the state machine and does what it says.
    func handle(_ event: LifeEvent) {
        for action in life.handle(event, at: Clock.monotonic()) { perform(action) }
    }
}
