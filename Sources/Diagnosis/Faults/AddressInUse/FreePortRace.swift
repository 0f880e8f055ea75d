/// `free-port-race`: a helper found a free port, let it go, and somebody else took it first.
package enum FreePortRace: Rule {
    package static let fault = Fault(
        "free-port-race", .addressInUse,
        "A helper picked a free port and closed it again; another program got it before the real bind.",
        symptoms: [
            "tests fail now and then with EADDRINUSE, each time with another port above 32768",
            "findAvailableTcpPort, get-port or freeport was used just before",
        ],
        explanation: """
            bind(2) with port 0 lets the kernel choose from ip_local_port_range (ip(7)). A helper that closes that \
            socket and passes the number on has promised nothing: until the real bind, the kernel may give the port to \
            any other bind(0) or connect. The more run in parallel, the sooner it happens; Spring removed \
            SocketUtils.findAvailableTcpPort for that reason.
            """,
        proof: """
            The port lies in the kernel's range, its holder's command line does not name it (so it got it from the \
            kernel as well), and the message speaks of a port that was searched for.
            """,
        mends: [
            Fix("bind port 0 in the server itself and ask it for its port", "leaves no gap", isSafe: true),
            Fix("ostia port -- <command>", "holds the port until the command has started", isSafe: true),
            Fix("pass the open socket on instead of its number", "leaves no gap", isSafe: true),
        ],
        seeAlso: ["port-taken-by-outgoing-connection", "port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.inUseReport, speaksOfSearch(report.text), let occupancy = try scene.occupancy(),
            scene.facts.kernel.ephemeralPorts.contains(occupancy.endpoint.port)
        else { return nil }
        let port = occupancy.endpoint.port
        let owner = occupancy.listeners.lazy.compactMap { scene.owner(of: $0) }.first
        if let owner, owner.arguments.contains(where: { $0.holdsNumber("\(port)") }) { return nil }
        let range = scene.facts.kernel.ephemeralPorts
        let who = owner?.title ?? "another program"
        return finding(
            occupancy.listeners.isEmpty ? Confidence.likely : 0.965,
            "Port \(port) was free when it was picked; \(who) got it from the kernel's range "
                + "(\(range.lowerBound)–\(range.upperBound)) before it was bound.",
            evidence: [
                occupancy.evidence,
                EvidenceLine("message", "port \(port)", report.text),
                EvidenceLine(
                    occupancy.listeners.isEmpty ? "listeners" : "listener", "port \(port)",
                    owner?.story ?? (occupancy.listeners.isEmpty ? "none" : "owner hidden")),
                EvidenceLine("range", "ip_local_port_range", "\(range.lowerBound)–\(range.upperBound)"),
            ],
            fixes: [
                Fix("let the server bind port 0 and ask it which port it got", "leaves no gap", isSafe: true),
                Fix(
                    "ostia port -- <command>", "gives a port outside of that range and holds it until the start",
                    isSafe: true),
                Fix("run it again", "the next free port is another one", isSafe: true),
            ])
    }

    /// Whether a message tells that the port was searched for, not set.
    static func speaksOfSearch(_ text: String) -> Bool {
        let text = text.lowercased()
        return words.contains { !text.ranges(of: $0).isEmpty }
    }

    private static let words = [
        "findavailable", "find_available", "find available", "free port", "free_port", "freeport", "findfreeport",
        "random port", "random_port", "randomport", "get-port", "getport", "get_port", "portfinder", "unused port",
        "unused_port", "unusedport", "portpicker", "socketutils", "portallocator", "chosen by", "picked", "ephemeral",
        "available port was", "detect-port",
    ]
}
