/// `idle-connection-blocks-single-threaded-server`: a client that connected and says nothing.
package enum IdleConnectionBlocksSingleThreadedServer: Rule {
    package static let fault = Fault(
        "idle-connection-blocks-single-threaded-server", .hang,
        "A connection that says nothing (a browser's preconnect, a kept-alive one) blocks a server with one worker.",
        symptoms: [
            "net::ERR_TIMED_OUT now and then, with Chrome only",
            "the first page loads, the next one hangs until the browser is closed",
            "works in a private window, or with curl, as long as no browser is open",
        ],
        explanation: """
            Browsers open a second connection in advance and keep connections open after an answer. A server that \
            handles one connection at a time accepts such a one and waits in its read for a request that does not come; \
            everybody else waits in the accept queue. Python's HTTPServer, php -S before 7.4 with keep-alive, WEBrick \
            and hand-written accept loops do that.
            """,
        proof: """
            Our connection is not accepted. Exactly one other is, and nothing came over it, or nothing since its last \
            answer (tcpi_bytes_received and the times of struct tcp_info). A server that works on a slow request has \
            read bytes of it.
            """,
        mends: [
            Fix("close the browser's tabs on that port", "closes its idle connections", isSafe: true),
            Fix(
                "use ThreadingHTTPServer, or more workers", "an idle connection then blocks its own thread only",
                isSafe: true),
            Fix("a read timeout in the server", "ends connections that say nothing", isSafe: true),
        ],
        seeAlso: ["single-threaded-server-busy", "fd-limit-at-socket"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), !stuck.isBare, stuck.way == .notAccepted,
            let look = try scene.look(stuck), look.standing(.inHand).isEmpty, look.standing(.unread).isEmpty
        else { return nil }
        let idle = look.standing(.idle)
        guard let blocker = idle.first, idle.count <= max(1, stuck.listener?.owners.count ?? 1),
            try scene.spinning(stuck) == nil
        else { return nil }
        let suspect = scene.suspects(stuck).first { $0.isCertain }
        let client = blocker.clientOwners.first.flatMap { scene.facts.processes[$0] }
        let from = client.map { "\($0.title)" } ?? blocker.client.addressAndPort
        let said = (blocker.received ?? 0) == 0 ? "said nothing" : "said nothing since its last answer"
        var fixes: [Fix] = []
        if let client {
            fixes.append(Fix("kill \(client.pid)", "ends the idle client (\(client.title))", isRunnable: true))
        }
        return finding(
            0.92,
            "\(suspect.map { "\($0.title)," } ?? "the server") waits for a connection from \(from) that has \(said), "
                + "and takes no other on \(stuck.endpoint.addressAndPort).",
            evidence: stuck.evidence + [
                EvidenceLine(
                    "connection", "\(blocker.client.addressAndPort) → \(blocker.server.addressAndPort)",
                    "accepted, \(blocker.received ?? 0) bytes came, idle for "
                        + "\((blocker.sinceReceived / 100).rounded() / 10) s")
            ] + (try scene.waitLines(stuck)),
            fixes: [
                Fix("close the browser's tabs on port \(stuck.port)", "closes idle connections", isSafe: true),
                Fix("run it with threads or more workers", "an idle connection then blocks nobody else", isSafe: true),
            ] + fixes)
    }
}
