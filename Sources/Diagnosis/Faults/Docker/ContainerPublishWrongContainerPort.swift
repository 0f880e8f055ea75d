/// `container-publish-wrong-container-port`: `-p 8080:80` while the program listens on 3000.
package enum ContainerPublishWrongContainerPort: Rule {
    package static let fault = Fault(
        "container-publish-wrong-container-port", .resetOrEarlyClose,
        "The port is published to a container port on which nothing listens.",
        symptoms: [
            "curl: (56) Recv failure: Connection reset by peer",
            "curl: (52) Empty reply from server",
            "docker ps shows 0.0.0.0:8080->80/tcp, and the program's log another port",
        ],
        explanation: """
            In -p HOST:CONTAINER (and in Compose's ports) the second number is the port that the program listens on \
            inside. Nothing checks it: EXPOSE and docker ps only repeat what was written. Docker's proxy accepts on the \
            host, is refused inside, and closes; without the proxy the client itself is refused.
            """,
        proof: """
            The published port ends at once or refuses, the container's own address refuses that port, and no socket \
            in the container's namespace listens on it; the ports that do listen there are named.
            """,
        mends: [
            Fix("docker run -p <HOST PORT>:<PORT INSIDE> <image>", "publishes the port that is open inside"),
            Fix("ports: [\"<HOST PORT>:<PORT INSIDE>\"]", "does so in compose.yaml, after docker compose up -d"),
        ],
        seeAlso: ["container-listens-on-loopback-inside", "container-port-not-published", "container-exited"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let dead = try scene.deadPublish(), dead.listeners?.isEmpty ?? (dead.inner?.result == .refused) else {
            return nil
        }
        let published = dead.published
        let ports = dead.openPorts ?? []
        var evidence = dead.evidence
        if let open = dead.openPorts {
            let words = open.isEmpty ? "no TCP port at all" : open.map(String.init).joined(separator: ", ")
            evidence.append(EvidenceLine("listeners", "in \(published.title)", words))
        } else if dead.listeners != nil {
            evidence.append(EvidenceLine("listeners", "port \(published.containerPort)", "none in any container"))
        }
        var fixes: [Fix] = []
        if let open = ports.first {
            fixes.append(
                Fix(
                    "publish \(published.hostPort):\(open) instead of \(published.hostPort):\(published.containerPort) "
                        + "(-p, or ports: in compose.yaml) and make the container anew",
                    "leads to the port that is open inside"))
        }
        if let name = published.container?.name {
            fixes.append(
                Fix(
                    "\(dead.command) logs --tail 20 \(name)", "shows which port the program says it listens on",
                    isSafe: true, isRunnable: true))
        } else {
            fixes.append(
                Fix(
                    "sudo docker ps", "shows which container it is and what it publishes", isSafe: true,
                    isRunnable: true))
        }
        let instead =
            ports.isEmpty ? "" : ", but on \(ports.prefix(5).map(String.init).joined(separator: ", "))"
        return finding(
            dead.isCertain && ports.isEmpty ? 0.95 : dead.confidence,
            "\(dead.endpoint.addressAndPort) is published to port \(published.containerPort) of "
                + "\(published.title), where nothing listens on it\(instead).",
            evidence: evidence, fixes: fixes)
    }
}
