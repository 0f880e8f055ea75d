import Endpoints

/// `different-servers-on-v4-and-v6`: localhost is two servers.
package enum DifferentServersOnV4AndV6: Rule {
    package static let fault = Fault(
        "different-servers-on-v4-and-v6", .addressInUse,
        "127.0.0.1 and [::1] of the port are two different programs, so localhost answers differently per client.",
        symptoms: [
            "the browser shows another page than curl 127.0.0.1",
            "changes do not show up, although the server was restarted",
            "some requests go to an old version of the app",
        ],
        explanation: """
            A port exists once for each address: one program may listen on 127.0.0.1:5173 and another on [::1]:5173, \
            and neither gets an error. Which one answers for localhost depends on the client: on the order in \
            /etc/hosts and RFC 6724 for most, on the first that connects for browsers (Happy Eyeballs, RFC 8305). \
            Typical is an old server on one family and a new one, or another project's, on the other.
            """,
        proof: """
            The kernel's table has a listener for each family, and they belong to different processes that are not \
            parent and child; or, where owners may not be seen, the two give different answers to the same request.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows both", isSafe: true),
            Fix("http://127.0.0.1:<PORT>/ or http://[::1]:<PORT>/", "says which one is meant", isSafe: true),
            Fix("ostia free 127.0.0.1:<PORT>", "stops the one of IPv4"),
            Fix("ostia free '[::1]:<PORT>'", "stops the one of IPv6"),
        ],
        seeAlso: ["dual-stack-conflict", "reuseport-shared", "listening-only-ipv6-loopback"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let question = scene.question
        if question.asksForMachine { return machine(scene) }
        guard question.intent == .use, question.transport == .tcp, question.unixPath == nil,
            let port = question.port, let name = question.name
        else { return nil }
        let ends = [IPAddress.loopbackV4, .loopbackV6].map { Endpoint(.tcp, $0, port) }
        let sockets = ends.map { scene.listeners(answering: $0).first }
        guard let four = sockets[0], let six = sockets[1], four != six else { return nil }
        guard try isLoopbackName(name, scene) else { return nil }
        let owners = [four, six].map { scene.owners(of: $0) }
        var lines = [
            line(four, owners[0], ends[0]), line(six, owners[1], ends[1]),
        ]
        var confidence = Confidence.observed + 0.03
        if owners.allSatisfy({ !$0.isEmpty }) {
            guard !isOne(owners[0], owners[1], scene) else { return nil }
        } else if let uid = four.uid, let other = six.uid, uid != other {
            confidence = Confidence.observed
        } else {
            guard let difference = try difference(ends, scene) else { return nil }
            lines.append(EvidenceLine("answers", "\(name):\(port)", difference))
            confidence = Confidence.proven
        }
        let names = owners.map { $0.first?.title ?? "a program that cannot be seen" }
        return finding(
            confidence,
            "\(name):\(port) is two servers: \(names[0]) answers on 127.0.0.1 and \(names[1]) on [::1].",
            evidence: lines,
            fixes: [
                Fix("ostia who \(port)", "shows both, with their folders and what started them", isSafe: true),
                Fix(
                    "use 127.0.0.1:\(port) or [::1]:\(port) instead of \(name)", "reaches the one that is meant",
                    isSafe: true),
                Fix("ostia free 127.0.0.1:\(port)", "stops \(names[0])"),
                Fix("ostia free '[::1]:\(port)'", "stops \(names[1])"),
            ])
    }

    /// Every port of this machine's loopback which two programs share, one for each family.
    private static func machine(_ scene: Scene) -> Finding? {
        var shared: [(port: UInt16, names: [String], lines: [EvidenceLine])] = []
        let ports = Dictionary(grouping: scene.facts.sockets.filter { $0.state == .listen }, by: \.local.port)
        for (port, sockets) in ports.sorted(by: { $0.key < $1.key }) where sockets.count > 1 {
            let ends = [IPAddress.loopbackV4, .loopbackV6].map { Endpoint(.tcp, $0, port) }
            let answering = ends.map { end in
                let all = sockets.filter { $0.answers(end) }
                return all.first { !$0.local.address.isUnspecified } ?? all.first
            }
            guard let four = answering[0], let six = answering[1], four != six else { continue }
            let owners = [four, six].map { scene.owners(of: $0) }
            let isOtherUser = four.uid != nil && six.uid != nil && four.uid != six.uid
            if owners.allSatisfy({ !$0.isEmpty }) {
                guard !isOne(owners[0], owners[1], scene) else { continue }
            } else {
                guard isOtherUser || areTwo(four, scene) else { continue }
            }
            shared.append(
                (
                    port, owners.map { $0.first?.title ?? "a program that cannot be seen" },
                    [line(four, owners[0], ends[0]), line(six, owners[1], ends[1])]
                ))
        }
        guard let first = shared.first else { return nil }
        let others = shared.count > 1 ? "; so are \(shared.count - 1) more ports" : ""
        return finding(
            Confidence.observed - 0.05,
            "localhost:\(first.port) is two servers: \(first.names[0]) answers on 127.0.0.1 and \(first.names[1]) on "
                + "[::1]\(others).",
            evidence: shared.prefix(4).flatMap(\.lines),
            fixes: [
                Fix("ostia who \(first.port)", "shows both, with their folders and what started them", isSafe: true),
                Fix("ostia free 127.0.0.1:\(first.port)", "stops \(first.names[0])"),
                Fix("ostia free '[::1]:\(first.port)'", "stops \(first.names[1])"),
            ])
    }

    /// Two programs of the listener's user that name its port in their command lines, and that are not of one kin.
    private static func areTwo(_ listener: SocketFact, _ scene: Scene) -> Bool {
        let told = scene.suspects(listener).filter { $0.namesPort && !$0.isCertain }.map(\.process)
        return told.count == 2 && !told[0].isSameProgram(as: told[1]) && !isOne([told[0]], [told[1]], scene)
    }

    /// Browsers take localhost for both addresses whatever the resolver says (RFC 6761 section 6.3).
    private static func isLoopbackName(_ name: String, _ scene: Scene) throws(Need) -> Bool {
        let lower = name.lowercased()
        if lower == "localhost" || lower.hasSuffix(".localhost") { return true }
        let addresses = try scene.lookup(name).addresses
        return addresses.contains(.loopbackV4) && addresses.contains(.loopbackV6)
    }

    /// The same program in two processes: a shared socket's owner, parent and child, Docker's proxy for each family.
    private static func isOne(_ four: [ProcessFact], _ six: [ProcessFact], _ scene: Scene) -> Bool {
        let pids = Set(four.map(\.pid))
        if six.contains(where: { pids.contains($0.pid) || pids.contains($0.parent) }) { return true }
        let others = Set(six.map(\.pid))
        if four.contains(where: { others.contains($0.parent) }) { return true }
        return four.contains { one in
            six.contains { other in
                if one.isContainerProxy && other.isContainerProxy { return true }
                if let unit = one.unit, one.isService, unit == other.unit { return true }
                return one.arguments == other.arguments && one.workingDirectory == other.workingDirectory
                    && one.parent == other.parent && abs(one.age - other.age) < 3
            }
        }
    }

    /// What differs between the two answers to one request; `nil` when they are alike, or the question is no HTTP.
    private static func difference(_ ends: [Endpoint], _ scene: Scene) throws(Need) -> String? {
        guard scene.question.isHTTP, ends.allSatisfy(scene.mayConnect) else { return nil }
        var answers: [HTTPOutcome] = []
        for end in ends {
            let ask = HTTPAsk(end, isTLS: scene.question.isTLS, host: scene.requestHost, path: scene.question.path)
            guard let answer = try scene.http(ask), answer.result == .answered else { return nil }
            answers.append(answer)
        }
        let servers = answers.map { $0.header("server") ?? "" }
        if servers[0] != servers[1] { return "Server: \(servers[0]) on IPv4, \(servers[1]) on IPv6" }
        if answers[0].status != answers[1].status {
            return "HTTP \(answers[0].status ?? 0) on IPv4, \(answers[1].status ?? 0) on IPv6"
        }
        return answers[0].body != answers[1].body ? "different pages on IPv4 and IPv6" : nil
    }

    private static func line(_ socket: SocketFact, _ owners: [ProcessFact], _ end: Endpoint) -> EvidenceLine {
        EvidenceLine(
            "listener", end.addressAndPort,
            "\(owners.first?.story ?? "owner hidden"), on \(socket.local.addressAndPort)")
    }
}
