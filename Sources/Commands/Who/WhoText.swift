import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// Tells a report to a person: the answer first, the reason second, the next command last.
struct WhoText {
    private let report: WhoReport
    private let rows: ListenerRows
    private let console: Console

    init(_ report: WhoReport, _ rows: ListenerRows, _ console: Console) {
        self.report = report
        self.rows = rows
        self.console = console
    }

    func write(_ subject: WhoSubject) {
        for listener in report.listeners { headline(listener) }
        for listener in report.bound { headline(listener) }
        for use in report.uses.prefix(8) { headline(use) }
        if case .process(let pid) = subject, let process = report.portraits.first?.process {
            line("\(console.styled(escape(process.displayName), .bold)) (pid \(pid))")
        }
        for portrait in report.portraits {
            if report.portraits.count > 1 {
                console.out.line()
                line("\(console.styled(escape(portrait.process.displayName), .bold)) (pid \(portrait.process.pid))")
            }
            write(portrait)
        }
        next(subject)
    }

    private func headline(_ listener: Listener) {
        let name =
            listener.mainOwner.map { "\(escape($0.process.displayName)) (pid \($0.process.pid))" }
            ?? unknown(listener)
        let more = listener.owners.count > 1 ? " and \(listener.owners.count - 1) more" : ""
        let what = rows.what(listener)
        let verb = listener.row.state == .boundInactive ? "bound, not listening" : reach(listener)
        let title = "\(listener.endpoint.transport.rawValue) \(listener.title)"
        let parts = [name + more, escape(what), verb].filter { !$0.isEmpty }
        line("\(console.styled(title, .bold))  \(parts.joined(separator: " · "))")
        if let activation = SocketActivation.of(listener, root: rows.survey.machine.root) {
            line("  \(escape(activation.socket)): systemd listens here and starts \(escape(activation.service)) for it")
        }
        if listener.isStuck {
            line(
                console.styled(
                    "  it does not accept: \(listener.row.receiveQueue) waiting to be accepted, at most \(Int(listener.row.sendQueue) + 1) may",
                    .red))
        }
    }

    private func headline(_ use: Connection) {
        func elsewhere(_ endpoint: Endpoint) -> String {
            endpoint.address.isLoopback ? "(closed)" : "a program elsewhere"
        }
        let client = owner(use.clientEnd, elsewhere: elsewhere(use.client))
        let server = owner(use.serverEnd, elsewhere: elsewhere(use.server))
        line(
            "\(console.styled("\(use.near.row.local.transport.rawValue) \(use.client.addressAndPort)", .bold))  "
                + "\(client) → \(use.server.addressAndPort) \(server) · \(use.stateText)")
    }

    private func write(_ portrait: WhoReport.Portrait) {
        let process = portrait.process
        var fields: [(String, String)] = []
        if let started = rows.started(process) {
            let ago = Durations.text(seconds: max(0, rows.now - started))
            fields.append(("since", "\(Timestamp.rfc3339(started)) (\(ago))"))
        }
        fields.append(("because", portrait.cause.sentence))
        if !process.arguments.isEmpty {
            fields.append(("command", Self.clipped(process.arguments.joined(separator: " "))))
        }
        if let executable = process.executable, executable.path != process.arguments.first {
            fields.append(("executable", executable.path + (executable.isDeleted ? " (deleted since it started)" : "")))
        }
        if let directory = process.workingDirectory { fields.append(("runs in", directory)) }
        if let project = rows.describer.project(process) {
            let branch = project.branch.map { " on branch \($0)" } ?? project.commit.map { " at \($0)" } ?? ""
            fields.append(("project", "\(project.title)\(branch), \(project.root)"))
        }
        if let user = process.user { fields.append(("user", rows.users.name(user))) }
        if let container = rows.describer.container(process) { fields.append(("container", container.title)) }
        if let restart = portrait.restart { fields.append(("restarts", Self.text(restart))) }
        for sink in portrait.outputs { fields.append(("output", Self.text(sink, portrait.cause))) }
        for variable in portrait.portVariables.prefix(12) {
            fields.append(("environment", "\(variable.name)=\(variable.value)"))
        }
        let others = portrait.listeners.filter { listener in
            !report.listeners.contains { $0.row.inode == listener.row.inode }
        }
        if !others.isEmpty {
            let isPort = !report.listeners.isEmpty
            fields.append((isPort ? "also on" : "listens on", others.map { $0.title }.joined(separator: ", ")))
        }
        fields += Self.connections(portrait.clients, "clients") {
            Self.peer($0.client, owner($0.clientEnd, elsewhere: ""))
        }
        fields += Self.connections(portrait.upstreams, "talks to") {
            Self.peer($0.server, owner($0.serverEnd, elsewhere: ""))
        }
        let width = (fields.map(\.0.count).max() ?? 0) + 2
        var last = ""
        for (label, text) in fields {
            let shown = label == last ? "" : label
            last = label
            let padding = String(repeating: " ", count: width - shown.count)
            line("  \(console.styled(shown, .dim))\(padding)\(escape(text))")
        }
    }

    private static func peer(_ endpoint: Endpoint, _ owner: String) -> String {
        owner.isEmpty ? endpoint.addressAndPort : "\(endpoint.addressAndPort) \(owner)"
    }

    /// At most five lines.
    private static func connections(
        _ list: [Connection], _ label: String, _ text: (Connection) -> String
    ) -> [(String, String)] {
        let live = list.filter { $0.near.row.state != .timeWait }
        var lines = live.prefix(5).map { connection in
            let state = connection.stateText == "ESTABLISHED" ? "" : " \(connection.stateText)"
            return (label, text(connection) + state)
        }
        if live.count > 5 { lines.append((label, "and \(live.count - 5) more: ostia ls --conns")) }
        return lines
    }

    private static func text(_ restart: RestartHabit) -> String {
        var parts = ["\(restart.by) \(restart.name)"]
        if let policy = restart.policy { parts.append("restart \(policy)") }
        if let count = restart.restarts, count > 0 { parts.append("\(count) restarts so far") }
        if let trigger = restart.triggeredBy { parts.append("started by \(trigger)") }
        return parts.joined(separator: ", ")
    }

    private static func text(_ sink: OutputSink, _ cause: Cause) -> String {
        let names = sink.descriptors.map { $0 == 1 ? "stdout" : $0 == 2 ? "stderr" : "fd \($0)" }
        let who = names.joined(separator: ", ")
        switch sink.kind {
        case .journal: return "\(who) → the journal" + (cause.unit.map { ": journalctl -u \($0)" } ?? "")
        case .nowhere: return "\(who) → nowhere (/dev/null)"
        case .pipe:
            return "\(who) → a pipe" + (cause.chain.first.map { ", probably to \($0.name) (pid \($0.pid))" } ?? "")
        default: return "\(who) → \(sink.target)"
        }
    }

    private func owner(_ end: ConnectionEnd?, elsewhere: String) -> String {
        guard let end else { return elsewhere }
        if let owner = end.owners.first { return "\(escape(owner.process.displayName)) (pid \(owner.process.pid))" }
        switch end.unknownOwner {
        case .otherUser: return "(user \(escape(rows.users.name(end.row.uid))))"
        case .noProcess where end.row.state == .established: return "(not accepted yet)"
        case .noProcess: return "(closed)"
        default: return "(no visible process)"
        }
    }

    private func unknown(_ listener: Listener) -> String {
        switch listener.unknownOwner {
        case .otherUser: "a process of user \(escape(rows.users.name(listener.row.uid))), which only root may name"
        case .hiddenProcess: "a process of yours that hides its descriptors"
        default: "no visible process: the kernel, or a process in another pid namespace"
        }
    }

    private func reach(_ listener: Listener) -> String {
        switch listener.exposure {
        case .loopback: "reachable from this machine only"
        case .containers: "reachable from this machine and its containers"
        case .network: "reachable from the network"
        case .everyone: "reachable from everywhere"
        }
    }

    private func next(_ subject: WhoSubject) {
        guard case .port(let port, _, _) = subject else { return }
        let udp = report.listeners.allSatisfy { $0.endpoint.transport == .udp } ? " --udp" : ""
        let isNamed = report.listeners.contains { !$0.owners.isEmpty }
        if !report.listeners.isEmpty && !isNamed && rows.survey.machine.userID != 0 {
            line(console.styled("next: sudo ostia who \(port) names the process", .dim))
        } else if !report.listeners.isEmpty {
            line(
                console.styled(
                    "next: ostia free \(port)\(udp) gives the port back; ostia ls --conns \(port) shows every connection",
                    .dim))
        }
    }

    /// Command lines of 100 KB are real; their beginning tells what they are, and `--json` has the rest.
    private static func clipped(_ text: String) -> String { DisplayWidth.truncate(text, to: 1000) }

    private func escape(_ text: String) -> String { Sanitizer.escape(text) }

    /// One line, no wider than the terminal.
    private func line(_ text: String) {
        guard let width = console.width else {
            console.out.line(text)
            return
        }
        console.out.line(StyledText.truncate(text, to: width))
    }
}
