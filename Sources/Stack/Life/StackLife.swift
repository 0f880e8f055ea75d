/// What happened to a stack, as its state machine sees it; services by their place in the plan.
package enum LifeEvent: Hashable, Sendable {
    case spawned(Int, pid: Int32)
    /// The program could not be started at all; why.
    case spawnFailed(Int, String)
    /// Its main process ended.
    case exited(Int, Ending)
    /// Nothing of it is left.
    case emptied(Int)
    case setupEnded(Int, Ending)
    /// The kernel shows every listener it promised.
    case listening(Int)
    case checkPassed(Int)
    /// Its `live` check failed as often as it may; how.
    case liveFailed(Int, String)
    /// A file it watches has changed; which.
    case changed(Int, String)
    /// Time has passed.
    case tick
    case start([Int])
    case stop([Int])
    case restart([Int])
    /// Stop everything, in order.
    case down
    /// Stop everything at once.
    case kill
}

/// What is to be done about it.
package enum LifeAction: Hashable, Sendable {
    case setUp(Int, step: Int)
    case spawn(Int)
    case stop(Int)
    case kill(Int)
    /// A line for people, in the service's name.
    case say(Int, String)
    /// It ended without having been asked: time for a crash card.
    case crashed(Int, Ending)
    /// A command of its `setup` failed; which, by its place in the list.
    case setupFailed(Int, step: Int, Ending)
    case becameReady(Int)
    /// Every service is ready or has ended well, for the first time.
    case allReady
    /// It is not ready within its time.
    case overdue(Int)
    /// Nothing runs and nothing will; whether all went well.
    case finished(success: Bool)
}

/// The life of a stack: pure, with the time handed in; the supervisor carries out what it says.
package struct StackLife: Sendable {
    package let plan: StackPlan
    package private(set) var services: [ServiceLife]
    /// Whether everything was asked to stop.
    package private(set) var isGoingDown = false
    private let endsTogether: Bool
    private var wasAllReady = false
    private var isFinished = false
    /// Needs by place in the plan.
    private let needs: [[(service: Int, condition: Need.Condition, isRequired: Bool)]]
    /// Who needs a service.
    private let dependents: [[Int]]
    private var toStop: Set<Int> = []
    private var hasFailed = false

    /// - Parameter endsTogether: whether the end of one service ends them all, as foreman does.
    package init(_ plan: StackPlan, endsTogether: Bool = false) {
        self.plan = plan
        self.endsTogether = endsTogether
        services = plan.services.map { _ in ServiceLife() }
        var places: [String: Int] = [:]
        for (i, service) in plan.services.enumerated() { places[service.name] = i }
        needs = plan.services.map { service in
            service.needs.compactMap { need in
                places[need.service].map { ($0, need.condition, need.isRequired) }
            }
        }
        var dependents = [[Int]](repeating: [], count: plan.services.count)
        for (i, own) in needs.enumerated() { for need in own { dependents[need.service].append(i) } }
        self.dependents = dependents
    }

    /// When `tick` is due, on the clock of `handle`; `nil` when nothing waits for the time.
    package var nextDeadline: Double? { services.compactMap(\.deadline).min() }

    package mutating func handle(_ event: LifeEvent, at now: Double) -> [LifeAction] {
        var out: [LifeAction] = []
        switch event {
        case .spawned(let i, let pid):
            spawned(i, pid, now, &out)
        case .spawnFailed(let i, let reason):
            services[i].pid = 0
            giveUp(i, reason, &out)
        case .exited(let i, let ending):
            exited(i, ending, now, &out)
        case .emptied(let i):
            emptied(i, now, &out)
        case .setupEnded(let i, let ending):
            setupEnded(i, ending, now, &out)
        case .listening(let i):
            if services[i].phase == .starting { listening(i, now, &out) }
        case .checkPassed(let i):
            if services[i].phase == .starting { services[i].hasPassedCheck = true }
            if services[i].phase == .checking { ready(i, now, &out) }
        case .liveFailed(let i, let reason):
            guard services[i].phase == .ready, !isGoingDown else { break }
            out.append(.say(i, "is not alive (\(reason)): starting it again"))
            requestStop(i, .restart, &out)
        case .changed(let i, let path):
            guard services[i].phase.isActive, services[i].phase != .stopping, !isGoingDown else { break }
            out.append(.say(i, "\(path) changed: starting it again"))
            requestStop(i, .restart, &out)
        case .tick:
            tick(now, &out)
        case .start(let which):
            for i in which { begin(i) }
        case .stop(let which):
            for i in which { requestStop(i, .stay, &out) }
        case .restart(let which):
            for i in which where !isGoingDown {
                if services[i].phase.isActive { requestStop(i, .restart, &out) } else { begin(i) }
            }
        case .down:
            goDown(&out)
        case .kill:
            goDown(&out)
            for i in services.indices where services[i].phase.isActive { out.append(.kill(i)) }
        }
        advance(now, &out)
        return out
    }

    // MARK: Starting

    private mutating func begin(_ i: Int) {
        guard !services[i].phase.isActive, !isGoingDown else { return }
        services[i].phase = .waiting
        services[i].backoff.reset()
        services[i].startAnew()
        services[i].deadline = nil
        services[i].afterStop = .stay
        isFinished = false
    }

    private mutating func launch(_ i: Int, _ now: Double, _ out: inout [LifeAction]) {
        if !services[i].isSetUp, let step = plan.services[i].setup.indices.first {
            services[i].phase = .settingUp(step)
            services[i].startedAt = now
            out.append(.setUp(i, step: step))
            return
        }
        services[i].isSetUp = true
        services[i].phase = .starting
        services[i].readyAt = nil
        services[i].hasPassedCheck = false
        services[i].startedAt = now
        services[i].wasAskedToStop = false
        // One that crashes and crashes again is late all the same.
        let since = services[i].triedSince ?? now
        services[i].triedSince = since
        services[i].deadline =
            services[i].isOverdue ? nil : plan.services[i].spec.startTimeout.map { since + $0 }
        out.append(.spawn(i))
    }

    private mutating func spawned(_ i: Int, _ pid: Int32, _ now: Double, _ out: inout [LifeAction]) {
        services[i].pid = pid
        guard services[i].phase == .starting, !plan.services[i].waitsForListener else { return }
        listening(i, now, &out)
    }

    private mutating func listening(_ i: Int, _ now: Double, _ out: inout [LifeAction]) {
        guard let check = plan.services[i].ready, check.kind != .tcp, !services[i].hasPassedCheck else {
            return ready(i, now, &out)
        }
        services[i].phase = .checking
    }

    private mutating func ready(_ i: Int, _ now: Double, _ out: inout [LifeAction]) {
        services[i].phase = .ready
        services[i].readyAt = now
        services[i].deadline = nil
        services[i].isOverdue = false
        services[i].triedSince = nil
        out.append(.becameReady(i))
    }

    private mutating func setupEnded(_ i: Int, _ ending: Ending, _ now: Double, _ out: inout [LifeAction]) {
        guard case .settingUp(let step) = services[i].phase else { return }
        guard !isToStop(i) else {
            services[i].phase = .draining
            return emptied(i, now, &out)
        }
        guard ending.isSuccess() else {
            services[i].lastEnding = ending
            out.append(.setupFailed(i, step: step, ending))
            giveUp(i, "setup step \(step + 1) \(ending.text)", &out)
            return
        }
        if plan.services[i].setup.indices.contains(step + 1) {
            services[i].phase = .settingUp(step + 1)
            services[i].startedAt = now
            out.append(.setUp(i, step: step + 1))
        } else {
            services[i].isSetUp = true
            launch(i, now, &out)
        }
    }

    // MARK: Ending

    private mutating func exited(_ i: Int, _ ending: Ending, _ now: Double, _ out: inout [LifeAction]) {
        services[i].pid = 0
        services[i].lastEnding = ending
        services[i].deadline = nil
        let isCrash = !isToStop(i) && !ending.isSuccess(plan.services[i].spec.successCodes)
        services[i].phase = .draining
        if isCrash { out.append(.crashed(i, ending)) }
    }

    private mutating func emptied(_ i: Int, _ now: Double, _ out: inout [LifeAction]) {
        guard services[i].phase == .draining else { return }
        let wasAsked = isToStop(i)
        toStop.remove(i)
        services[i].wasAskedToStop = false
        if wasAsked {
            if services[i].afterStop == .restart && !isGoingDown {
                services[i].afterStop = .stay
                services[i].restarts += 1
                services[i].phase = .waiting
                services[i].startAnew()
            } else {
                services[i].phase = .stopped
            }
            return
        }
        let spec = plan.services[i].spec
        let ending = services[i].lastEnding ?? Ending()
        let succeeded = ending.isSuccess(spec.successCodes)
        if endsTogether {
            services[i].phase = succeeded ? .exited : .failed(ending.text)
            hasFailed = hasFailed || !succeeded
            if !isGoingDown {
                out.append(.say(i, "\(ending.text): stopping the others"))
                goDown(&out)
            }
            return
        }
        let again = spec.restart == .always || (spec.restart == .onFailure && !succeeded)
        guard again && !isGoingDown else {
            if succeeded {
                services[i].phase = .exited
            } else {
                giveUp(i, ending.text, &out)
            }
            return
        }
        let upFor = services[i].readyAt.map { now - $0 }
        let pause = services[i].backoff.next(upFor: upFor)
        if let limit = spec.maxRestarts, services[i].backoff.count > limit {
            giveUp(i, "\(ending.text); given up after \(limit) restart\(limit == 1 ? "" : "s")", &out)
            return
        }
        services[i].phase = .backingOff
        services[i].deadline = now + pause
        out.append(.say(i, "\(ending.text): starting it again in \(Self.seconds(pause))"))
    }

    private mutating func giveUp(_ i: Int, _ reason: String, _ out: inout [LifeAction]) {
        services[i].phase = .failed(reason)
        services[i].deadline = nil
        hasFailed = true
        services[i].wasAskedToStop = false
        toStop.remove(i)
        out.append(.say(i, "failed: \(reason)"))
        guard endsTogether && !isGoingDown else { return }
        out.append(.say(i, "stopping the others"))
        goDown(&out)
    }

    /// Whether its end is wanted: it has its signal, or waits for its turn.
    private func isToStop(_ i: Int) -> Bool { services[i].wasAskedToStop || toStop.contains(i) }

    // MARK: Stopping

    private mutating func requestStop(_ i: Int, _ after: ServiceLife.AfterStop, _ out: inout [LifeAction]) {
        services[i].afterStop = after
        switch services[i].phase {
        case .stopping, .draining:
            services[i].wasAskedToStop = true
        case .settingUp, .starting, .checking, .ready:
            toStop.insert(i)
        case .waiting, .backingOff:
            services[i].phase = after == .restart ? .waiting : .stopped
            services[i].deadline = nil
        case .stopped, .exited, .failed, .skipped:
            break
        }
    }

    private mutating func goDown(_ out: inout [LifeAction]) {
        isGoingDown = true
        for i in services.indices { requestStop(i, .stay, &out) }
    }

    /// Those whose dependents are down get their signal now.
    private mutating func sendStops(_ out: inout [LifeAction]) {
        for i in toStop.sorted() where !services[i].wasAskedToStop && services[i].phase != .draining {
            let isFree = dependents[i].allSatisfy {
                !toStop.contains($0) && services[$0].phase != .stopping && !(isGoingDown && services[$0].phase.isActive)
            }
            // A restart of one service alone does not wait for those that use it.
            guard isFree || services[i].afterStop == .restart else { continue }
            services[i].wasAskedToStop = true
            services[i].deadline = nil
            if case .settingUp = services[i].phase {
                out.append(.stop(i))
                continue
            }
            services[i].phase = .stopping
            out.append(.stop(i))
        }
    }

    // MARK: Time and order

    private mutating func tick(_ now: Double, _ out: inout [LifeAction]) {
        for i in services.indices {
            guard let deadline = services[i].deadline, deadline <= now else { continue }
            services[i].deadline = nil
            if services[i].phase == .backingOff {
                services[i].restarts += 1
                services[i].phase = .waiting
            } else if services[i].phase == .starting || services[i].phase == .checking {
                services[i].isOverdue = true
                out.append(.overdue(i))
            }
        }
    }

    /// Starts what may start, stops what may stop, and says when all are ready or nothing is left to do.
    private mutating func advance(_ now: Double, _ out: inout [LifeAction]) {
        var changed = true
        while changed && !isGoingDown {
            changed = false
            for i in services.indices where services[i].phase == .waiting {
                switch verdict(on: i) {
                case .wait: continue
                case .go: launch(i, now, &out)
                case .never(let reason):
                    services[i].phase = .skipped(reason)
                    out.append(.say(i, "is not started: \(reason)"))
                }
                changed = true
            }
        }
        sendStops(&out)
        if !wasAllReady && !isGoingDown && services.allSatisfy({ $0.phase == .ready || $0.phase == .exited }) {
            wasAllReady = true
            out.append(.allReady)
        }
        if !isFinished && services.allSatisfy(\.phase.isOver) && toStop.isEmpty {
            isFinished = true
            out.append(.finished(success: !hasFailed))
        }
    }

    private enum Verdict { case go, wait, never(String) }

    private func verdict(on i: Int) -> Verdict {
        for need in needs[i] {
            let name = plan.services[need.service].name
            let phase = services[need.service].phase
            let isMet =
                switch need.condition {
                case .started: phase == .starting || phase == .checking || phase == .ready || phase == .exited
                case .ready: phase == .ready
                case .exited: phase == .exited
                }
            if isMet || (phase == .exited && need.condition == .ready && isOneShot(need.service)) { continue }
            switch phase {
            case .failed, .skipped, .exited, .stopped:
                if need.isRequired { return .never("\(name), which it needs, \(phase.asReason)") }
            default:
                return .wait
            }
        }
        return .go
    }

    /// A service without listener and check that ran to a good end has done what others need of it.
    private func isOneShot(_ i: Int) -> Bool {
        plan.services[i].ready == nil && !plan.services[i].waitsForListener
    }

    static func seconds(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value)) s" : "\(value) s"
    }
}
