/// `jdwp-handshake-failed`: the debugger spoke to a port that is not a debug port, or somebody else spoke to the debug port.
package enum JDWPHandshakeFailed: Rule {
    package static let fault = Fault(
        "jdwp-handshake-failed", .debugger,
        "The debugger spoke to a port that is not a debug port, or somebody else spoke to the debug port.",
        symptoms: [
            "java.io.IOException: handshake failed - connection prematurally closed",
            "Debugger failed to attach: handshake failed - received >GET / HTTP/1.1< - expected >JDWP-Handshake<",
            "Debugger failed to attach: timeout during handshake",
        ],
        explanation: """
            Both sides begin with the fourteen bytes JDWP-Handshake. A web server answers them with a 400 or a \
            close. The other way round a browser, a health check or a port scanner that opens the debug port \
            makes the agent print what it got instead; a bare connect makes it wait two seconds.
            """,
        proof: """
            The message is of the handshake; whether the endpoint is a debug agent is read from the JVM's \
            options and the socket table. The agent is not connected to.
            """,
        mends: [
            Fix("<the port of -agentlib:jdwp, not the application's>", "in the debugger's configuration", isSafe: true),
            Fix("<take the debug port out of health checks and port scans>", "the agent is left alone", isSafe: true),
        ],
        seeAlso: ["http-to-jdwp", "jdwp-agent-not-enabled"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.debuggerHandshake) else { return nil }
        var evidence = [EvidenceLine("message", report.runtime ?? "debugger", report.text)]
        guard let port = scene.question.port, let listener = scene.listeners(on: port).first else {
            return finding(
                Confidence.likely + 0.05, "A debugger and something else met on one port: \(report.text)",
                evidence: evidence,
                fixes: [Fix("ostia ls", "shows which ports are debug ports", isSafe: true, isRunnable: true)])
        }
        let owner = scene.owner(of: listener)
        let jvm = try scene.debuggedJVMs().first {
            listener.owners.contains($0.process.pid) && ($0.agent.port ?? port) == port
        }
        evidence.append(EvidenceLine("listener", listener.local.addressAndPort, owner?.title ?? "owner hidden"))
        if let jvm {
            return finding(
                Confidence.proven,
                "Something that is no debugger connects to the debug port \(port) of \(jvm.process.title): "
                    + "\(report.text)", evidence: evidence,
                fixes: [
                    Fix("ostia who \(port)", "shows who is connected", isSafe: true, isRunnable: true),
                    Fix(
                        "take port \(port) out of health checks, proxies and scans", "leaves the agent alone",
                        isSafe: true),
                ])
        }
        let isJVM = owner.map { scene.jvms.contains($0) } ?? false
        let debugPort = try scene.debuggedJVMs().first?.agent.port
        return finding(
            Confidence.proven,
            "Port \(port) is no debug port: \(owner?.title ?? "its server"), answers there\(isJVM ? " with the application" : "").",
            evidence: evidence,
            fixes: [
                Fix(
                    debugPort.map { "127.0.0.1:\($0)" }
                        ?? "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005",
                    debugPort == nil
                        ? "JVM option: turns an agent on; then attach to its port"
                        : "the debug port here, for the debugger's configuration",
                    isSafe: true)
            ])
    }
}
