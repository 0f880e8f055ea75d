/// `time-wait-old-socket-no-reuseaddr`: TIME_WAIT of a server that did not set SO_REUSEADDR itself.
package enum TimeWaitOldSocketNoReuseaddr: Rule {
    package static let fault = Fault(
        "time-wait-old-socket-no-reuseaddr", .addressInUse,
        "The old server had no SO_REUSEADDR, so its TIME_WAIT keeps even a new server with the option out for 60 seconds.",
        symptoms: [
            "EADDRINUSE although nobody listens and the new server sets SO_REUSEADDR",
            "java.net.BindException: Address already in use, for a minute after the other program ended",
        ],
        explanation: """
            On Linux SO_REUSEADDR has to be set on both sockets: the kernel compares the flag of the new socket with \
            that of the one in its table, and a TIME_WAIT socket keeps its old one's (inet_csk_bind_conflict, tw_reuse). \
            A server in C or with a bare Python socket leaves it unset. The state lasts 60 seconds and cannot be \
            shortened by a setting.
            """,
        proof: """
            bind fails with and without SO_REUSEADDR, nothing listens and nothing is bound, and every row of the port \
            is in TIME_WAIT. With the option on the old socket the bind with it would work.
            """,
        mends: [
            Fix("ostia wait <PORT> --free --timeout 70s", "waits until the last one has gone", isSafe: true),
            Fix("set SO_REUSEADDR in the old server", "spares the wait next time", isSafe: true),
            Fix("ss -K state time-wait sport = :<PORT>", "ends them at once (CONFIG_INET_DIAG_DESTROY, root)"),
        ],
        seeAlso: ["time-wait-without-reuseaddr", "leftover-connection-no-reuseaddr"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let occupancy = try scene.occupancy(), occupancy.endpoint.transport == .tcp,
            occupancy.isOnlyConnections, occupancy.isForAll, occupancy.living.isEmpty
        else { return nil }
        let outgoing = occupancy.timeWaits.filter { scene.isOutgoing($0) }
        let isOutgoing = outgoing.count == occupancy.timeWaits.count
        let count = occupancy.timeWaits.count
        let port = occupancy.endpoint.port
        return finding(
            isOutgoing ? Confidence.likely : Confidence.proven,
            "Nobody listens on \(occupancy.endpoint.addressAndPort); \(count) connection\(count == 1 ? "" : "s") in "
                + "TIME_WAIT of a socket without SO_REUSEADDR keep\(count == 1 ? "s" : "") it taken for up to 60 s.",
            evidence: [
                occupancy.evidence, EvidenceLine("listeners", "port \(port)", "none"),
                EvidenceLine("connections", "port \(port)", "\(count) in TIME_WAIT, nothing else"),
            ],
            fixes: [
                Fix(
                    "ostia wait \(port) --free --timeout 70s", "waits until the port can be bound", isSafe: true,
                    isRunnable: true),
                Fix("set SO_REUSEADDR in the server that ran before", "spares the wait next time", isSafe: true),
            ])
    }
}
