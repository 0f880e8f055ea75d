import CLinux
import Inventory
package import LinuxKernel

/// Ends what is left of a stack whose guardian has been killed.
///
/// Every signal goes through a pidfd whose start time was checked after it was opened, so that it never meets another
/// process that got the number since.
package struct Sweep: Sendable {
    package var search: LeftoverSearch
    package var proc: ProcFS

    package init(
        record: GuardianRecord?, match: RunMatch, adopts: Bool = false, observer: Int32 = CurrentProcess.id,
        proc: ProcFS = ProcFS()
    ) {
        let usable = record.flatMap { $0.isValid(in: proc) ? $0 : nil }
        search = LeftoverSearch(record: usable, match: match, observer: observer, adopts: adopts)
        self.proc = proc
    }

    /// What there is now.
    package func leftovers() -> [Leftover] {
        var reader = SnapshotReader(proc)
        return search.find(reader.all(), members: cgroupMembers())
    }

    /// Ends them: the service's stop signal, its grace, SIGKILL until no look finds one.
    ///
    /// - Parameter longestGrace: seconds; with ten of them all is over within fifteen.
    package func end(longestGrace: Double = 10) -> SweepReport {
        var course = SweepCourse(self)
        course.ask(longestGrace)
        let survivors = course.kill(seconds: 4)
        reapAdopted()
        removeCgroup()
        let living = Set(survivors.map(\.process))
        return SweepReport(
            ended: course.order.filter { !living.contains($0.process) },
            killed: course.killed.subtracting(living).count, survivors: survivors)
    }

    func terms(_ leftover: Leftover) -> (signal: Signal, grace: Double) {
        let service = search.record?.services.first { $0.id == leftover.service }
        return (service?.stopSignal ?? .terminate, service?.grace ?? 5)
    }

    /// Sends a signal to this process and no other.
    func send(_ signal: Signal, to process: ProcessIdentity) {
        guard let handle = try? PIDFD(process.pid), proc.stat(process.pid)?.startTicks == process.startTicks else {
            return
        }
        try? handle.send(signal)
    }

    /// Orphans that ended as our children wait for us to take note.
    private func reapAdopted() {
        guard search.adopts, let session = proc.stat(search.observer)?.session else { return }
        for pid in proc.processes() {
            guard let stat = proc.stat(pid), stat.parent == search.observer, !stat.isAlive, stat.session != session,
                pid != search.record?.guardian.pid
            else { continue }
            var status: Int32 = 0
            waitpid(pid, &status, WNOHANG)
        }
    }
}

/// The stack's cgroup, where it had one (cgroups(7)).
extension Sweep {
    /// Only a folder that a guardian of this run made.
    private var cgroup: String? {
        guard let record = search.record, let path = record.cgroup, path.hasSuffix("/ostia-\(record.run.text)"),
            path.hasPrefix("/sys/fs/cgroup/")
        else { return nil }
        return path
    }

    /// Those who cannot have left it by themselves, whatever else they did.
    func cgroupMembers() -> Set<Int32> {
        guard let cgroup else { return [] }
        var members: Set<Int32> = []
        for name in FileBytes.names(in: cgroup) ?? [] where UInt32(name) != nil {
            for line in (FileBytes.text("\(cgroup)/\(name)/cgroup.procs") ?? "").split(separator: "\n") {
                if let pid = Int32(line) { members.insert(pid) }
            }
        }
        return members
    }

    func killCgroup() {
        guard let cgroup else { return }
        let file = clinux_open("\(cgroup)/cgroup.kill", O_WRONLY | O_CLOEXEC, 0)
        guard file >= 0 else { return }
        _ = clinux_write(file, "1", 1)
        close(file)
    }

    /// A folder cannot go before the last process has left it for good, a moment after it stopped being seen.
    private func removeCgroup() {
        guard let cgroup else { return }
        for _ in 0..<20 {
            for name in FileBytes.names(in: cgroup) ?? [] where UInt32(name) != nil { rmdir("\(cgroup)/\(name)") }
            if rmdir(cgroup) == 0 || clinux_errno() != EBUSY { return }
            Clock.sleep(0.005)
        }
    }
}
