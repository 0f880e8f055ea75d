import Endpoints

/// `reuseport-shared`: two programs share one endpoint, and each gets a part of the connections.
package enum ReuseportShared: Rule {
    package static let fault = Fault(
        "reuseport-shared", .addressInUse,
        "Two programs listen on the same endpoint with SO_REUSEPORT; the kernel spreads the connections over both.",
        symptoms: [
            "every other request is answered by the old version",
            "a breakpoint is hit only now and then",
            "the new server starts without an error, and the old one still answers some requests",
        ],
        explanation: """
            With SO_REUSEPORT on all of them, several sockets of one user may listen on one endpoint; the kernel picks \
            one by a hash of the connection's four numbers (socket(7), since Linux 3.9). That is meant for the workers \
            of one server. Where an old instance was not stopped, no bind fails and it goes on stealing its share.
            """,
        proof: """
            The kernel's table has several listeners with the very same address and port, and their owners are not \
            workers of one parent; where owners may not be seen, repeated requests get answers of two programs.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows all of them", isSafe: true),
            Fix("kill <pid of the older one>", "leaves the new one alone on the port"),
            Fix("start the server without reuse_port", "makes a second start fail instead of sharing", isSafe: true),
        ],
        seeAlso: ["reuseport-different-user", "different-servers-on-v4-and-v6"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.question.transport == .tcp else { return nil }
        guard let port = scene.question.port else { return nil }
        // The table first: where no endpoint has two listeners nothing has to be tried.
        let groups = Dictionary(grouping: scene.listeners(on: port), by: \.local).filter { $0.value.count > 1 }
        guard !groups.isEmpty else { return nil }
        for endpoint in try scene.endpoints() {
            let group = scene.listeners(answering: endpoint).filter { groups[$0.local] != nil }
            guard group.count > 1, let local = group.first?.local else { continue }
            let parties = parties(group, scene)
            if parties.count > 1 { return found(local, group, parties, scene) }
            if group.allSatisfy(\.owners.isEmpty), let likely = hidden(local, group, scene) { return likely }
            if group.allSatisfy(\.owners.isEmpty), let answers = try answers(endpoint, scene) {
                return finding(
                    Confidence.proven,
                    "\(group.count) sockets share \(local.addressAndPort) with SO_REUSEPORT, and they are different "
                        + "programs: the same request gets different answers.",
                    evidence: [
                        EvidenceLine("listeners", local.addressAndPort, "\(group.count), owners hidden"),
                        EvidenceLine("answers", local.addressAndPort, answers),
                    ],
                    fixes: [Fix("sudo ostia who \(port)", "shows the owners, which only root may see", isSafe: true)])
            }
        }
        return nil
    }

    /// Owners hidden, and as many different programs of that user name the port in their command lines as there are
    /// sockets.
    private static func hidden(_ local: Endpoint, _ group: [SocketFact], _ scene: Scene) -> Finding? {
        let told = scene.suspects(group[0]).filter(\.namesPort).map(\.process)
        guard told.count == group.count, Set(group.map(\.uid)).count == 1 else { return nil }
        for (index, process) in told.enumerated() {
            let isKin = told[..<index].contains { other in
                other.pid == process.parent || other.parent == process.pid || other.arguments == process.arguments
                    || other.parent == process.parent && other.parent > 1 && other.isSameProgram(as: process)
                        && other.isForkedOnly
            }
            if isKin { return nil }
        }
        let names = told.prefix(4).map(\.title).joined(separator: " and ")
        return finding(
            Confidence.likely,
            "\(group.count) sockets share \(local.addressAndPort) with SO_REUSEPORT, most likely those of \(names): each "
                + "gets a part of the connections.",
            evidence: [EvidenceLine("listeners", local.addressAndPort, "\(group.count), owners hidden")]
                + told.prefix(4).map {
                    EvidenceLine("process", $0.title, $0.arguments.prefix(6).joined(separator: " "))
                },
            fixes: [
                Fix(
                    "sudo ostia who \(local.port)", "proves it: shows the owners, which only root may see", isSafe: true
                )
            ])
    }

    private static func found(
        _ local: Endpoint, _ group: [SocketFact], _ parties: [ProcessFact], _ scene: Scene
    ) -> Finding {
        let oldest = parties.max { $0.age < $1.age }
        let names = parties.prefix(4).map(\.title).joined(separator: " and ")
        return finding(
            Confidence.proven,
            "\(names) share \(local.addressAndPort) with SO_REUSEPORT: each gets a part of the connections.",
            evidence: group.prefix(6).map { socket in
                EvidenceLine(
                    "listener", socket.local.addressAndPort,
                    scene.owner(of: socket).map { "\($0.story): \($0.arguments.prefix(6).joined(separator: " "))" }
                        ?? "owner hidden")
            },
            fixes: [
                Fix("ostia who \(local.port)", "shows all of them and what started each", isSafe: true),
                oldest.map {
                    Fix(
                        "kill \($0.pid)", "ends the oldest, \($0.name), started \(ProcessFact.span($0.age)) ago",
                        isRunnable: true)
                },
                Fix(
                    "start the server without SO_REUSEPORT", "makes a second start fail instead of sharing",
                    isSafe: true),
            ].compactMap { $0 })
    }

    /// One process for each program among the owners: workers count as their master, or as the first of their kind.
    private static func parties(_ group: [SocketFact], _ scene: Scene) -> [ProcessFact] {
        var parties: [ProcessFact] = []
        let owners = group.map { Set($0.owners) }
        // Sockets that one process holds all of are its workers' (nginx, Envoy).
        if let first = owners.first, !owners.dropFirst().reduce(first, { $0.intersection($1) }).isEmpty { return [] }
        for socket in group {
            guard let owner = scene.owner(of: socket) else { continue }
            let isKnown = parties.contains { known in
                if known.pid == owner.pid || known.pid == owner.parent || known.parent == owner.pid { return true }
                guard known.parent == owner.parent else { return false }
                return known.parent > 1 && known.arguments == owner.arguments
                    || known.isForkedOnly && owner.isForkedOnly && known.isSameProgram(as: owner)
            }
            if !isKnown { parties.append(owner) }
        }
        return parties
    }

    /// Whether several requests get different answers; each connection may come to another socket.
    private static func answers(_ endpoint: Endpoint, _ scene: Scene) throws(Need) -> String? {
        guard scene.question.isHTTP, scene.mayConnect(endpoint) else { return nil }
        var first: HTTPOutcome?
        for turn in 0..<8 {
            var ask = HTTPAsk(
                endpoint, isTLS: scene.question.isTLS, host: scene.requestHost, path: scene.question.path)
            ask.turn = turn
            guard let answer = try scene.http(ask), answer.result == .answered else { return nil }
            guard let known = first else {
                first = answer
                continue
            }
            if known.header("server") != answer.header("server") || known.status != answer.status {
                return "HTTP \(known.status ?? 0) and HTTP \(answer.status ?? 0), by different servers"
            }
            if known.body != answer.body { return "two different pages in \(turn + 1) requests" }
        }
        return nil
    }
}
