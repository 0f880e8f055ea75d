import Endpoints

/// `nothing-listening`: what is left when a refusal has no more telling reason.
package enum NothingListening: Rule {
    package static let fault = Fault(
        "nothing-listening", .connectionRefused,
        "Nothing listens on that port anywhere: the server was not started, has exited, or crashed.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:3000",
            "curl: (7) Failed to connect to 127.0.0.1 port 3000: Connection refused",
            "This site can't be reached: ERR_CONNECTION_REFUSED",
        ],
        explanation: """
            The kernel answers a SYN to a port without a listener with a RST at once, and connect(2) fails with \
            ECONNREFUSED. So the machine is reachable and its loopback works; what is missing is the program. A port \
            in the ephemeral range that an old message names was given for one run only and will not come back.
            """,
        proof: """
            The kernel's table has no listener of this port on any address, in TCP or UDP, and a connect by each \
            address of the question is refused with an empty error queue. A listener on another address, in another \
            network namespace or on a neighbouring port is a fault of its own and is looked for first.
            """,
        mends: [
            Fix("<the command that starts the server>", "starts it"),
            Fix("ostia wait <PORT>", "waits until something listens there", isSafe: true),
            Fix("ostia", "shows what does listen, and where", isSafe: true, isRunnable: true),
        ],
        seeAlso: ["listening-only-ipv6-loopback", "wrong-port-near-miss", "server-crash-loop", "udp-only-service"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port else { return nil }
        if scene.question.transport == .udp { return try udp(scene, port) }
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty else { return nil }
        let listeners = scene.listeners(on: port)
        var evidence = scene.lines(attempts)
        if listeners.isEmpty {
            evidence.append(EvidenceLine("listeners", "port \(port)", "none on any address, in TCP"))
            return found(scene, port, attempts, evidence, Confidence.fallback)
        }
        // It listened when the table was read and refused a moment later, and nothing stands between.
        guard attempts.contains(where: { scene.isListenedTo($0.endpoint) }), try scene.astrayName() == nil else {
            return nil
        }
        let listener = listeners[0]
        evidence.append(scene.line(listener))
        return finding(
            Confidence.fallback - 0.1,
            "\(scene.who(listener)), listened on \(listener.local.addressAndPort) a moment ago and refuses now: "
                + "it is going away, or coming back.",
            evidence: evidence, fixes: [wait(scene, port)])
    }

    private static func udp(_ scene: Scene, _ port: UInt16) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.listeners(on: port, .udp).isEmpty else { return nil }
        var evidence: [EvidenceLine] = []
        for endpoint in try scene.endpoints().prefix(4) where scene.isOwn(endpoint.address) {
            guard let outcome = try scene.datagram(endpoint) else { continue }
            guard outcome.failure == "ECONNREFUSED" else { return nil }
            evidence.append(EvidenceLine("datagram", endpoint.addressAndPort, "refused: ICMP port unreachable"))
        }
        guard !evidence.isEmpty else { return nil }
        evidence.append(EvidenceLine("listeners", "port \(port)", "none on any address, in UDP"))
        return finding(
            Confidence.fallback, "Nothing takes datagrams on UDP port \(port): the server is not running, or not yet.",
            evidence: evidence, fixes: [wait(scene, port)])
    }

    private static func found(
        _ scene: Scene, _ port: UInt16, _ attempts: [Reach.Attempt], _ evidence: [EvidenceLine], _ confidence: Double
    ) -> Finding {
        var place = attempts[0].endpoint.addressAndPort
        if attempts.count > 1, let name = scene.question.name {
            let addresses = attempts.map { $0.endpoint.address.bracketed }
            place = "\(name):\(port) (\(addresses.joined(separator: " and ")) both refuse)"
            if addresses.count > 2 { place = "\(name):\(port)" }
        }
        let isShortLived = scene.facts.kernel.ephemeralPorts.contains(port) || port >= 49152
        let hint =
            isShortLived
            ? "; ports like this are given out for one run, so the message may speak of a program that has ended" : ""
        return finding(
            confidence, "Nothing listens on \(place): the server is not running, or not yet\(hint).",
            evidence: evidence,
            fixes: [
                Fix("start the server", "nothing else is wrong on the way to it"),
                wait(scene, port),
                Fix("ostia", "shows what does listen, and where", isSafe: true, isRunnable: true),
            ])
    }

    private static func wait(_ scene: Scene, _ port: UInt16) -> Fix {
        Fix("ostia wait \(port)", "waits until something listens there", isSafe: true)
    }
}
