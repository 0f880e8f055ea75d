/// `server-not-reading-zero-window`: the client blocks in send.
package enum ServerNotReadingZeroWindow: Rule {
    package static let fault = Fault(
        "server-not-reading-zero-window", .hang,
        "The server accepted and does not read: its receive buffer is full, and the client blocks while it sends.",
        symptoms: [
            "TimeoutError: timed out (while sending)",
            "an upload stops at the same number of bytes each time",
            "ss -tn shows Recv-Q on the server's end and Send-Q on the client's, and neither moves",
        ],
        explanation: """
            TCP lets a sender send only what the receiver has room for (RFC 9293 section 3.8.6). A server that does not \
            read fills its buffer, announces a window of zero, and the client's send blocks or returns EAGAIN. Its \
            program waits for something else, writes to somebody who does not read either, or has forgotten the \
            connection.
            """,
        proof: """
            The server's end is accepted and its unread bytes stay; the client's end holds bytes the server's kernel \
            will not take. A lossy or filtered path shows unsent bytes on one side and nothing unread on the other.
            """,
        mends: [
            Fix("ss -tnp 'sport = :<PORT> or dport = :<PORT>'", "shows both ends' queues", isSafe: true),
            Fix("read and write at the same time in the program", "cannot block itself"),
            Fix("<restart the server>", "closes what it does not read"),
        ],
        seeAlso: ["server-accepts-but-silent", "thread-pool-exhausted"])

    /// Unread bytes that no program leaves lying on loopback while it works.
    static let much: UInt32 = 16_384
    /// Milliseconds in which none of them was read.
    static let long = 150.0

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.reached() else { return nil }
        let endpoint = reach.endpoint
        let stuck = try scene.stuck()
        let hints = scene.facts.sockets.contains {
            $0.local.port == endpoint.port && $0.state == .established && $0.receiveQueue >= much
        }
        guard hints || stuck?.way == .notRead else { return nil }
        guard let look = try scene.connections(endpoint.port, after: stuck?.request) else { return nil }
        let blocked = look.connections.filter {
            $0.isAccepted && $0.state == .established && $0.unread >= much && $0.sinceReceived >= long
                && (!$0.isClientHere || $0.unsent > 0)
        }
        let owner = scene.server(at: endpoint)
        let who = owner.map { "\($0.title)," } ?? "the server"
        let fixes = [
            Fix(
                "ss -tnp 'sport = :\(endpoint.port) or dport = :\(endpoint.port)'", "shows both ends' queues",
                isSafe: true, isRunnable: true),
            Fix("ostia free \(endpoint.port)", "ends the server; start it again", isRunnable: true),
        ]
        if let worst = blocked.max(by: { $0.unread < $1.unread }) {
            return finding(
                0.94,
                "\(who) does not read a connection from \(worst.client.addressAndPort): \(worst.unread) bytes lie unread, "
                    + "and the client cannot send on.",
                evidence: (stuck?.evidence ?? [EvidenceLine("connect", endpoint.addressAndPort, reach.outcome.words)])
                    + [
                        EvidenceLine(
                            "connection", "\(worst.client.addressAndPort) → \(worst.server.addressAndPort)",
                            "\(worst.unread) bytes unread, \(worst.unsent) not taken from the client, nothing for "
                                + "\((worst.sinceReceived / 100).rounded() / 10) s")
                    ], fixes: fixes)
        }
        // Without others in hand nobody else can be what it works on.
        guard let stuck, stuck.way == .notRead, look.standing(.inHand).isEmpty, try scene.spinning(stuck) == nil else {
            return nil
        }
        return finding(
            0.87, "\(who) accepted on \(endpoint.addressAndPort) and does not read what it is sent.",
            evidence: stuck.evidence, fixes: fixes)
    }
}
