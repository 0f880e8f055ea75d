/// `jdwp-ide-not-listening`: the JVM was started with server=n and should connect to the IDE, but nobody listens there: the JVM aborts before main().
package enum JDWPIDENotListening: Rule {
    package static let fault = Fault(
        "jdwp-ide-not-listening", .debugger,
        "The JVM was started with server=n and should connect to the IDE, but nobody listens there: the JVM aborts before main().",
        symptoms: [
            "ERROR: transport error 202: connect failed: Connection refused",
            "ERROR: JDWP Transport dt_socket failed to initialize, TRANSPORT_INIT(510)",
            "FATAL ERROR in native method: JDWP No transports initialized",
        ],
        explanation: """
            With server=n the agent is the client: it connects to the address while the JVM starts and gives up \
            the whole JVM when that fails. A copied command line, a restarted IDE, or a container whose \
            127.0.0.1 is not the IDE's leaves nobody to connect to.
            """,
        proof: """
            The agent's own message says that connect failed, and the address has no listener now. A bind that \
            failed reads otherwise and is jdwp-port-in-use.
            """,
        mends: [
            Fix(
                "<start the listening debug configuration in the IDE first>", "opens the port that the JVM connects to",
                isSafe: true),
            Fix(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005",
                "lets the JVM listen, and the IDE attach when it wants"),
            Fix("unset JAVA_TOOL_OPTIONS", "where the option comes from the environment", isSafe: true),
        ],
        seeAlso: ["jdwp-vm-exited", "jdwp-port-in-use"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let isAgents =
            scene.mentions("transport error 202: connect failed", "transport_init", "transport error 202")
            && scene.mentions("connect failed", "connection refused")
        guard scene.question.saw(.debuggerConnectRefused, .debuggerStartFailed, .connectionRefused), isAgents,
            !scene.mentions("bind failed")
        else {
            return nil
        }
        var evidence = scene.question.reports.prefix(1).map { EvidenceLine("message", "JDWP agent", $0.text) }
        var place = "the address of its option"
        if let port = scene.question.port {
            guard scene.listeners(on: port).isEmpty else { return nil }
            place = "\(scene.question.host ?? "127.0.0.1"):\(port)"
            evidence.append(EvidenceLine("listeners", "port \(port)", "none: no debugger waits there"))
        }
        return finding(
            Confidence.observed + 0.04,
            "The JVM was told to connect to a debugger (server=n) and nobody listens on \(place), so it aborted before main().",
            evidence: evidence,
            fixes: [
                Fix(
                    "start the listening debug configuration in the IDE, then the JVM", "opens the port it connects to",
                    isSafe: true),
                Fix(
                    "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005",
                    "JVM option: the JVM listens instead, and the IDE attaches when it wants"),
            ])
    }
}
