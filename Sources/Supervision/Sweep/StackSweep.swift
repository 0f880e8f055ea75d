import CLinux
package import Inventory
package import LinuxKernel

/// What an `up` or a `down` does first: sees to it that nothing of an earlier run is left.
package enum StackSweep {
    package enum Outcome: Hashable, Sendable {
        /// The stack runs: this is its supervisor. Nothing was touched.
        case runs(supervisor: ProcessIdentity)
        /// Nothing is left, but for the survivors.
        case swept(SweepReport)
    }

    /// Sweeps a stack.
    ///
    /// A guardian that outlived its supervisor is already at work and is waited for; one that does not come to an end in
    /// its time is killed. Takes up to 30 seconds; nothing at all where nothing is left.
    ///
    /// - Parameters:
    ///   - stack: `StackFolders.runName`. The caller holds the stack's lock: no other run of it starts meanwhile.
    ///   - record: the path of the guardian's record.
    package static func run(stack: String, record path: String, proc: ProcFS = ProcFS()) -> Outcome {
        let record = GuardianRecord.read(path).flatMap { $0.isValid(in: proc) ? $0 : nil }
        if let record {
            let supervisor = record.supervisor
            if supervisor.pid != CurrentProcess.id && isAlive(supervisor, proc) && isAlive(record.guardian, proc) {
                return .runs(supervisor: supervisor)
            }
            endGuardian(record.guardian, proc)
        }
        let report = Sweep(record: record, match: .stack(stack), proc: proc).end()
        if report.survivors.isEmpty { unlink(path) }
        return .swept(report)
    }

    private static func endGuardian(_ guardian: ProcessIdentity, _ proc: ProcFS) {
        guard let handle = try? PIDFD(guardian.pid), isAlive(guardian, proc) else { return }
        if handle.waitForExit(16) { return }
        try? handle.send(.kill)
        _ = handle.waitForExit(2)
    }

    private static func isAlive(_ process: ProcessIdentity, _ proc: ProcFS) -> Bool {
        guard let stat = proc.stat(process.pid) else { return false }
        return stat.startTicks == process.startTicks && stat.isAlive
    }
}
