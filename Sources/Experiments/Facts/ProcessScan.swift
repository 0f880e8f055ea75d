import Diagnosis
import LinuxKernel

/// Every process of this pid namespace, each read in one visit, on several threads where there are many.
struct ProcessScan {
    struct Process: Sendable {
        var listed: ListedFacts
        var status: ProcessStatus?
    }

    /// In the order of their numbers.
    let processes: [Process]
    let clock: BootClock

    var pids: [Int32] { processes.map(\.listed.pid) }

    init(_ machine: Machine) {
        let pids = machine.proc.processes()
        let proc = machine.proc
        let parts = pids.count < 32 ? 1 : Parallel.width
        let found = Parallel.map(parts) { part in
            stride(from: part, to: pids.count, by: parts).compactMap { i in
                ProcessVisit(pids[i], proc).map { Process(listed: ListedFacts($0), status: $0.status()) }
            }
        }
        processes = found.joined().filter { $0.listed.stat != nil }.sorted { $0.listed.pid < $1.listed.pid }
        clock = machine.bootClock()
    }
}

/// What is found out only of processes that hold a socket.
struct OwnerDetails {
    var project: String?
    var program: String?
    var container: String?
    var unit: String?
    /// It holds a socket with an asked port.
    var isAsked = false
    var name: String?
    var debugOptions: [String] = []
}

extension ProcessScan.Process {
    func fact(users: Users, clock: BootClock, now: Double, details: OwnerDetails?) -> ProcessFact {
        let stat = listed.stat ?? ProcessStat(name: "?")
        var fact = ProcessFact(
            pid: listed.pid, parent: stat.parent, name: details?.name ?? stat.name, arguments: listed.arguments,
            uid: status?.user, user: status?.user.map { users.name($0) }, state: stat.state, group: stat.group,
            session: stat.session, terminal: stat.terminal, foregroundGroup: stat.foregroundGroup,
            age: max(0, now - clock.time(stat.startTicks)), isForkedOnly: stat.isForkedOnly,
            tracer: details?.isAsked == true ? status?.tracer : nil,
            executable: listed.executable?.path, isExecutableDeleted: listed.executable?.isDeleted ?? false,
            workingDirectory: listed.workingDirectory, project: details?.project, program: details?.program,
            container: details?.container, unit: details?.unit)
        fact.debugOptions = details?.debugOptions ?? []
        return fact
    }
}
