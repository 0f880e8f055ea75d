package import LinuxKernel

/// Finds the processes behind sockets: from memory where it can be proved, by walking descriptors where it must.
package struct OwnerSearch {
    /// What was found and what it cost.
    package struct Result {
        /// Holders by inode.
        package var holders: [UInt32: [SocketHolder]] = [:]
        /// Whether some process's descriptors could not be read.
        package var hasUnreadable = false
        /// Descriptors looked at.
        package var looks = 0
        /// What was read of proved holders on the way, if that was asked for.
        package var facts: [ListedFacts] = []
    }

    private let machine: Machine
    private let files: RuntimeFiles?

    /// - Parameter files: where holders are remembered; `nil` walks everything and remembers nothing.
    package init(_ machine: Machine, files: RuntimeFiles?) {
        self.machine = machine
        self.files = files
    }

    /// The holders of the rows' sockets.
    ///
    /// - Parameters:
    ///   - isComplete: whether the rows are all there are; memory of other sockets is then dropped.
    ///   - describing: whether to read what a listing shows of each proved holder in the same visit.
    package func search(_ rows: [SocketRow], isComplete: Bool = false, describing: Bool = false) -> Result {
        let rows = rows.filter { $0.inode != 0 }
        guard !rows.isEmpty else { return Result() }
        guard let files, rows.allSatisfy({ $0.cookie != 0 }), let now = World(machine) else {
            return Result(machine.proc.holders(of: Set(rows.map(\.inode)), among: machine.proc.processes()))
        }
        var known = files.read(Self.file).flatMap { HolderMemory(decoding: $0) }
        if let memory = known, memory.world != now.identity || !memory.canTrustNumbers(now.forks, now.highestPID) {
            known = nil
        }
        // We hold no listener, and would be a newborn in every look.
        let pids = machine.proc.processes().filter { $0 != machine.processID }
        let old = known.map { memory in Set(memory.pids.filter { !memory.mayBeNew($0, lastNow: now.lastPID) }) } ?? []
        let (found, changed) = search(rows, known?.entries ?? [], old, pids, describing)
        if changed {
            var memory = HolderMemory(world: now.identity, forks: now.forks, lastPID: now.lastPID, pids: pids)
            memory.entries = Self.entries(rows, found)
            if !isComplete {
                let asked = Set(rows.map(\.cookie))
                memory.entries += found.others.filter { !asked.contains($0.cookie) }
            }
            files.write(Self.file, memory.encoded())
        }
        var result = Result()
        let wanted = Set(rows.map(\.inode))
        for holder in found.search.holders where wanted.contains(holder.inode) {
            result.holders[holder.inode, default: []].append(holder)
        }
        result.hasUnreadable = found.hasUnreadable
        result.looks = found.search.looks
        result.facts = found.facts
        return result
    }

    private struct Found {
        var search = HolderSearch()
        /// What is remembered of sockets that were not asked about, news of newborn processes included.
        var others: [HolderMemory.Entry] = []
        var facts: [ListedFacts] = []
        /// Whether a process that might hold one of them could not be looked into, now or when it was remembered.
        var hasUnreadable = false

        mutating func add(_ other: HolderSearch, except known: Set<SocketHolder>) {
            search.holders += other.holders.filter { !known.contains($0) }
            search.unreadable += other.unreadable
            search.looks += other.looks
        }
    }

    /// Proves what is remembered of these rows, searches the newborn for everything remembered, and walks the
    /// other processes only for sockets never seen before.
    private func search(
        _ rows: [SocketRow], _ entries: [HolderMemory.Entry], _ old: Set<Int32>, _ pids: [Int32],
        _ describing: Bool
    ) -> (Found, changed: Bool) {
        var found = Found()
        var suspects = Set(pids.filter { !old.contains($0) })
        let inodes = Dictionary(rows.map { ($0.cookie, $0.inode) }, uniquingKeysWith: { first, _ in first })
        let candidates = entries.filter { inodes[$0.cookie] == $0.holder.inode && $0.holder.pid > 0 }.map(\.holder)
        let (proved, facts) = prove(candidates, describing)
        // A process that does not hold it so may hold it by another descriptor now (dup2(2) and exec), or be gone.
        for holder in candidates where !proved.contains(holder) { suspects.insert(holder.pid) }
        found.facts = facts
        found.search.holders = candidates.filter { proved.contains($0) }
        found.search.looks = candidates.count
        found.others = entries.filter { inodes[$0.cookie] == nil }

        let newborn = pids.filter { suspects.contains($0) }
        let others = Dictionary(
            found.others.map { ($0.holder.inode, $0.cookie) }, uniquingKeysWith: { first, _ in first })
        let news = machine.proc.holders(of: Set(inodes.values).union(others.keys), among: newborn)
        found.add(news, except: proved)
        // A suspect's other sockets are no news.
        let told = news.holders.isEmpty ? [] : Set(found.others.map(\.holder))
        for holder in news.holders where !told.contains(holder) {
            if let cookie = others[holder.inode] { found.others.append(.init(cookie: cookie, holder: holder)) }
        }

        // Never seen, or held by somebody at the last look and by none of those now: passed on (unix(7), SCM_RIGHTS).
        let known = Dictionary(entries.map { ($0.cookie, $0.holder.pid) }, uniquingKeysWith: max)
        let named = Set(found.search.holders.map(\.inode))
        let lost = rows.filter { row in known[row.cookie].map { $0 > 0 && !named.contains(row.inode) } ?? true }
        let rest = machine.proc.holders(of: Set(lost.map(\.inode)), among: pids.filter { !suspects.contains($0) })
        found.add(rest, except: proved)

        found.hasUnreadable =
            !found.search.unreadable.isEmpty
            || entries.contains { $0.holder.pid < 0 && inodes[$0.cookie] == $0.holder.inode }
        // A few passers-by are searched again next time; writing costs more.
        let isNews = !news.holders.isEmpty || !lost.isEmpty || proved.count < candidates.count
        return (found, isNews || newborn.count > 16 || old.isEmpty)
    }

    /// Which holders still hold what they did, and what a listing shows of their processes: one visit a process.
    private func prove(_ holders: [SocketHolder], _ describing: Bool) -> (Set<SocketHolder>, [ListedFacts]) {
        let proc = machine.proc
        let visits = Dictionary(grouping: holders, by: \.pid).sorted { $0.key < $1.key }
        let parts = visits.count < 32 ? 1 : Parallel.width
        let results = Parallel.map(parts) { part in
            var proved: [SocketHolder] = []
            var facts: [ListedFacts] = []
            for i in stride(from: part, to: visits.count, by: parts) {
                guard let visit = ProcessVisit(visits[i].key, proc) else { continue }
                let held = visits[i].value.filter { visit.holds($0) }
                proved += held
                if describing && !held.isEmpty { facts.append(ListedFacts(visit)) }
            }
            return (proved, facts)
        }
        return (Set(results.flatMap(\.0)), results.flatMap(\.1))
    }

    /// What to remember of these rows: each hold, or that none was found.
    private static func entries(_ rows: [SocketRow], _ found: Found) -> [HolderMemory.Entry] {
        let byInode = Dictionary(grouping: found.search.holders, by: \.inode)
        let nobody: Int32 = found.hasUnreadable ? -1 : 0
        return rows.flatMap { row in
            (byInode[row.inode] ?? [SocketHolder(inode: row.inode, pid: nobody, fd: -1)]).map {
                HolderMemory.Entry(cookie: row.cookie, holder: $0)
            }
        }
    }

    static let file = "holders"
}

extension OwnerSearch.Result {
    init(_ search: HolderSearch) {
        for holder in search.holders { holders[holder.inode, default: []].append(holder) }
        hasUnreadable = !search.unreadable.isEmpty
        looks = search.looks
    }
}

/// What must be the same for numbers and inodes of an earlier look to mean the same now.
struct World {
    /// Boot time, pid namespace and network namespace in one number.
    let identity: UInt64
    /// Processes and threads made since boot.
    let forks: UInt64
    /// The process number given last.
    let lastPID: Int32
    /// `kernel.pid_max`.
    let highestPID: UInt64

    init?(_ machine: Machine) {
        guard let bytes = FileBytes.read("\(machine.proc.root)/stat", limit: 1 << 22) else { return nil }
        var boot: UInt64?
        var forks: UInt64?
        // The line of interrupts may be kilobytes long; only the two lines that count become text.
        for line in bytes.split(separator: 10) where line.first == UInt8(ascii: "b") || line.first == UInt8(ascii: "p")
        {
            let line = String(outside: line)
            if line.hasPrefix("btime ") { boot = UInt64(line.dropFirst(6)) }
            if line.hasPrefix("processes ") { forks = UInt64(line.dropFirst(10)) }
        }
        let own = machine.processID
        guard let boot, let forks, let net = machine.proc.namespace(own, "net"),
            let pid = machine.proc.namespace(own, "pid"),
            let highest = machine.sysctl("kernel/pid_max").flatMap({ UInt64($0) }),
            let load = FileBytes.text("\(machine.proc.root)/loadavg"),
            let last = load.split(whereSeparator: \.isWhitespace).last.flatMap({ Int32($0) })
        else { return nil }
        var mix: UInt64 = 0xCBF2_9CE4_8422_2325
        for part in [boot, net, pid, UInt64(machine.userID)] { mix = (mix ^ part) &* 0x100_0000_01B3 }
        identity = mix
        self.forks = forks
        lastPID = last
        highestPID = highest
    }
}
