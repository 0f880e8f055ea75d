import Endpoints

/// `http-to-jdwp`: an HTTP request to a JVM's debug port.
package enum HTTPToJDWP: Rule {
    package static let fault = Fault(
        "http-to-jdwp", .protocolMismatch,
        "An HTTP request (a browser, a health check, a scanner) goes to the debug port of a JVM.",
        symptoms: [
            "Debugger failed to attach: handshake failed - received >GET / HTTP/1.1< - expected >JDWP-Handshake<",
            "curl: (52) Empty reply from server",
            "curl: (56) Recv failure: Connection reset by peer",
        ],
        explanation: """
            The agent that `-agentlib:jdwp` loads expects the 14 letters `JDWP-Handshake` and closes the connection on \
            anything else, after a line on the JVM's standard error. The application's own port is another one. A debug port \
            gives whoever reaches it full control of the JVM, so nothing but a debugger should know it.
            """,
        proof: """
            The arguments of the process that listens turn the agent on for this very port. It is not connected to: a \
            handshake that succeeds lets a JVM that waits for its debugger run on.
            """,
        mends: [
            Fix("http://localhost:<application port>/", "is where the application answers", isSafe: true),
            Fix("address=127.0.0.1:<PORT>", "keeps the debug port off the network (in the -agentlib:jdwp option)"),
        ],
        seeAlso: ["jdwp-handshake-failed", "jdwp-loopback-only"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let isTold = scene.said.has("received >get", "received >post", "received >head", "received >options")
        guard scene.question.isHTTP || isTold else { return nil }
        guard let port = scene.question.port else {
            guard isTold else { return nil }
            return finding(
                Confidence.likely - 0.02, "An HTTP client spoke to the debug port of a JVM.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)])
        }
        guard let process = agent(scene, port) else { return nil }
        let listener = scene.listeners(on: port).first
        let address = listener?.local.addressAndPort ?? "port \(port)"
        return finding(
            // A debugger's own message is of a debugger's question first.
            scene.question.isHTTP ? Confidence.proven : Confidence.observed - 0.02,
            "\(address) is the debug port of \(process.title): HTTP is not spoken there.",
            evidence: [
                EvidenceLine("process", process.title, "its arguments load the JDWP agent for port \(port)"),
                EvidenceLine("connect", address, "not tried: a connection would disturb the debugger"),
            ], fixes: fixes(scene, process))
    }

    /// The JVM whose agent has this port, also where the socket's owner is hidden: arguments may be read by all.
    private static func agent(_ scene: Scene, _ port: UInt16) -> ProcessFact? {
        guard !scene.listeners(on: port).isEmpty else { return nil }
        let owners = scene.listeners(on: port).flatMap { scene.owners(of: $0) }
        let candidates = owners.isEmpty ? Array(scene.facts.processes.values) : owners
        return candidates.first { process in
            JDWPAgent.all(in: process.arguments).contains { $0.isServer && $0.port == port }
                || owners.contains(process) && Untouchable(process, port: port) == .jdwp
        }
    }

    private static func fixes(_ scene: Scene, _ process: ProcessFact) -> [Fix] {
        let others = scene.facts.sockets.filter {
            $0.isListener && $0.owners.contains(process.pid) && $0.local.port != scene.question.port
        }
        var fixes = others.prefix(2).map {
            Fix("http://localhost:\($0.local.port)/", "is another port of the same JVM", isSafe: true)
        }
        fixes.append(
            Fix("ostia", "lists the ports of this machine, those of this JVM too", isSafe: true, isRunnable: true))
        return fixes
    }
}
