import Endpoints
import Inventory
import LinuxKernel
import Ports

/// Gathers what a plan needs to know: the sockets, their holders by an exact search, and the holders' surroundings.
final class FreeFacts {
    let machine: Machine
    let query: FreeQuery
    let survey: Survey
    let managers: ManagerLookup
    private let describer: Describer
    private(set) var sockets: [FreeSocket] = []
    private(set) var processes: [ProcessKey: FreeProcess] = [:]
    private lazy var ancestors = Set(survey.book.ancestors(of: machine.processID).map(\.pid))

    init(_ machine: Machine, _ query: FreeQuery, environment: [String: String], managers: ManagerLookup? = nil) {
        self.machine = machine
        self.query = query
        // No remembered holders: whoever is to be stopped is looked for afresh, in every process.
        survey = Survey(machine, memory: nil)
        describer = Describer(survey, environment: environment)
        self.managers = managers ?? ManagerLookup(machine, environment: environment)
    }

    func gather() throws {
        let rows = try query.listeners(machine.sockets)
        let found = machine.proc.holders(
            of: Set(rows.map(\.inode)).subtracting([0]), among: machine.proc.processes())
        var stopping = Set<Int32>()
        for row in rows {
            var holders: [FreeHolder] = []
            var seen = Set<Int32>()
            for holder in found.holders.sorted(by: { ($0.pid, $0.fd) < ($1.pid, $1.fd) })
            where holder.inode == row.inode && row.inode != 0 && seen.insert(holder.pid).inserted {
                guard let identity = survey.book.record(holder.pid).identity else { continue }
                let key = ProcessKey(identity.pid, startTicks: identity.startTicks)
                holders.append(FreeHolder(key, descriptor: holder.fd))
                stopping.insert(holder.pid)
                if processes[key] == nil { processes[key] = process(key, row.local) }
            }
            let hidden = !found.unreadable.isEmpty || (machine.userID != 0 && row.uid != machine.userID)
            sockets.append(FreeSocket(row, holders: holders, mayHaveHidden: hidden))
        }
        for key in processes.keys {
            let record = survey.book.record(key.pid)
            processes[key]?.supervisor = Supervisors.find(
                survey.book.ancestors(of: key.pid), stopping: stopping, variable: record.variable)
        }
    }

    /// The facts about one process, read now.
    func process(_ key: ProcessKey, _ endpoint: Endpoint? = nil) -> FreeProcess? {
        let record = ProcessRecord(pid: key.pid, machine: machine)
        guard let stat = record.stat, stat.startTicks == key.startTicks else { return nil }
        let protection: FreeProcess.Protection? =
            key.pid == 1
            ? .firstProcess
            : key.pid == machine.processID ? .ourselves : ancestors.contains(key.pid) ? .ancestor : nil
        let known = processes[key]
        let place = endpoint ?? sockets.first { $0.holders.contains { $0.process == key } }?.endpoint
        return FreeProcess(
            key, name: record.displayName, parent: stat.parent,
            parentName: machine.proc.name(stat.parent), protection: protection,
            maySignal: Self.maySignal(key.pid), isStopped: stat.state == "T",
            manager: known?.manager
                ?? (protection == nil ? place.flatMap { managers.manager(record, endpoint: $0) } : nil),
            supervisor: known?.supervisor)
    }

    private static func maySignal(_ pid: Int32) -> Bool {
        do throws(SystemError) {
            try PIDFD(pid).send(.none)
            return true
        } catch {
            return !error.isPermission
        }
    }

    /// What a reader wants to know before agreeing.
    func story(of process: FreeProcess) -> FreeStory {
        let record = survey.book.record(process.key.pid)
        let held = sockets.filter { $0.holders.contains { $0.process == process.key } }
        let children = survey.book.descendants(of: process.key.pid)
            .map { ProcessLabel(pid: $0.pid, name: $0.displayName) }
        // Where an engine's proxy was started says nothing about the container behind it.
        let isManaged = process.manager != nil
        return FreeStory(
            process: process, sockets: held.map(\.row), command: record.arguments,
            startedAt: machine.bootClock().time(process.key.startTicks),
            project: isManaged ? nil : describer.project(record)?.name,
            directory: isManaged ? nil : record.workingDirectory, children: children,
            clients: clients(held), otherPorts: otherPorts(process.key.pid))
    }

    /// Who is connected to these sockets: program names where they are on this machine, addresses otherwise.
    private func clients(_ sockets: [FreeSocket]) -> [String] {
        guard query.transport == .tcp else { return [] }
        var out: [String] = []
        for port in Set(sockets.map(\.endpoint.port)).sorted() {
            let established = SocketState.established.bit
            for connection in (try? survey.connections([.tcp], port: port, states: established)) ?? [] {
                if connection.isAccepted, connection.near.row.local.port == port {
                    out.append(connection.near.row.remote.address.description)
                } else if let far = connection.far, far.row.local.port == port {
                    let owner = connection.near.owners.first?.process
                    out.append(owner.map { "\($0.displayName) (pid \($0.pid))" } ?? far.row.remote.addressAndPort)
                }
            }
        }
        return out
    }

    /// Connections that outlive the listener, in states that still have both ends.
    func openConnections() -> Int {
        let states = SocketState.established.bit | SocketState.closeWait.bit
        let rows = (try? query.rows(machine.sockets, states: states)) ?? []
        return query.transport == .tcp ? rows.filter { $0.remote.port != 0 }.count : 0
    }

    private lazy var allListeners: [Listener] = (try? survey.listeners()) ?? []

    private func otherPorts(_ pid: Int32) -> [Endpoint] {
        allListeners.filter { listener in
            listener.owners.contains { $0.process.pid == pid }
                && !sockets.contains { $0.row.local == listener.endpoint }
        }.map(\.endpoint)
    }
}

/// One process of a plan with its surroundings.
struct FreeStory {
    var process: FreeProcess
    /// The sockets it is to be stopped for.
    var sockets: [SocketRow]
    var command: [String]
    /// Seconds since 1970.
    var startedAt: Double
    var project: String?
    var directory: String?
    var children: [ProcessLabel]
    /// One entry a connection.
    var clients: [String]
    /// Listeners that end with it.
    var otherPorts: [Endpoint]
}
