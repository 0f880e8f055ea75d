package import LinuxKernel

/// The machine as freeing acts on it; tests put a scripted one in its place.
package protocol FreeingWorld: AnyObject {
    /// Seconds on a clock that only goes forward.
    func now() -> Double
    /// Sleeps until the time is over, a socket was destroyed or a process ended; true when the user wants to stop.
    func pause(_ seconds: Double) -> Bool
    /// Everything that listens on the ports in question now.
    func listeners() throws(SystemError) -> [SocketRow]
    /// What is known of the processes that hold these sockets.
    func holders(of inodes: Set<UInt32>) -> [FreeProcess]
    /// Sends a signal, after making sure that the number still means that process and it still holds one of the sockets.
    func send(_ signal: Signal, to process: FreeProcess, holding inodes: Set<UInt32>) -> FreeMachine.SignalResult
    func hasExited(_ process: FreeProcess) -> Bool
    /// Shuts a socket of a process down; a failure in words.
    func shutDown(_ row: SocketRow, of process: FreeProcess, descriptor: Int32) -> String?
    /// Stops a container or unit and waits for that; a failure in words.
    func stop(_ manager: FreeManager, grace: Double) -> String?
}

/// What came of it.
package struct FreeOutcome: Sendable {
    package var end: FreeMachine.End
    package var records: [FreeMachine.Record]
    /// Seconds until the last socket was gone; `nil` when one remains.
    package var duration: Double?
    /// The planned sockets that remain, by identity.
    package var remaining: Set<UInt64>
    /// Who holds the sockets that took the ports again.
    package var retakers: [(row: SocketRow, processes: [FreeProcess])] = []

    package init(
        end: FreeMachine.End, records: [FreeMachine.Record], duration: Double?, remaining: Set<UInt64>,
        retakers: [(row: SocketRow, processes: [FreeProcess])] = []
    ) {
        self.end = end
        self.records = records
        self.duration = duration
        self.remaining = remaining
        self.retakers = retakers
    }
}

/// Runs a `FreeMachine` against a world.
package struct FreeRunner<World: FreeingWorld> {
    private let world: World
    private let plan: FreePlan
    private let options: FreeOptions

    package init(_ plan: FreePlan, _ options: FreeOptions, world: World) {
        self.plan = plan
        self.options = options
        self.world = world
    }

    /// - Parameter killing: begins with SIGKILL.
    package func run(killing: Bool = false) throws(SystemError) -> FreeOutcome {
        var machine = FreeMachine(plan, options, killing: killing)
        let planned = Set(plan.sockets.map(\.identity))
        var remaining = planned
        var queue = machine.handle(.begin, at: world.now())
        var delay = 0.002
        while true {
            while !queue.isEmpty {
                let action = queue.removeFirst()
                if case .finish(let end) = action {
                    var outcome = FreeOutcome(
                        end: end, records: machine.records, duration: machine.duration, remaining: remaining)
                    if case .retaken(let rows) = end {
                        outcome.retakers = rows.map { ($0, world.holders(of: [$0.inode])) }
                    }
                    return outcome
                }
                if let event = perform(action, remaining) { queue += machine.handle(event, at: world.now()) }
            }
            for record in machine.records where record.result == "sent" {
                if let process = record.process, world.hasExited(process) {
                    queue += machine.handle(.exited(process.key), at: world.now())
                }
            }
            let rows = try world.listeners()
            let present = Set(rows.map(WaitRules.identity))
            remaining = planned.intersection(present)
            let newcomers = rows.filter {
                let identity = WaitRules.identity($0)
                return !planned.contains(identity) && !plan.spared.contains(identity)
            }
            queue += machine.handle(.looked(remaining: remaining, newcomers: newcomers), at: world.now())
            if !queue.isEmpty { continue }
            if world.pause(delay) { queue += machine.handle(.interrupted, at: world.now()) }
            delay = min(delay * 1.5, 0.02)
        }
    }

    private func perform(_ action: FreeMachine.Action, _ remaining: Set<UInt64>) -> FreeMachine.Event? {
        let inodes = Set(plan.sockets.filter { remaining.contains($0.identity) }.map(\.row.inode))
        switch action {
        case .signal(let process, let signal):
            return .signalled(process.key, world.send(signal, to: process, holding: inodes))
        case .findHolders: return .holders(world.holders(of: inodes))
        case .run(let step):
            switch plan.steps[step] {
            case .stop(let manager, _):
                return .stepEnded(step, failure: world.stop(manager, grace: options.grace))
            case .shutDown(let process, let descriptor, let row):
                return .stepEnded(step, failure: world.shutDown(row, of: process, descriptor: descriptor))
            case .signal: return nil
            }
        case .finish: return nil
        }
    }
}
