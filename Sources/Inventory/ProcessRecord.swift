package import LinuxKernel

/// A process by the only identity that survives reuse of its number: pid and start time.
package struct ProcessIdentity: Hashable, Sendable {
    package var pid: Int32
    /// Clock ticks after boot.
    package var startTicks: UInt64

    package init(pid: Int32, startTicks: UInt64) {
        self.pid = pid
        self.startTicks = startTicks
    }
}

/// What is known of one process. Each fact costs system calls, so each is read when it is first asked for, and once.
package final class ProcessRecord {
    package let pid: Int32
    private let machine: Machine

    package init(pid: Int32, machine: Machine) {
        self.pid = pid
        self.machine = machine
    }

    /// `nil` once the process is gone.
    package lazy var stat: ProcessStat? = machine.proc.stat(pid)
    /// The kernel's 15-byte name; `?` when the process went before it was read.
    package lazy var name: String = stat?.name ?? "?"
    package lazy var arguments: [String] = machine.proc.commandLine(pid) ?? []
    package lazy var executable: (path: String, isDeleted: Bool)? = machine.proc.executable(pid)
    package lazy var workingDirectory: String? = machine.proc.workingDirectory(pid)
    package lazy var user: UInt32? = machine.proc.user(pid)
    package lazy var cgroups: [String: String] = machine.proc.cgroups(pid)
    /// The inode of its mount namespace; `nil` without permission. A container always has one of its own.
    package lazy var mountNamespace: UInt64? = machine.proc.namespace(pid, "mnt")
    package lazy var environment: [(name: String, value: String)]? = machine.proc.environment(pid)

    package var parent: Int32? { stat?.parent }
    package var identity: ProcessIdentity? { stat.map { ProcessIdentity(pid: pid, startTicks: $0.startTicks) } }

    /// The first value of a variable in the environment it started with.
    package func variable(_ name: String) -> String? { environment?.first { $0.name == name }?.value }

    /// The name people call it by: the executable's or script's, where the kernel's 15 bytes cut it short.
    package var displayName: String {
        guard name.utf8.count == 15, let first = arguments.first else { return name }
        let base = first.split(separator: "/").last.map(String.init) ?? first
        return base.hasPrefix(name) && !base.contains(" ") ? base : name
    }
}

extension ProcessRecord {
    fileprivate func take(_ facts: ListedFacts) {
        stat = facts.stat
        arguments = facts.arguments
        executable = facts.executable
        workingDirectory = facts.workingDirectory
    }
}

/// The processes met during one look at the machine, each read once however many sockets it holds.
package final class ProcessBook {
    private let machine: Machine
    private var records: [Int32: ProcessRecord] = [:]

    package init(_ machine: Machine) { self.machine = machine }

    package func record(_ pid: Int32) -> ProcessRecord {
        if let known = records[pid] { return known }
        let record = ProcessRecord(pid: pid, machine: machine)
        records[pid] = record
        return record
    }

    /// Reads what a listing shows of these processes, on several threads where there are many.
    package func readAhead(_ pids: [Int32]) {
        let unknown = pids.filter { records[$0] == nil }
        guard unknown.count >= 32 else { return }
        let proc = machine.proc
        let parts = Parallel.width
        let facts = Parallel.map(parts) { part in
            stride(from: part, to: unknown.count, by: parts).compactMap { i in
                ProcessVisit(unknown[i], proc).map { ListedFacts($0) }
            }
        }
        take(facts.flatMap { $0 })
    }

    /// Keeps what was read elsewhere of processes not met before.
    package func take(_ facts: [ListedFacts]) {
        for fact in facts where records[fact.pid] == nil { record(fact.pid).take(fact) }
    }

    /// Forgets processes that are gone, before their numbers come round to others.
    package func keep(_ pids: Set<Int32>) { records = records.filter { pids.contains($0.key) } }

    /// The parents of a process, nearest first; ends at pid 1 or where the chain cannot be followed.
    package func ancestors(of pid: Int32) -> [ProcessRecord] {
        var out: [ProcessRecord] = []
        var next = record(pid).parent ?? 0
        while next > 0, out.count < 64, !out.contains(where: { $0.pid == next }) {
            let record = record(next)
            guard record.stat != nil else { break }
            out.append(record)
            next = record.parent ?? 0
        }
        return out
    }

    /// Every process whose parent is `pid`, and theirs, from one read of all processes.
    package func descendants(of pid: Int32) -> [ProcessRecord] {
        var children: [Int32: [Int32]] = [:]
        for other in machine.proc.processes() {
            if let parent = record(other).parent { children[parent, default: []].append(other) }
        }
        var out: [ProcessRecord] = []
        var queue = (children[pid] ?? []).sorted()
        while let next = queue.first {
            queue.removeFirst()
            out.append(record(next))
            queue += (children[next] ?? []).sorted()
        }
        return out
    }
}
