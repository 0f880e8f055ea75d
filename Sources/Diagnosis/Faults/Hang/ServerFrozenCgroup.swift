/// `server-frozen-cgroup`: the cgroup freezer, outside of a container engine.
package enum ServerFrozenCgroup: Rule {
    package static let fault = Fault(
        "server-frozen-cgroup", .hang,
        "The server's cgroup is frozen (systemctl freeze, the cgroup freezer): it connects and never answers.",
        symptoms: [
            "curl: (28) Operation timed out after 5001 milliseconds with 0 bytes received",
            "ps shows the server sleeping; kill does nothing until it is thawed",
        ],
        explanation: """
            A process of a frozen cgroup is not run at all (cgroups(7), cgroup.freeze). Its listener stays, the kernel \
            completes handshakes into the accept queue, and nobody accepts. ps shows it as sleeping, so it looks idle; \
            signals wait until it is thawed. systemctl freeze, a suspended user session and power-saving desktops use it.
            """,
        proof: """
            The connection is not accepted, and cgroup.events of the owner's cgroup (or of one above it) says frozen 1; \
            with cgroup v1 freezer.state says FROZEN. A process stopped by a signal is in state T instead.
            """,
        mends: [
            Fix("systemctl thaw <unit>", "lets the unit run on", isSafe: true, undo: "systemctl freeze <unit>"),
            Fix("echo 0 | sudo tee /sys/fs/cgroup/<path>/cgroup.freeze", "lets the cgroup run on", isSafe: true),
        ],
        seeAlso: ["container-paused", "server-stopped-sigstop"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let stuck = try scene.stuck(), stuck.way != .read else { return nil }
        guard let (suspect, group) = try scene.frozen(stuck) else { return nil }
        // A paused container is told by its own name.
        let isContainer = (group.container ?? suspect.process.container) != nil
        var fixes: [Fix] = []
        if let unit = group.unit {
            fixes.append(
                Fix(
                    "sudo systemctl thaw \(unit)", "lets the unit run on", isSafe: true, isRunnable: true,
                    undo: "sudo systemctl freeze \(unit)"))
        }
        fixes.append(
            Fix(
                "echo 0 | sudo tee /sys/fs/cgroup\(group.path)/cgroup.freeze", "lets the cgroup run on", isSafe: true,
                undo: "echo 1 | sudo tee /sys/fs/cgroup\(group.path)/cgroup.freeze"))
        return finding(
            suspect.confidence(isContainer ? Confidence.observed : Confidence.proven),
            "\(suspect.title), is in a frozen cgroup (\(group.path)): it takes no connections on "
                + "\(stuck.endpoint.addressAndPort).",
            evidence: stuck.evidence + [EvidenceLine("cgroup", group.path, "frozen")],
            fixes: fixes + suspect.proof(port: stuck.port))
    }
}

extension Scene {
    /// A process behind the listener whose cgroup is frozen, and that cgroup.
    func frozen(_ stuck: Stuck) throws(Need) -> (suspect: Suspect, group: CgroupFact)? {
        for suspect in suspects(stuck) {
            if let group = try cgroup(suspect.process.pid), group.isFrozen { return (suspect, group) }
        }
        return nil
    }
}
