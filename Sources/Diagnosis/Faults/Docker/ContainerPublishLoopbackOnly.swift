import Endpoints

/// `container-publish-loopback-only`: published on 127.0.0.1, and asked by another address.
package enum ContainerPublishLoopbackOnly: Rule {
    package static let fault = Fault(
        "container-publish-loopback-only", .connectionRefused,
        "The container's port is published on a loopback address only, and the client comes by another one.",
        symptoms: [
            "works with localhost, ERR_CONNECTION_REFUSED by the machine's address",
            "connect ECONNREFUSED ::1:8080 while 127.0.0.1:8080 answers",
            "docker ps shows 127.0.0.1:8080->80/tcp",
        ],
        explanation: """
            -p 127.0.0.1:8080:80 makes Docker listen on that one address of the host: 127.0.0.1 is neither ::1 nor the \
            machine's address on its network, so both are refused. It is also what Docker does for -p 8080:80 when the \
            daemon's "ip" setting is 127.0.0.1.
            """,
        proof: """
            The asked address refuses, the engine (or its proxy's command line) says that this port is published on a \
            loopback address alone, and a connect to that address succeeds.
            """,
        mends: [
            Fix("http://127.0.0.1:<PORT>/", "uses the address that is published", isSafe: true),
            Fix(
                "docker run -p <PORT>:<PORT INSIDE> <image>", "publishes it on every address: the whole network gets in"
            ),
            Fix(
                "docker run -p '[::1]:<PORT>:<PORT INSIDE>' -p 127.0.0.1:<PORT>:<PORT INSIDE> <image>",
                "adds IPv6, for this machine only"),
        ],
        seeAlso: [
            "loopback-only-server-reached-from-outside", "listening-only-ipv4-loopback",
            "container-listens-on-loopback-inside",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.hintsAtContainers, let reach = try scene.refused(),
            scene.isOwn(reach.endpoint.address), scene.listeners(answering: reach.endpoint).isEmpty
        else { return nil }
        let all = try scene.published(reach.endpoint.port).filter { $0.container?.isRunning ?? true }
        guard let published = all.first, all.allSatisfy(\.isLoopbackOnly),
            let address = IPAddress(published.hostAddress), address != reach.endpoint.address
        else { return nil }
        let right = Endpoint(.tcp, address, reach.endpoint.port)
        var evidence = reach.attempts.map { EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words) }
        let other = try scene.connect(right)
        if let other { evidence.append(EvidenceLine("connect", right.addressAndPort, other.words)) }
        evidence.append(EvidenceLine("published", published.title, published.mapping))
        let isProven = other?.result == .connected
        let text =
            scene.question.isHTTP
            ? "\(scene.question.scheme ?? "http")://\(right.addressAndPort)/" : right.addressAndPort
        let family = reach.endpoint.address.family == .v6 ? "[::]" : "\(reach.endpoint.address)"
        return finding(
            isProven ? 0.98 : Confidence.likely,
            "\(published.subject) is published on \(right.addressAndPort) only; "
                + "\(reach.endpoint.addressAndPort) is refused.",
            evidence: evidence,
            fixes: [
                Fix("use \(text)", "goes to the address that is published", isSafe: true),
                Fix(
                    "publish it with -p \(family):\(published.hostPort):\(published.containerPort) as well and make "
                        + "the container anew", "opens it on that address: whoever can reach it gets in"),
            ])
    }
}
