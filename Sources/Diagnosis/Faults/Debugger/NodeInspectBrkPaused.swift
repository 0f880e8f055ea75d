/// `node-inspect-brk-paused`: --inspect-brk pauses Node before the first line, so the application's port never opens.
package enum NodeInspectBrkPaused: Rule {
    package static let fault = Fault(
        "node-inspect-brk-paused", .debugger,
        "--inspect-brk pauses Node before the first line, so the application's port never opens.",
        symptoms: [
            "Debugger listening on ws://127.0.0.1:9229/…, and then nothing",
            "connect ECONNREFUSED 127.0.0.1:3000",
        ],
        explanation: """
            --inspect-brk and --inspect-wait stop the program until a debugger has connected and told it to go \
            on. In NODE_OPTIONS they catch every Node process of the shell, npm among them.
            """,
        proof: """
            The asked port refuses; a Node process has the option, in its arguments or in NODE_OPTIONS, and \
            listens on the inspector's port alone.
            """,
        mends: [
            Fix("<attach the debugger and press Resume>", "lets the program begin", isSafe: true),
            Fix("--inspect", "in place of --inspect-brk: starts at once"),
            Fix("unset NODE_OPTIONS", "where the option comes from the environment", isSafe: true),
        ],
        seeAlso: ["jdwp-suspended-waiting", "server-still-starting"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), scene.listeners(on: reach.endpoint.port).isEmpty else { return nil }
        for node in try scene.inspectedNodes() where node.isPaused && node.port != reach.endpoint.port {
            let listeners = scene.listeners(of: node.process, told: node.port)
            guard let inspector = listeners.first, listeners.allSatisfy({ $0.local.port == node.port }) else {
                continue
            }
            return finding(
                Confidence.observed + 0.04,
                "\(node.process.title), is paused before its first line (--inspect-brk) and waits for a debugger on port "
                    + "\(node.port), so nothing listens on port \(reach.endpoint.port) yet.",
                evidence: [
                    EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words),
                    EvidenceLine("listener", inspector.local.addressAndPort, "the inspector alone"),
                    EvidenceLine(
                        "option", node.process.title,
                        node.variable.map { "--inspect-brk, from \($0)" } ?? "--inspect-brk"),
                ],
                fixes: [
                    Fix(
                        "attach a debugger to 127.0.0.1:\(node.port) and resume", "lets the program begin", isSafe: true
                    ),
                    Fix(
                        node.variable == nil ? "--inspect" : "unset NODE_OPTIONS",
                        node.variable == nil
                            ? "in place of --inspect-brk: it starts at once" : "and start it again: it is not paused",
                        isSafe: true),
                ])
        }
        return nil
    }
}
