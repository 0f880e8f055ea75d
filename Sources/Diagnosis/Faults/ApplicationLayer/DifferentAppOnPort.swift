import Endpoints

/// `different-app-on-port`: somebody answers, and it is not who was meant.
package enum DifferentAppOnPort: Rule {
    package static let fault = Fault(
        "different-app-on-port", .applicationLayer,
        "Something answers on the port, but it is another program than the client expects.",
        symptoms: [
            "SyntaxError: Unexpected token '<', \"<!DOCTYPE \"... is not valid JSON",
            "404 Not Found for a path that the application surely has",
            "403 Forbidden with X-Jenkins, or Server: Microsoft-HTTPAPI/2.0",
            "received invalid response to SSL negotiation: H (psql)",
            "Protocol error, got \"H\" as reply type byte (redis-cli)",
        ],
        explanation: """
            Port numbers are habits: 3000, 5000, 8000 and 8080 are the default of dozens of programs. An older project that still \
            runs, Jenkins, or another copy of the work tree takes the port first, and the new server silently moves to the next \
            one, or listens on another address of the same port.
            """,
        proof: """
            The client's protocol is not the server's, or the answer carries another product's name, or it is a page of HTML \
            where the message shows that JSON was expected. The process that owns the port is named, with its folder.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows whose it is", isSafe: true),
            Fix("ostia", "shows the port that your own server got", isSafe: true),
            Fix("ostia free <PORT>", "takes the port back, after asking"),
        ],
        seeAlso: ["macos-airplay-5000-7000", "different-servers-on-v4-and-v6", "wrong-port-near-miss"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.hasEndpoint else { return nil }
        if let found = try otherProtocol(scene) { return found }
        return try otherPage(scene)
    }

    // MARK: Another protocol than the client's

    private static let schemes: [String: SpokenProtocol] = [
        "postgres": .postgres, "postgresql": .postgres, "mysql": .mysql, "mariadb": .mysql, "redis": .redis,
        "mongodb": .mongo,
        "amqp": .amqp, "ssh": .ssh, "ftp": .ftp, "smtp": .smtp, "memcached": .memcached, "grpc": .http2,
    ]

    private static func otherProtocol(_ scene: Scene) throws(Need) -> Finding? {
        guard let wanted = wanted(scene), let reach = try scene.reached() else { return nil }
        let endpoint = reach.endpoint
        let greeted = FirstBytes.identify(reach.outcome.greeting)
        if greeted == wanted { return nil }
        var evidence: [EvidenceLine] = []
        let spoken: SpokenProtocol
        if let greeted {
            spoken = greeted
            evidence.append(EvidenceLine("greeting", endpoint.addressAndPort, Scene.printable(reach.outcome.greeting)))
        } else {
            guard let answer = try scene.speak(wanted, to: endpoint), !answer.isSpoken else { return nil }
            evidence.append(EvidenceLine("speak \(wanted.rawValue)", endpoint.addressAndPort, "not spoken"))
            if let first = FirstBytes.identify(answer.firstBytes), first != wanted {
                spoken = first
            } else {
                guard let http = try scene.speak(.http, to: endpoint), http.isSpoken else { return nil }
                spoken = .http
                evidence.append(EvidenceLine("speak HTTP", endpoint.addressAndPort, http.detail))
            }
        }
        return finding(
            Confidence.proven,
            "\(scene.serverTitle(endpoint).capitalizedFirst) at \(endpoint.addressAndPort) speaks \(spoken.rawValue), and the "
                + "client expects \(wanted.rawValue).",
            evidence: evidence + owner(scene, endpoint), fixes: fixes(endpoint.port))
    }

    /// The protocol that the client speaks, by its URL or by its complaint.
    private static func wanted(_ scene: Scene) -> SpokenProtocol? {
        if let scheme = scene.question.scheme { return schemes[scheme] }
        guard scene.question.saw(.protocolMismatch, .earlyClose, .tlsMismatch) else { return nil }
        let said = scene.said
        if said.has("response to ssl negotiation", "response to gssapi", "expected authentication request from server")
        {
            return .postgres
        }
        if said.has("reply type byte", "redis") { return .redis }
        if said.has("packets out of order", "protocol mismatch; server version") { return .mysql }
        if scene.isGRPC && said.has("http/2", "http1", "http/1", "settings frame") { return .http2 }
        return nil
    }

    // MARK: Another page than the client's

    private static func otherPage(_ scene: Scene) throws(Need) -> Finding? {
        let said = scene.said
        guard scene.question.isHTTP, !said.isEmpty, !scene.question.saw(.proxy), let reach = try scene.reached() else {
            return nil
        }
        let wantsJSON = said.has(
            "is not valid json", "unexpected token '<'", "unexpected token <", "jsondecodeerror", "json parse error",
            "invalid character '<'", "expected value at line 1 column 1", "failed to parse json", "expected {",
            "is not json")
        guard let answer = try scene.answer(), answer.result == .answered, let status = answer.status else {
            return nil
        }
        let isHTML =
            answer.header("content-type")?.lowercased().hasPrefix("text/html")
            ?? Said(answer.body).has("<!doctype", "<html")
        let product = product(answer)
        // A product that the message shows, or one that nobody writes applications with.
        let isTold = product.map { said.has($0.lowercased()) } ?? false
        let isAstray = wantsJSON && isHTML || isTold && status >= 400
        guard isAstray else { return nil }
        let endpoint = reach.endpoint
        let title = Scene.title(answer.body)
        var evidence = [
            EvidenceLine(
                "http", "\(scene.requestHost)\(scene.question.path)",
                answer.words + (isHTML ? ", a page of HTML: \(title.prefix(80))" : ""))
        ]
        if let product { evidence.append(EvidenceLine("header", "the answer", product)) }
        evidence += owner(scene, endpoint)
        let who = scene.server(at: endpoint)
        let project = who?.project.map { " of \($0)" } ?? ""
        return finding(
            product != nil && isTold
                ? Confidence.proven - 0.02 : status >= 400 ? Confidence.observed : Confidence.likely,
            "\(product ?? scene.serverTitle(endpoint, otherwise: "another server").capitalizedFirst)\(project) answers at "
                + "\(endpoint.addressAndPort) with \(status)\(title.isEmpty ? "" : " (\(title.prefix(60)))"): it is not the "
                + "application that the client expects.",
            evidence: evidence, fixes: fixes(endpoint.port))
    }

    /// Products that name themselves and are seldom what a developer means.
    private static func product(_ answer: HTTPOutcome) -> String? {
        if answer.header("x-jenkins") != nil { return "Jenkins" }
        let server = answer.header("server") ?? ""
        for name in [
            "Microsoft-HTTPAPI", "Microsoft-IIS", "Apache-Coyote", "Jetty", "SimpleHTTP", "GitLab",
            "Splunkd",
        ]
        where server.hasPrefix(name) { return name }
        return nil
    }

    private static func owner(_ scene: Scene, _ endpoint: Endpoint) -> [EvidenceLine] {
        guard let process = scene.server(at: endpoint) else { return [] }
        let place = process.project ?? process.workingDirectory ?? "an unknown folder"
        return [EvidenceLine("process", process.title, "in \(place)")]
    }

    private static func fixes(_ port: UInt16) -> [Fix] {
        [
            Fix("ostia who \(port)", "shows whose it is", isSafe: true, isRunnable: true),
            Fix("ostia", "shows the port that your own server got", isSafe: true, isRunnable: true),
            Fix("ostia free \(port)", "takes the port back, after asking"),
        ]
    }
}
