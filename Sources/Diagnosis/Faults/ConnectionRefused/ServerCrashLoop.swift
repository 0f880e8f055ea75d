import Endpoints

/// `server-crash-loop`: something starts the server again and again, and it ends again and again.
package enum ServerCrashLoop: Rule {
    package static let fault = Fault(
        "server-crash-loop", .connectionRefused,
        "A supervisor restarts a crashing server: its port flickers between refused and accepting.",
        symptoms: [
            "every other request is refused",
            "connection refused, and a moment later it works, and then not",
            "systemctl shows activating (auto-restart)",
        ],
        explanation: """
            A shell loop, systemd's Restart=, nodemon, PM2 or a container's restart policy starts a server again when \
            it ends. If it ends of itself soon after listening, clients meet an open port or a refusal by chance. The \
            fault is why it ends: read its output.
            """,
        proof: """
            The port is watched in the kernel's table for 1.5 s without connecting: the listener appears and goes, and \
            a very young process stands under an older supervisor or a shell's loop. A server that is merely starting \
            appears once and stays.
            """,
        mends: [
            Fix("journalctl -u <UNIT> -n 50", "shows why it ended", isSafe: true),
            Fix("<the command> in the foreground, without its supervisor", "shows the error it ends with"),
            Fix("systemctl stop <UNIT>", "stops the loop"),
        ],
        seeAlso: ["server-still-starting", "nothing-listening", "container-exited", "server-oom-killed"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.transport == .tcp, let port = scene.question.port else { return nil }
        guard let reach = try scene.reach() else { return nil }
        let isEnding = try scene.isEnding(reach)
        guard let watch = try scene.flicker(port, isEnding: isEnding) else { return nil }
        let owners = Set(scene.listeners(on: port).flatMap(\.owners))
        let restarts = scene.restarted() + (isEnding ? scene.begun(owners) : [])
        return found(scene, port, reach, restarts, watch)
    }

    private static func found(
        _ scene: Scene, _ port: UInt16, _ reach: Reach, _ restarts: [Restart], _ watch: PortWatch
    ) -> Finding {
        let known = restarts.first { watch.pids.contains($0.process.pid) || Scene.tells($0.process, port) }
        let restart = known ?? restarts[0]
        let supervisor = restart.supervisor
        var evidence = scene.lines(reach.attempts)
        let starts = zip(watch.looks, watch.looks.dropFirst()).count { !$0 && $1 }
        let ends = watch.changes - starts
        evidence.append(
            EvidenceLine(
                "watch", "port \(port)",
                "in 1.5 s it began to listen \(times(starts)) and ended \(times(ends))"
                    + (watch.pids.isEmpty ? "" : "; pids \(watch.pids.map(String.init).joined(separator: ", "))")))
        evidence.append(
            EvidenceLine(
                "process", restart.process.title,
                "\((restart.process.age * 10).rounded() / 10) s old, started by \(supervisor.title), "
                    + "which runs for \(Int(supervisor.age)) s"))
        var fixes = [
            Fix("run the server by hand, without \(supervisor.name)", "shows the error it ends with")
        ]
        if supervisor.name == "systemd" {
            fixes.append(
                Fix("journalctl -e -p warning", "shows why the unit ended", isSafe: true, isRunnable: true))
        } else {
            fixes.append(Fix("kill \(supervisor.pid)", "stops the loop (\(supervisor.title))", isRunnable: true))
        }
        return finding(
            watch.changes >= 2 ? Confidence.proven : Confidence.observed,
            "The server on port \(port) keeps ending, and \(supervisor.title), keeps starting it again.",
            evidence: evidence, fixes: fixes)
    }

    private static func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
