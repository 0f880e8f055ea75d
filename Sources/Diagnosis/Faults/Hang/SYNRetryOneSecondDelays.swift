/// `syn-retry-one-second-delays`: a dropped SYN, sent again after a second.
package enum SYNRetryOneSecondDelays: Rule {
    package static let fault = Fault(
        "syn-retry-one-second-delays", .hang,
        "Connects take exactly 1 s or 3 s now and then: a SYN was dropped by a full accept queue and sent again.",
        symptoms: [
            "the 99th percentile of local requests is 1.0 s, or 3.0 s",
            "connect took 1.02 s, then 0.00 s, then 3.06 s",
        ],
        explanation: """
            The kernel sends a lost SYN again after 1 s, then after 2 s more, and so on (tcp_syn_retries, tcp(7); RFC \
            6298). On loopback nothing is lost, unless an accept queue overflows: a server with a small backlog that is \
            away from accept for some milliseconds drops the SYNs of a burst. The clients come back a second later.
            """,
        proof: """
            TcpExt.ListenOverflows grows while the listener's queue stands at its limit for moments only, or a connect \
            took about 1 s or 3 s with TcpExt.TCPSynRetrans growing. A queue that stays full never lets anybody in.
            """,
        mends: [
            Fix("a larger backlog in listen() (and net.core.somaxconn)", "lets bursts wait", isSafe: true),
            Fix("ss -ltn 'sport = :<PORT>'", "shows queue and limit", isSafe: true),
            Fix("keep-alive or a pool in the client", "makes fewer connections", isSafe: true),
        ],
        seeAlso: ["accept-queue-full", "slow-name-resolution"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.reach(), let listener = scene.listeners(answering: reach.endpoint).first,
            listener.state == .listen, reach.isConnected || reach.outcome.result == .silent
        else { return nil }
        let outcome = reach.outcome
        let isLate =
            reach.isConnected && outcome.milliseconds >= 900
            && (outcome.counters["TcpExt.TCPSynRetrans"] ?? 0) > 0
        let overflowed = (outcome.counters["TcpExt.ListenOverflows"] ?? 0) > 0
        // A second is worth it where a queue overflowed before and this one is short, or something was seen.
        let isShort = listener.sendQueue <= 16
        let hasHistory = scene.facts.kernel.listenOverflows > 0 && listener.sendQueue <= 128
        let hasHint = !scene.question.reports.isEmpty || listener.receiveQueue > 0 || isShort
        guard isLate || overflowed || (hasHistory && hasHint)
        else { return nil }
        // Stopped for good is another fault; a burst passes within the second that is looked at.
        guard let watch = try scene.queue(reach.endpoint) else { return nil }
        let isBursty = watch.fullLooks > 0 && watch.fullLooks < watch.looks
        let grew = watch.overflows > 0
        guard isLate || grew || isBursty, watch.looks == 0 || watch.fullLooks < watch.looks else { return nil }
        let owner = scene.owner(of: listener)
        var evidence = [EvidenceLine("connect", reach.endpoint.addressAndPort, outcome.words)]
        evidence.append(
            EvidenceLine(
                "accept queue", listener.local.addressAndPort,
                "full in \(watch.fullLooks) of \(watch.looks) looks within a second, the limit is \(watch.limit)"))
        if grew {
            evidence.append(
                EvidenceLine("counter", "TcpExt.ListenOverflows", "grew by \(watch.overflows) in that second"))
        }
        return finding(
            (isLate || grew) && (isBursty || grew) ? 0.96 : Confidence.observed,
            "\(owner.map { "\($0.title)," } ?? "the server") accepts too slowly for a queue of \(watch.limit) on "
                + "\(reach.endpoint.addressAndPort): SYNs are dropped in bursts and sent again after 1 s or 3 s.",
            evidence: evidence,
            fixes: [
                Fix(
                    "a larger backlog in the server's listen(), now \(watch.limit)", "lets bursts wait", isSafe: true),
                Fix(
                    "ss -ltn 'sport = :\(reach.endpoint.port)'", "shows the queue and its limit", isSafe: true,
                    isRunnable: true),
            ])
    }
}
