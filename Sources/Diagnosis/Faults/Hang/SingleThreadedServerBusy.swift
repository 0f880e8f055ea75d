/// `single-threaded-server-busy`: one request at a time, and that one takes long.
package enum SingleThreadedServerBusy: Rule {
    package static let fault = Fault(
        "single-threaded-server-busy", .hang,
        "A server with one worker is busy with a slow request: the next ones wait in the accept queue.",
        symptoms: [
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "every page hangs while one report is made",
            "works again after a while, all at once",
        ],
        explanation: """
            php -S, Python's HTTPServer, WEBrick in single-threaded mode, a synchronous gunicorn worker, and any \
            accept-handle-close loop serve one connection at a time. The kernel shakes hands for the others and keeps \
            them in the accept queue (listen(2)) until the worker returns.
            """,
        proof: """
            Our connection is not accepted. Exactly one other is, its request was read and has no answer \
            (tcpi_bytes_received of struct tcp_info, unread bytes 0), and the process uses no processor time. An \
            accepted connection that never said anything is an idle connection; one to the server's own port is a call \
            to itself.
            """,
        mends: [
            Fix("ostia wait <PORT>", "waits until it takes connections again", isSafe: true),
            Fix("start it with threads or workers", "serves others meanwhile", isSafe: true),
            Fix("PHP_CLI_SERVER_WORKERS=4 php -S …", "for PHP's server (PHP 7.4)", isSafe: true),
        ],
        seeAlso: [
            "idle-connection-blocks-single-threaded-server", "self-call-deadlock", "thread-pool-exhausted",
            "server-busy-loop",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), stuck.way == .notAccepted || stuck.way == .notRead,
            let look = try scene.look(stuck)
        else { return nil }
        let inHand = look.standing(.inHand)
        guard let busy = inHand.first, inHand.count == 1, scene.selfCall(stuck, look) == nil,
            try scene.spinning(stuck) == nil
        else { return nil }
        // Without a request of our own that nobody takes, the other's must have waited for longer than a moment.
        if stuck.isBare, stuck.way != .notAccepted || busy.sinceReceived < 300 { return nil }
        let suspect = scene.suspects(stuck).first { $0.isCertain }
        let client = busy.clientOwners.first.flatMap { scene.facts.processes[$0] }
        let from = client.map { "\($0.title)" } ?? busy.client.addressAndPort
        let seconds = "\((busy.sinceReceived / 100).rounded() / 10) s"
        return finding(
            Confidence.observed + (suspect == nil ? 0 : 0.01),
            "\(suspect.map { "\($0.title)," } ?? "the server") has one request in hand, from \(from), for \(seconds), "
                + "and takes no other on \(stuck.endpoint.addressAndPort) until it is done.",
            evidence: stuck.evidence + [
                EvidenceLine(
                    "connection", "\(busy.client.addressAndPort) → \(busy.server.addressAndPort)",
                    "accepted, \(busy.received ?? 0) bytes read, no answer for \(seconds)")
            ] + (try scene.waitLines(stuck)),
            fixes: [
                Fix("start the server with more workers or threads", "serves others meanwhile", isSafe: true),
                Fix("end the slow client (\(from))", "some servers notice, and take the next"),
                Fix("ostia free \(stuck.port)", "ends the server; start it again", isRunnable: true),
            ])
    }
}

extension Scene {
    /// Where the threads of the server wait.
    func waitLines(_ stuck: Stuck) throws(Need) -> [EvidenceLine] {
        guard let (suspect, activity) = try activities(stuck).first else { return [] }
        var places: [String: Int] = [:]
        for thread in activity.threads {
            guard let place = thread.systemCall ?? thread.waitsIn else { continue }
            places[place, default: 0] += 1
        }
        guard !places.isEmpty else { return [] }
        let words = places.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
            .map { "\($0.value) in \($0.key)" }
        return [EvidenceLine("threads", suspect.title, words.joined(separator: ", "))]
    }
}
