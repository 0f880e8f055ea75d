import Endpoints

/// `container-exited`: who was to answer is not running.
package enum ContainerExited: Rule {
    package static let fault = Fault(
        "container-exited", .connectionRefused,
        "The container that publishes this port has exited, was never started, or keeps restarting.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:5432 after docker compose up",
            "docker ps -a shows Exited (1) 5 minutes ago",
            "docker ps shows Restarting (1) 3 seconds ago",
        ],
        explanation: """
            A published port lives as long as its container: when the first process in it ends, the engine closes the \
            port, and the kernel refuses. With a restart policy the engine tries again, waiting longer each time, and the \
            port is there for a moment between two ends. The exit code tells how: 137 is SIGKILL (often memory), 139 a \
            crash, 127 a command that is not in the image.
            """,
        proof: """
            The port is refused and no socket has it, and the engine says that the container with this port in its \
            settings does not run, with its exit code; no running container publishes the port.
            """,
        mends: [
            Fix("docker logs --tail 50 <container>", "shows why it ended", isSafe: true),
            Fix("docker start <container>", "starts it again", isSafe: true, undo: "docker stop <container>"),
            Fix(
                "docker inspect -f '{{.State.OOMKilled}} {{.State.Error}}' <container>", "shows what the engine knows",
                isSafe: true),
        ],
        seeAlso: ["nothing-listening", "server-crash-loop", "server-oom-killed", "container-port-not-published"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.hintsAtContainers, let reach = try scene.reach() else { return nil }
        if reach.isConnected {
            // Between two ends Docker's proxy may stand there for a moment.
            guard reach.outcome.ending != .open else { return nil }
        } else {
            guard reach.outcome.result == .refused else { return nil }
        }
        let here = try scene.published(reach.endpoint.port).filter { serves($0, reach.endpoint.address) }
        let containers = here.compactMap(\.container)
        let isLooping = containers.contains(where: scene.isLooping)
        guard isLooping || !reach.isConnected && scene.listeners(answering: reach.endpoint).isEmpty,
            !containers.contains(where: { $0.isRunning && !scene.isLooping($0) }),
            let container = containers.min(by: { rank($0) < rank($1) })
        else { return nil }
        var evidence = reach.attempts.map { EvidenceLine("connect", $0.endpoint.addressAndPort, $0.outcome.words) }
        evidence.append(EvidenceLine("container", container.name, life(container)))
        if container.restarts > 0 {
            evidence.append(EvidenceLine("restarts", container.name, "\(container.restarts)"))
        }
        return finding(
            confidence(container), summary(container, reach.endpoint), evidence: evidence,
            fixes: fixes(container, try scene.containers().command))
    }

    /// Whether what is published would answer at this address.
    private static func serves(_ published: Published, _ address: IPAddress) -> Bool {
        guard let own = IPAddress(published.hostAddress) else { return true }
        return own == address || own.isUnspecified
    }

    /// Restarting ones first, then the one that ended last.
    private static func rank(_ container: ContainerFact) -> Int {
        container.state == "restarting" || container.isRunning ? -1 : container.sinceExit ?? Int.max
    }

    /// What ended long ago may have nothing to do with it.
    private static func confidence(_ container: ContainerFact) -> Double {
        if container.state == "created" { return Confidence.likely }
        return container.sinceExit ?? 0 > 7 * 86_400 ? Confidence.likely : Confidence.proven
    }

    private static func life(_ container: ContainerFact) -> String {
        let code = container.exitCode.map { " with exit code \($0)\(meaning($0))" } ?? ""
        let when = container.sinceExit.map { ", \(ago($0)) ago" } ?? ""
        switch container.state {
        case "restarting", "running": return "ended\(code)\(when), restarted \(container.restarts) times"
        case "created": return "made and never started"
        default: return "\(container.state)\(code)\(when)" + (container.isOutOfMemory ? ", out of memory" : "")
        }
    }

    private static func summary(_ container: ContainerFact, _ endpoint: Endpoint) -> String {
        let code = container.exitCode.map { " with exit code \($0)\(meaning($0))" } ?? ""
        let what = "The container \(container.name), which publishes \(endpoint.addressAndPort),"
        switch container.state {
        case "created": return "\(what) was made and never started."
        case "restarting", "running":
            return "\(what) keeps ending\(code); it was restarted \(container.restarts) times."
        default:
            let memory = container.isOutOfMemory ? ", out of memory" : ""
            return "\(what) has ended\(code)" + (container.sinceExit.map { " \(ago($0)) ago" } ?? "") + "\(memory)."
        }
    }

    private static func fixes(_ container: ContainerFact, _ command: String) -> [Fix] {
        let name = container.name
        let logs = Fix("\(command) logs --tail 50 \(name)", "shows why it ended", isSafe: true, isRunnable: true)
        let start = Fix(
            "\(command) start \(name)", "starts it again", isSafe: true, isRunnable: true,
            undo: "\(command) stop \(name)")
        switch container.state {
        case "restarting", "running":
            return [
                logs,
                Fix("\(command) stop \(name)", "ends the restarts", isRunnable: true, undo: "\(command) start \(name)"),
            ]
        default: return container.exitCode == 0 || container.exitCode == 137 ? [start, logs] : [logs, start]
        }
    }

    /// What the shell and signal(7) mean by a code.
    private static func meaning(_ code: Int) -> String {
        switch code {
        case 126: " (the command cannot be executed)"
        case 127: " (no such command in the image)"
        case 137: " (SIGKILL)"
        case 139: " (SIGSEGV, a crash)"
        case 143: " (SIGTERM, it was stopped)"
        default: ""
        }
    }

    private static func ago(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\(seconds / 60) min"
        case ..<172_800: "\(seconds / 3600) h"
        default: "\(seconds / 86_400) days"
        }
    }
}
