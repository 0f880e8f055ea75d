import CLinux
import LinuxKernel
import Stack

/// A client that is answered once something holds.
struct Waiter {
    enum Condition {
        /// Every one of these is ready, or can no longer become so.
        case ready([Int])
        /// None of these runs any more.
        case stopped([Int])
        /// The stack is over.
        case over
    }

    var client: ControlServer.Client
    var condition: Condition
}

extension Supervisor {
    func serveClients(_ readable: Set<Int32>) {
        guard let control else { return }
        for client in control.clients where readable.contains(client.descriptor) {
            if !client.flush() {
                drop(client)
                continue
            }
            serve(client)
        }
    }

    private func serve(_ client: ControlServer.Client) {
        while true {
            switch client.next() {
            case .nothingYet: return
            case .ended: return drop(client)
            case .nonsense:
                client.answer(ControlAnswer(isDone: false, text: "not understood", status: 2))
                // Whoever does not speak our language may go on for ever.
                return drop(client)
            case .typed(let bytes): type(bytes, for: client)
            case .request(let request): serve(request, client)
            }
        }
    }

    private func drop(_ client: ControlServer.Client) {
        waiters.removeAll { $0.client === client }
        if let tap = client.tap { output.untap(tap) }
        control?.remove(client)
    }

    private func serve(_ request: ControlRequest, _ client: ControlServer.Client) {
        do throws(UnknownService) {
            switch request {
            case .status:
                let text = life.isGoingDown ? ControlAnswer.stopping : ""
                client.answer(ControlAnswer(isDone: true, text: text, document: StackStatus(self).json.text()))
            case .wait:
                waiters.append(Waiter(client: client, condition: .ready(Array(plan.services.indices))))
            case .start(let names):
                let which = try places(names)
                handle(.start(which))
                waiters.append(Waiter(client: client, condition: .ready(which)))
            case .restart(let names):
                let which = try places(names)
                handle(.restart(which))
                waiters.append(Waiter(client: client, condition: .ready(which)))
            case .stop(let names):
                let which = try places(names)
                handle(.stop(which))
                waiters.append(Waiter(client: client, condition: .stopped(which)))
            case .down:
                handle(.down)
                waiters.append(Waiter(client: client, condition: .over))
            case .attach(let name):
                guard let i = try places([name]).first else { return }
                guard let input = inputs[i] else {
                    let text = "\(name) is \(life.services[i].phase.word)"
                    return client.answer(ControlAnswer(isDone: false, text: text, status: 1))
                }
                client.attachedTo = plan.services[i].name
                client.answer(ControlAnswer(isDone: true, text: isatty(input) == 1 ? ControlAnswer.terminal : ""))
                let copy = clinux_fcntl(client.descriptor, F_DUPFD_CLOEXEC, 3)
                if copy >= 0 { client.tap = output.tap(plan.services[i].name, to: copy) }
            }
        } catch {
            client.answer(ControlAnswer(isDone: false, text: error.text, status: 2))
        }
    }

    private struct UnknownService: Error {
        var text: String
    }

    /// The places of these services; of all where none is named. A service's name means all of its instances.
    private func places(_ names: [String]) throws(UnknownService) -> [Int] {
        if names.isEmpty { return Array(plan.services.indices) }
        var out: [Int] = []
        for name in names {
            let found = plan.services.indices.filter {
                plan.services[$0].name == name || plan.services[$0].spec.name == name
            }
            guard !found.isEmpty else {
                let all = plan.services.map(\.name).joined(separator: ", ")
                throw UnknownService(text: "no service is called \(name); there are \(all)")
            }
            out += found
        }
        return out
    }

    private func type(_ bytes: [UInt8], for client: ControlServer.Client) {
        // Nobody reads while it is started again.
        guard let i = plan.services.firstIndex(where: { $0.name == client.attachedTo }), let input = inputs[i] else {
            return
        }
        // A service that reads nothing must not stop the supervisor: what does not fit is dropped, as a terminal does.
        var entry = pollfd(fd: input, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 0) > 0, entry.revents & Int16(POLLOUT) != 0 else { return }
        _ = clinux_write(input, bytes, UInt(bytes.count))
    }

    /// Lets those go who type into a service that is over.
    func dropAttached() {
        for client in control?.clients ?? [] {
            guard let i = plan.services.firstIndex(where: { $0.name == client.attachedTo }) else { continue }
            if life.services[i].phase.isOver { drop(client) }
        }
    }

    /// Answers everybody who still waits, once nothing of the stack is left.
    ///
    /// - Parameter receipt: what those are told who asked for the end.
    package func answerAtTheEnd(_ receipt: String, isClean: Bool) {
        answerWaiters(isOver: true, receipt: receipt, isClean: isClean)
    }

    /// Answers those whose condition holds.
    func answerWaiters(isOver: Bool, receipt: String = "", isClean: Bool = true) {
        waiters.removeAll { waiter in
            guard var answer = answer(to: waiter.condition, isOver: isOver) else { return false }
            if case .over = waiter.condition {
                answer = ControlAnswer(isDone: isClean, text: receipt, status: isClean ? 0 : 1)
            }
            waiter.client.answer(answer)
            return true
        }
    }

    /// Whether a service that nothing is asked of has lived long enough not to be one that ends at once.
    private func hasSettled(_ i: Int) -> Bool {
        guard !plan.services[i].waitsForListener, plan.services[i].ready == nil, life.services[i].phase == .ready else {
            return true
        }
        return Clock.monotonic() - (life.services[i].readyAt ?? 0) >= Self.settlingTime
    }

    /// In seconds.
    private static let settlingTime = 0.1

    private func answer(to condition: Waiter.Condition, isOver: Bool) -> ControlAnswer? {
        // Whoever asks wants to read of the crash, too, and its card is still being written.
        guard crashes.isEmpty || isOver else { return nil }
        switch condition {
        case .over:
            return isOver ? ControlAnswer(isDone: true, text: "stopped") : nil
        case .stopped(let which):
            guard isOver || which.allSatisfy({ life.services[$0].phase.isOver }) else { return nil }
            return ControlAnswer(isDone: true, text: "stopped")
        case .ready(let which):
            if !isOver, let late = which.first(where: { life.services[$0].isOverdue }) {
                let text = "\(plan.services[late].name) is not ready in time\(hint(late))"
                return ControlAnswer(isDone: false, text: text, status: 4)
            }
            let services = which.map { (plan.services[$0].name, life.services[$0]) }
            // What has failed itself comes before what could not start for want of it.
            for (name, service) in services {
                if case .failed(let reason) = service.phase {
                    return ControlAnswer(isDone: false, text: "\(name) failed: \(reason)", status: 1)
                }
            }
            for (name, service) in services {
                if case .skipped(let reason) = service.phase {
                    return ControlAnswer(isDone: false, text: "\(name) is not started: \(reason)", status: 1)
                }
            }
            guard isOver || which.allSatisfy(hasSettled) else { return nil }
            if services.allSatisfy({ $0.1.phase == .ready || $0.1.phase == .exited }) {
                return ControlAnswer(isDone: true, text: "ready")
            }
            return isOver ? ControlAnswer(isDone: false, text: "the stack has ended", status: 1) : nil
        }
    }
}
