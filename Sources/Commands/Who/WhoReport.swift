import Endpoints
import Inventory
import LinuxKernel

/// Everything `ostia who` found.
struct WhoReport {
    /// A process and what is known of it in depth.
    struct Portrait {
        var process: ProcessRecord
        var cause: Cause
        var restart: RestartHabit?
        var outputs: [OutputSink]
        var portVariables: [(name: String, value: String)]
        /// All it listens on, the asked port included.
        var listeners: [Listener]
        /// Connections others made to it, and it made to others.
        var clients: [Connection]
        var upstreams: [Connection]
    }

    /// Listeners on the port that was asked about.
    var listeners: [Listener] = []
    /// Sockets bound to it that do not listen.
    var bound: [Listener] = []
    /// Connections that use it as their own (ephemeral) port.
    var uses: [Connection] = []
    var portraits: [Portrait] = []

    var isEmpty: Bool { listeners.isEmpty && bound.isEmpty && uses.isEmpty && portraits.isEmpty }

    init(_ subject: WhoSubject, _ rows: ListenerRows) throws {
        let survey = rows.survey
        let finder = CauseFinder(survey.book, rows.describer)
        let all = try survey.listeners()
        let connections = try survey.connections()
        var processes: [ProcessRecord] = []
        switch subject {
        case .process(let pid):
            let record = survey.book.record(pid)
            guard record.stat != nil else { return }
            processes = [record]
        case .port(let port, let host, let transport):
            let question = try PortQuestion(port, host, transport, root: survey.machine.root)
            listeners = all.filter { question.includes($0.row) }
            if listeners.isEmpty {
                // What a listener accepted outlives it, and keeps its port.
                uses = connections.filter {
                    question.includes($0.client) || question.includes($0.server) && $0.serverEnd != nil
                }
                if transport != .udp {
                    bound = try survey.listeners([.tcp], port: port, kind: .bound).filter { question.includes($0.row) }
                }
            } else {
                uses = connections.filter { question.includes($0.client) && !question.includes($0.server) }
            }
            // A family of workers is one owner: its master; the rest are listed with the socket.
            processes = (listeners + bound).compactMap { $0.mainOwner?.process }
            for use in uses {
                let end = question.includes(use.client) ? use.clientEnd : use.serverEnd
                processes += (end?.owners ?? []).map(\.process)
            }
        }
        var seen = Set<Int32>()
        for process in processes where seen.insert(process.pid).inserted && seen.count <= 8 {
            portraits.append(Self.portrait(of: process, all, connections, finder, rows))
        }
    }

    private static func portrait(
        of process: ProcessRecord, _ all: [Listener], _ connections: [Connection], _ finder: CauseFinder,
        _ rows: ListenerRows
    ) -> Portrait {
        let cause = finder.cause(of: process)
        func isOwned(_ end: ConnectionEnd?) -> Bool { end?.owners.contains { $0.process.pid == process.pid } ?? false }
        let own = all.filter { $0.owners.contains { $0.process.pid == process.pid } }
        let accepting = own.reduce(into: ListeningEndpoints()) { $0.insert($1.row) }
        // A forked worker serves the clients of its master's listener: those count as clients here.
        let clients = connections.filter {
            isOwned($0.serverEnd) || accepting.contains($0.server) && $0.serverEnd != nil
        }
        return Portrait(
            process: process, cause: cause, restart: rows.describer.restartHabit(process, cause: cause),
            outputs: ProcessClues.outputs(process, in: rows.survey.machine.proc),
            portVariables: ProcessClues.ports(in: process.environment ?? []), listeners: own, clients: clients,
            upstreams: connections.filter { isOwned($0.clientEnd) })
    }
}
