import Endpoints

/// `firewall-connection-limit`: the first ones pass.
package enum FirewallConnectionLimit: Rule {
    package static let fault = Fault(
        "firewall-connection-limit", .hang,
        "A firewall rule limits how many or how quickly connections are made: the surplus is dropped or refused.",
        symptoms: [
            "works, then connect ETIMEDOUT, then works again",
            "FATAL: the pool cannot open its fourth connection, three are open",
            "connection to server at \"127.0.0.1\", port 5432 failed: Connection refused, under load only",
        ],
        explanation: """
            Rules can count: nft's ct count and limit, iptables' connlimit, hashlimit and recent, and the sets of \
            fail2ban and sshguard. They let packets pass up to a number or rate and take the rest, so a service works \
            until a pool, a test run or a health check opens one connection more.
            """,
        proof: """
            Connections to the port are open, or were a moment ago, and a new one gets no answer (or a RST nobody on \
            the server's side sent); the rule that counts is in the packet filter. A full accept queue grows \
            TcpExt.ListenOverflows instead.
            """,
        mends: [
            Fix("ss -tn 'dport = :<PORT>'", "shows who holds the connections", isSafe: true),
            Fix(
                "sudo nft insert rule inet <table> <chain> iif lo accept", "lets loopback pass uncounted", isSafe: true),
            Fix("a smaller pool in the client", "stays below the limit", isSafe: true),
            Fix("sudo fail2ban-client unban 127.0.0.1", "where fail2ban put the address on its list", isSafe: true),
        ],
        seeAlso: ["accept-queue-full", "firewall-drop-input", "server-rejects-by-policy"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let silence = try scene.firewallSilence() {
            switch silence.culprit {
            case .rule(let rule) where rule.isCounting:
                return told(scene, silence.endpoint, rule, silence.evidence, "dropped")
            case .limits:
                return finding(
                    Confidence.likely + 0.01,
                    "Others are connected to \(silence.endpoint.addressAndPort), and a new connection gets no answer: a "
                        + "firewall seems to limit them.",
                    evidence: silence.evidence, fixes: silence.proof)
            default: return nil
            }
        }
        // Refused though somebody listens: the rule answers with a RST.
        guard let reach = try scene.refused(), scene.isOwn(reach.endpoint.address),
            let listener = scene.listeners(answering: reach.endpoint).first
        else { return nil }
        let line = EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)
        let picture = try scene.firewall()
        if picture.unreadable == nil {
            let hooks: [FirewallHook] = [.output, .prerouting, .input]
            for hook in hooks {
                let rules = picture.rules(
                    hitting: reach.endpoint, hook: hook, uid: scene.facts.userID, serverUID: listener.uid)
                if rules.contains(where: { $0.swallows && $0.limits.isEmpty }) { return nil }
                if let rule = rules.first(where: { $0.swallows && $0.isCounting }) {
                    return told(scene, reach.endpoint, rule, [line], "refused")
                }
            }
            return nil
        }
        let open = scene.facts.sockets.count { $0.local.port == reach.endpoint.port && $0.state == .established }
        guard open > 0 else { return nil }
        return finding(
            // A rule that refuses everybody would have refused those as well, unless it is younger than they are.
            open > 1 ? 0.89 : Confidence.likely + 0.03,
            "\(open) connections to \(reach.endpoint.addressAndPort) are open and a new one is refused though somebody "
                + "listens: a firewall seems to limit them.",
            evidence: [
                line, EvidenceLine("connections", reach.endpoint.addressAndPort, "\(open) open"),
                EvidenceLine("packet filter", "this machine", picture.unreadable ?? ""),
            ],
            fixes: [
                Fix(
                    "sudo ostia doctor \(reach.endpoint.addressAndPort)", "reads the packet filter as root",
                    isSafe: true)
            ])
    }

    private static func told(
        _ scene: Scene, _ endpoint: Endpoint, _ rule: FirewallRule, _ lines: [EvidenceLine], _ what: String
    ) -> Finding {
        let open = scene.facts.sockets.count { $0.local.port == endpoint.port && $0.state == .established }
        var evidence = lines
        if !evidence.contains(where: { $0.experiment == "rule" }) {
            evidence.append(FirewallSilence.Culprit.rule(rule).line)
        }
        evidence.append(EvidenceLine("connections", endpoint.addressAndPort, "\(open) open"))
        return finding(
            0.98,
            "A firewall rule limits connections to \(endpoint.addressAndPort) (\(rule.limits.joined(separator: ", "))), "
                + "\(open) are open, and the surplus is \(what): \(rule.text).",
            evidence: evidence,
            fixes: [
                Fix(
                    "ss -tnp 'dport = :\(endpoint.port)'", "shows who holds the connections", isSafe: true,
                    isRunnable: true),
                rule.chain.acceptLoopback,
            ] + [rule.removal].compactMap { $0 })
    }
}
