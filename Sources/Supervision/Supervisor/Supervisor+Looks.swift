import LinuxKernel
import Stack

extension Supervisor {
    /// How soon a new listener is seen, in seconds: well below the 50 ms that people are promised.
    private static let eager = 0.02
    /// The same for a service that has taken its time already.
    private static let patient = 0.2
    /// The same for one that may never listen.
    private static let resigned = 1.0
    /// How long a start is looked at eagerly, in seconds.
    private static let eagerness = 10.0
    /// How long changes of files are gathered before a restart, in seconds.
    private static let settling = 0.3

    /// How long the next wait may last, in seconds; `nil` for as long as nothing happens.
    func timeout() -> Double? {
        let now = Clock.monotonic()
        var due: [Double] = []
        if let deadline = life.nextDeadline { due.append(deadline - now) }
        for (i, service) in life.services.enumerated() {
            if service.phase == .starting && service.pid != 0 {
                let age = now - (service.startedAt ?? now)
                due.append(age < Self.eagerness ? Self.eager : age < 60 ? Self.patient : Self.resigned)
            }
            if service.phase == .checking || service.phase == .ready, !watches[i].isChecking,
                let next = watches[i].nextCheck
            {
                due.append(next - now)
            }
            if service.phase.isActive, let next = watches[i].nextComparison { due.append(next - now) }
            // The countdown on the screen.
            if service.phase == .stopping { due.append(0.2) }
            if let changed = changedFiles[i] { due.append(changed.at + Self.settling - now) }
        }
        // Whoever waits for a service that nothing is asked of waits for it to have lived a moment.
        if !waiters.isEmpty { due.append(0.05) }
        return due.min().map { max(0, $0) }
    }

    /// Looks at whatever is due: listeners, checks, promises.
    func look() {
        let usesUDP = plan.services.contains { $0.ports.contains { $0.transport == "udp" } }
        var glance = Glance(machine, usesUDP: usesUDP)
        lookForListeners(&glance)
        lookForChanges()
        for i in plan.services.indices { runChecks(i, &glance) }
        compareWithPromises(&glance)
    }

    private func lookForListeners(_ glance: inout Glance) {
        for i in life.services.indices where life.services[i].phase == .starting && life.services[i].pid != 0 {
            guard ListenerLook.isKept(plan.services[i], glance.rows()), isOurs(i, &glance) else { continue }
            watches[i].nextCheck = Clock.monotonic()
            handle(.listening(i))
        }
    }

    /// Whether the listeners on the service's ports are its own: somebody else's on the same port make nothing ready.
    private func isOurs(_ i: Int, _ glance: inout Glance) -> Bool {
        // An engine's daemon or the kernel itself listens for a container.
        if isContainer(i) { return !isRefused(i) }
        let promised = plan.services[i].promisedPorts
        let held = glance.listeners(of: life.services[i].pid, on: Set(promised.map(\.number)))
        return promised.allSatisfy { port in
            port.transport != "tcp" || held.contains { $0.endpoint.port == port.number }
        }
    }

    // MARK: Checks

    private func runChecks(_ i: Int, _ glance: inout Glance) {
        let phase = life.services[i].phase
        let isLive = phase == .ready
        guard phase == .checking || isLive, !watches[i].isChecking, let due = watches[i].nextCheck,
            due <= Clock.monotonic()
        else { return }
        guard let check = isLive ? plan.services[i].live : plan.services[i].ready else {
            watches[i].nextCheck = nil
            return
        }
        watches[i].isChecking = true
        switch check.kind {
        case .log:
            // The log tells of itself.
            watches[i].nextCheck = nil
            watches[i].isChecking = false
        case .tcp:
            let isThere = ListenerLook.isKept(plan.services[i], glance.rows())
            checked(isLive ? .liveCheck(i) : .readyCheck(i), i, isThere ? nil : "nothing listens on its port")
        case .exec(let command):
            startCheck(command, isLive ? .liveCheck(i) : .readyCheck(i), i)
        case .http(let path, let status):
            let port = plan.services[i].ports.first { $0.name == check.port } ?? plan.services[i].mainPort
            guard let port else { return checked(isLive ? .liveCheck(i) : .readyCheck(i), i, "it has no port") }
            let (machine, results, start) = (machine, results, mains[i])
            Parallel.detach {
                let failure = HTTPProbe.failure(
                    machine, host: port.host, port: port.number, path: path, status: status, timeout: check.timeout)
                results.put(CheckResult(service: i, isLive: isLive, start: start, failure: failure))
            }
        }
    }

    func take(_ result: CheckResult) {
        let i = result.service
        let isLive = life.services[i].phase == .ready
        // A start asks for itself: what was asked of the one before it tells nothing.
        guard result.start == mains[i] else { return }
        guard result.isLive == isLive else {
            watches[i].isChecking = false
            return
        }
        checked(isLive ? .liveCheck(i) : .readyCheck(i), i, result.failure)
    }

    /// Takes in what a check came to.
    func checked(_ role: Role, _ i: Int, _ failure: String?) {
        let now = Clock.monotonic()
        watches[i].isChecking = false
        if case .readyCheck = role {
            // Once it has passed nobody asks again: a service's log is no place for our questions.
            watches[i].nextCheck = failure == nil ? nil : now + min(plan.services[i].ready?.interval ?? 1, 0.25)
            if failure == nil { handle(.checkPassed(i)) }
            return
        }
        guard let live = plan.services[i].live, life.services[i].phase == .ready else { return }
        watches[i].nextCheck = now + live.interval
        let isYoung = now - (life.services[i].startedAt ?? now) < live.startPeriod
        watches[i].failures = failure == nil || isYoung ? 0 : watches[i].failures + 1
        if let failure, watches[i].failures >= max(1, live.retries) {
            watches[i].failures = 0
            handle(.liveFailed(i, failure))
        }
    }

    // MARK: Promises

    private func compareWithPromises(_ glance: inout Glance) {
        let now = Clock.monotonic()
        for (i, service) in plan.services.enumerated() {
            guard let due = watches[i].nextComparison, due <= now else { continue }
            let phase = life.services[i].phase
            guard phase == .starting || phase == .checking || phase == .ready, life.services[i].pid > 0,
                !service.ports.isEmpty
            else {
                watches[i].nextComparison = nil
                continue
            }
            if case .container = service.spec.kind {
                watches[i].nextComparison = nil
                continue
            }
            watches[i].comparisons += 1
            // Twice after it is ready; for as long as it is not, ever more seldom.
            let isDone = phase == .ready && watches[i].comparisons > 2
            watches[i].nextComparison = isDone ? nil : now + min(30, Double(1 + watches[i].comparisons))
            let real = glance.listeners(of: life.services[i].pid)
            for divergence in Promise.divergences(service, real: real)
            where !watches[i].divergences.contains(where: { $0.kind == divergence.kind && $0.port == divergence.port })
            {
                watches[i].divergences.append(divergence)
                output.say("\(divergence.text); \(divergence.mend)", of: service.name)
            }
        }
    }

    // MARK: Files

    private func lookForChanges() {
        let now = Clock.monotonic()
        for i in plan.services.indices {
            if let path = watches[i].files?.change() {
                changedFiles[i] = (changedFiles[i]?.path ?? path, now)
            } else if let changed = changedFiles[i], now >= changed.at + Self.settling {
                changedFiles[i] = nil
                handle(.changed(i, changed.path))
            }
        }
    }
}
