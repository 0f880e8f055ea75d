import CLinux
import Inventory
import LinuxKernel

/// A sweep on its way: what was seen and told so far.
struct SweepCourse {
    private let sweep: Sweep
    private var reader: SnapshotReader
    private let spared: Set<Int32>
    private var seen: Set<Leftover> = []
    private(set) var order: [Leftover] = []
    private(set) var killed: Set<ProcessIdentity> = []

    init(_ sweep: Sweep) {
        self.sweep = sweep
        reader = SnapshotReader(sweep.proc)
        spared = sweep.search.ancestors(reader.all())
    }

    /// Asks each once to end, and waits for the longest grace among those that have not.
    mutating func ask(_ longestGrace: Double) {
        let start = Clock.monotonic()
        while true {
            let before = seen
            let all = look()
            for leftover in all where !before.contains(leftover) {
                sweep.send(sweep.terms(leftover).signal, to: leftover.process)
                // A stopped process would see it only when it runs again.
                sweep.send(.resume, to: leftover.process)
            }
            let deadline = start + min(longestGrace, all.map { sweep.terms($0).grace }.max() ?? 0)
            if all.isEmpty || Clock.monotonic() >= deadline { return }
            wait(all, seconds: min(0.1, deadline - Clock.monotonic()))
        }
    }

    /// Freezes until a look finds none that is new, kills, and looks again.
    ///
    /// - Returns: those that live on when the time is over.
    mutating func kill(seconds: Double) -> [Leftover] {
        let deadline = Clock.monotonic() + seconds
        var pause = 0.001
        var emptyLooks = 0
        while true {
            let all = freeze(until: min(Clock.monotonic() + 0.4, deadline))
            // One that was born and whose parent died during the look may have been missed: the next one sees it.
            emptyLooks = all.isEmpty ? emptyLooks + 1 : 0
            if emptyLooks == 3 || Clock.monotonic() >= deadline { return all }
            if !all.isEmpty { sweep.killCgroup() }
            for leftover in all {
                sweep.send(.kill, to: leftover.process)
                killed.insert(leftover.process)
            }
            wait(all, seconds: pause)
            pause = min(pause * 2, 0.05)
        }
    }

    /// Stops all that are left, each as soon as it is seen, until a look finds none that is new.
    private mutating func freeze(until end: Double) -> [Leftover] {
        var frozen: Set<ProcessIdentity> = []
        while true {
            let all = look(stopping: true)
            let new = all.filter { frozen.insert($0.process).inserted }
            if new.isEmpty || Clock.monotonic() >= end { return all }
            for leftover in new { sweep.send(.halt, to: leftover.process) }
        }
    }

    private mutating func look(stopping: Bool = false) -> [Leftover] {
        let (sweep, spared) = (sweep, spared)
        let processes = reader.all { process in
            guard stopping, let run = process.run, sweep.search.match.matches(run), process.stat.state != "T",
                !spared.contains(process.pid)
            else { return }
            sweep.send(.halt, to: process.identity)
        }
        let all = sweep.search.find(processes, members: sweep.cgroupMembers(), earlier: seen)
        for leftover in all where seen.insert(leftover).inserted { order.append(leftover) }
        return all
    }

    /// Until the first of them ends, or the time is over.
    private func wait(_ leftovers: [Leftover], seconds: Double) {
        let handles = leftovers.prefix(200).compactMap { try? PIDFD($0.process.pid) }
        var entries = handles.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        poll(&entries, nfds_t(entries.count), Int32((max(0, seconds) * 1000).rounded(.up)))
    }
}

extension Signal {
    /// Stops a process; it cannot refuse.
    fileprivate static let halt = Signal(number: SIGSTOP)
}
