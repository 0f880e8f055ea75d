import Endpoints

/// `tcp-self-connect`: a client met itself, and has the port now.
package enum TCPSelfConnect: Rule {
    package static let fault = Fault(
        "tcp-self-connect", .addressInUse,
        "A client that retried a closed port got connected to itself, and now owns the port of the server it waits for.",
        symptoms: [
            "the server cannot start: EADDRINUSE; the client that waits for it says that it is connected",
            "ss shows one connection whose two ends are the same",
            "a client gets back exactly what it sends",
        ],
        explanation: """
            A connect(2) to a port of this machine inside ip_local_port_range may be given that very port as its own \
            end. The SYN then arrives at the socket that sent it, which is a simultaneous open (RFC 9293 section 3.5): \
            the connection is established with one socket. Loops that wait for a server with a port in that range find \
            it sooner or later.
            """,
        proof: "The kernel's table has an established connection whose local and remote endpoint are the same.",
        mends: [
            Fix("kill <pid>", "ends the client that is connected to itself"),
            Fix("ostia port <name>", "gives the server a port below that range", isSafe: true),
            Fix("ostia wait <PORT>", "waits for a server by looking, without connecting", isSafe: true),
        ],
        seeAlso: ["port-taken-by-outgoing-connection", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let found = scene.facts.sockets.first { $0.remote == $0.local && !$0.isListener && $0.state != .timeWait }
        guard let socket = found else { return nil }
        var lines: [EvidenceLine]
        if let occupancy = try scene.occupancy() {
            guard occupancy.listeners.isEmpty, occupancy.selfConnected.contains(socket) else { return nil }
            lines = [occupancy.evidence]
        } else if let reach = try scene.unreached(), reach.endpoint.port == socket.local.port,
            scene.listeners(on: socket.local.port).isEmpty
        {
            lines = [EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)]
        } else {
            return nil
        }
        let owner = scene.owner(of: socket)
        let who = owner.map(\.title) ?? socket.uid.map { "a process of user \($0)" } ?? "a process that cannot be seen"
        let range = scene.facts.kernel.ephemeralPorts
        lines.append(
            EvidenceLine(
                "connection", socket.local.addressAndPort, "\(socket.state.label) to itself, \(who)"))
        lines.append(EvidenceLine("range", "ip_local_port_range", "\(range.lowerBound)–\(range.upperBound)"))
        let port = socket.local.port
        return finding(
            Confidence.proven,
            "\(who) is connected to itself on \(socket.local.addressAndPort): it waited for a server there, and now has "
                + "the server's port.",
            evidence: lines,
            fixes: [
                owner.map { Fix("kill \($0.pid)", "ends \($0.name), which gives the port back", isRunnable: true) }
                    ?? Fix("sudo ss -tnp 'sport = :\(port)'", "shows the process", isSafe: true),
                Fix("ostia wait \(port)", "waits for the server by looking, without connecting", isSafe: true),
                Fix("ostia port <name>", "gives the server a port outside of that range", isSafe: true),
            ])
    }
}
