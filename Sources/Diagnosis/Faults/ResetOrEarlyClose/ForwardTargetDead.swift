import Endpoints

/// `forward-target-dead`: a forwarder listens, and nothing stands behind it.
package enum ForwardTargetDead: Rule {
    package static let fault = Fault(
        "forward-target-dead", .resetOrEarlyClose,
        "A forwarder (ssh -L, socat, kubectl, a TCP proxy) listens, and its target refuses: it opens and closes at once.",
        symptoms: [
            "channel 2: open failed: connect failed: Connection refused",
            "curl: (52) Empty reply from server",
            "an error occurred forwarding 8080 -> 80: connection refused",
            "server closed the connection unexpectedly",
        ],
        explanation: """
            A forwarder accepts first and connects to its target then (ssh(1) -L, socat(1), kubectl port-forward, \
            HAProxy in TCP mode). So a client is connected even when the target is dead, and is closed or reset a \
            moment later. That the port is open says nothing of the service behind it.
            """,
        proof: """
            The connection ends without an answer, its owner is a forwarder, and a connect to the forwarder's target, \
            named by its arguments, configuration or connections, is refused. Where the target can be reached from the \
            far end only, that last proof has to be made there.
            """,
        mends: [
            Fix("ostia doctor <target>", "asks why the target refuses", isSafe: true),
            Fix("<start the service behind the forwarder>", "gives the forward something to lead to"),
            Fix("ostia free <PORT>", "ends the forward, to make it again with another target"),
        ],
        seeAlso: [
            "server-closes-immediately", "reverse-proxy-upstream-refused", "container-publish-wrong-container-port",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let end = try scene.earlyEnd(), let listener = end.listener, end.greeting.isEmpty,
            let forwarder = try scene.forwarder(listener)
        else { return nil }
        let who = forwarder.suspect.title
        var evidence =
            end.evidence + [
                EvidenceLine("listener", listener.local.addressAndPort, "\(who): \(command(forwarder.suspect.process))")
            ]
        var dead: [Endpoint] = []
        var lives = false
        for upstream in forwarder.targets.prefix(4) {
            guard !forwarder.isFar else { break }
            for target in try addresses(scene, upstream) where scene.mayConnect(target) && target != end.endpoint {
                guard let outcome = try scene.connect(target) else { continue }
                evidence.append(EvidenceLine("connect", target.addressAndPort, outcome.words))
                if outcome.result == .connected { lives = true } else { dead.append(target) }
            }
        }
        if lives && dead.isEmpty { return nil }
        let fixes = [
            Fix("ostia free \(end.endpoint.port)", "ends the forward, to make it anew", isRunnable: true)
        ]
        if let target = dead.first {
            return finding(
                lives ? Confidence.likely : forwarder.suspect.isCertain ? Confidence.proven : Confidence.observed,
                "\(who), forwards \(end.endpoint.addressAndPort) to \(target.addressAndPort), where nothing answers.",
                evidence: evidence,
                fixes: [
                    Fix(
                        "ostia doctor \(target.addressAndPort)", "asks why the target refuses", isSafe: true,
                        isRunnable: true),
                    Fix(
                        "start what should listen on \(target.addressAndPort)", "gives the forward something to lead to"
                    ),
                ] + fixes)
        }
        let to = forwarder.targets.first.map { " to \($0.host):\($0.port)" } ?? ""
        return finding(
            forwarder.suspect.isCertain ? Confidence.observed : Confidence.likely,
            "\(who), forwards \(end.endpoint.addressAndPort)\(to), and its far end cannot reach the target: it closes "
                + "every connection.",
            evidence: evidence,
            fixes: [
                Fix(
                    "look at the far end whether \(forwarder.targets.first.map { "\($0.host):\($0.port)" } ?? "the target") listens",
                    "the forward leads there", isSafe: true)
            ] + fixes)
    }

    private static func addresses(_ scene: Scene, _ upstream: Upstream) throws(Need) -> [Endpoint] {
        guard upstream.unixPath == nil, upstream.port != 0 else { return [] }
        if let address = IPAddress(upstream.host) { return [Endpoint(.tcp, address, upstream.port)] }
        let host = upstream.host.isEmpty ? "localhost" : upstream.host
        return try scene.lookup(host).addresses.map { Endpoint(.tcp, $0, upstream.port) }
    }

    private static func command(_ process: ProcessFact) -> String {
        let words = process.arguments.joined(separator: " ")
        return words.utf8.count > 120 ? "\(words.prefix(117))…" : words
    }
}
