/// `node-waiting-for-debugger-to-disconnect`: the Node program has ended, but its process stays, with the port, until the debugger disconnects.
package enum NodeWaitingForDebuggerToDisconnect: Rule {
    package static let fault = Fault(
        "node-waiting-for-debugger-to-disconnect", .debugger,
        "The Node program has ended, but its process stays, with the port, until the debugger disconnects.",
        symptoms: [
            "Waiting for the debugger to disconnect..."
        ],
        explanation: """
            When the event loop is empty and an inspector session is open, Node keeps the process so that the \
            session can be read to its end. Sockets that were still open stay open meanwhile.
            """,
        proof: """
            Node's own message, and in the table an established connection to the inspector of a Node process.
            """,
        mends: [
            Fix("<Disconnect or Stop in the debugger>", "lets the process end", isSafe: true),
            Fix("kill <PID>", "ends it at once"),
        ],
        seeAlso: ["node-inspector-port-in-use"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.saw(.debuggerWaiting) || scene.mentions("waiting for the debugger to disconnect") else {
            return nil
        }
        var evidence = scene.question.reports.prefix(1).map {
            EvidenceLine("message", $0.runtime ?? "Node.js", $0.text)
        }
        var who = "The Node process"
        var fixes = [Fix("disconnect or stop the debugger", "lets the process end and frees its ports", isSafe: true)]
        for node in try scene.inspectedNodes() {
            let held = try scene.sockets(of: node.process.pid).first {
                $0.local.port == node.port && $0.state == .established
            }
            guard let held else { continue }
            who = node.process.title + ","
            evidence.append(
                EvidenceLine(
                    "connection", held.local.addressAndPort, "a debugger at \(held.remote?.addressAndPort ?? "?")"))
            fixes.append(Fix("kill \(node.process.pid)", "ends the process at once"))
            break
        }
        return finding(
            Confidence.proven, "\(who) is done but stays until its debugger disconnects.", evidence: evidence,
            fixes: fixes)
    }
}
