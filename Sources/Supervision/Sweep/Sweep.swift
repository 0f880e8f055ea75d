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
    package func leftovers(earlier: Set<Leftover> = []) -> [Leftover] {
        search.find(ProcessSnapshot.all(proc), earlier: earlier)
    }

    /// Ends them: the service's stop signal, its grace, SIGKILL until no look finds one.
    ///
    /// - Parameter longestGrace: seconds; with ten of them all is over within fifteen.
    package func end(longestGrace: Double = 10) -> SweepReport {
        var course = Course(sweep: self)
        course.ask(longestGrace)
        course.kill(seconds: 4)
        let survivors = leftovers(earlier: course.seen)
        reapAdopted()
        removeCgroup()
        let living = Set(survivors.map(\.process))
        return SweepReport(
            ended: course.order.filter { !living.contains($0.process) },
            killed: course.killed.subtracting(living).count,
            survivors: survivors)
    }

    fileprivate func terms(_ leftover: Leftover) -> (signal: Signal, grace: Double) {
        let service = search.record?.services.first { $0.id == leftover.service }
        return (service?.stopSignal ?? .terminate, service?.grace ?? 5)
    }

    /// Sends a signal to this process and no other.
    fileprivate func send(_ signal: Signal, to process: ProcessIdentity) {
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

    fileprivate func killCgroup() {
        guard let cgroup else { return }
        let file = clinux_open("\(cgroup)/cgroup.kill", O_WRONLY | O_CLOEXEC, 0)
        guard file >= 0 else { return }
        _ = clinux_write(file, "1", 1)
        close(file)
    }

    private func removeCgroup() {
        guard let cgroup else { return }
        for name in FileBytes.names(in: cgroup) ?? [] where UInt32(name) != nil { rmdir("\(cgroup)/\(name)") }
        rmdir(cgroup)
    }
}

/// A sweep on its way: what was seen and told so far.
private struct Course {
    let sweep: Sweep
    var seen: Set<Leftover> = []
    var order: [Leftover] = []
    var killed: Set<ProcessIdentity> = []

    init(sweep: Sweep) { self.sweep = sweep }

    /// Looks, and says which are new.
    private mutating func look() -> (all: [Leftover], new: [Leftover]) {
        let all = sweep.leftovers(earlier: seen)
        let new = all.filter { !seen.contains($0) }
        for leftover in new where seen.insert(leftover).inserted { order.append(leftover) }
        return (all, new)
    }

    /// Asks each once to end, and waits for the longest grace among them.
    mutating func ask(_ longestGrace: Double) {
        let start = Clock.monotonic()
        var deadline = start
        while true {
            let (all, new) = look()
            for leftover in new {
                let terms = sweep.terms(leftover)
                deadline = min(max(deadline, start + terms.grace), start + longestGrace)
                sweep.send(terms.signal, to: leftover.process)
                // A stopped process would see it only when it runs again.
                sweep.send(.resume, to: leftover.process)
            }
            if all.isEmpty || Clock.monotonic() >= deadline { return }
            wait(all, seconds: min(0.1, deadline - Clock.monotonic()))
        }
    }

    /// Until the first of them ends, or the time is over.
    private func wait(_ leftovers: [Leftover], seconds: Double) {
        let handles = leftovers.prefix(200).compactMap { try? PIDFD($0.process.pid) }
        var entries = handles.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        poll(&entries, nfds_t(entries.count), Int32((max(0, seconds) * 1000).rounded(.up)))
    }

    /// Freezes until a look finds none that is new, kills, and looks again.
    mutating func kill(seconds: Double) {
        let deadline = Clock.monotonic() + seconds
        var pause = 0.001
        while Clock.monotonic() < deadline {
            var (all, _) = look()
            if all.isEmpty { return }
            sweep.killCgroup()
            var frozen: Set<ProcessIdentity> = []
            let end = min(Clock.monotonic() + 0.4, deadline)
            while true {
                let new = all.filter { frozen.insert($0.process).inserted }
                if new.isEmpty || Clock.monotonic() >= end { break }
                for leftover in new { sweep.send(Signal(number: SIGSTOP), to: leftover.process) }
                all = look().all
            }
            for leftover in all {
                sweep.send(.kill, to: leftover.process)
                killed.insert(leftover.process)
            }
            wait(all, seconds: pause)
            pause = min(pause * 2, 0.05)
        }
    }
}
