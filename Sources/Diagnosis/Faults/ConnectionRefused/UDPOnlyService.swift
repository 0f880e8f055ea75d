import Endpoints

/// `udp-only-service`: TCP and UDP have ports of their own.
package enum UDPOnlyService: Rule {
    package static let fault = Fault(
        "udp-only-service", .connectionRefused,
        "The service listens on UDP and the client uses TCP, or the reverse.",
        symptoms: [
            "Connection refused, while ss -lun shows the port",
            "read udp 127.0.0.1:41234->127.0.0.1:8125: connection refused",
            "HTTP/3 works, HTTP/1.1 is refused",
        ],
        explanation: """
            TCP and UDP number their ports independently (RFC 9293, RFC 768). DNS, QUIC, syslog, StatsD and WireGuard \
            are served over UDP; a TCP client of the same number is refused by a reset, a UDP client of a TCP port by \
            ICMP port unreachable, which it meets at its next send or read.
            """,
        proof: """
            The asked transport has no listener of this port and refuses, the other has one that answers the address.
            """,
        mends: [
            Fix(
                "use a client that speaks UDP, such as dig or nc -u", "speaks the transport that listens", isSafe: true),
            Fix("<let the server listen on TCP as well>", "serves both"),
        ],
        seeAlso: ["nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port, scene.question.intent == .use else { return nil }
        return scene.question.transport == .udp ? try askedAsUDP(scene, port) : try askedAsTCP(scene, port)
    }

    private static func askedAsTCP(_ scene: Scene, _ port: UInt16) throws(Need) -> Finding? {
        let attempts = try scene.plainRefusals()
        guard let asked = attempts.first?.endpoint, scene.listeners(on: port).isEmpty,
            let socket = scene.listeners(on: port, .udp).first(where: { scene.facts.ownPID != $0.owners.first })
        else { return nil }
        var evidence = scene.lines(attempts)
        var datagram = Endpoint(.udp, scene.destination(asked).address, port)
        if !socket.answers(datagram) { datagram = Endpoint(.udp, scene.destination(socket.local).address, port) }
        if let outcome = try scene.datagram(datagram) {
            let result = outcome.failure.map { "\($0)" } ?? "taken: no ICMP message came back"
            evidence.append(EvidenceLine("datagram", datagram.addressAndPort, result))
            if outcome.failure != nil { return nil }
        }
        evidence.append(
            EvidenceLine("listener", "udp \(socket.local.addressAndPort)", scene.who(socket)))
        // Any client of UDP that waits for an answer has a port of the ephemeral range for a while.
        let mayBeChance = scene.facts.kernel.ephemeralPorts.contains(port)
        return finding(
            mayBeChance ? 0.64 : 0.94,
            "\(scene.who(socket)), listens on UDP \(socket.local.addressAndPort) only; TCP is refused there.",
            evidence: evidence,
            fixes: [
                Fix("use a client that speaks UDP to port \(port)", "speaks the transport that listens", isSafe: true),
                Fix("let \(scene.owner(of: socket)?.name ?? "the server") listen on TCP too", "serves both"),
            ])
    }

    private static func askedAsUDP(_ scene: Scene, _ port: UInt16) throws(Need) -> Finding? {
        guard scene.listeners(on: port, .udp).isEmpty else { return nil }
        for endpoint in try scene.endpoints().prefix(4) where scene.isOwn(endpoint.address) {
            let tcp = scene.destination(Endpoint(.tcp, endpoint.address, port))
            guard let listener = scene.listeners(answering: tcp).first, let outcome = try scene.datagram(endpoint),
                outcome.failure == "ECONNREFUSED"
            else { continue }
            return finding(
                Confidence.proven - 0.02,
                "\(scene.who(listener)), listens on TCP \(listener.local.addressAndPort) only; datagrams are refused there.",
                evidence: [
                    EvidenceLine("datagram", endpoint.addressAndPort, "refused: ICMP port unreachable"),
                    scene.line(listener),
                ],
                fixes: [
                    Fix("use TCP to reach port \(port)", "speaks the transport that listens", isSafe: true),
                    Fix("let \(scene.owner(of: listener)?.name ?? "the server") listen on UDP too", "serves both"),
                ])
        }
        return nil
    }
}
