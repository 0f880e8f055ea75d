/// `self-call-deadlock`: the only worker asks its own server.
package enum SelfCallDeadlock: Rule {
    package static let fault = Fault(
        "self-call-deadlock", .hang,
        "A server with one worker calls its own URL while it serves a request, and waits for itself.",
        symptoms: [
            "file_get_contents(http://127.0.0.1:8000/api): Failed to open stream: HTTP request failed!",
            "requests.exceptions.ReadTimeout to the application's own port",
            "works with gunicorn -w 2, hangs with -w 1",
        ],
        explanation: """
            php -S, Python's HTTPServer, a synchronous worker of gunicorn or uvicorn and Flask without threads serve one \
            request at a time. When the handler of that request asks the same server for something, the second request \
            waits in the accept queue for the only worker, which waits for the second request.
            """,
        proof: """
            In the kernel's table a connection to the port waits unaccepted, and its client's end belongs to the \
            server's own process, which has a request in hand. For another user's server the client's user and the \
            time tell: it was opened as the request in hand arrived.
            """,
        mends: [
            Fix("call the function instead of the URL", "needs no second worker"),
            Fix("PHP_CLI_SERVER_WORKERS=4 php -S …", "gives PHP's server more workers (PHP 7.4)", isSafe: true),
            Fix("gunicorn -w 4 …, flask run --with-threads, ThreadingHTTPServer", "serves the second request as well"),
        ],
        seeAlso: ["single-threaded-server-busy", "thread-pool-exhausted"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(),
            stuck.way == .notAccepted || stuck.way == .notRead || stuck.way == .queueFull,
            let look = try scene.look(stuck), let call = scene.selfCall(stuck, look)
        else { return nil }
        let owner = stuck.listener.flatMap { scene.owner(of: $0) }
        let who = owner.map { "\($0.title)," } ?? "the server"
        return finding(
            call.isCertain ? Confidence.proven : Confidence.likely + 0.05,
            "\(who) serves a request that waits for a request to the server's own "
                + "\(stuck.endpoint.addressAndPort), which no worker is left to take.",
            evidence: stuck.evidence + [
                EvidenceLine(
                    "connection", "\(call.connection.client.addressAndPort) → \(call.connection.server.addressAndPort)",
                    call.isCertain
                        ? "opened by the server itself, not accepted"
                        : "opened by the server's user as the request in hand arrived, not accepted"),
                EvidenceLine("in hand", "port \(stuck.port)", "\(look.standing(.inHand).count) request"),
            ],
            fixes: [
                Fix("call the function instead of the URL", "needs no second worker"),
                Fix(
                    "start the server with more than one worker or thread", "serves the second request as well",
                    isSafe: true),
                Fix("ostia free \(stuck.port)", "ends the server that waits for itself", isRunnable: true),
            ])
    }
}

extension Scene {
    /// A connection of the server to itself that no worker has taken.
    func selfCall(_ stuck: Stuck, _ look: ConnectionsLook) -> (connection: ConnectionFact, isCertain: Bool)? {
        let left = look.standing(.waiting) + look.standing(.unread)
        let inHand = look.standing(.inHand)
        guard !inHand.isEmpty else { return nil }
        let servers = Set((stuck.listener?.owners ?? []) + look.listeners.flatMap(\.owners) + inHand.flatMap(\.owners))
        if let own = left.first(where: { !servers.isDisjoint(with: $0.clientOwners) }) { return (own, true) }
        guard servers.isEmpty, let uid = stuck.listener?.uid else { return nil }
        let guess = left.first { connection in
            guard connection.clientUID == uid, connection.clientOwners.isEmpty else { return false }
            return inHand.contains {
                let later = $0.sinceReceived - connection.sinceReceived
                return later >= 0 && later < 400
            }
        }
        return guess.map { ($0, false) }
    }
}
