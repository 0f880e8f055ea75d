/// `accept-queue-full`: nobody accepts, and no more may wait.
package enum AcceptQueueFull: Rule {
    package static let fault = Fault(
        "accept-queue-full", .hang,
        "The server does not accept, its accept queue is full, and the kernel drops new connections.",
        symptoms: [
            "connect ETIMEDOUT 127.0.0.1:8080",
            "java.net.http.HttpConnectTimeoutException: HTTP connect timed out",
            "connects take 1 s, 3 s, 7 s, or for ever",
            "TCP: request_sock_TCP: Possible SYN flooding on port 8080",
        ],
        explanation: """
            The kernel completes handshakes by itself and keeps the connections until the program accepts them. As many \
            may wait as listen(2) asked for, at most net.core.somaxconn; when one more than that waits, Linux drops the \
            SYN of the next (tcp(7)), and the client tries again after 1, 2, 4 … seconds. The cause is the program: it \
            is blocked, stopped, overloaded, or never calls accept.
            """,
        proof: """
            The connect gets no answer, the LISTEN row shows a longer queue than its limit, and TcpExt.ListenOverflows \
            grows with every SYN. A firewall that drops leaves that counter alone.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows whose accept loop stands still", isSafe: true),
            Fix("<restart the server>", "empties the queue"),
            Fix("a larger backlog in listen()", "for bursts: how many may wait", isSafe: true),
            Fix("sudo sysctl net.core.somaxconn=4096", "the most that any listener may ask for", isSafe: true),
        ],
        seeAlso: ["accept-queue-full-reset", "firewall-drop-input", "server-stopped-sigstop", "fd-limit-at-socket"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if scene.question.asksForMachine { return try machine(scene) }
        guard let full = try scene.fullQueue(), !scene.facts.kernel.abortsOnOverflow else { return nil }
        return finding(full.confidence, full.words, evidence: full.evidence, fixes: full.fixes)
    }

    /// Every listener with a full queue; the first of them is watched, so that a burst is not taken for a fault.
    private static func machine(_ scene: Scene) throws(Need) -> Finding? {
        let full = scene.facts.sockets.filter { socket in
            guard socket.state == .listen, socket.receiveQueue > socket.sendQueue, socket.sendQueue > 0 else {
                return false
            }
            return !scene.owners(of: socket).contains { $0.state == "T" }
        }
        guard let first = full.first, let watch = try scene.queue(first.local), watch.looks > 0,
            watch.fullLooks == watch.looks
        else { return nil }
        let names = full.prefix(4).map { "\(scene.who($0)) on \($0.local.addressAndPort)" }
        return finding(
            Confidence.observed,
            "\(names.joined(separator: " and ")) \(full.count == 1 ? "does" : "do") not accept: the queue is full, and the "
                + "kernel drops new connections.",
            evidence: full.prefix(8).map { Scene.queueLine($0) },
            fixes: [
                Fix(
                    "ostia who \(first.local.port)", "shows the process and what it does", isSafe: true,
                    isRunnable: true),
                Fix("ostia doctor \(first.local.port)", "finds out why", isSafe: true, isRunnable: true),
            ])
    }
}

/// A full accept queue and what may be said of it.
struct FullQueue {
    var confidence: Double
    var words: String
    var evidence: [EvidenceLine]
    var fixes: [Fix]
}

extension Scene {
    func fullQueue() throws(Need) -> FullQueue? {
        guard let stuck = try stuck(), stuck.way == .queueFull, let listener = stuck.listener else { return nil }
        var evidence = stuck.evidence
        let overflows = try reach()?.outcome.counters["TcpExt.ListenOverflows"] ?? 0
        if overflows > 0 {
            evidence.append(EvidenceLine("counter", "TcpExt.ListenOverflows", "grew by \(overflows) meanwhile"))
        }
        let owner = owner(of: listener)
        let who = owner.map { "\($0.title)," } ?? "the server"
        evidence.append(
            EvidenceLine("process", owner?.title ?? "owner hidden", owner.map { "state \($0.state)" } ?? "other user"))
        return FullQueue(
            // A process that is stopped, frozen or out of descriptors is the more telling cause.
            confidence: overflows > 0 ? 0.94 : Confidence.observed,
            words: "\(who) does not accept on \(stuck.endpoint.addressAndPort): \(listener.receiveQueue) connections "
                + "wait, the limit is \(listener.sendQueue), and the kernel drops new ones.",
            evidence: evidence,
            fixes: [
                Fix("ostia who \(stuck.port)", "shows the process and what it does", isSafe: true, isRunnable: true),
                Fix("ostia free \(stuck.port)", "ends the server; start it again", isRunnable: true),
                Fix("a larger backlog in the server's listen()", "for bursts only: how many may wait"),
            ])
    }
}
