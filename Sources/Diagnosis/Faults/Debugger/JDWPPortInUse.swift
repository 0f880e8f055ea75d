/// `jdwp-port-in-use`: the debug port is already taken (an earlier JVM, a second run configuration, a forked test), and the new JVM ends before main().
package enum JDWPPortInUse: Rule {
    package static let fault = Fault(
        "jdwp-port-in-use", .debugger,
        "The debug port is already taken (an earlier JVM, a second run configuration, a forked test), and the new JVM ends before main().",
        symptoms: [
            "ERROR: transport error 202: bind failed: Address already in use",
            "ERROR: JDWP Transport dt_socket failed to initialize, TRANSPORT_INIT(510)",
        ],
        explanation: """
            The agent binds its address while the JVM starts; when that fails the JVM gives up. The usual holder \
            is the last run that did not end. An option in JAVA_TOOL_OPTIONS reaches every JVM of the shell, so \
            the build tool takes the port first and the program fails.
            """,
        proof: """
            The agent's own message says that bind failed, and the table names who listens on the port now.
            """,
        mends: [
            Fix("ostia free <PORT>", "ends the JVM that has the port, after showing the plan"),
            Fix(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                "JVM option: lets the kernel choose; the JVM prints the port"),
        ],
        seeAlso: ["port-held-by-own-process", "jdwp-second-debugger"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let isAgents =
            scene.mentions("transport error 202", "jdwp") && scene.mentions("bind failed", "address already in use")
            || (scene.question.report(.debuggerPortInUse)?.runtime?.hasPrefix("JDWP") ?? false)
        let jvms = try scene.debuggedJVMs()
        guard isAgents || scene.question.intent == .bind && !scene.question.saw(.debuggerPortInUse) else { return nil }
        let ports = scene.question.port.map { [$0] } ?? (isAgents ? jvms.compactMap(\.agent.port) : [])
        for port in ports {
            guard let socket = scene.listeners(on: port).first else { continue }
            let owner = scene.owner(of: socket)
            let holder = jvms.first { jvm in socket.owners.contains(jvm.process.pid) && jvm.agent.port ?? port == port }
            guard isAgents || holder != nil else { return nil }
            let who = holder?.process.title ?? owner?.title ?? "a process of another user"
            var evidence = [EvidenceLine("listener", socket.local.addressAndPort, who)]
            if let report = scene.question.reports.first {
                evidence.insert(EvidenceLine("message", "JDWP agent", report.text), at: 0)
            }
            return finding(
                Confidence.proven + 0.01,
                "The debug port \(port) is taken by \(who)\(holder == nil ? "" : ", itself a debugged JVM"), so the new JVM ends "
                    + "before main().",
                evidence: evidence,
                fixes: [
                    Fix("ostia free \(port)", "ends the process that has the port, after showing the plan"),
                    Fix(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0",
                        "JVM option: lets the kernel choose a port, which the JVM prints", isSafe: true),
                ])
        }
        return nil
    }
}
