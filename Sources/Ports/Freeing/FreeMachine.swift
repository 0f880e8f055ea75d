package import LinuxKernel

/// Carries a plan out: what happened goes in, what to do comes out. Knows no process and no socket but by identity, so
/// that every race can be played through in a test.
package struct FreeMachine: Sendable {
    /// What happened.
    package enum Event: Sendable {
        case begin
        /// The table now: which planned sockets are still in it, and listeners on the ports that were not planned for.
        case looked(remaining: Set<UInt64>, newcomers: [SocketRow])
        /// What became of a signal.
        case signalled(ProcessKey, SignalResult)
        case exited(ProcessKey)
        /// Who holds the remaining sockets, as asked for.
        case holders([FreeProcess])
        /// A step's command or shutdown has ended; a failure in words.
        case stepEnded(Int, failure: String?)
        case interrupted
    }

    package enum SignalResult: Hashable, Sendable {
        case sent
        /// The process had ended.
        case gone
        /// The number belongs to another process now: nothing was sent.
        case reused
        /// It holds none of the sockets any more: nothing was sent.
        case released
        case denied
    }

    /// What to do next.
    package enum Action: Hashable, Sendable {
        case signal(FreeProcess, Signal)
        /// Run the step of the plan with that number: a manager's stop command, or a shutdown.
        case run(Int)
        /// Find who holds the sockets that remain.
        case findHolders
        case finish(End)
    }

    package enum End: Hashable, Sendable {
        case freed
        /// All gone, and somebody listens again.
        case retaken([SocketRow])
        /// The grace is over and sockets remain.
        case stillHeld
        case interrupted
    }

    /// What was done to one process or manager, and how it ended.
    package struct Record: Hashable, Sendable {
        package var step: Int?
        package var process: FreeProcess?
        package var signal: Signal?
        /// `sent` until more is known; then `exited`, `released`, `gone`, `reused`, `not-permitted`, `stopped`,
        /// `shut-down` or `failed`.
        package var result: String
        package var startedAt: Double
        package var endedAt: Double?
        /// The failure in words.
        package var note: String?

        package init(
            step: Int? = nil, process: FreeProcess? = nil, signal: Signal? = nil, result: String, startedAt: Double,
            endedAt: Double? = nil, note: String? = nil
        ) {
            self.step = step
            self.process = process
            self.signal = signal
            self.result = result
            self.startedAt = startedAt
            self.endedAt = endedAt
            self.note = note
        }
    }

    private enum Phase: Hashable { case stopping, killing, settling, watching, done }

    private let plan: FreePlan
    private let options: FreeOptions
    private var phase = Phase.stopping
    private var began = 0.0
    /// When the grace began: now, or when the last command that stops a manager has come back.
    private var told = 0.0
    private var askedForHolders = -1.0
    private var pendingSteps: Set<Int> = []
    private var remaining: Set<UInt64>
    private var settleUntil = 0.0
    private var watchUntil = 0.0
    package private(set) var records: [Record] = []
    /// When the last socket was seen gone.
    package private(set) var freedAt: Double?

    /// Processes get this long to follow their leader.
    private static let patience = 1.0
    /// After SIGKILL only the kernel's own work is left.
    private static let killPatience = 2.0

    /// - Parameter killing: begins with SIGKILL, for when the user has agreed to it after the grace.
    package init(_ plan: FreePlan, _ options: FreeOptions, killing: Bool = false) {
        self.plan = plan
        self.options = options
        remaining = Set(plan.sockets.map(\.identity))
        if killing { phase = .killing }
    }

    package mutating func handle(_ event: Event, at now: Double) -> [Action] {
        if phase == .done { return [] }
        switch event {
        case .begin: return begin(now)
        case .looked(let remaining, let newcomers): return looked(remaining, newcomers, now)
        case .signalled(let key, let result):
            note(key, result, now)
            return []
        case .exited(let key):
            settle(key, "exited", now)
            return []
        case .holders(let processes): return holders(processes, now)
        case .stepEnded(let step, let failure): return stepEnded(step, failure, now)
        case .interrupted: return finish(.interrupted)
        }
    }

    private mutating func begin(_ now: Double) -> [Action] {
        (began, told) = (now, now)
        if phase == .killing {
            askedForHolders = now
            return [.findHolders]
        }
        var actions: [Action] = []
        for (i, step) in plan.steps.enumerated() {
            switch step {
            case .signal(let process, leader: nil): actions += signal(process, options.signal, now)
            case .signal: break
            case .stop, .shutDown:
                pendingSteps.insert(i)
                records.append(Record(step: i, result: "sent", startedAt: now))
                actions.append(.run(i))
            }
        }
        return actions
    }

    private mutating func signal(_ process: FreeProcess, _ signal: Signal, _ now: Double) -> [Action] {
        // A second, harder signal: the first has not done it.
        settle(process.key, "still-running", now)
        records.append(Record(process: process, signal: signal, result: "sent", startedAt: now))
        var actions: [Action] = [.signal(process, signal)]
        // A stopped process takes the signal only when it runs again.
        if process.isStopped && signal != .kill { actions.append(.signal(process, .resume)) }
        return actions
    }

    private mutating func looked(_ now: Set<UInt64>, _ newcomers: [SocketRow], _ time: Double) -> [Action] {
        remaining = now
        switch phase {
        case .done: return []
        case .watching:
            if !newcomers.isEmpty { return finish(.retaken(newcomers)) }
            return time >= watchUntil ? finish(.freed) : []
        case .settling:
            let open = records.contains { $0.result == "sent" && $0.process != nil }
            if open && time < settleUntil && newcomers.isEmpty { return [] }
            phase = .watching
            return looked(now, newcomers, time)
        case .stopping, .killing:
            if remaining.isEmpty && pendingSteps.isEmpty {
                freedAt = time
                phase = .settling
                // The socket closes a moment before its process is done.
                settleUntil = time + 0.1
                let usual = plan.supervisors.isEmpty ? 0.2 : 1.5
                watchUntil = time + max(options.watch, usual)
                return looked(now, newcomers, time)
            }
            return pendingSteps.isEmpty ? pursue(time) : []
        }
    }

    /// The sockets are still there: followers, then the end of the grace.
    private mutating func pursue(_ now: Double) -> [Action] {
        if phase == .killing { return now - told >= Self.killPatience ? finish(.stillHeld) : [] }
        if now - told >= options.grace {
            guard options.force, !options.keepProcess else { return finish(.stillHeld) }
            phase = .killing
            told = now
            askedForHolders = now
            return [.findHolders]
        }
        guard !options.keepProcess, now - told >= Self.patience, now - askedForHolders >= 0.5 else { return [] }
        askedForHolders = now
        return [.findHolders]
    }

    private mutating func holders(_ processes: [FreeProcess], _ now: Double) -> [Action] {
        guard phase == .stopping || phase == .killing else { return [] }
        let signal = phase == .killing ? Signal.kill : options.signal
        let managed = Set(
            plan.steps.flatMap { step -> [ProcessKey] in
                if case .stop(_, let processes) = step { processes.map(\.key) } else { [] }
            })
        var actions: [Action] = []
        for process in processes {
            // Told already; asking twice makes many servers quit in haste.
            if records.contains(where: { $0.process?.key == process.key && $0.signal == signal }) { continue }
            // A child that kept the socket may be a stranger to the plan, but never a protected one.
            if process.protection != nil && !options.force { continue }
            if phase == .stopping && managed.contains(process.key) { continue }
            if process.manager == .engineProxy { continue }
            actions += self.signal(process, signal, now)
        }
        return actions
    }

    private mutating func stepEnded(_ step: Int, _ failure: String?, _ now: Double) -> [Action] {
        pendingSteps.remove(step)
        told = now
        if let i = records.firstIndex(where: { $0.step == step }) {
            let isShutdown = if case .shutDown = plan.steps[step] { true } else { false }
            records[i].result = failure != nil ? "failed" : isShutdown ? "shut-down" : "stopped"
            records[i].endedAt = now
            records[i].note = failure
        }
        // With nothing else under way there is nothing to wait for.
        let othersAct = records.contains { $0.result == "sent" || $0.result == "stopped" || $0.result == "shut-down" }
        return failure != nil && !othersAct && pendingSteps.isEmpty ? finish(.stillHeld) : []
    }

    private mutating func note(_ key: ProcessKey, _ result: SignalResult, _ now: Double) {
        switch result {
        case .sent: break
        case .gone: settle(key, "gone", now)
        case .reused: settle(key, "reused", now)
        case .released: settle(key, "released", now)
        case .denied: settle(key, "not-permitted", now)
        }
    }

    private mutating func settle(_ key: ProcessKey, _ result: String, _ now: Double) {
        for i in records.indices where records[i].process?.key == key && records[i].result == "sent" {
            records[i].result = result
            records[i].endedAt = now
        }
    }

    private mutating func finish(_ end: End) -> [Action] {
        phase = .done
        // Alive, and rid of the socket: that is what was asked for.
        for i in records.indices where records[i].result == "sent" && records[i].process != nil {
            records[i].result = remaining.isEmpty ? "released" : "still-running"
            records[i].endedAt = freedAt
        }
        return [.finish(end)]
    }

    /// Seconds from the beginning until the last socket was gone.
    package var duration: Double? { freedAt.map { $0 - began } }
}
