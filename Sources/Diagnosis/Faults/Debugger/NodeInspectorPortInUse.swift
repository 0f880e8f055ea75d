/// `node-inspector-port-in-use`: node's inspector port is taken, mostly by an older process or by a child that inherited NODE_OPTIONS; the program runs on without an inspector.
package enum NodeInspectorPortInUse: Rule {
    package static let fault = Fault(
        "node-inspector-port-in-use", .debugger,
        "Node's inspector port is taken, mostly by an older process or by a child that inherited NODE_OPTIONS; the program runs on without an inspector.",
        symptoms: [
            "Starting inspector on 127.0.0.1:9229 failed: address already in use"
        ],
        explanation: """
            --inspect takes 127.0.0.1:9229 unless it says otherwise. In NODE_OPTIONS it reaches npm and every \
            child, and the first of them gets the port. Node prints one line and goes on without an inspector, \
            so breakpoints are never met.
            """,
        proof: """
            The message names the inspector's port, and the table says who listens there; a Node process with \
            --inspect is told from any other.
            """,
        mends: [
            Fix("--inspect=127.0.0.1:0", "lets the kernel choose; Node prints the address", isSafe: true),
            Fix("unset NODE_OPTIONS", "and give --inspect to the one program that is debugged", isSafe: true),
            Fix("ostia free 9229", "ends the process that has it, after showing the plan"),
        ],
        seeAlso: ["port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        // Node's own words, or an inspector beside a port in use; that something failed says nothing of a port.
        let said =
            scene.mentions("starting inspector on", "inspector server at") && scene.mentions("in use", "failed")
            || scene.mentions("inspector") && scene.mentions("in use", "eaddrinuse")
        let nodes = try scene.inspectedNodes()
        let port =
            scene.question.port
            ?? scene.question.reports.lazy.compactMap { $0.port.flatMap { UInt16(exactly: $0) } }.first
        guard said || scene.question.intent == .bind, let port, let socket = scene.listeners(on: port).first else {
            return nil
        }
        let holder = nodes.first { socket.owners.contains($0.process.pid) && $0.port == port }
        guard said || holder != nil else { return nil }
        let who = holder?.process.title ?? scene.owner(of: socket)?.title ?? "a process of another user"
        var evidence = scene.question.reports.prefix(1).map {
            EvidenceLine("message", $0.runtime ?? "Node.js", $0.text)
        }
        evidence.append(EvidenceLine("listener", socket.local.addressAndPort, who))
        return finding(
            Confidence.proven + 0.01,
            "The inspector port \(port) is taken by \(who)\(holder?.variable.map { " (\($0))" } ?? ""), so the new process runs "
                + "without an inspector.",
            evidence: evidence,
            fixes: [
                Fix(
                    "--inspect=127.0.0.1:0", "in place of --inspect: the kernel chooses, Node prints the address",
                    isSafe: true),
                Fix("ostia free \(port)", "ends the process that has it, after showing the plan"),
            ])
    }
}
