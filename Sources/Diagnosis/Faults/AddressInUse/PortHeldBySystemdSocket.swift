/// `port-held-by-systemd-socket`: a socket unit, or a super-server, listens for a service that need not run.
package enum PortHeldBySystemdSocket: Rule {
    package static let fault = Fault(
        "port-held-by-systemd-socket", .addressInUse,
        "systemd itself listens for a socket unit; the service behind it may not even run.",
        symptoms: [
            "EADDRINUSE although systemctl says that the service is inactive (dead)",
            "ss shows systemd, pid 1, as the owner of the port",
            "the service is stopped, and the next connection starts it again",
        ],
        explanation: """
            With socket activation systemd opens the listener and hands it to the service at the first connection \
            (systemd.socket(5)). Stopping the service does not close the socket: the .socket unit does, and with \
            Accept=yes every connection gets a service of its own. systemd-socket-activate, inetd and xinetd do the same.
            """,
        proof:
            "The listener's owner in the kernel's table is systemd (or a super-server), or its cgroup is a .socket unit.",
        mends: [
            Fix("systemctl list-sockets", "shows which unit listens where", isSafe: true),
            Fix("sudo systemctl stop <name>.socket", "closes the listener", undo: "sudo systemctl start <name>.socket"),
            Fix(
                "sudo systemctl disable --now <name>.socket", "also keeps it closed after the next boot",
                undo: "sudo systemctl enable --now <name>.socket"),
        ],
        seeAlso: ["port-held-by-other-user", "port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), let confidence = holder.confidence(.socketUnit) else { return nil }
        let unit = holder.socket.unit.flatMap { $0.hasSuffix(".socket") ? $0 : nil }
        let server = holder.owners.first(where: \.isSuperServer)
        let isUsers = server.map { $0.pid != 1 && $0.isOne(of: ["systemd"]) } ?? false
        var fixes: [Fix] = []
        if let server, !server.isOne(of: ["systemd", "launchd"]) {
            fixes.append(holder.free("stops \(server.name) (pid \(server.pid)), which listens for another program"))
        } else {
            let control = isUsers ? "systemctl --user" : "sudo systemctl"
            fixes.append(
                Fix(
                    "systemctl \(isUsers ? "--user " : "")list-sockets", "shows which unit it is", isSafe: true,
                    isRunnable: true))
            fixes.append(
                Fix(
                    "\(control) stop \(unit ?? "<name>.socket")", "closes the listener; stopping the service does not",
                    isRunnable: unit != nil, undo: "\(control) start \(unit ?? "<name>.socket")"))
        }
        fixes.append(holder.otherPort)
        return finding(
            confidence,
            "\(server.map(\.title) ?? "systemd") listens on \(holder.socket.local.addressAndPort) "
                + "\(unit.map { "for \($0)" } ?? "for a service that it starts when somebody connects").",
            evidence: holder.evidence(
                EvidenceLine(
                    "unit", holder.socket.local.addressAndPort,
                    holder.socket.unit ?? server?.arguments.joined(separator: " ") ?? "socket activation")),
            fixes: fixes)
    }
}
