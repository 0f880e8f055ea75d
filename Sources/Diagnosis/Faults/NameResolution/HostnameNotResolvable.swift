import Endpoints

/// `hostname-not-resolvable`: the machine does not know its own name.
package enum HostnameNotResolvable: Rule {
    package static let fault = Fault(
        "hostname-not-resolvable", .nameResolution,
        "The machine's own host name does not resolve.",
        symptoms: [
            "java.net.UnknownHostException: devbox: devbox: Name or service not known",
            "sudo: unable to resolve host devbox: Name or service not known",
            "Kafka, Spark and Erlang nodes do not start or are slow to",
        ],
        explanation: """
            InetAddress.getLocalHost() of Java, sudo, Erlang's distribution, Kafka and Spark ask for the address of \
            gethostname(2). It comes from /etc/hosts (Debian writes 127.0.1.1), from nss-myhostname, or from a name \
            server. After a change of the name, or in a network that does not know it, nobody answers.
            """,
        proof: "getaddrinfo(3) for this machine's host name fails now, and /etc/hosts has no line for it.",
        mends: [
            Fix("echo \"127.0.1.1 $(hostname)\" | sudo tee -a /etc/hosts", "gives the name an address", isSafe: true),
            Fix("sudo apt install libnss-myhostname", "lets the machine always know itself"),
            Fix("sudo hostnamectl set-hostname <NAME>", "takes a name that is known"),
            Fix(
                "sudo scutil --set HostName <NAME>", "the same on macOS", platform: .macOS),
        ],
        seeAlso: ["localhost-missing-from-hosts", "slow-name-resolution"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let names = scene.facts.names
        let question = scene.question
        guard !names.hostName.isEmpty, !NameSources.isLocalhost(names.hostName) else { return nil }
        let report = question.report(.nameResolution)
        let asked = report?.host ?? question.host
        if let asked {
            guard names.isHostName(asked) else { return nil }
        } else {
            // A message without a name may mean it; a machine that is asked about as a whole, as well.
            guard report != nil || question.intent == .machine && question.reports.isEmpty else { return nil }
            guard names.addresses(of: names.hostName).isEmpty else { return nil }
        }
        let name = asked ?? names.hostName
        let lookup = try scene.lookup(name)
        guard lookup.failure != nil, lookup.addresses.isEmpty else { return nil }
        var evidence = [
            EvidenceLine("resolve", name, lookup.failure ?? ""),
            EvidenceLine("hosts", "/etc/hosts", "no line for \(name)"),
            EvidenceLine("setting", "nsswitch.conf hosts", names.order.joined(separator: " ")),
        ]
        if let report { evidence.append(EvidenceLine("message", name, report.text)) }
        return finding(
            asked == nil ? Confidence.likely : Confidence.proven,
            "This machine's own name, \(name), does not resolve.",
            evidence: evidence,
            fixes: [
                Fix(
                    "echo '127.0.1.1 \(name)' | sudo tee -a /etc/hosts", "gives the name an address", isSafe: true,
                    isRunnable: true, undo: "take the last line out of /etc/hosts"),
                Fix("sudo apt install libnss-myhostname", "lets the machine always know its own name"),
            ])
    }
}
