/// `leftover-connection-no-reuseaddr`: an accepted connection outlives its server and owns the port.
package enum LeftoverConnectionNoReuseaddr: Rule {
    package static let fault = Fault(
        "leftover-connection-no-reuseaddr", .addressInUse,
        "The listener is gone, but a connection that it accepted is still open and owns the port.",
        symptoms: [
            "EADDRINUSE, and ss -tlnp shows nobody on the port",
            "ss -tan shows the port in ESTAB, CLOSE-WAIT or FIN-WAIT, long after the server ended",
        ],
        explanation: """
            An accepted socket has the listener's port as its own and stays when the listener closes: a worker or a \
            child of the old server that still serves somebody, or a FIN that the other side has not answered. Without \
            SO_REUSEADDR on the old socket it blocks every bind, and without it on the new one in any case \
            (inet_csk_bind_conflict).
            """,
        proof: """
            No socket listens or is bound, and the kernel's table has connections that are not in TIME_WAIT with this \
            port as their own, whose other end is a client.
            """,
        mends: [
            Fix("ss -tnp 'sport = :<PORT>'", "shows the connection and the process that has it", isSafe: true),
            Fix("kill <pid>", "ends the worker that is left over"),
            Fix("set SO_REUSEADDR in the old and the new server", "lets the next start bind beside it", isSafe: true),
        ],
        seeAlso: ["time-wait-old-socket-no-reuseaddr", "port-taken-by-outgoing-connection"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let occupancy = try scene.occupancy(), occupancy.endpoint.transport == .tcp,
            occupancy.isOnlyConnections, occupancy.selfConnected.isEmpty
        else { return nil }
        let accepted = occupancy.living.filter { !scene.isOutgoing($0) }
        guard let first = accepted.first(where: { !$0.owners.isEmpty }) ?? accepted.first else { return nil }
        let owner = scene.owner(of: first)
        let port = occupancy.endpoint.port
        let peer = first.remote.map { " with \($0.addressAndPort)" } ?? ""
        let who =
            owner.map(\.title)
            ?? (first.inode == 0
                ? "no process: the kernel closes it" : first.uid.map { "a process of user \($0)" } ?? "unknown")
        var fixes: [Fix] = []
        if let owner {
            fixes.append(
                Fix("kill \(owner.pid)", "ends \(owner.name) and with it the connection", isRunnable: true))
        } else {
            fixes.append(
                Fix("sudo ss -tnp 'sport = :\(port)'", "shows the process that still has it", isSafe: true))
        }
        fixes.append(
            Fix("ostia wait \(port) --free --timeout 2m", "waits until it is over", isSafe: true, isRunnable: true))
        fixes.append(
            Fix("set SO_REUSEADDR in both servers", "lets a restart bind beside old connections", isSafe: true))
        return finding(
            Confidence.proven,
            "Nobody listens on \(occupancy.endpoint.addressAndPort), but a connection of the old server\(peer) is still "
                + "open (\(first.state.label)) and owns the port: \(who).",
            evidence: [
                occupancy.evidence, EvidenceLine("listeners", "port \(port)", "none"),
                EvidenceLine("connection", first.local.addressAndPort, "\(first.state.label)\(peer), \(who)"),
            ], fixes: fixes)
    }
}
