import Endpoints

/// `nat-redirect-hijacks-port`: the port asked for is not the port that is reached.
package enum NatRedirectHijacksPort: Rule {
    package static let fault = Fault(
        "nat-redirect-hijacks-port", .connectionRefused,
        "A translation rule sends connections to this port elsewhere.",
        symptoms: [
            "Connection refused, while ss shows the listener",
            "another program answers than the one that listens",
            "it began with a proxy, a service mesh, or a container that is gone",
        ],
        explanation: """
            A REDIRECT or DNAT in the nat table's OUTPUT chain changes where this machine's own connections go before \
            they leave. Transparent proxies, kube-proxy, service meshes and Docker set such rules; when their end is \
            gone and the rule is not, the port refuses whatever listens on it.
            """,
        proof: """
            A listener answers the asked address, and yet the connect is refused with an empty error queue while \
            Tcp.OutRsts moves: the kernel itself refused, at another place than the asked one. With root the rule and \
            its target are named.
            """,
        mends: [
            Fix("sudo iptables -t nat -L OUTPUT -n --line-numbers", "shows the rules", isSafe: true, isRunnable: true),
            Fix("sudo iptables -t nat -D OUTPUT <N>", "takes the rule away"),
            Fix("sudo nft -a list ruleset", "shows the rules of nftables", isSafe: true, isRunnable: true),
        ],
        seeAlso: ["firewall-reject-tcp-reset", "nothing-listening", "docker-iptables-rules-flushed"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let failures = try scene.failures()
        for attempt in failures where scene.isOwn(attempt.endpoint.address) {
            let outcome = attempt.outcome
            guard outcome.icmp == nil, !outcome.isFiltered else { continue }
            let target = scene.destination(attempt.endpoint)
            let isListenedTo = scene.isListenedTo(attempt.endpoint)
            // Without a listener only root's sight of the rules can tell it from a port where nothing is.
            guard isListenedTo || scene.facts.userID == 0 && outcome.result == .refused else { continue }
            if scene.listeners(answering: target).contains(where: { $0.container != nil }) { continue }
            let picture = try scene.firewall()
            let rule = picture.rules(hitting: target, hook: .output, uid: scene.facts.userID).first { $0.target != nil }
            if let rule { return try found(scene, attempt, failures, rule, isListenedTo) }
            // Unread rules are suspected only where the kernel refused although somebody listens.
            guard picture.unreadable != nil, isListenedTo, outcome.result == .refused, outcome.isCounted,
                scene.restarted().isEmpty
            else { continue }
            return suspected(scene, attempt, failures, picture.unreadable ?? "")
        }
        return nil
    }

    private static func found(
        _ scene: Scene, _ attempt: Reach.Attempt, _ failures: [Reach.Attempt], _ rule: FirewallRule,
        _ isListenedTo: Bool
    ) throws(Need) -> Finding? {
        let target = rule.target ?? ""
        let end = rule.end(of: scene.destination(attempt.endpoint))
        var evidence = scene.lines(failures)
        if let listener = scene.listeners(answering: scene.destination(attempt.endpoint)).first {
            evidence.append(scene.line(listener))
        }
        evidence.append(EvidenceLine("rule", rule.chain.words, rule.text))
        var there = ""
        if let end, scene.isOwn(end.address), scene.listeners(answering: end).isEmpty {
            evidence.append(EvidenceLine("listeners", end.addressAndPort, "none"))
            there = ", where nothing listens"
        }
        let asked = attempt.endpoint.addressAndPort
        return finding(
            isListenedTo ? Confidence.proven : 0.86,
            "A translation rule (\(rule.chain.words)) sends connections to \(asked) to "
                + "\(end?.addressAndPort ?? target)\(there).",
            evidence: evidence,
            fixes: [
                rule.deletion,
                Fix(
                    "start what should listen on \(end?.addressAndPort ?? target)",
                    "gives the rule an end, if it is wanted"),
            ].compactMap { $0 })
    }

    private static func suspected(
        _ scene: Scene, _ attempt: Reach.Attempt, _ failures: [Reach.Attempt], _ unreadable: String
    ) -> Finding {
        let asked = attempt.endpoint.addressAndPort
        var evidence = scene.lines(failures)
        if let listener = scene.listeners(answering: scene.destination(attempt.endpoint)).first {
            evidence.append(scene.line(listener))
        }
        evidence.append(
            EvidenceLine("counters", "Tcp.OutRsts", "moved: the kernel refused, at a port where nothing listens"))
        evidence.append(EvidenceLine("rule", "packet filter", "not read: \(unreadable)"))
        return finding(
            Confidence.likely,
            "\(asked) is refused although a server listens there: a translation rule (NAT) probably sends it elsewhere.",
            evidence: evidence,
            fixes: [
                Fix(
                    "sudo iptables-save -t nat; sudo ip6tables-save -t nat; sudo nft list ruleset",
                    "shows the rules, which proves it", isSafe: true, isRunnable: true),
                Fix("sudo iptables -t nat -D OUTPUT <N>", "takes the rule away"),
            ])
    }
}

extension FirewallRule {
    /// Where it sends packets, as written; `nil` when it translates nothing.
    var target: String? {
        if case .redirect(let target) = action { return target }
        return nil
    }

    /// The endpoint that a translated packet reaches. A redirect on the way out goes to loopback
    /// (iptables-extensions(8), nft(8)).
    func end(of asked: Endpoint) -> Endpoint? {
        guard let target, !target.isEmpty else { return nil }
        if let port = Self.port(target[...]) {
            let address = asked.address.unmapped.family == .v4 ? IPAddress.loopbackV4 : .loopbackV6
            return Endpoint(asked.transport, address, port)
        }
        if let address = IPAddress(target) { return Endpoint(asked.transport, address, asked.port) }
        guard let colon = target.lastIndex(of: ":"), let address = IPAddress(target[..<colon]),
            let port = Self.port(target[target.index(after: colon)...])
        else { return nil }
        return Endpoint(asked.transport, address, port)
    }

    /// `15001`, `:15001`, the first of `15001-15010`.
    private static func port(_ text: Substring) -> UInt16? {
        UInt16(text.drop { $0 == ":" }.prefix { $0 != "-" })
    }

    /// The command that takes the rule away.
    var deletion: Fix? {
        guard let handle else { return nil }
        if chain.tool == "nft" {
            return Fix(
                "sudo nft delete rule \(chain.family) \(chain.table) \(chain.name) handle \(handle)",
                "takes the rule away", isRunnable: true)
        }
        return Fix(
            "sudo \(chain.tool) -t \(chain.table) -D \(chain.name) \(handle)", "takes the rule away", isRunnable: true)
    }
}
