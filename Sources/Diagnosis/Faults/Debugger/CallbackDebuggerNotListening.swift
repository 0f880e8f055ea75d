/// `xdebug-or-callback-debugger-not-listening`: a call-back debugger (Xdebug, rdbg) connects from the program to the IDE, and the IDE is not listening, or is not at that localhost.
package enum CallbackDebuggerNotListening: Rule {
    package static let fault = Fault(
        "xdebug-or-callback-debugger-not-listening", .debugger,
        "A call-back debugger (Xdebug, rdbg) connects from the program to the IDE, and the IDE is not listening, or is not at that localhost.",
        symptoms: [
            "Xdebug: [Step Debug] Could not connect to debugging client. Tried: localhost:9003",
            "[Step Debug] Time-out connecting to debugging client, waited: 200 ms",
        ],
        explanation: """
            Xdebug turns the usual direction round: PHP connects to the IDE, on 9003 since Xdebug 3, on 9000 \
            before. The IDE listens only while its listener is switched on, and for PHP in a container localhost \
            is the container: host.docker.internal or the gateway's address is the IDE.
            """,
        proof: """
            The message is Xdebug's, and no one listens on the port it tried.
            """,
        mends: [
            Fix("<switch on Listen for Debug Connections in the IDE>", "opens port 9003", isSafe: true),
            Fix(
                "xdebug.client_host=host.docker.internal",
                "php.ini, for PHP in a container; with --add-host=host.docker.internal:host-gateway"),
            Fix("XDEBUG_MODE=off", "silences it where nobody debugs", isSafe: true),
        ],
        seeAlso: ["debugpy-client-not-listening", "localhost-inside-container-means-itself"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let isXdebug =
            scene.mentions("xdebug", "step debug", "debugging client", "could not connect to client")
            || scene.question.reports.contains { $0.runtime?.hasPrefix("Xdebug") ?? false }
        guard isXdebug || scene.mentions("rdbg", "rdebug"), !scene.question.reports.isEmpty else { return nil }
        let port = scene.question.port ?? 9003
        var evidence = scene.question.reports.prefix(1).map { EvidenceLine("message", $0.runtime ?? "Xdebug", $0.text) }
        let listener = scene.listeners(on: port).first
        evidence.append(
            EvidenceLine(
                "listeners", "port \(port)",
                listener.map { scene.owner(of: $0)?.title ?? "one of another user" } ?? "none"))
        guard listener == nil else {
            return finding(
                Confidence.fallback,
                "Port \(port) listens here now; the program that could not connect may mean another localhost (a container).",
                evidence: evidence,
                fixes: [Fix("xdebug.client_host=host.docker.internal", "php.ini, for PHP in a container")])
        }
        return finding(
            Confidence.observed + 0.04,
            "The program calls the IDE back on port \(port), and no IDE listens there.", evidence: evidence,
            fixes: [
                Fix("switch on listening for debug connections in the IDE", "opens port \(port)", isSafe: true),
                Fix("XDEBUG_MODE=off", "silences it where nobody debugs", isSafe: true),
                Fix("xdebug.client_host=host.docker.internal", "php.ini, for PHP in a container"),
            ])
    }
}
