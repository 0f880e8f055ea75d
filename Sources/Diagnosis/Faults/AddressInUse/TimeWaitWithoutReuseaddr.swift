/// `time-wait-without-reuseaddr`: only TIME_WAIT is left, and the new server does not set SO_REUSEADDR.
package enum TimeWaitWithoutReuseaddr: Rule {
    package static let fault = Fault(
        "time-wait-without-reuseaddr", .addressInUse,
        "Only connections in TIME_WAIT are left of the old server, and the new one binds without SO_REUSEADDR.",
        symptoms: [
            "a restart fails with EADDRINUSE and works a minute later",
            "nobody listens, and ss -tan shows the port in TIME-WAIT",
        ],
        explanation: """
            The side of a connection that closes first keeps it for a while in TIME_WAIT (RFC 9293 section 3.6.1; 60 \
            seconds on Linux). A bind without SO_REUSEADDR is refused meanwhile; with it, it is allowed as long as \
            nobody listens (socket(7)). Servers in C and Python's plain sockets have to set it themselves; Node, Go, \
            Java on Linux, Ruby and http.server do.
            """,
        proof: """
            The same bind works with SO_REUSEADDR and fails without; no socket listens, none is bound, and every row \
            of the port is in TIME_WAIT.
            """,
        mends: [
            Fix("ostia wait <PORT> --free --timeout 70s", "waits until the last one has gone", isSafe: true),
            Fix(
                "setsockopt(SO_REUSEADDR) before bind (Python: allow_reuse_address = True)",
                "lets the next start bind at once", isSafe: true),
        ],
        seeAlso: ["time-wait-old-socket-no-reuseaddr", "leftover-connection-no-reuseaddr"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let occupancy = try scene.occupancy(), occupancy.endpoint.transport == .tcp,
            occupancy.isOnlyConnections, !occupancy.isForAll, occupancy.living.isEmpty
        else { return nil }
        let count = occupancy.timeWaits.count
        let port = occupancy.endpoint.port
        // Without a message this is no more than what a program without the option would meet.
        return finding(
            scene.inUseReport == nil ? Confidence.fallback : Confidence.proven,
            "Nobody listens on \(occupancy.endpoint.addressAndPort); \(count) connection\(count == 1 ? "" : "s") of the "
                + "old server in TIME_WAIT make\(count == 1 ? "s" : "") a bind without SO_REUSEADDR fail for up to 60 s.",
            evidence: [
                occupancy.evidence, EvidenceLine("listeners", "port \(port)", "none"),
                EvidenceLine("connections", "port \(port)", "\(count) in TIME_WAIT, nothing else"),
            ],
            fixes: [
                Fix(
                    "ostia wait \(port) --free --timeout 70s", "waits until the port can be bound", isSafe: true,
                    isRunnable: true),
                Fix(
                    "set SO_REUSEADDR on the listener before bind", "lets it start at once, next time too", isSafe: true
                ),
            ])
    }
}
