import Endpoints

/// `localhost-name-hijacked`: the name leads somewhere else.
package enum LocalhostNameHijacked: Rule {
    package static let fault = Fault(
        "localhost-name-hijacked", .connectionRefused,
        "localhost, or a name for development, resolves to a wrong address.",
        symptoms: [
            "http://localhost:8000/ fails, http://127.0.0.1:8000/ works",
            "connect ENETUNREACH 10.0.0.5:8000 for localhost",
            "myapp.test worked last week",
        ],
        explanation: """
            RFC 6761 section 6.3 has localhost mean loopback, but resolvers take what /etc/hosts or a name server says. \
            A line left by a VPN, a virtual machine or an old set-up, or a name server that knows "localhost" or \
            appends a search domain, sends clients elsewhere.
            """,
        proof: """
            The name resolves to an address that is neither 127.0.0.1 nor ::1 and that does not answer, and, where a \
            server runs, a connect to 127.0.0.1 or ::1 does. The line of /etc/hosts, or its absence, says where the \
            address comes from.
            """,
        mends: [
            Fix("http://127.0.0.1:<PORT>/", "leaves the name out", isSafe: true),
            Fix("sudoedit /etc/hosts: 127.0.0.1 localhost", "gives the name its address back"),
            Fix(
                "notepad C:\\Windows\\System32\\drivers\\etc\\hosts", "the same, as administrator",
                platform: .windows),
        ],
        seeAlso: ["localhost-missing-from-hosts", "listening-on-other-loopback-address"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if scene.question.asksForMachine { return try machine(scene) }
        guard let astray = try scene.astrayName() else { return nil }
        let addresses = astray.addresses.map { "\($0)" }.joined(separator: ", ")
        var evidence = [EvidenceLine("resolve", astray.name, addresses)]
        evidence += try scene.lines(scene.failures())
        if let entry = astray.entry {
            evidence.append(
                EvidenceLine(
                    "hosts", "/etc/hosts line \(entry.line)", "\(entry.address) \(entry.names.joined(separator: " "))"))
        } else {
            let order = scene.facts.names.order.joined(separator: " ")
            evidence.append(EvidenceLine("hosts", "/etc/hosts", "has no such line; sources: \(order)"))
        }
        var confidence = astray.isLocalhost ? Confidence.observed : Confidence.likely
        var instead = ""
        if let right = astray.right {
            var answers = true
            if scene.question.transport == .tcp, scene.mayConnect(right), let outcome = try scene.connect(right) {
                evidence.append(EvidenceLine("connect", right.addressAndPort, outcome.words))
                answers = outcome.result == .connected
            }
            if answers {
                let isOurs = astray.isLocalhost || astray.addresses.allSatisfy { scene.isOwn($0) }
                confidence = isOurs ? Confidence.proven : Confidence.likely
                instead = "; \(right.addressAndPort) answers"
            }
        }
        return finding(
            confidence, "\(astray.name) resolves to \(addresses), which does not lead to the server\(instead).",
            evidence: evidence, fixes: fixes(scene, astray))
    }

    /// What localhost itself leads to.
    private static func machine(_ scene: Scene) throws(Need) -> Finding? {
        let addresses = try scene.lookup("localhost").addresses
        let wrong = addresses.filter { $0 != .loopbackV4 && $0 != .loopbackV6 }
        guard let first = wrong.first else { return nil }
        let entry = scene.facts.names.hosts.first { $0.address == first && $0.names.contains("localhost") }
        let place = entry.map { "/etc/hosts line \($0.line)" } ?? "another source than /etc/hosts"
        return finding(
            Confidence.observed,
            "localhost resolves to \(wrong.map { "\($0)" }.joined(separator: ", ")), by \(place).",
            evidence: [
                EvidenceLine("resolve", "localhost", addresses.map { "\($0)" }.joined(separator: ", "))
            ],
            fixes: [
                Fix(
                    entry.map { "sudoedit /etc/hosts, line \($0.line): 127.0.0.1 localhost" }
                        ?? "sudoedit /etc/hosts: 127.0.0.1 localhost", "gives the name its address back")
            ])
    }

    private static func fixes(_ scene: Scene, _ astray: AstrayName) -> [Fix] {
        var out: [Fix] = []
        if let right = astray.right {
            out.append(Fix("use \(right.addressAndPort)", "leaves the name out", isSafe: true))
        }
        if let entry = astray.entry {
            out.append(
                Fix(
                    "sudoedit /etc/hosts, line \(entry.line): 127.0.0.1 \(entry.names.joined(separator: " "))",
                    "gives the name its address back"))
        } else {
            out.append(
                Fix(
                    "echo '127.0.0.1 \(astray.name)' | sudo tee -a /etc/hosts",
                    "lets the file answer before the network",
                    isSafe: true, isRunnable: true, undo: "take the last line out of /etc/hosts"))
            if scene.facts.names.order.first != "files" {
                out.append(
                    Fix("sudoedit /etc/nsswitch.conf: hosts: files dns", "asks /etc/hosts before the network"))
            }
        }
        return out
    }
}
