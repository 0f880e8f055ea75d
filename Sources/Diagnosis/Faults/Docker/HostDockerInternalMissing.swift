/// `host-docker-internal-missing`: only Docker Desktop makes that name by itself.
package enum HostDockerInternalMissing: Rule {
    package static let fault = Fault(
        "host-docker-internal-missing", .platform,
        "host.docker.internal does not resolve: on Linux the name must be given to the container.",
        symptoms: [
            "getaddrinfo ENOTFOUND host.docker.internal",
            "wget: bad address 'host.docker.internal:3000'",
            "works on a Mac, fails in CI",
        ],
        explanation: """
            Docker Desktop puts host.docker.internal into every container's resolver; Docker Engine on Linux does not. \
            Since 20.10 it can be given: --add-host=host.docker.internal:host-gateway writes the address of the host's \
            bridge into the container's /etc/hosts. Podman has host.containers.internal, and since 4.7 both. On the host \
            itself nobody makes the name: there it is localhost.
            """,
        proof: "The resolver of this system does not know the name, and neither does /etc/hosts.",
        mends: [
            Fix("docker run --add-host=host.docker.internal:host-gateway <image>", "gives the name to the container"),
            Fix("extra_hosts: [\"host.docker.internal:host-gateway\"]", "does so in compose.yaml"),
            Fix("http://localhost:<PORT>/", "is the same server, outside of containers", isSafe: true),
        ],
        seeAlso: ["localhost-inside-container-means-itself", "loopback-only-server-reached-from-outside"])

    private static let names: Set<String> = [
        "host.docker.internal", "gateway.docker.internal", "host.containers.internal",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let asked = scene.question.host.map { $0.lowercased() }.flatMap { names.contains($0) ? $0 : nil }
        let report = scene.question.reports.first {
            $0.kind == .nameResolution && names.contains(($0.host ?? "").lowercased())
        }
        guard scene.question.intent == .use, let name = asked ?? report?.host?.lowercased() else { return nil }
        let lookup = try scene.lookup(name)
        // The name may be known here and not in the container that complained.
        guard lookup.failure != nil || report != nil else { return nil }
        var evidence = report.map { [EvidenceLine("message", $0.runtime ?? "client", $0.text)] } ?? []
        evidence.append(
            EvidenceLine(
                "lookup", name, lookup.failure ?? lookup.addresses.map { "\($0)" }.joined(separator: ", ") + " here"))
        let isMissing = lookup.failure != nil
        if isMissing { evidence.append(EvidenceLine("file", "/etc/hosts", "has no line for it")) }
        var fixes = [
            Fix(
                "docker run --add-host=\(name):host-gateway …", "gives the container the name, from Docker 20.10 on"),
            Fix("extra_hosts: [\"\(name):host-gateway\"]", "does so for a service in compose.yaml"),
        ]
        if let port = scene.question.port, let listener = scene.listeners(on: port).first {
            let owner = scene.owner(of: listener).map { ", \($0.title)" } ?? ""
            evidence.append(EvidenceLine("listener", listener.local.addressAndPort, "on this machine\(owner)"))
            fixes.append(Fix("use localhost:\(port)", "reaches it from this machine itself", isSafe: true))
        }
        return finding(
            isMissing ? 0.98 : Confidence.likely,
            isMissing
                ? "\(name) does not resolve: on Linux nobody makes that name unless the container was given it."
                : "\(name) resolves here, but not where the message was written: that container was not given the name.",
            evidence: evidence, fixes: fixes)
    }
}
