import Endpoints

/// `container-paused`: `docker pause`.
package enum ContainerPaused: Rule {
    package static let fault = Fault(
        "container-paused", .hang,
        "The container behind the port is paused: connections are made, and nothing ever answers.",
        symptoms: [
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "docker ps shows the container as Up 3 hours (Paused)",
            "Error response from daemon: Container abc is paused, unpause the container before exec",
        ],
        explanation: """
            docker pause freezes the container's cgroup (cgroups(7)). Its listener stays and the kernel shakes hands \
            for it, and docker-proxy, which is not frozen, accepts as before; so a client connects and waits. Docker \
            Desktop's Resource Saver and a snapshot that failed half-way pause containers as well.
            """,
        proof: """
            The request gets no answer, and the engine says that the container which publishes the port is paused; or, \
            where the engine may not be asked, the owner's cgroup is frozen and is a container's.
            """,
        mends: [
            Fix("docker unpause <container>", "lets it run on", isSafe: true, undo: "docker pause <container>"),
            Fix("docker compose unpause", "lets all services of the project run on", isSafe: true),
        ],
        seeAlso: ["server-frozen-cgroup", "container-exited"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck() else { return nil }
        let isPublished = stuck.listener.map { listener in
            listener.container != nil
                || scene.owners(of: listener).contains { $0.name == "docker-proxy" || $0.container != nil }
                || listener.owners.isEmpty
        }
        guard isPublished ?? true else { return nil }
        let port = stuck.port
        let paused = try scene.containers().containers.first { container in
            guard container.state == "paused" else { return false }
            return container.publishes.contains { $0.hostPort == port && $0.transport == "tcp" }
                || container.address == "\(stuck.endpoint.address)"
        }
        if let paused {
            return finding(
                0.98,
                "The container \(paused.name), which publishes \(stuck.endpoint.addressAndPort), is paused.",
                evidence: stuck.evidence + [EvidenceLine("container", paused.name, "paused")],
                fixes: [
                    Fix(
                        "docker unpause \(paused.name)", "lets it run on", isSafe: true, isRunnable: true,
                        undo: "docker pause \(paused.name)")
                ])
        }
        guard let (suspect, group) = try scene.frozen(stuck),
            let container = group.container ?? suspect.process.container
        else { return nil }
        return finding(
            suspect.confidence(),
            "\(suspect.title), is in the container \(container), which is paused (its cgroup is frozen).",
            evidence: stuck.evidence + [EvidenceLine("cgroup", group.path, "frozen")],
            fixes: [
                Fix(
                    "docker unpause \(container)", "lets it run on", isSafe: true, isRunnable: true,
                    undo: "docker pause \(container)")
            ])
    }
}
