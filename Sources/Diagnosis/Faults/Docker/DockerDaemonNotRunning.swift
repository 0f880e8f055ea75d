import Endpoints

/// `docker-daemon-not-running`: the client does not reach the engine.
package enum DockerDaemonNotRunning: Rule {
    package static let fault = Fault(
        "docker-daemon-not-running", .connectionRefused,
        "The docker command cannot reach the engine: it is stopped, elsewhere, or its socket is closed to this user.",
        symptoms: [
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
            "permission denied while trying to connect to the Docker daemon socket",
            "error during connect: this error may indicate that the docker daemon is not running",
        ],
        explanation: """
            docker is only a client: it speaks HTTP to dockerd through a Unix socket or TCP. Which one is said by \
            DOCKER_HOST, or by the current context in ~/.docker/config.json, else it is /var/run/docker.sock. That socket \
            belongs to root and the group docker; a user who was just added to the group has it after the next login only.
            """,
        proof: """
            The socket that the client would use is asked: it is missing, nobody listens behind it, or this user may not \
            open it. An engine that answers is no fault.
            """,
        mends: [
            Fix("docker context ls", "shows which engine the client asks", isSafe: true),
            Fix(
                "sudo systemctl start docker", "starts the engine", undo: "sudo systemctl stop docker", platform: .linux
            ),
            Fix("open -a Docker", "starts Docker Desktop", platform: .macOS),
            Fix("Start Docker Desktop", "starts the engine", platform: .windows),
            Fix(
                "sudo usermod -aG docker $USER, then log in again", "lets this user in, which is as much as root",
                platform: .linux),
        ],
        seeAlso: ["nothing-listening", "docker-iptables-rules-flushed"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let report = scene.question.reports.first(where: isAboutEngine)
        let path = scene.question.unixPath
        let asksForSocket = path.map { $0.hasSuffix("/docker.sock") || $0.hasSuffix("/podman.sock") } ?? false
        guard report != nil || asksForSocket else { return nil }
        var evidence = report.map { [EvidenceLine("message", $0.runtime ?? "docker", $0.text)] } ?? []
        if let path, asksForSocket {
            guard let state = try scene.unixSocket(path)?.state, state != .listening else { return nil }
            evidence.append(EvidenceLine("socket", path, state.rawValue))
            return told(scene, path, reason(path, state), isDenied: state == .forbidden, evidence)
        }
        let picture = try scene.containers()
        switch picture.engine {
        case .answered: return nil
        case .absent:
            evidence.append(EvidenceLine("engine", "sockets", "none of an engine is there"))
            return told(scene, nil, "there is none: no socket of an engine is there", isDenied: false, evidence)
        case .unreachable(let reason):
            if let endpoint = remote(picture.socket) {
                guard scene.mayConnect(endpoint), let outcome = try scene.connect(endpoint) else {
                    evidence.append(EvidenceLine("engine", endpoint.addressAndPort, reason))
                    return told(scene, nil, reason, isDenied: false, evidence, Confidence.likely)
                }
                guard outcome.result != .connected else { return nil }
                evidence.append(EvidenceLine("connect", endpoint.addressAndPort, outcome.words))
                return told(
                    scene, nil,
                    "\(endpoint.addressAndPort), where DOCKER_HOST or the context leads, is \(outcome.words)",
                    isDenied: false, evidence)
            }
            evidence.append(EvidenceLine("engine", picture.socket ?? "socket", reason))
            // An engine that lets this user in was tried before this one was named.
            let isDenied = Said([reason]).has("may not be opened")
            return told(scene, picture.socket, reason, isDenied: isDenied, evidence)
        }
    }

    private static func isAboutEngine(_ report: ErrorReport) -> Bool {
        let said = Said([report.text])
        // The client is written in Go, and parts of what it prints are worded as any program in Go words them.
        guard report.runtime == "Docker" || said.has("docker daemon", "docker api", "docker.sock", "podman.sock") else {
            return false
        }
        switch report.kind {
        case .daemonNotRunning: return true
        case .connectionRefused, .permissionDenied, .socketMissing:
            return said.has("docker daemon", "docker api", "docker.sock", "podman.sock")
        case .connectFailed: return said.has("error during connect", "docker.sock")
        default: return false
        }
    }

    private static func reason(_ path: String, _ state: UnixPath.State) -> String {
        switch state {
        case .forbidden: "\(path) may not be opened by this user"
        case .stale: "nobody listens on \(path)"
        default: "\(path) is not there"
        }
    }

    /// `tcp://127.0.0.1:2375`, as far as it is an address.
    private static func remote(_ host: String?) -> Endpoint? {
        guard let host, host.hasPrefix("tcp://") || host.hasPrefix("http"),
            let question = try? QuestionReader.read(host, .use), let port = question.port
        else { return nil }
        let address = question.address ?? (question.name == "localhost" ? .loopbackV4 : nil)
        return address.map { Endpoint(.tcp, $0, port) }
    }

    private static func told(
        _ scene: Scene, _ socket: String?, _ reason: String, isDenied: Bool, _ evidence: [EvidenceLine],
        _ confidence: Double = 0.98
    ) -> Finding {
        let isSet = ["DOCKER_HOST", "DOCKER_CONTEXT"].first { scene.facts.environment[$0] != nil }
        var fixes = [Fix("docker context ls", "shows which engine the client asks", isSafe: true, isRunnable: true)]
        if isDenied {
            fixes = [
                Fix("sudo docker ps", "asks the engine as root", isSafe: true, isRunnable: true, platform: .linux),
                Fix(
                    "sudo usermod -aG docker \(scene.facts.processes[scene.facts.ownPID]?.user ?? "$USER")",
                    "lets this user in from the next login on, which is as much as being root", isRunnable: true,
                    undo: "sudo gpasswd -d \(scene.facts.processes[scene.facts.ownPID]?.user ?? "$USER") docker",
                    platform: .linux),
            ]
        } else {
            if let isSet {
                fixes.append(
                    Fix("unset \(isSet)", "asks the usual engine again", isSafe: true, undo: "export \(isSet)=…"))
            }
            fixes += [
                Fix(
                    "sudo systemctl start docker", "starts the engine", isRunnable: true,
                    undo: "sudo systemctl stop docker", platform: .linux),
                Fix("open -a Docker", "starts Docker Desktop", isRunnable: true, platform: .macOS),
            ]
        }
        return finding(
            confidence,
            isDenied
                ? "The Docker engine's socket is closed to this user: \(reason)."
                : "The docker command reaches no engine: \(reason).",
            evidence: evidence, fixes: fixes)
    }
}
