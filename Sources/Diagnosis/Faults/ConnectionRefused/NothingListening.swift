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
            Fix("ostia wait <PORT>", "waits until something listens there", isSafe: true),
            Fix("<the command that starts the server>", "starts it"),
        ],
        seeAlso: ["listening-only-ipv6-loopback", "wrong-port-near-miss", "server-crash-loop", "udp-only-service"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), let port = scene.question.port,
            scene.listeners(on: port).isEmpty
        else {
            return nil
        }
        var evidence = reach.attempts.map {
            EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words)
        }
        evidence.append(EvidenceLine("listeners", "port \(port)", "none on any address, in TCP"))
        return finding(
            Confidence.fallback,
            "Nothing listens on \(reach.endpoint.addressAndPort): the server is not running, or not yet.",
            evidence: evidence,
            fixes: [
                Fix("ostia wait \(port)", "waits until something listens there", isSafe: true, isRunnable: false)
            ])
    }
}
