import Endpoints

/// `container-port-not-published`: EXPOSE opens nothing.
package enum ContainerPortNotPublished: Rule {
    package static let fault = Fault(
        "container-port-not-published", .connectionRefused,
        "A container listens on that port, but it is not published on this machine.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:8080 while the container runs",
            "docker ps shows 8080/tcp without an arrow",
            "it works from another container and not from the host",
        ],
        explanation: """
            A container has its own network namespace: what listens there is not on this machine's localhost. EXPOSE in a \
            Dockerfile and --expose only name a port; -p (or ports: in compose.yaml) publishes it, and can be given only \
            when the container is made.
            """,
        proof: """
            The port is refused here and no socket has it, a running container listens on it (or exposes it), and that \
            container publishes it nowhere; a connect to the container's own address tells whether it answers there.
            """,
        mends: [
            Fix("docker run -p <PORT>:<PORT> <image>", "makes the container anew with the port published"),
            Fix("ports: [\"<PORT>:<PORT>\"]", "does so in compose.yaml, after docker compose up -d"),
            Fix(
                "http://<CONTAINER ADDRESS>:<PORT>/", "reaches it until it is made anew, on Linux only", isSafe: true,
                platform: .linux),
        ],
        seeAlso: ["listening-in-other-netns", "container-publish-wrong-container-port", "nothing-listening"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.hintsAtContainers, let reach = try scene.refused(), scene.isOwn(reach.endpoint.address),
            scene.listeners(on: reach.endpoint.port).isEmpty
        else { return nil }
        let port = reach.endpoint.port
        let picture = try scene.containers()
        let running = picture.containers.filter { $0.state == "running" }
        // Who was meant to have the port on this machine is another matter: it exited, or leads to a dead port.
        guard try scene.published(port).isEmpty else { return nil }
        let evidence = reach.attempts.map { EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words) }
        let listening = running.first { $0.openPorts?.contains(port) ?? false }
        guard let container = listening ?? running.first(where: { $0.exposed.contains(port) }) else {
            return picture.engine == .answered ? nil : try unseen(scene, port, evidence)
        }
        return try found(scene, container, port, evidence, picture.command)
    }

    private static func found(
        _ scene: Scene, _ container: ContainerFact, _ port: UInt16, _ evidence: [EvidenceLine], _ command: String
    ) throws(Need) -> Finding? {
        var evidence = evidence
        let here = Published(
            container: container, hostAddress: "", hostPort: port, containerPort: port,
            containerAddress: container.address.flatMap { IPAddress($0) })
        let inner = try scene.connectInside(here)
        if let inner, let endpoint = here.inner {
            evidence.append(EvidenceLine("connect", endpoint.addressAndPort, "\(inner.words), in the container"))
        }
        let isOpen = container.openPorts?.contains(port)
        let elsewhere = container.publishes.first { $0.containerPort == port && $0.transport == "tcp" }
        evidence.append(
            EvidenceLine(
                "container", container.name,
                (isOpen ?? false ? "listens on \(port) inside" : "exposes \(port)")
                    + (elsewhere.map { ", published as \($0.hostPort)" } ?? ", publishes it nowhere")))
        // Named in the image and not open: it might as well be a server that is not there.
        if inner?.result == .refused, isOpen == false { return nil }
        var fixes: [Fix] = []
        if let elsewhere {
            fixes.append(Fix("use port \(elsewhere.hostPort) instead", "is where it is published", isSafe: true))
        } else if let endpoint = here.inner, inner?.result == .connected {
            fixes.append(
                Fix(
                    "use \(endpoint.addressAndPort)", "reaches it now, from this machine only", isSafe: true,
                    platform: .linux))
        }
        fixes.append(
            Fix(
                "make the container anew with -p \(port):\(port) (ports: in compose.yaml)",
                "publishes it; what a container publishes cannot be changed while it lives"))
        let isProven = inner?.result == .connected || isOpen == true
        return finding(
            isProven ? Confidence.proven : Confidence.likely,
            "The container \(container.name) listens on port \(port) inside, "
                + (elsewhere.map { "and publishes it as port \($0.hostPort), not \(port)." }
                    ?? "and does not publish it: nothing on this machine leads there."),
            evidence: evidence, fixes: fixes)
    }

    /// The engine may not be asked: what listens in another namespace, in a container that is not ours, can be seen by
    /// anybody.
    private static func unseen(
        _ scene: Scene, _ port: UInt16, _ evidence: [EvidenceLine]
    ) throws(Need) -> Finding? {
        let own = scene.facts.processes[scene.facts.ownPID]?.container
        let found = try scene.otherNamespaces(port).first {
            $0.endpoint.transport == .tcp && $0.container != nil && $0.container != own
        }
        guard let found, let container = found.container else { return nil }
        return finding(
            0.88,
            "Port \(port) listens in the container \(container) (\(found.name), pid \(found.pid)), and is not "
                + "published on this machine.",
            evidence: evidence + [
                EvidenceLine("listener", found.endpoint.addressAndPort, "in the container \(container)")
            ],
            fixes: [
                Fix(
                    "sudo docker ps", "shows which container it is and what it publishes", isSafe: true,
                    isRunnable: true),
                Fix("make the container anew with -p \(port):\(port)", "publishes it"),
            ])
    }
}
