/// `jdwp-agent-not-enabled`: the JVM runs without the debug agent, or the option stands after the class name where the JVM never sees it.
package enum JDWPAgentNotEnabled: Rule {
    package static let fault = Fault(
        "jdwp-agent-not-enabled", .debugger,
        "The JVM runs without the debug agent, or the option stands after the class name where the JVM never sees it.",
        symptoms: [
            "Unable to open debugger port (localhost:5005): java.net.ConnectException \"Connection refused\"",
            "Failed to attach to remote debuggee VM. Reason: java.net.ConnectException: Connection refused",
        ],
        explanation: """
            The agent is turned on by an option of java itself, so it must stand before the class or -jar; what \
            comes after is handed to the program as an argument. Gradle, Maven and Spring start a second JVM for \
            the program, and an option given to the first does not reach it.
            """,
        proof: """
            The port refuses, no JVM here has an agent for it, and either a JVM carries the option behind its \
            main class, or JVMs run and none has the option, neither in its arguments nor in JAVA_TOOL_OPTIONS.
            """,
        mends: [
            Fix(
                "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005 -jar <app.jar>",
                "turns the agent on: the option before -jar or the class"),
            Fix("./gradlew run --debug-jvm", "Gradle hands the option to the JVM of the program"),
            Fix("mvn spring-boot:run -Dspring-boot.run.jvmArguments=<option>", "Maven does"),
            Fix("jcmd <PID> VM.command_line", "shows what a running JVM was started with", isSafe: true),
        ],
        seeAlso: ["jdwp-second-debugger", "jdwp-suspended-waiting", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty else { return nil }
        let port = reach.endpoint.port
        let refusal = EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)
        for process in scene.jvms {
            guard let agent = JDWPAgent.every(process.arguments).first(where: { $0.isAfterMain && $0.port == port })
            else {
                continue
            }
            return finding(
                Confidence.proven,
                "\(process.title), has the debug option behind its main class, so the JVM never saw it and nothing listens on "
                    + "port \(port).",
                evidence: [
                    refusal, EvidenceLine("arguments", process.title, "address=\(agent.address ?? "") after the class"),
                ],
                fixes: [
                    Fix(
                        "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:\(port) <class or -jar>",
                        "JVM option: before the class or -jar")
                ])
        }
        let isDebugger =
            scene.question.saw(.debuggerConnectRefused, .debuggerAttachFailed) || scene.mentions("debugger", "debuggee")
        guard isDebugger, let first = scene.jvms.first else { return nil }
        guard try scene.debuggedJVMs().allSatisfy({ $0.agent.port != nil && $0.agent.port != port }) else { return nil }
        return finding(
            Confidence.likely + 0.06,
            "\(first.title), runs without a debug agent, so nothing listens on port \(port) for a debugger.",
            evidence: [
                refusal,
                EvidenceLine("processes", "java", "\(scene.jvms.count) running, none with an agent on port \(port)"),
            ],
            fixes: [
                Fix(
                    "java -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:\(port) <class or -jar>",
                    "JVM option: turns the agent on"),
                Fix(
                    "jcmd \(first.pid) VM.command_line", "shows what it was started with", isSafe: true,
                    isRunnable: false),
            ])
    }
}
