import Endpoints

/// `localhost-inside-container-means-itself`: a container's localhost is the container.
package enum LocalhostInsideContainerMeansItself: Rule {
    package static let fault = Fault(
        "localhost-inside-container-means-itself", .connectionRefused,
        "The client runs in a container and uses localhost to mean the host, or another container.",
        symptoms: [
            "app-1  | Error: connect ECONNREFUSED 127.0.0.1:5432",
            "works on the host, refused in the container",
            "DATABASE_URL=postgres://…@localhost:5432/… in a compose file",
        ],
        explanation: """
            A container has a network namespace of its own, and in it 127.0.0.1 is the container. A database on the \
            host or in the neighbouring container is reached by another name: host.docker.internal (with \
            --add-host=host.docker.internal:host-gateway on Linux), or the service's name in Compose's network.
            """,
        proof: """
            The message says refused for loopback, a connect from the host works, and a container that runs names that \
            very address in its environment, or the message bears the name of a container. The server on the host must \
            also listen on an address that the container can reach.
            """,
        mends: [
            Fix("use the service's name, such as db:5432", "reaches the neighbouring container"),
            Fix(
                "--add-host=host.docker.internal:host-gateway",
                "gives the host a name, then use it instead of localhost"),
            Fix("network_mode: host", "lets the container use the host's network (Linux)"),
        ],
        seeAlso: [
            "listening-in-other-netns", "container-port-not-published", "loopback-only-server-reached-from-outside",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let port = scene.question.port, scene.question.intent == .use, meansLoopback(scene) else { return nil }
        // Containers may be run in a container, too.
        if let finding = try seenFromHost(scene, port) { return finding }
        guard scene.facts.surroundings == "container" else { return nil }
        return try inside(scene, port)
    }

    /// Asked on the machine on which the container runs: here the port answers.
    private static func seenFromHost(_ scene: Scene, _ port: UInt16) throws(Need) -> Finding? {
        guard let report = scene.question.report(.connectionRefused, .connectFailed), report.port == Int(port),
            let reach = try scene.reached()
        else { return nil }
        let prefix = containerPrefix(report.text)
        guard prefix != nil || scene.hintsAtContainers else { return nil }
        let picture = try scene.containers()
        let running = picture.containers.filter { $0.state == "running" }
        guard prefix != nil || !running.isEmpty else { return nil }
        var evidence = [
            EvidenceLine("message", reach.endpoint.addressAndPort, report.text),
            EvidenceLine("connect", reach.endpoint.addressAndPort, "\(reach.outcome.words), from this machine"),
        ]
        for container in running.prefix(16) where container.pid > 0 {
            let values = try scene.environment(of: container.pid) ?? [:]
            guard let (name, value) = values.sorted(by: { $0.key < $1.key }).first(where: { names($0.value, port) })
            else { continue }
            evidence.append(
                EvidenceLine("environment", "container \(container.name)", "\(name) names \(place(value, port))"))
            return found(scene, Confidence.proven, container.name, port, evidence)
        }
        if let prefix {
            let container = running.first { $0.name == prefix || $0.name.hasSuffix("-\(prefix)") }
            return found(
                scene, container == nil ? 0.84 : Confidence.observed, container?.name ?? prefix, port, evidence)
        }
        // Somebody else's container may say so, or the server was not there when the message was written.
        let candidates = running.filter { $0.listening?.contains { $0.endpoint.port == port } == false }
        guard let container = candidates.first, candidates.count == 1 else { return nil }
        return found(scene, 0.62, container.name, port, evidence)
    }

    private static func meansLoopback(_ scene: Scene) -> Bool {
        if let address = scene.question.address { return address.isLoopback }
        return scene.question.name.map(NameSources.isLocalhost) ?? false
    }

    /// Asked in a container: nothing listens in here, and the host cannot be seen from here.
    private static func inside(_ scene: Scene, _ port: UInt16) throws(Need) -> Finding? {
        let attempts = try scene.plainRefusals()
        guard !attempts.isEmpty, scene.listeners(on: port).isEmpty, scene.restarted().isEmpty,
            scene.namesakes(of: port).isEmpty
        else { return nil }
        var evidence = scene.lines(attempts)
        evidence.append(EvidenceLine("listeners", "port \(port)", "none in this container"))
        // A database is rarely in the container of its client; a development server often is.
        let expected = ExpectedProgram(scene.question)
        let isService = expected.map { $0 != .web } ?? false
        return finding(
            isService ? 0.55 : 0.4,
            "This is a container: \(attempts[0].endpoint.addressAndPort) is the container itself, not its host, "
                + "and nothing listens in here.",
            evidence: evidence, fixes: fixes(port))
    }

    private static func found(
        _ scene: Scene, _ confidence: Double, _ container: String, _ port: UInt16, _ evidence: [EvidenceLine]
    ) -> Finding {
        finding(
            confidence,
            "The client runs in container \(container), where localhost:\(port) is the container itself; "
                + "on this machine port \(port) answers.",
            evidence: evidence, fixes: fixes(port))
    }

    private static func fixes(_ port: UInt16) -> [Fix] {
        [
            Fix(
                "use the service's name in the container network, such as db:\(port)",
                "reaches a neighbouring container"),
            Fix(
                "run the container with --add-host=host.docker.internal:host-gateway and use host.docker.internal:\(port)",
                "reaches the host; its server must listen on the bridge's address too"),
            Fix("run the container with --network host", "shares this machine's loopback (Linux)"),
        ]
    }

    /// The name before the bar in front of a line of `docker compose logs`: `app-1  | …`.
    static func containerPrefix(_ text: String) -> String? {
        guard let bar = text.utf8.firstIndex(of: UInt8(ascii: "|")) else { return nil }
        let name = text[..<bar].split(separator: " ", omittingEmptySubsequences: true)
        guard name.count == 1, let first = name.first, first.utf8.count <= 80,
            first.utf8.allSatisfy({
                ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || $0 >= 48 && $0 <= 57 || "-_.".utf8.contains($0)
            }), first.utf8.contains(where: { ($0 | 0x20) >= 97 })
        else { return nil }
        return String(first)
    }

    /// Whether a value holds this port behind a loopback host.
    private static func names(_ value: String, _ port: UInt16) -> Bool {
        guard value.utf8.count <= 4096 else { return false }
        return ["localhost:\(port)", "127.0.0.1:\(port)", "[::1]:\(port)"].contains { place in
            value.ranges(of: place).contains { range in
                guard range.upperBound < value.endIndex else { return true }
                return !("0"..."9").contains(value[range.upperBound])
            }
        }
    }

    /// The part that matters: values hold passwords.
    private static func place(_ value: String, _ port: UInt16) -> String {
        ["127.0.0.1:\(port)", "[::1]:\(port)"].first { value.firstRange(of: $0) != nil } ?? "localhost:\(port)"
    }
}
