/// `jdwp-second-debugger`: a debugger is already attached: the agent closed its listener meanwhile, and a second debugger is refused.
package enum JDWPSecondDebugger: Rule {
    package static let fault = Fault(
        "jdwp-second-debugger", .debugger,
        "A debugger is already attached: the agent closed its listener meanwhile, and a second debugger is refused.",
        symptoms: [
            "Unable to open debugger port (127.0.0.1:5005): java.net.ConnectException: Connection refused"
        ],
        explanation: """
            A JDWP agent serves one debugger at a time. It closes its listening socket while one is attached and \
            opens it again when that one leaves, so for everyone else the port looks as if nothing were there.
            """,
        proof: """
            The port refuses and has no listener, a JVM has its agent on this port, and the table shows an \
            established connection whose local port it is.
            """,
        mends: [
            Fix("<Stop or Disconnect in the IDE that is attached>", "the agent listens again at once", isSafe: true),
            Fix("ostia who <PORT>", "names the process at the other end", isSafe: true),
        ],
        seeAlso: ["jdwp-agent-not-enabled", "listener-backlog-gone-after-close"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty else { return nil }
        let port = reach.endpoint.port
        let sessions = scene.facts.sockets.filter { $0.local.port == port && $0.state == .established }
        guard let session = sessions.first(where: { !$0.owners.isEmpty }) ?? sessions.first else { return nil }
        let jvms = try scene.debuggedJVMs()
        guard
            let jvm = jvms.first(where: { $0.agent.port == port && $0.agent.isServer })
                ?? jvms.first(where: { jvm in
                    (jvm.agent.port ?? 0) == 0 && sessions.contains { $0.owners.contains(jvm.process.pid) }
                })
        else {
            return nil
        }
        let debugger = session.remote.flatMap { peer in
            scene.facts.sockets.first { $0.local == peer && $0.remote == session.local }
        }
        let who = debugger.flatMap { scene.owner(of: $0)?.title }
        return finding(
            Confidence.proven + 0.01,
            "A debugger\(who.map { " (\($0))" } ?? "") is already attached to \(jvm.process.title): its agent takes one at a time "
                + "and has closed port \(port) meanwhile.",
            evidence: [
                EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
                EvidenceLine("agent", jvm.process.title, "jdwp on port \(port)"),
                EvidenceLine(
                    "connection", session.local.addressAndPort,
                    "established with \(session.remote?.addressAndPort ?? "?")\(who.map { ", \($0)" } ?? "")"),
            ],
            fixes: [
                Fix("disconnect the debugger that is attached", "the agent listens again at once", isSafe: true),
                Fix("ostia who \(port)", "shows both ends", isSafe: true, isRunnable: true),
            ])
    }
}
