/// `port-held-by-other-user`: somebody else's process listens there.
package enum PortHeldByOtherUser: Rule {
    package static let fault = Fault(
        "port-held-by-other-user", .addressInUse,
        "The port is held by a process of another user or of root, whose pid cannot be seen without privileges.",
        symptoms: [
            "EADDRINUSE, and ss -ltnp or lsof show the port without a process",
            "netstat: (Not all processes could be identified, non-owned process info will not be shown)",
        ],
        explanation: """
            The kernel's socket table is open to everybody and has the socket's user, but which process holds it is \
            found through /proc/PID/fd, which only that user and root may read (proc_pid_fd(5)). A system service, a \
            colleague on the same machine, or an earlier start with sudo looks like a port taken by nobody.
            """,
        proof: "The listener's row has another uid than the one that asks; bind fails with and without SO_REUSEADDR.",
        mends: [
            Fix("sudo ostia who <PORT>", "shows the process", isSafe: true),
            Fix("sudo ostia free <PORT>", "stops it, or the service or container behind it, after asking"),
            Fix("sudo lsof -nP -iTCP:<PORT> -sTCP:LISTEN", "shows the process", isSafe: true, platform: .macOS),
        ],
        seeAlso: ["port-held-by-own-process", "port-held-by-systemd-socket", "port-held-by-container-publish"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), holder.occupancy.endpoint.transport == .tcp,
            let confidence = holder.confidence(.otherUser)
        else { return nil }
        let uid = holder.process?.uid ?? holder.socket.uid
        let user = holder.process?.user ?? uid.map { $0 == 0 ? "root" : "uid \($0)" } ?? "another user"
        let unit = holder.socket.unit.map { ", unit \($0)" } ?? ""
        let isSeen = !holder.socket.owners.isEmpty
        let sudo = scene.facts.userID == 0 ? "" : "sudo "
        var fixes = [
            Fix("\(sudo)ostia who \(holder.port)", "shows the process and what started it", isSafe: true)
        ]
        if let unit = holder.socket.unit, unit.hasSuffix(".service"), !unit.hasPrefix("user@") {
            fixes.append(
                Fix(
                    "\(sudo)systemctl stop \(unit)", "stops the service that holds the port", isRunnable: true,
                    undo: "\(sudo)systemctl start \(unit)"))
        }
        fixes.append(
            Fix("\(sudo)ostia free \(holder.port)", "stops it after asking", isRunnable: scene.facts.userID == 0))
        fixes.append(holder.otherPort)
        return finding(
            confidence,
            "\(holder.socket.local.addressAndPort) is held by a process of \(user)"
                + (holder.process.map { ": \(isSeen ? "" : "probably ")\($0.title)" } ?? unit)
                + ", not of yours (uid \(scene.facts.userID)).",
            evidence: holder.evidence(
                EvidenceLine("user", holder.socket.local.addressAndPort, uid.map { "uid \($0)" } ?? "unknown")),
            fixes: fixes)
    }
}
