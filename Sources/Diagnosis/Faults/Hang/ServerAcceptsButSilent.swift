import Endpoints

/// `server-accepts-but-silent`: what is left when a server took the request and says nothing.
package enum ServerAcceptsButSilent: Rule {
    package static let fault = Fault(
        "server-accepts-but-silent", .hang,
        "The server accepts and reads, and then waits for something else (a database, an API, a lock): no answer.",
        symptoms: [
            "Error: timeout of 5000ms exceeded",
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "504 Gateway Timeout from a proxy in front",
            "the browser's tab spins for ever, the log shows the request",
        ],
        explanation: """
            The connection is accepted and the request read, so network, kernel and accept loop are well. The handler \
            waits: for an upstream that does not answer, a connection of an exhausted pool, a promise nobody resolves, a \
            handler that forgets to send. A forwarder in front shows the same, and the silence is its target's.
            """,
        proof: """
            The server's end of our connection is accepted with no unread bytes, and nothing came back in 2.5 s. The \
            process uses no processor time. A connection it has open to another service names what it probably waits \
            for.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows what else the server is connected to", isSafe: true),
            Fix("ostia doctor <the upstream's endpoint>", "asks the same of what it waits for", isSafe: true),
            Fix("a timeout on every call the handler makes", "turns silence into an error with a name"),
        ],
        seeAlso: ["thread-pool-exhausted", "server-deadlocked", "reverse-proxy-upstream-timeout"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), !stuck.isBare, stuck.way != .queueFull else { return nil }
        guard let look = try scene.look(stuck), try scene.spinning(stuck) == nil else { return nil }
        // Our bytes never arrived: something between took them.
        if stuck.way == .read && scene.isStarved(stuck, look) { return nil }
        let suspect = scene.suspects(stuck).first { $0.isCertain }
        let who = suspect.map { "\($0.title)," } ?? "the server"
        let endpoint = stuck.endpoint.addressAndPort
        let lines = stuck.evidence + (try scene.waitLines(stuck))
        let retry = Fix("ostia who \(stuck.port)", "shows what else it is connected to", isSafe: true, isRunnable: true)
        guard stuck.way == .read || stuck.way == .unknown else {
            // Nothing tells why it does not take us: the weakest thing to say.
            return finding(
                Confidence.fallback,
                "\(who) listens on \(endpoint), takes no connection and is not busy: it waits for something else.",
                evidence: lines, fixes: [retry])
        }
        if let process = suspect?.process ?? scene.facts.processes[stuck.holders.first ?? 0],
            let upstream = try scene.upstream(stuck, process)
        {
            return finding(
                0.88, "\(who) accepted the request on \(endpoint) and waits for \(upstream), which does not answer.",
                evidence: lines + [EvidenceLine("connection", who, "to \(upstream)")],
                fixes: [
                    Fix(
                        "ostia doctor \(upstream)", "asks the same of what it waits for", isSafe: true, isRunnable: true
                    ),
                    retry,
                ])
        }
        return finding(
            suspect == nil ? Confidence.likely - 0.05 : 0.85,
            "\(who) accepted \(stuck.way == .read ? "and read the request" : "the connection") on \(endpoint) and sends "
                + "nothing: its handler waits for something else or never answers.",
            evidence: lines, fixes: scene.dumps(suspect?.process) + [retry])
    }
}

extension Scene {
    /// Whether nothing of what was sent reached the server's end.
    func isStarved(_ stuck: Stuck, _ look: ConnectionsLook) -> Bool { stuck.request != nil && look.isStarved }

    /// Where a process is connected to as a client, or forwards to: what it may wait for.
    func upstream(_ stuck: Stuck, _ process: ProcessFact) throws(Need) -> String? {
        let listening = Set(facts.sockets.filter { $0.state == .listen }.map(\.local.port))
        for pid in Set([process.pid] + stuck.holders).sorted() {
            let open = try sockets(of: pid).filter {
                [.established, .synSent].contains($0.state) && $0.local.port != stuck.port
            }
            // What comes in to another port of the server's own is no upstream.
            if let remote = open.first(where: { !listening.contains($0.local.port) })?.remote,
                remote.port != stuck.port || !isOwn(remote.address)
            {
                return remote.addressAndPort
            }
        }
        return nil
    }
}

extension ConnectionsLook {
    /// The server holds an open connection whose client is gone without a word: neither its bytes nor its end came.
    var isStarved: Bool { starved != nil }

    var starved: ConnectionFact? {
        connections.first {
            $0.state == .established && !$0.isClientHere && $0.received == 0
                && ($0.client.address.unmapped.isLoopback || $0.client.address == $0.server.address)
        }
    }
}
