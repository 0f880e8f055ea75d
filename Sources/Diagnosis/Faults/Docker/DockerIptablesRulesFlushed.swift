/// `docker-iptables-rules-flushed`: somebody reloaded the firewall under a running engine.
package enum DockerIptablesRulesFlushed: Rule {
    package static let fault = Fault(
        "docker-iptables-rules-flushed", .docker,
        "A firewall reload or flush removed Docker's chains while the engine runs.",
        symptoms: [
            "iptables: No chain/target/match by that name",
            "driver failed programming external connectivity on endpoint web",
            "a published port answers on 127.0.0.1 and no longer from other machines",
            "containers reach nothing outside any more",
        ],
        explanation: """
            dockerd writes its chains (DOCKER in the tables nat and filter) when it starts and only adds to them after \
            that. iptables -F and -X, nft flush ruleset, a restart of firewalld, ufw or iptables.service take them away. \
            Docker's proxy still answers on 127.0.0.1, but what comes from outside is no longer translated, and new \
            containers with published ports cannot start.
            """,
        proof: """
            dockerd runs and did not get --iptables=false, and the packet filter's nat table has no chain DOCKER. Where \
            the filter may not be read, the message of iptables that a chain of Docker's is missing says so.
            """,
        mends: [
            Fix(
                "sudo systemctl restart docker",
                "writes the chains again; containers without live-restore are restarted", platform: .linux),
            Fix("sudo iptables -t nat -S DOCKER", "shows whether the chain is there", isSafe: true, platform: .linux),
            Fix(
                "sudo firewall-cmd --reload && sudo systemctl restart docker", "keeps the order right with firewalld",
                platform: .linux),
        ],
        seeAlso: ["container-port-not-published", "docker-daemon-not-running"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let report = scene.question.reports.first { report in
            report.kind == .firewallRulesMissing && (report.runtime == "Docker" || Said([report.text]).has("docker"))
        }
        guard report != nil || scene.question.intent == .machine, let engine = engine(scene) else { return nil }
        let firewall = try scene.firewall()
        var evidence = report.map { [EvidenceLine("message", "Docker", $0.text)] } ?? []
        evidence.append(EvidenceLine("process", engine.title, "runs, and writes chains of its own"))
        if let reason = firewall.unreadable {
            guard report != nil else { return nil }
            evidence.append(EvidenceLine("rules", "packet filter", reason))
            return finding(
                0.88,
                "Docker's chains are missing in the packet filter: something flushed them while \(engine.title) ran.",
                evidence: evidence,
                fixes: [
                    Fix(
                        "sudo iptables -t nat -S DOCKER", "proves it: there is no such chain", isSafe: true,
                        isRunnable: true)
                ] + fixes)
        }
        guard !firewall.hasDockerTranslation else { return nil }
        evidence.append(EvidenceLine("rules", "packet filter", "no chain DOCKER in the table nat"))
        let publishing = try scene.containers().containers.filter { $0.isRunning && !$0.publishes.isEmpty }
        for container in publishing.prefix(3) {
            evidence.append(
                EvidenceLine(
                    "container", container.name,
                    "publishes \(container.publishes.map { "\($0.hostPort)" }.joined(separator: ", "))"))
        }
        // Without a message the engine may be one that leaves the packet filter alone.
        guard report != nil || !publishing.isEmpty else { return nil }
        return finding(
            Confidence.proven,
            "\(engine.title), runs, but its chains are gone from the packet filter: something flushed them.",
            evidence: evidence, fixes: fixes)
    }

    private static let fixes = [
        Fix(
            "sudo systemctl restart docker",
            "makes Docker write its chains again; its containers are restarted unless live-restore is on",
            isRunnable: true, platform: .linux)
    ]

    /// A Docker engine that keeps chains.
    private static func engine(_ scene: Scene) -> ProcessFact? {
        let engines = scene.facts.processes.values.filter { $0.name == "dockerd" }
        return engines.min { $0.pid < $1.pid }.flatMap { engine in
            engine.arguments.contains { $0.hasSuffix("-iptables=false") } ? nil : engine
        }
    }
}
