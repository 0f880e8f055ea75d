package import Diagnosis
package import LinuxKernel

/// What a process does: processor time between two looks, and in what its threads wait (proc_pid_task(5)).
package struct ActivityLook {
    private let machine: Machine
    private let sleep: (Double) -> Void

    /// Seconds between the two looks.
    static let span = 0.2
    /// Threads looked at; a pool may have thousands, all in the same place.
    static let mostThreads = 256

    package init(_ machine: Machine) { self.init(machine, sleep: Clock.sleep) }

    init(_ machine: Machine, sleep: @escaping (Double) -> Void) {
        self.machine = machine
        self.sleep = sleep
    }

    /// - Returns: `nil` once the process is gone.
    package func activity(of pid: Int32) -> ProcessActivity? {
        guard let before = machine.proc.stat(pid) else { return nil }
        let waitedBefore = runDelay(pid)
        let begin = Clock.monotonic()
        sleep(Self.span)
        guard let after = machine.proc.stat(pid), after.startTicks == before.startTicks else { return nil }
        let seconds = max(Self.span, Clock.monotonic() - begin)
        let ticks = after.cpuTicks >= before.cpuTicks ? after.cpuTicks - before.cpuTicks : 0
        let waited = max(0, runDelay(pid) - waitedBefore)
        return ProcessActivity(
            cores: Double(ticks) / machine.bootClock().ticksPerSecond / seconds, threads: threads(pid),
            descriptors: descriptors(pid), descriptorLimit: descriptorLimit(pid),
            waiting: Double(waited) / 1e9 / seconds)
    }

    /// Nanoseconds that the threads were ready to run and had no processor: the second number of `schedstat`
    /// (Documentation/scheduler/sched-stats.rst of the kernel); 0 where the kernel does not count them.
    private func runDelay(_ pid: Int32) -> Int {
        let folder = machine.proc.path(pid, "task")
        return (FileBytes.names(in: folder) ?? []).prefix(Self.mostThreads).reduce(0) { sum, id in
            let words = (FileBytes.text("\(folder)/\(id)/schedstat") ?? "").split(separator: " ")
            return sum + (words.count > 1 ? Int(words[1]) ?? 0 : 0)
        }
    }

    /// Descriptors open now, and the most there may be (`RLIMIT_NOFILE`); at once.
    func descriptors(andLimitOf pid: Int32) -> (open: Int?, limit: Int?) {
        guard let limit = descriptorLimit(pid) else { return (nil, nil) }
        return (descriptors(pid), limit)
    }

    private func threads(_ pid: Int32) -> [ProcessActivity.Thread] {
        let folder = machine.proc.path(pid, "task")
        let ids = (FileBytes.names(in: folder) ?? []).compactMap { Int32($0) }.sorted()
        return ids.prefix(Self.mostThreads).compactMap { id in
            guard let stat = FileBytes.read("\(folder)/\(id)/stat", isOneRecord: true).flatMap({ ProcessStat($0) })
            else { return nil }
            var thread = ProcessActivity.Thread(id, state: stat.state, name: stat.name)
            let place = FileBytes.text("\(folder)/\(id)/wchan") ?? ""
            // "0" for one that runs, and for everyone who may not know.
            if !place.isEmpty && place != "0" { thread.waitsIn = place }
            let call = FileBytes.text("\(folder)/\(id)/syscall") ?? ""
            (thread.systemCall, thread.descriptor) = Self.call(call)
            thread.isTimed = Self.isTimed(call)
            return thread
        }
    }

    /// `7 0x5 0x7ffd… …`: the call's number and its arguments; `running` outside of any, `-1 …` outside of one.
    static func call(
        _ text: String, _ architecture: SystemCalls.Architecture = SystemCalls.architecture
    ) -> (name: String?, descriptor: Int32?) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard let number = words.first.flatMap({ Int($0) }), number >= 0 else { return (nil, nil) }
        guard let name = SystemCalls.name(number, architecture) else { return ("syscall \(number)", nil) }
        guard SystemCalls.isAboutDescriptor(name), words.count > 1, words[1].hasPrefix("0x") else { return (name, nil) }
        return (name, Int32(words[1].dropFirst(2), radix: 16))
    }

    /// Whether a futex(2) has a time limit, its fourth argument; `nil` for other calls.
    static func isTimed(
        _ text: String, _ architecture: SystemCalls.Architecture = SystemCalls.architecture
    ) -> Bool? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count > 4, let number = words.first.flatMap({ Int($0) }),
            SystemCalls.name(number, architecture) == "futex"
        else { return nil }
        return words[4] != "0x0"
    }

    private func descriptors(_ pid: Int32) -> Int? {
        let folder = machine.proc.path(pid, "fd")
        guard let directory = RawDirectory(path: folder) else {
            // Another user's descriptors are not listed, but counted since Linux 6.2; before that the size is 0.
            return FileBytes.status(folder).flatMap { $0.size > 0 ? $0.size : nil }
        }
        var count = 0
        directory.forEach { name in
            if name.asNumber != nil { count += 1 }
            return true
        }
        return count
    }

    /// The soft limit in `Max open files  1024  1048576  files`.
    private func descriptorLimit(_ pid: Int32) -> Int? {
        for line in (FileBytes.text(machine.proc.path(pid, "limits")) ?? "").split(separator: "\n")
        where line.hasPrefix("Max open files") {
            let soft = line.dropFirst(14).split(separator: " ").first
            return soft == "unlimited" ? Int.max : soft.flatMap { Int($0) }
        }
        return nil
    }
}
