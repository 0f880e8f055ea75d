import CLinux
import LinuxKernel
import Stack

/// What goes on with the container engine about services, by their places in the plan.
struct EngineWatch {
    /// Containers that are being removed, since what ran them was killed and the engine keeps them alive.
    var removals: Set<Int> = []
    /// Services that are started once that is over: their next container has the same name.
    var waiting: Set<Int> = []
    /// Processes whose container the engine refused to run, until its words are in the log.
    var refusals: [ServiceID: Int] = [:]
}

/// Containers live in the engine, not below us. The commands that stop and remove them are processes of the guardian
/// like all others: watched, never waited for, and each with a limit, since an engine that hangs answers nobody.
extension Supervisor {
    /// How long the engine may take beyond a service's own grace, in seconds.
    private static let enginePatience = 5.0
    /// How long it may take to remove a container, in seconds.
    private static let removalLimit = 10.0
    /// The exit code of `run` when the engine and not the container failed (docker-run(1), podman-run(1)).
    private static let refusal: Int32 = 125

    var containers: ContainerCommand { ContainerCommand(engine: options.containerEngine, stack: plan.identity) }

    func isContainer(_ i: Int) -> Bool { if case .container = plan.services[i].spec.kind { true } else { false } }

    // MARK: Stopping

    /// Asks the engine to stop it. What holds its output ends with it, and is killed when the engine does not answer.
    func stopContainer(_ i: Int) {
        if engine.waiting.remove(i) != nil {
            // It never got as far as a container.
            handle(.exited(i, Ending()))
            handle(.emptied(i))
            return
        }
        guard let main = mains[i] else { return }
        let service = plan.services[i]
        let limit = service.spec.stop.grace + Self.enginePatience
        stopDeadlines[i] = Clock.monotonic() + limit
        guard let id = start(quiet(containers.stop(service)), .containerStop(i), i) else {
            return containerStopped(i, Ending(code: 127))
        }
        host.limit(id, seconds: limit)
        host.limit(main, seconds: limit)
    }

    /// - Parameter ending: how the command that stops it ended.
    func containerStopped(_ i: Int, _ ending: Ending) {
        guard !ending.isSuccess(), let main = mains[i] else { return }
        // There is no such container yet, or the engine refuses: who runs it passes a signal on, or gives up.
        try? host.stop(main, signal: Signal(plan.services[i].spec.stop.signal) ?? .terminate, grace: 2)
    }

    // MARK: Removing

    /// Whether its start has to wait until what an earlier one left is removed.
    func mustWaitForRemoval(_ i: Int) -> Bool {
        guard engine.removals.contains(i) else { return false }
        engine.waiting.insert(i)
        return true
    }

    private func removeContainer(_ i: Int) {
        let name = ContainerCommand.name(plan.services[i].name, plan.identity)
        guard !engine.removals.contains(i),
            let id = start(quiet(containers.remove([name])), .containerRemoval(i), i)
        else { return }
        engine.removals.insert(i)
        host.limit(id, seconds: Self.removalLimit)
    }

    /// Whatever came of it: where the container is still there, the engine refuses the next one in its own words.
    func containerRemoved(_ i: Int) {
        engine.removals.remove(i)
        if engine.waiting.remove(i) != nil { startMain(i) }
    }

    // MARK: Endings

    /// What ran its container has ended. Kept back when the engine refused, until its reasons can be told.
    ///
    /// - Returns: whether the state machine is told later.
    func wasRefused(_ i: Int, _ id: ServiceID, _ ending: Ending) -> Bool {
        // At the end of the stack all of its containers are looked for.
        if ending.signal != 0 && !life.isGoingDown { removeContainer(i) }
        guard ending.signal == 0, ending.code == Self.refusal, life.services[i].phase == .starting else { return false }
        engine.refusals[id] = i
        crashes[id] = Crash(service: i, ending: ending, life: life.services[i])
        return true
    }

    /// Whether the engine has refused it just now: somebody else's listener on its port makes it no readier.
    func isRefused(_ i: Int) -> Bool { engine.refusals.values.contains(i) }

    /// Everything that this process wrote is in the log. Another try would meet with the same refusal.
    func tellOfRefusal(_ id: ServiceID) {
        guard let i = engine.refusals.removeValue(forKey: id) else { return }
        let service = plan.services[i]
        let refusal = ContainerRefusal(output.tail(20, of: service.name), engine: options.containerEngine)
        handle(.spawnFailed(i, refusal.text(service)))
    }

    /// Without the name that the engine prints of whatever it has stopped or removed.
    private func quiet(_ words: [String]) -> [String] { ["/bin/sh", "-c", "exec \"$@\" >/dev/null", "sh"] + words }
}

extension ServiceHost {
    /// Kills it once its time is over; until then it is left alone.
    ///
    /// A stop with a signal that nobody minds: SIGURG is ignored unless a program asks for it (signal(7)), and the
    /// engines' commands pass it on to no container.
    func limit(_ id: ServiceID, seconds: Double) {
        try? stop(id, signal: Signal(number: SIGURG), grace: seconds)
    }
}
