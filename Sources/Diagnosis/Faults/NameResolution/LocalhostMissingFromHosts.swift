import Endpoints

/// `localhost-missing-from-hosts`: nobody knows localhost.
package enum LocalhostMissingFromHosts: Rule {
    package static let fault = Fault(
        "localhost-missing-from-hosts", .nameResolution,
        "/etc/hosts has no line for localhost, and the resolver does not know it either.",
        symptoms: [
            "getaddrinfo ENOTFOUND localhost",
            "could not translate host name \"localhost\" to address: Name or service not known",
            "curl works with localhost, and Node, Python and psql do not",
        ],
        explanation: """
            glibc has no localhost of its own: it asks the sources of nsswitch.conf(5), first of all /etc/hosts. \
            Where that line is gone (a broken script, an empty bind mount, a container image without it) and neither \
            nss-myhostname nor the name server knows the name, getaddrinfo(3) fails. curl, browsers and systemd-resolved \
            answer localhost by themselves (RFC 6761), so they go on working.
            """,
        proof: """
            getaddrinfo(3) for localhost fails on this machine now, and /etc/hosts has no line for it, or \
            nsswitch.conf does not name files as a source.
            """,
        mends: [
            Fix("echo '127.0.0.1 localhost' | sudo tee -a /etc/hosts", "gives the name its address", isSafe: true),
            Fix("http://127.0.0.1:<PORT>/", "leaves the name out", isSafe: true),
            Fix("hosts: files dns in /etc/nsswitch.conf", "asks the file at all"),
        ],
        seeAlso: ["localhost-name-hijacked", "hostname-not-resolvable", "slow-name-resolution"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let name = asked(scene) else { return nil }
        let names = scene.facts.names
        let inFile = names.addresses(of: name)
        // Only the file's own name is this file's business; x.localhost is what browsers make up.
        guard name == "localhost" else { return nil }
        let usesFiles = names.order.isEmpty || names.order.contains("files")
        if !inFile.isEmpty, usesFiles, scene.question.intent == .machine, scene.question.reports.isEmpty { return nil }
        let lookup = try scene.lookup(name)
        guard lookup.failure != nil, lookup.addresses.isEmpty else { return nil }
        var evidence = [
            EvidenceLine("resolve", name, lookup.failure ?? ""),
            EvidenceLine(
                "hosts", "/etc/hosts",
                inFile.isEmpty ? "no line for \(name)" : "\(inFile.map { "\($0)" }.joined(separator: ", "))"),
            EvidenceLine("setting", "nsswitch.conf hosts", names.order.joined(separator: " ")),
        ]
        if let report = scene.question.report(.nameResolution) {
            evidence.append(EvidenceLine("message", name, report.text))
        }
        if inFile.isEmpty {
            return finding(
                Confidence.proven + 0.01, "localhost does not resolve: /etc/hosts has no line for it.",
                evidence: evidence, fixes: fixes(scene, true))
        }
        guard !usesFiles else { return nil }
        return finding(
            Confidence.proven, "localhost does not resolve: nsswitch.conf does not let anybody read /etc/hosts.",
            evidence: evidence, fixes: fixes(scene, false))
    }

    /// The name that is in question, in lower case.
    private static func asked(_ scene: Scene) -> String? {
        if let report = scene.question.report(.nameResolution), let host = report.host { return host.lowercased() }
        if scene.question.intent == .machine, scene.question.name == nil { return "localhost" }
        guard scene.question.unixPath == nil else { return nil }
        return scene.question.name?.lowercased()
    }

    private static func fixes(_ scene: Scene, _ isMissing: Bool) -> [Fix] {
        var out = [
            isMissing
                ? Fix(
                    "printf '127.0.0.1 localhost\\n::1 localhost\\n' | sudo tee -a /etc/hosts",
                    "gives localhost its two addresses", isSafe: true, isRunnable: true,
                    undo: "take the last two lines out of /etc/hosts")
                : Fix("sudoedit /etc/nsswitch.conf: hosts: files dns", "lets programs read /etc/hosts")
        ]
        if let port = scene.question.port {
            out.append(Fix("use 127.0.0.1:\(port)", "leaves the name out", isSafe: true))
        }
        return out
    }
}
