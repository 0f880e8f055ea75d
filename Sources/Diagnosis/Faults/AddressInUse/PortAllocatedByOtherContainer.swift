import Endpoints

/// `port-allocated-by-other-container`: the engine has given the host's port to another container.
package enum PortAllocatedByOtherContainer: Rule {
    package static let fault = Fault(
        "port-allocated-by-other-container", .addressInUse,
        "docker run or compose cannot publish the port: another container, or one that was left over, has it.",
        symptoms: [
            "Bind for 0.0.0.0:8080 failed: port is already allocated",
            "driver failed programming external connectivity on endpoint web",
        ],
        explanation: """
            The engine keeps a list of the host ports that its containers publish and refuses the second one before it \
            asks the kernel: hence “allocated”, not “address already in use”. Often it is an earlier run of the same \
            project under another name, a container that restarts by itself (restart: always), or an orphan of a \
            compose file whose service was renamed.
            """,
        proof: """
            The message is the engine's own list speaking, and the engine names a container that publishes the port. \
            A program of the host gives “address already in use” instead.
            """,
        mends: [
            Fix("docker ps --filter publish=<PORT>", "shows which container has it", isSafe: true),
            Fix("docker stop <container>", "gives the port back", undo: "docker start <container>"),
            Fix("docker compose up --remove-orphans", "removes containers of services that were renamed"),
            Fix("ports: [\"<other port>:80\"]", "publishes on another port", isSafe: true),
        ],
        seeAlso: ["port-held-by-container-publish", "container-publish-blocked-by-host-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let report = scene.question.reports.first {
            !$0.text.lowercased().ranges(of: "already allocated").isEmpty
        }
        guard let report else { return nil }
        let port = report.port.flatMap { UInt16(exactly: $0) } ?? scene.question.port
        guard let port else { return nil }
        let address = report.host.flatMap { IPAddress($0) } ?? .unspecifiedV4
        let transport: Transport = report.transport == .udp ? .udp : .tcp
        let message = EvidenceLine("message", "port \(port)", report.text)
        if let (container, publish) = try scene.publisher(of: Endpoint(transport, address, port)) {
            return finding(
                Confidence.proven,
                "The container \(container.name) (\(container.state)) already publishes port \(port) of this machine, "
                    + "so no other container can.",
                evidence: [
                    message,
                    EvidenceLine(
                        "container", "\(container.name) (\(container.image))",
                        "publishes \(publish.hostAddress.isEmpty ? "*" : publish.hostAddress):\(publish.hostPort) -> "
                            + "\(publish.containerPort)/\(publish.transport)"),
                ], fixes: fixes(container.name, port))
        }
        let picture = try scene.containers()
        let listeners = scene.listeners(on: port, transport)
        // The engine was asked and has no such container, and nobody listens: it was so, and is not any more.
        if picture.engine == .answered && listeners.isEmpty { return nil }
        let owner = listeners.lazy.compactMap { scene.owner(of: $0) }.first
        return finding(
            owner?.isContainerProxy == true ? Confidence.observed : 0.85,
            "The container engine says that port \(port) is allocated already: another of its containers publishes it"
                + (owner.map { " (\($0.title) listens)." } ?? "."),
            evidence: [
                message,
                EvidenceLine(
                    "listener", "port \(port)",
                    owner?.title ?? (listeners.isEmpty ? "none that listens" : "owner hidden")),
            ], fixes: fixes(nil, port))
    }

    private static func fixes(_ container: String?, _ port: UInt16) -> [Fix] {
        Array(PortHeldByContainerPublish.fixes(container, port).prefix(2)) + [
            Fix("docker compose up --remove-orphans", "removes containers of services that were renamed"),
            Fix(
                "publish on another port: -p <port>:<container port>", "leaves the other container alone", isSafe: true),
        ]
    }
}
