/// `jdwp-suspended-waiting`: suspend=y: the JVM waits for a debugger before main(), so the application's port never opens.
package enum JDWPSuspendedWaiting: Rule {
    package static let fault = Fault(
        "jdwp-suspended-waiting", .debugger,
        "suspend=y: the JVM waits for a debugger before main(), so the application's port never opens.",
        symptoms: [
            "Listening for transport dt_socket at address: 5005, and then nothing",
            "curl: (7) Failed to connect to 127.0.0.1 port 8080: Connection refused",
        ],
        explanation: """
            With suspend=y, which is the default of the option, the JVM stops before main() until a debugger \
            attaches. Only the debug port listens; the application has not begun. In JAVA_TOOL_OPTIONS it \
            catches every JVM that the shell starts.
            """,
        proof: """
            The asked port refuses; a JVM has an agent with suspend=y, listens on the debug port alone, and no \
            debugger is connected to it.
            """,
        mends: [
            Fix("<attach a debugger to the debug port>", "lets main() begin", isSafe: true),
            Fix("suspend=n", "in the option -agentlib:jdwp=…: the JVM starts at once, and a debugger may come later"),
        ],
        seeAlso: ["node-inspect-brk-paused", "server-still-starting", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty else { return nil }
        let asked = reach.endpoint.port
        for jvm in try scene.debuggedJVMs() where jvm.agent.isSuspended && jvm.agent.isServer {
            let listeners = scene.listeners(of: jvm.process, told: jvm.agent.port)
            guard let debug = listeners.first, listeners.allSatisfy({ $0.local.port == debug.local.port }),
                debug.local.port != asked,
                jvm.agent.port == nil || jvm.agent.port == 0 || jvm.agent.port == debug.local.port,
                !scene.facts.sockets.contains(where: { $0.local.port == debug.local.port && $0.state == .established })
            else {
                continue
            }
            let digits = "\(asked)"
            let isNamed = jvm.process.arguments.contains { $0.firstRange(of: digits) != nil }
            return finding(
                isNamed ? Confidence.proven : Confidence.observed,
                "\(jvm.process.title), waits for a debugger on port \(debug.local.port) (suspend=y) and has not begun main(), so "
                    + "nothing listens on port \(asked) yet.",
                evidence: [
                    EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
                    EvidenceLine("agent", jvm.process.title, "suspend=y\(jvm.variable.map { ", from \($0)" } ?? "")"),
                    EvidenceLine("listener", debug.local.addressAndPort, "the debug port alone, no debugger connected"),
                ],
                fixes: [
                    Fix("attach a debugger to 127.0.0.1:\(debug.local.port)", "lets main() begin", isSafe: true),
                    Fix(
                        "suspend=n",
                        jvm.variable.map { "in the option of \($0): unset it for programs that are not debugged" }
                            ?? "in its -agentlib:jdwp option: it starts at once, and a debugger may come later"),
                ])
        }
        return nil
    }
}
