import Endpoints

/// `firewall-drop-ipv6-only`: ::1 is silent, 127.0.0.1 works.
package enum FirewallDropIPv6Only: Rule {
    package static let fault = Fault(
        "firewall-drop-ipv6-only", .hang,
        "The firewall drops packets to ::1 while 127.0.0.1 works: clients that try ::1 first are slow or hang.",
        symptoms: [
            "Error: connect ETIMEDOUT ::1:5173",
            "localhost takes seconds, 127.0.0.1 is instant",
            "curl http://localhost works after 200 ms, other clients time out",
        ],
        explanation: """
            ip6tables and nft tables of family ip6 have rules and policies of their own. Those that were written for \
            IPv4 with `-i lo ACCEPT` and for IPv6 with only a policy of drop take every packet to ::1. localhost leads \
            to ::1 first (RFC 6724), so clients without happy eyeballs (RFC 8305) wait for a timeout there.
            """,
        proof: """
            The connect to [::1] gets no answer while the one to 127.0.0.1 with the same port succeeds; the rule or \
            policy is in a table of IPv6.
            """,
        mends: [
            Fix("sudo ip6tables -I INPUT -i lo -j ACCEPT", "lets IPv6 loopback pass", isSafe: true),
            Fix("sudo nft insert rule ip6 <table> <chain> iif lo accept", "the same with nft", isSafe: true),
            Fix("use 127.0.0.1 instead of localhost", "goes around it", isSafe: true),
        ],
        seeAlso: ["firewall-drop-input", "firewall-drop-default-policy", "different-servers-on-v4-and-v6"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.reach() else { return nil }
        let silent = reach.attempts.first { $0.outcome.result == .silent && $0.endpoint.address.unmapped.family == .v6 }
        guard let silent, silent.endpoint.address.isLoopback else { return nil }
        let sibling = Endpoint(.tcp, .loopbackV4, silent.endpoint.port)
        guard scene.mayConnect(sibling), let other = try scene.connect(sibling), other.result == .connected,
            let silence = try scene.firewallSilence(silent.endpoint, silent.outcome)
        else { return nil }
        var fixes: [Fix] = []
        var seen = ""
        switch silence.culprit {
        case .rule(let rule):
            if rule.isCounting { return nil }
            fixes = [rule.chain.acceptLoopback] + [rule.removal].compactMap { $0 }
            seen = ": \(rule.text)"
        case .policy(let chain):
            fixes = [chain.acceptLoopback]
            seen = ": the policy of \(chain.tool) \(chain.table) \(chain.name) is to drop"
        case .dropsInput, .dropsOutput, .dropsEverything, .limits, .behindFilter: break
        }
        return finding(
            silence.isSeen ? 0.98 : Confidence.likely + 0.1,
            "The firewall drops packets to \(silent.endpoint.addressAndPort) and lets those to "
                + "\(sibling.addressAndPort) pass\(seen).",
            evidence: silence.evidence + [EvidenceLine("connect", sibling.addressAndPort, other.words)],
            fixes: fixes + [
                Fix("use 127.0.0.1:\(sibling.port) instead of localhost", "goes around it", isSafe: true)
            ] + silence.proof)
    }
}
