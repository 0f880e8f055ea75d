/// `port-held-by-container-publish`: a container's published port is in the way.
package enum PortHeldByContainerPublish: Rule {
    package static let fault = Fault(
        "port-held-by-container-publish", .addressInUse,
        "The port is published by a container: docker-proxy listens there, or only a rule of the firewall redirects it.",
        symptoms: [
            "EADDRINUSE, and ss shows docker-proxy (or, without root, nobody) on the port",
            "the local server starts, and its port still shows the container's pages",
        ],
        explanation: """
            docker run -p 8080:80 makes the engine listen on the host: a docker-proxy process for each address family. \
            With userland-proxy set to false and older engines there is no listener at all, only a DNAT rule: a local \
            bind then works, and connections still go to the container. Killing docker-proxy frees the port and \
            leaves the engine believing that it has it.
            """,
        proof: """
            The listener's owner is the engine's proxy, or the engine itself says that a running container publishes \
            this port.
            """,
        mends: [
            Fix("docker ps --filter publish=<PORT>", "shows the container", isSafe: true),
            Fix("docker stop <container>", "stops it and gives the port back", undo: "docker start <container>"),
            Fix("docker compose down", "stops the whole project, in its folder"),
        ],
        seeAlso: ["port-allocated-by-other-container", "container-publish-blocked-by-host-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let holder = try scene.holder() {
            guard let confidence = holder.confidence(.published) else { return nil }
            let publisher = try scene.publisher(of: holder.endpoint)
            let name = publisher?.container.name ?? holder.socket.container
            let leadsTo =
                publisher.map { ", which leads to its port \($0.publish.containerPort)" }
                ?? target(of: holder.process).map { ", which leads to \($0)" } ?? ""
            return finding(
                confidence,
                "\(holder.socket.local.addressAndPort) is published by "
                    + (name.map { "the container \($0)" } ?? "a container")
                    + "\(leadsTo): \(holder.who) listens for it.",
                evidence: holder.evidence(evidence(publisher, holder.port)), fixes: fixes(name, holder.port))
        }
        return try withoutListener(scene)
    }

    /// A bind works, and yet a rule sends the connections to a container.
    private static func withoutListener(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .bind, scene.question.port != 0, try scene.occupancy() == nil else { return nil }
        for wanted in try scene.wantedToBind() {
            guard let publisher = try scene.publisher(of: wanted.endpoint),
                scene.listeners(on: wanted.endpoint.port, wanted.endpoint.transport).isEmpty
            else { continue }
            return finding(
                Confidence.observed,
                "The container \(publisher.container.name) publishes port \(wanted.endpoint.port) by a rule of the "
                    + "firewall alone: a bind works, but connections go to the container.",
                evidence: [
                    EvidenceLine("bind", wanted.endpoint.addressAndPort, "works"),
                    evidence(publisher, wanted.endpoint.port),
                ], fixes: fixes(publisher.container.name, wanted.endpoint.port))
        }
        return nil
    }

    private static func evidence(
        _ publisher: (container: ContainerFact, publish: ContainerFact.Publish)?, _ port: UInt16
    ) -> EvidenceLine {
        guard let (container, publish) = publisher else {
            return EvidenceLine("engine", "port \(port)", "its containers may not be listed by this user")
        }
        let address = publish.hostAddress.isEmpty ? "*" : publish.hostAddress
        return EvidenceLine(
            "container", "\(container.name) (\(container.image))",
            "\(container.state), publishes \(address):\(publish.hostPort) -> \(publish.containerPort)/\(publish.transport)"
        )
    }

    /// `172.17.0.2:80`, out of docker-proxy's arguments.
    private static func target(of process: ProcessFact?) -> String? {
        guard let arguments = process?.arguments else { return nil }
        func value(_ option: String) -> String? {
            zip(arguments, arguments.dropFirst()).first { $0.0 == option }?.1
        }
        guard let address = value("-container-ip"), let port = value("-container-port") else { return nil }
        return "\(address):\(port)"
    }

    static func fixes(_ container: String?, _ port: UInt16) -> [Fix] {
        [
            Fix("docker ps --filter publish=\(port)", "shows the container", isSafe: true, isRunnable: true),
            container.map {
                Fix(
                    "docker stop \($0)", "stops it and gives the port back", isRunnable: true,
                    undo: "docker start \($0)")
            } ?? Fix("docker stop <container>", "stops it and gives the port back", undo: "docker start <container>"),
            Fix("ostia port <name>", "gives a port that nobody else takes, for the new program", isSafe: true),
        ]
    }
}
