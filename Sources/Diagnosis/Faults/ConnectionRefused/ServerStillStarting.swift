import Endpoints

/// `server-still-starting`: the client is faster than the server.
package enum ServerStillStarting: Rule {
    package static let fault = Fault(
        "server-still-starting", .connectionRefused,
        "The client connects before the server has reached listen(2).",
        symptoms: [
            "the first connects are refused, a few seconds later they work",
            "CI is refused, a person at a keyboard is not",
            "depends_on started the database, and the application is refused",
        ],
        explanation: """
            A process exists long before it listens: it loads classes, compiles, reads its database's log. Until \
            listen(2) the kernel refuses every connect. "Started" in the sense of a supervisor or of Compose's \
            depends_on says nothing about that moment.
            """,
        proof: """
            Nothing listens, a young process is told by its command line to serve this port, or the port begins to \
            listen while it is watched and stays. A port that comes and goes is server-crash-loop.
            """,
        mends: [
            Fix("ostia wait <PORT>", "waits until it listens, then go on", isSafe: true),
            Fix("depends_on: condition: service_healthy", "lets Compose wait for a health check"),
            Fix("retry with a pause in the client", "lives with the order of things"),
        ],
        seeAlso: ["nothing-listening", "server-crash-loop"])

    /// Younger servers may well be on their way, in seconds.
    static let youth = 60.0

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let told = try answering(scene) { return told }
        guard let port = scene.question.port else { return nil }
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty, scene.listeners(on: port).isEmpty else { return nil }
        let told = scene.namesakes(of: port).filter { $0.age < youth }
        let restarts = scene.restarted()
        guard !told.isEmpty || !restarts.isEmpty, let watch = try scene.watch(port) else { return nil }
        var evidence = scene.lines(attempts)
        let place = attempts[0].endpoint.addressAndPort
        let wait = Fix("ostia wait \(port)", "waits until it listens", isSafe: true, isRunnable: true)
        let order = Fix("let the client wait for the port, or try again", "lives with the time a start takes")
        if watch.changes == 1, watch.looks.last == true {
            let pid = watch.pids.last
            let who = pid.flatMap { scene.facts.processes[$0]?.title } ?? pid.map { "pid \($0)" } ?? "the server"
            let after = watch.looks.prefix { !$0 }.count * 50
            evidence.append(EvidenceLine("watch", "port \(port)", "began to listen after \(after) ms"))
            return finding(
                Confidence.proven - 0.02, "\(place) was refused because \(who), was still starting; it listens now.",
                evidence: evidence, fixes: [wait, order])
        }
        // A port that comes and goes is another story.
        guard watch.changes == 0,
            let young = told.first(where: { process in
                !restarts.contains { $0.process.pid == process.pid }
            })
        else { return nil }
        evidence.append(EvidenceLine("process", young.title, "\(Self.words(young)), \(Int(young.age)) s old"))
        evidence.append(EvidenceLine("watch", "port \(port)", "did not begin to listen within 1.5 s"))
        return finding(
            Confidence.likely - 0.05,
            "\(young.title), is told to serve port \(port) and, \(Int(young.age)) s after its start, "
                + "does not listen yet: \(place) is refused.",
            evidence: evidence, fixes: [wait, order])
    }

    /// It listens and says that it is not ready: PostgreSQL replays its log, Redis loads its data.
    private static func answering(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, let report = scene.question.report(.startingUp) else { return nil }
        var evidence = [EvidenceLine.message(report.text)]
        let retry = Fix("let the client try again after a second", "lives with the time a start takes", isSafe: true)
        guard scene.hasEndpoint else {
            return finding(
                Confidence.observed, "The server runs and is still starting: it takes connections and serves none yet.",
                evidence: evidence, fixes: [retry])
        }
        guard let reach = try scene.reached() else { return nil }
        evidence.append(EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words))
        let who = scene.serverTitle(reach.endpoint).capitalizedFirst
        var now = "was still starting when the client asked"
        var confidence = Confidence.observed
        if scene.hint(reach.endpoint) == .redis || scene.said.has("redis", "loading"),
            let answer = try scene.speak(.redis, to: reach.endpoint), answer.isSpoken
        {
            evidence.append(EvidenceLine("speak Redis", reach.endpoint.addressAndPort, answer.detail))
            let isLoading = Said([answer.detail]).has("loading")
            now = isLoading ? "is still loading its data" : "was loading its data, and is ready now"
            confidence = Confidence.proven
        }
        return finding(
            confidence, "\(who) at \(reach.endpoint.addressAndPort) \(now).", evidence: evidence,
            fixes: [retry, Fix("pg_isready -h <host> -p <port>", "says when PostgreSQL takes queries", isSafe: true)])
    }

    private static func words(_ process: ProcessFact) -> String {
        let text = process.arguments.joined(separator: " ")
        return text.utf8.count <= 80 ? text : String(text.prefix(77)) + "…"
    }
}
