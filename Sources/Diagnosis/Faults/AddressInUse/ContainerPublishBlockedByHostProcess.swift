import Endpoints

/// `container-publish-blocked-by-host-process`: a program of the host has the port that a container should publish.
package enum ContainerPublishBlockedByHostProcess: Rule {
    package static let fault = Fault(
        "container-publish-blocked-by-host-process", .addressInUse,
        "docker run -p fails because a program of the host (a local PostgreSQL, Redis, nginx …) listens on the port.",
        symptoms: [
            "Error starting userland proxy: listen tcp4 0.0.0.0:5432: bind: address already in use",
            "failed to bind host port for 0.0.0.0:5432: address already in use",
            "Ports are not available: exposing port TCP 0.0.0.0:5432",
        ],
        explanation: """
            To publish a port the engine binds it on the host as any program does, on 0.0.0.0 unless told otherwise; \
            that overlaps with a listener on 127.0.0.1 too. Database packages start their servers at boot, so the port \
            of the database is the usual one to be taken.
            """,
        proof: """
            The message is a container engine's, bind of the same endpoint fails, and the listener's owner in the \
            kernel's table is no container's proxy.
            """,
        mends: [
            Fix("ostia who <PORT>", "shows the host's program", isSafe: true),
            Fix("-p <other port>:<container port>", "publishes on another port of the host", isSafe: true),
            Fix("sudo systemctl stop <service>", "stops the host's service", undo: "sudo systemctl start <service>"),
        ],
        seeAlso: ["port-allocated-by-other-container", "port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.containerReport, report.kind == .addressInUse || report.kind == .listenFailed,
            report.text.lowercased().ranges(of: "already allocated").isEmpty
        else { return nil }
        guard let holder = try scene.holder(), !holder.traits.contains(.published) else { return nil }
        let held = holder.socket.local
        var fixes = [Fix("ostia who \(holder.port)", "shows the host's program and what started it", isSafe: true)]
        fixes.append(
            Fix("publish on another port: -p <port>:<container port>", "leaves the host's program alone", isSafe: true))
        if let unit = holder.process?.unit ?? holder.socket.unit, unit.hasSuffix(".service"), !unit.hasPrefix("user@") {
            fixes.append(
                Fix(
                    "sudo systemctl stop \(unit)", "stops the host's service", isRunnable: true,
                    undo: "sudo systemctl start \(unit)"))
        } else {
            fixes.append(holder.free("stops \(holder.process?.title ?? "the host's program") after asking"))
        }
        return finding(
            Confidence.proven,
            "The container cannot publish \(holder.endpoint.addressAndPort): \(holder.who) of the host listens on "
                + "\(held.addressAndPort).",
            evidence: holder.evidence(EvidenceLine("message", holder.endpoint.addressAndPort, report.text)),
            fixes: fixes)
    }
}
