/// `container-listens-on-loopback-inside`: 127.0.0.1 in a container is the container's own.
package enum ContainerListensOnLoopbackInside: Rule {
    package static let fault = Fault(
        "container-listens-on-loopback-inside", .resetOrEarlyClose,
        "The port is published, but the program in the container listens on the container's own 127.0.0.1.",
        symptoms: [
            "curl: (56) Recv failure: Connection reset by peer",
            "curl: (52) Empty reply from server",
            "the log in the container says: Listening on http://127.0.0.1:5173",
            "it works with docker exec and fails from the host",
        ],
        explanation: """
            A container has a network namespace with a loopback of its own (network_namespaces(7)). What is published \
            arrives there by the container's eth0, never by its lo, so a server bound to 127.0.0.1 inside refuses it. \
            Docker's proxy on the host has accepted the client by then, and can only close or reset it; where the \
            engine runs without the proxy, the packet filter passes the refusal on.
            """,
        proof: """
            The published port ends at once or refuses, the container's own address refuses as well, and the tables of \
            the container's namespace show a listener of that port on loopback and on no other address.
            """,
        mends: [
            Fix("<command in the container> --host 0.0.0.0", "listens on every address of the container"),
            Fix("HOST=0.0.0.0", "in the container's environment does so for many servers"),
            Fix(
                "docker exec <container> wget -qO- http://127.0.0.1:<PORT>/", "shows that it answers inside",
                isSafe: true),
        ],
        seeAlso: [
            "container-publish-wrong-container-port", "container-publish-loopback-only",
            "localhost-inside-container-means-itself",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let dead = try scene.deadPublish(), dead.isLoopbackInside, let listener = dead.listeners?.first else {
            return nil
        }
        let name = dead.published.container?.name
        let inside = listener.endpoint.addressAndPort
        var fixes = [
            Fix(
                "restart the program in \(dead.published.title) with --host 0.0.0.0 (or HOST=0.0.0.0)",
                "listens on every address of the container; who may come in is still up to what is published")
        ]
        if let name {
            fixes.append(
                Fix(
                    "\(dead.command) logs --tail 20 \(name)", "shows what the program says it listens on", isSafe: true,
                    isRunnable: true))
        }
        return finding(
            dead.confidence,
            "\(dead.published.subject) listens on its own \(inside) only, so what is published as "
                + "\(dead.endpoint.addressAndPort) reaches nobody.",
            evidence: dead.evidence + [
                EvidenceLine("listener", "in \(dead.published.title)", "\(listener.name) on \(inside)")
            ],
            fixes: fixes)
    }
}
