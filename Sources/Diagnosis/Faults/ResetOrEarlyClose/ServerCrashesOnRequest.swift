/// `server-crashes-on-request`: the process is gone afterwards.
package enum ServerCrashesOnRequest: Rule {
    package static let fault = Fault(
        "server-crashes-on-request", .resetOrEarlyClose,
        "The server process dies while it handles the request: reset or empty reply, and refused afterwards.",
        symptoms: [
            "curl: (52) Empty reply from server",
            "Error: socket hang up",
            "http.client.RemoteDisconnected: Remote end closed connection without response",
            "the first request fails, the next is refused",
            "Segmentation fault (core dumped)",
        ],
        explanation: """
            When a process ends, however it ends, the kernel closes its sockets: the client's connection is reset or \
            closed without an answer, and the listener goes with it. An uncaught exception in a Node.js handler, a \
            segmentation fault in an extension, a panic or an exit call in the code of a request do that. A supervisor \
            or a prefork master may have a new process there a moment later.
            """,
        proof: """
            The connection ends without an answer, and right after it the listener is gone or is another socket, or a \
            process that held it has ended. A server that only closes has the same listener and processes as before.
            """,
        mends: [
            Fix("<start the server in a terminal, ask again>", "shows the exception or signal", isSafe: true),
            Fix("coredumpctl info <pid>", "shows where a segmentation fault happened", isSafe: true),
            Fix("journalctl -u <unit> -n 50", "shows the last words of a service", isSafe: true),
        ],
        seeAlso: ["server-closes-immediately", "server-oom-killed", "server-crash-loop", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let end = try scene.earlyEnd(), let listener = end.listener, let after = try scene.aftermath(end) else {
            return nil
        }
        let isGone = after.isWithout(listener)
        guard isGone || !after.ended.isEmpty else { return nil }
        let owner = scene.owner(of: listener)
        let ended = after.ended.first.flatMap { scene.facts.processes[$0] } ?? owner
        let who = ended.map { "\($0.title)," } ?? "the server"
        let isBack = isGone && !after.listeners.isEmpty
        var evidence = end.evidence
        if !after.ended.isEmpty {
            evidence.append(EvidenceLine("process", ended?.title ?? "", "has ended"))
        }
        if isGone {
            evidence.append(
                EvidenceLine(
                    "listener", listener.local.addressAndPort, isBack ? "another one: it was restarted" : "gone"))
        }
        let what =
            end.isAtOnce ? "a mere connection" : "the request \(end.request.map { "\($0.method) \($0.path)" } ?? "")"
        var fixes: [Fix] = []
        if let ended {
            fixes.append(
                Fix("coredumpctl info \(ended.pid)", "shows a crash by a signal", isSafe: true, isRunnable: true))
        }
        if let unit = ended?.unit ?? listener.unit {
            fixes.append(
                Fix("journalctl -u \(unit) -n 50", "shows its last words", isSafe: true, isRunnable: true))
        }
        fixes.append(
            Fix(
                ended.map { "run it in a terminal and ask again: \($0.arguments.joined(separator: " "))" }
                    ?? "run the server in a terminal and ask again",
                "shows the exception or signal", isSafe: true))
        return finding(
            Confidence.proven,
            "\(who) ended while it handled \(what) on \(end.endpoint.addressAndPort)\(isBack ? " and was restarted" : "").",
            evidence: evidence, fixes: fixes)
    }
}
