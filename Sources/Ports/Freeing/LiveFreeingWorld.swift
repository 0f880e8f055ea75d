import Endpoints
package import LinuxKernel

/// The machine this program runs on, for freeing.
package final class LiveFreeingWorld: FreeingWorld {
    private let machine: Machine
    private let query: FreeQuery
    private let facts: (ProcessKey) -> FreeProcess?
    private let stopManager: (FreeManager, Double) -> String?
    private let sleep: (Double, [Int32]) -> Bool
    private let events: SocketDestroyEvents?
    private var handles: [ProcessKey: PIDFD] = [:]

    /// - Parameters:
    ///   - facts: what has to be known of a process.
    ///   - stop: stops a container or unit within a grace in seconds, and says what went wrong.
    ///   - sleep: pauses until the time is over or a descriptor is readable, and says whether the user wants to stop.
    package init(
        _ machine: Machine, _ query: FreeQuery, facts: @escaping (ProcessKey) -> FreeProcess?,
        stop: @escaping (FreeManager, Double) -> String?, sleep: @escaping (Double, [Int32]) -> Bool
    ) {
        self.machine = machine
        self.query = query
        self.facts = facts
        stopManager = stop
        self.sleep = sleep
        // Without the announcements the table alone is asked, a little later.
        events = try? SocketDestroyEvents(query.transport)
    }

    package func now() -> Double { Clock.monotonic() }

    package func pause(_ seconds: Double) -> Bool {
        let interrupted = sleep(seconds, events.map { [$0.descriptor] } ?? [])
        _ = events?.drain()
        return interrupted
    }

    package func listeners() throws(SystemError) -> [SocketRow] { try query.listeners(machine.sockets) }

    package func holders(of inodes: Set<UInt32>) -> [FreeProcess] {
        let found = machine.proc.holders(of: inodes.subtracting([0]), among: machine.proc.processes())
        return Set(found.holders.map(\.pid)).sorted().compactMap { pid in
            machine.proc.stat(pid).flatMap { facts(ProcessKey(pid, startTicks: $0.startTicks)) }
        }
    }

    package func send(
        _ signal: Signal, to process: FreeProcess, holding inodes: Set<UInt32>
    ) -> FreeMachine.SignalResult {
        let key = process.key
        do throws(SystemError) {
            // The handle first: what is read of /proc afterwards and fits is about the process the handle means.
            let handle = try self.handle(key)
            guard let stat = machine.proc.stat(key.pid) else { return .gone }
            guard stat.startTicks == key.startTicks else { return .reused }
            if !stat.isAlive { return .gone }
            // A process that was just told to stop may have let go already; waking it up is harmless.
            if signal != .resume {
                let held = machine.proc.holders(of: inodes, among: [key.pid])
                if held.holders.isEmpty && held.unreadable.isEmpty { return .released }
            }
            try handle.send(signal)
            return .sent
        } catch {
            return error.isPermission ? .denied : .gone
        }
    }

    private func handle(_ key: ProcessKey) throws(SystemError) -> PIDFD {
        if let known = handles[key] { return known }
        let new = try PIDFD(key.pid)
        handles[key] = new
        return new
    }

    package func hasExited(_ process: FreeProcess) -> Bool {
        if let handle = handles[process.key] { return handle.waitForExit() }
        guard let stat = machine.proc.stat(process.key.pid) else { return true }
        return stat.startTicks != process.key.startTicks || !stat.isAlive
    }

    package func shutDown(_ row: SocketRow, of process: FreeProcess, descriptor: Int32) -> String? {
        let key = process.key
        do throws(SystemError) {
            let handle = try self.handle(key)
            guard machine.proc.stat(key.pid)?.startTicks == key.startTicks,
                machine.proc.isHeld(SocketHolder(inode: row.inode, pid: key.pid, fd: descriptor))
            else { return "\(process.label.text) no longer holds \(row.local.addressAndPort)" }
            try handle.shutDown(descriptor: descriptor)
            return nil
        } catch {
            return error.isPermission
                ? "not permitted: reaching into \(process.label.text) needs the right to ptrace it (root, or "
                    + "kernel.yama.ptrace_scope = 0)" : "\(error)"
        }
    }

    package func stop(_ manager: FreeManager, grace: Double) -> String? { stopManager(manager, grace) }
}
