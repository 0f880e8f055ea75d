/// `bind-host-unresolvable`: the server should listen on a name that nobody here knows.
package enum BindHostUnresolvable: Rule {
    package static let fault = Fault(
        "bind-host-unresolvable", .bindPermissionOrAddress,
        "The host that the server should listen on is a name that does not resolve here.",
        symptoms: [
            "Error: getaddrinfo ENOTFOUND myapp.local",
            "nginx: [emerg] host not found in \"app.test:8080\" of the \"listen\" directive",
            "listen tcp: lookup app.test: no such host",
        ],
        explanation: """
            A server that is given a name resolves it first, as a client would (getaddrinfo(3), nsswitch.conf(5)), and \
            then binds the address. A name of another machine's hosts file, of a container network or of mDNS does not \
            exist here; the server fails before any socket. What is meant is nearly always all addresses or loopback.
            """,
        proof: "The system's resolver does not find the name that is to be bound.",
        mends: [
            Fix("<command> --host 127.0.0.1", "listens for this machine", isSafe: true),
            Fix("<command> --host 0.0.0.0", "listens on all addresses, for the network too"),
            Fix("echo '127.0.0.1 <name>' | sudo tee -a /etc/hosts", "makes the name known here"),
        ],
        seeAlso: ["localhost-missing-from-hosts", "hostname-not-resolvable", "bind-address-not-local"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let (name, report) = name(scene) else { return nil }
        let lookup = try scene.lookup(name)
        guard let failure = lookup.failure, lookup.addresses.isEmpty else { return nil }
        // Its own name and localhost are faults of their own.
        let lower = name.lowercased()
        let isSpecial = lower == "localhost" || lower == scene.facts.names.hostName.lowercased()
        let port = (scene.question.port ?? report?.port.flatMap { UInt16(exactly: $0) }).map { ":\($0)" } ?? ""
        return finding(
            isSpecial ? 0.85 : Confidence.proven,
            "The server should listen on \(name)\(port), and that name does not resolve on this machine (\(failure)).",
            evidence: [EvidenceLine("lookup", name, failure)]
                + (report.map { [EvidenceLine("message", name, $0.text)] } ?? [])
                + [
                    EvidenceLine(
                        "sources", "nsswitch.conf", scene.facts.names.order.joined(separator: " "))
                ],
            fixes: [
                Fix("listen on 127.0.0.1\(port)", "serves this machine", isSafe: true),
                Fix("listen on 0.0.0.0\(port)", "serves all addresses, the network included"),
                Fix(
                    "echo '127.0.0.1 \(name)' | sudo tee -a /etc/hosts", "makes the name known on this machine",
                    isSafe: true, undo: "remove that line from /etc/hosts"),
            ])
    }

    private static func name(_ scene: Scene) -> (String, ErrorReport?)? {
        if scene.question.intent == .bind, scene.question.host != nil, let name = scene.question.name {
            return (name, scene.question.report(.nameResolution))
        }
        for report in scene.question.reports where report.kind == .nameResolution && isOfListening(report.text) {
            if let name = report.host { return (name, report) }
        }
        return nil
    }

    /// Whether a line about a name tells of a server's own address.
    static func isOfListening(_ text: String) -> Bool {
        let text = text.lowercased()
        return [
            "listen\" directive", "listen' directive", "listen tcp", "listen udp", "bind", "make_sock", "cannot listen",
            "to listen",
        ]
        .contains { !text.ranges(of: $0).isEmpty }
    }
}
