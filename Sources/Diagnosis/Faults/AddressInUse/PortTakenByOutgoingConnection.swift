/// `port-taken-by-outgoing-connection`: a client of this machine got the port as its own end.
package enum PortTakenByOutgoingConnection: Rule {
    package static let fault = Fault(
        "port-taken-by-outgoing-connection", .addressInUse,
        "The port is the local end of an outgoing connection: it lies in the range from which the kernel gives them.",
        symptoms: [
            "EADDRINUSE now and then for a port above 32768, and ss -tlnp shows nobody",
            "the port shows up as the local side of a connection to a database or to the internet",
        ],
        explanation: """
            connect(2) takes a free port from ip_local_port_range (32768–60999 unless changed, ip(7)) for its own end \
            and keeps it while the connection lives. A server whose fixed port lies in that range loses the draw now \
            and then. Linux lists such ports apart from the range that IANA calls dynamic (49152–65535, RFC 6335).
            """,
        proof: """
            No socket listens or is bound there; a connection has the port as its local end, and its other end is a \
            server (a listener here, or a service's port elsewhere).
            """,
        mends: [
            Fix("ostia port <name>", "gives a port below that range", isSafe: true),
            Fix(
                "sudo sysctl net.ipv4.ip_local_reserved_ports=<PORT>", "keeps the kernel from giving it to connections",
                undo: "sudo sysctl net.ipv4.ip_local_reserved_ports="),
            Fix("kill <pid>", "ends the connection's process"),
        ],
        seeAlso: ["tcp-self-connect", "leftover-connection-no-reuseaddr", "free-port-race"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let occupancy = try scene.occupancy(), occupancy.endpoint.transport == .tcp,
            occupancy.isOnlyConnections, occupancy.selfConnected.isEmpty
        else { return nil }
        let outgoing = occupancy.connections.filter { scene.isOutgoing($0) }
        guard outgoing.count == occupancy.connections.count else { return nil }
        let living = outgoing.filter { $0.state != .timeWait }
        guard let first = living.first(where: { !$0.owners.isEmpty }) ?? living.first ?? outgoing.first,
            let remote = first.remote
        else { return nil }
        let range = scene.facts.kernel.ephemeralPorts
        let port = occupancy.endpoint.port
        let isInRange = range.contains(port)
        let owner = scene.owner(of: first)
        let who =
            owner.map(\.title) ?? first.uid.map { "a process of user \($0)" } ?? "a connection that is being closed"
        let old = scene.facts.kernel.reservedPorts.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }
        .joined(separator: ",")
        let reserved = old.isEmpty ? "\(port)" : "\(old),\(port)"
        return finding(
            living.isEmpty ? 0.9 : Confidence.proven,
            "Port \(port) is the local end of an outgoing connection: \(who), connected to \(remote.addressAndPort)"
                + (isInRange
                    ? "; it lies in the kernel's range for such ends, \(range.lowerBound)–\(range.upperBound)." : "."),
            evidence: [
                occupancy.evidence, EvidenceLine("listeners", "port \(port)", "none"),
                EvidenceLine(
                    "connection", first.local.addressAndPort, "\(first.state.label) to \(remote.addressAndPort), \(who)"
                ),
                EvidenceLine("range", "ip_local_port_range", "\(range.lowerBound)–\(range.upperBound)"),
            ],
            fixes: [
                Fix("ostia port <name>", "gives a port outside of that range", isSafe: true),
                Fix(
                    "sudo sysctl net.ipv4.ip_local_reserved_ports=\(reserved)",
                    "keeps the kernel from giving \(port) to connections again", isSafe: true,
                    undo: "sudo sysctl net.ipv4.ip_local_reserved_ports=\(old)"),
                owner.map { Fix("kill \($0.pid)", "ends \($0.name) and its connection", isRunnable: true) }
                    ?? Fix("sudo ss -tnp 'sport = :\(port)'", "shows the process", isSafe: true),
            ])
    }
}
