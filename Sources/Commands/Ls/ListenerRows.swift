import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// Turns listeners into table cells, reading of each process only what the columns show.
struct ListenerRows {
    let survey: Survey
    let describer: Describer
    var users: Users { survey.users }
    let clock: BootClock
    /// The moment ages are counted to, in seconds since 1970.
    var now: Double

    init(_ survey: Survey, _ describer: Describer) {
        self.survey = survey
        self.describer = describer
        clock = survey.machine.bootClock()
        now = Clock.realtime()
    }

    func column(_ column: ListColumn) -> TableColumn {
        switch column {
        case .proto: TableColumn("")
        case .port, .pid, .up, .inode: TableColumn(column.rawValue.uppercased(), .right)
        case .queue: TableColumn("QUEUE", .right)
        case .endpoint: TableColumn("ENDPOINT", minimum: 15)
        case .command: TableColumn("COMMAND", minimum: 12)
        case .name, .user, .exposure: TableColumn(column.rawValue.uppercased(), minimum: 8)
        default: TableColumn(column.rawValue.uppercased(), minimum: 6)
        }
    }

    func cell(_ column: ListColumn, _ listener: Listener) -> Cell {
        let process = listener.mainOwner?.process
        switch column {
        case .proto: return Cell(listener.endpoint.transport.rawValue, .dim)
        case .endpoint: return Cell(listener.title, .bold)
        case .address: return Cell(listener.endpoint.address.bracketed)
        case .port: return Cell("\(listener.endpoint.port)", .bold)
        case .name: return process.map { Cell($0.displayName) } ?? Cell(unknown(listener), .dim)
        case .pid: return Cell(pids(listener))
        case .owners:
            return Cell(listener.owners.map { "\($0.process.displayName)(\($0.process.pid))" }.joined(separator: " "))
        case .user: return Cell(user(listener))
        case .what: return Cell(what(listener))
        case .project: return Cell(project(listener))
        case .branch:
            let project = describer.project(listener)
            return Cell(project?.branch ?? project?.commit.map { String($0.prefix(9)) } ?? "")
        case .up: return Cell(started(process).map { Durations.text(seconds: max(0, now - $0)) } ?? "")
        case .started: return Cell(started(process).map { Timestamp.rfc3339($0) } ?? "")
        case .exposure: return exposure(listener)
        case .queue:
            let isTCP = listener.row.state == .listen
            let text = isTCP ? "\(listener.row.receiveQueue)/\(listener.row.sendQueue)" : "\(listener.row.receiveQueue)"
            return Cell(text, listener.isStuck ? .red : .plain)
        case .state: return Cell(listener.endpoint.transport == .udp ? "UNCONN" : listener.row.state.name)
        case .container: return Cell(describer.container(listener)?.title ?? "")
        case .unit: return Cell(describer.unit(listener) ?? "")
        case .command: return Cell(process?.arguments.joined(separator: " ") ?? "")
        case .executable: return Cell(process?.executable.map { $0.path + ($0.isDeleted ? " (deleted)" : "") } ?? "")
        case .directory: return Cell(process?.workingDirectory ?? "")
        case .inode: return Cell("\(listener.row.inode)")
        case .cookie: return Cell(String(listener.row.cookie, radix: 16))
        }
    }

    func started(_ process: ProcessRecord?) -> Double? { process?.stat.map { clock.time($0.startTicks) } }

    /// Who can reach it, in the words of the person at the keyboard.
    static func exposureText(_ exposure: Exposure) -> String {
        switch exposure {
        case .loopback: "this machine"
        case .containers: "containers"
        case .network: "network"
        case .everyone: "everyone"
        }
    }

    private func exposure(_ listener: Listener) -> Cell {
        let text = Self.exposureText(listener.exposure)
        switch listener.exposure {
        case .loopback: return Cell(text, .dim)
        case .containers: return Cell(text)
        case .network: return Cell(text, .yellow)
        case .everyone: return Cell(text, .red)
        }
    }

    private func pids(_ listener: Listener) -> String {
        guard let main = listener.mainOwner else { return "" }
        let others = listener.owners.count - 1
        return others > 0 ? "\(main.process.pid) +\(others)" : "\(main.process.pid)"
    }

    private func user(_ listener: Listener) -> String {
        if let process = listener.mainOwner?.process { return process.user.map { users.name($0) } ?? "" }
        return listener.row.inode == 0 ? "" : users.name(listener.row.uid)
    }

    func what(_ listener: Listener) -> String {
        if let container = describer.container(listener) {
            let inner = container.innerPort.map { ":\($0)" } ?? ""
            return "container \(container.title)\(inner)"
        }
        guard let program = describer.program(listener) else {
            return listener.owners.isEmpty ? describer.unit(listener) ?? "" : ""
        }
        return program.detail.map { "\(program.title) · \($0)" } ?? program.title
    }

    func project(_ listener: Listener) -> String {
        if let container = describer.container(listener), let name = container.composeProject { return name }
        return describer.project(listener)?.title ?? ""
    }

    private func unknown(_ listener: Listener) -> String {
        switch listener.unknownOwner {
        case .otherUser: "(user \(users.name(listener.row.uid)))"
        case .hiddenProcess: "(hidden)"
        default: "(no process)"
        }
    }
}

extension Project {
    /// `shop`, or `shop@fix-auth` in a linked work tree.
    var title: String { worktree.map { "\(name)@\($0)" } ?? name }
}
