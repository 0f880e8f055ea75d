/// `bound-not-listening`: a socket is bound to the port and never listens; hardly any tool shows it.
package enum BoundNotListening: Rule {
    package static let fault = Fault(
        "bound-not-listening", .addressInUse,
        "A socket is bound to the port without listening, which ss, netstat, lsof and /proc/net/tcp do not show.",
        symptoms: [
            "EADDRINUSE, and no tool shows anything on the port, as root neither",
            "connecting to the port is refused, binding it fails",
        ],
        explanation: """
            bind(2) alone already takes the port; listen(2) comes later, or never (a program that reserves a port, that \
            hangs between the two calls, or that bound a client socket). The kernel has such a socket in its table of \
            bound ports but not in the lists that /proc/net/tcp and ordinary sock_diag dumps walk; since Linux 6.8 \
            sock_diag gives it out when asked for it by itself.
            """,
        proof: """
            bind fails, no listener and no connection has the port, and the kernel's list of bound sockets shows it \
            with its inode, which leads to the process.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows sockets that are only bound, too", isSafe: true),
            Fix("kill <pid>", "ends the process that reserved the port"),
        ],
        seeAlso: ["time-wait-old-socket-no-reuseaddr", "port-taken-by-outgoing-connection"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let occupancy = try scene.occupancy(), occupancy.endpoint.transport == .tcp,
            occupancy.listeners.isEmpty
        else { return nil }
        let port = occupancy.endpoint.port
        let nothing = EvidenceLine("listeners", "port \(port)", "none")
        guard let socket = occupancy.bound.first(where: { !$0.owners.isEmpty }) ?? occupancy.bound.first else {
            guard occupancy.connections.isEmpty else { return nil }
            return finding(
                Confidence.likely,
                "Nothing listens on \(occupancy.endpoint.addressAndPort) and no connection has it, yet it cannot be "
                    + "bound: a socket is bound there without listening.",
                evidence: [
                    occupancy.evidence, nothing,
                    EvidenceLine(
                        "bound sockets", "port \(port)", "not shown by this kernel (\(scene.facts.kernel.release))"),
                ],
                fixes: [
                    Fix(
                        "restart what ran last on this port, or take another one",
                        "kernels before 6.8 do not say who it is", isSafe: true)
                ])
        }
        let owner = scene.owner(of: socket)
        let who =
            owner.map(\.title) ?? socket.uid.map { "a process of user \($0)" } ?? "a process that cannot be seen"
        return finding(
            Confidence.proven,
            "\(who) has bound \(socket.local.addressAndPort) without listening, so nobody else can listen there.",
            evidence: [
                occupancy.evidence, nothing,
                EvidenceLine("bound", socket.local.addressAndPort, "\(who), not listening"),
            ],
            fixes: [
                owner.map { Fix("kill \($0.pid)", "ends \($0.name) and gives the port back", isRunnable: true) }
                    ?? Fix("sudo ostia who \(port)", "shows the owner, which only root may see", isSafe: true),
                Fix("ostia port <name>", "gives a port that nobody else takes", isSafe: true),
            ])
    }
}
