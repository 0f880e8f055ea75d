import Inventory

/// Finds what is left of a stack among all processes: pure.
package struct LeftoverSearch: Hashable, Sendable {
    package var record: GuardianRecord?
    package var match: RunMatch
    /// Who looks: it, and what it descends from, is never among the found.
    package var observer: Int32
    /// Whether the observer is a subreaper, whose foreign children are the stack's.
    package var adopts: Bool

    package init(record: GuardianRecord?, match: RunMatch, observer: Int32, adopts: Bool = false) {
        self.record = record
        self.match = match
        self.observer = observer
        self.adopts = adopts
    }

    /// - Parameters:
    ///   - members: the processes of the stack's cgroup.
    ///   - earlier: what was found before and counts as long as it lives.
    /// - Returns: the leftovers alive, by pid.
    package func find(_ processes: [ProcessSnapshot], members: Set<Int32> = [], earlier: Set<Leftover> = [])
        -> [Leftover]
    {
        let byPID = Dictionary(processes.map { ($0.pid, $0) }, uniquingKeysWith: { first, _ in first })
        let spared = ancestors(byPID)
        let known = Dictionary(earlier.map { ($0.process, $0) }, uniquingKeysWith: { first, _ in first })
        var found: [Int32: Leftover] = [:]
        for process in processes where process.stat.isAlive && !spared.contains(process.pid) {
            found[process.pid] = known[process.identity] ?? recognise(process, byPID)
            if found[process.pid] == nil, members.contains(process.pid) {
                found[process.pid] = leftover(process, .cgroup, .stray)
            }
        }
        // Descendants of descendants: until none is new. A cookie of another run inside is an inner stack's, and part of it.
        let children = Dictionary(grouping: processes.filter { $0.stat.isAlive }, by: \.stat.parent)
        var open = Array(found.keys)
        while let pid = open.popLast() {
            for child in children[pid] ?? [] where found[child.pid] == nil && !spared.contains(child.pid) {
                found[child.pid] = Leftover(
                    process: child.identity, name: child.stat.name, reason: .descendant,
                    service: found[pid]?.service ?? .stray)
                open.append(child.pid)
            }
        }
        return found.values.sorted { $0.process.pid < $1.process.pid }
    }

    /// What a process says of itself.
    private func recognise(_ process: ProcessSnapshot, _ byPID: [Int32: ProcessSnapshot]) -> Leftover? {
        if let service = record?.services.first(where: { $0.leader == process.identity }) {
            return leftover(process, .recorded, service.id)
        }
        if let service = record?.services.first(where: { isSession(of: $0, process, byPID) }) {
            return leftover(process, .session, service.id)
        }
        if let run = process.run, match.matches(run) {
            return leftover(process, .cookie, process.service.map { ServiceID($0) } ?? .stray)
        }
        guard adopts, process.stat.parent == observer, process.identity != record?.guardian,
            let own = byPID[observer], process.stat.session != own.stat.session
        else { return nil }
        return leftover(process, .adopted, .stray)
    }

    /// Whether a process is in a leader's session. As long as one is, the session's number is not given again; a process
    /// that has the leader's number but not its start time therefore says that the session is a later one.
    private func isSession(
        of service: GuardianRecord.Service, _ process: ProcessSnapshot, _ byPID: [Int32: ProcessSnapshot]
    ) -> Bool {
        guard process.stat.session == service.leader.pid, process.stat.startTicks >= service.leader.startTicks else {
            return false
        }
        guard let leader = byPID[service.leader.pid] else { return true }
        return leader.identity == service.leader
    }

    private func leftover(_ process: ProcessSnapshot, _ reason: Leftover.Reason, _ service: ServiceID) -> Leftover {
        Leftover(process: process.identity, name: process.stat.name, reason: reason, service: service)
    }

    /// The observer and those above it, and the first process of all: whatever they carry, they are spared.
    func ancestors(_ processes: [ProcessSnapshot]) -> Set<Int32> {
        ancestors(Dictionary(processes.map { ($0.pid, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    private func ancestors(_ byPID: [Int32: ProcessSnapshot]) -> Set<Int32> {
        var out: Set<Int32> = [0, 1]
        var pid = observer
        while out.insert(pid).inserted, let parent = byPID[pid]?.stat.parent { pid = parent }
        return out
    }
}
