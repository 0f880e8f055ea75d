/// `firewall-drop-output`: a rule takes packets on their way out, ours or the answers.
package enum FirewallDropOutput: Rule {
    package static let fault = Fault(
        "firewall-drop-output", .hang,
        "A firewall rule on output drops locally made packets, or the server's answers: connecting times out.",
        symptoms: [
            "connect ETIMEDOUT 127.0.0.1:8000",
            "dial tcp 127.0.0.1:6379: i/o timeout, for one user only",
            "sendto: Operation not permitted (UDP)",
        ],
        explanation: """
            Every packet a program of this machine sends passes the output hook (nft(8)), also on its way to lo. A TCP \
            SYN dropped there looks like one lost on the way; a UDP send gets EPERM. Rules by user (skuid, -m owner) \
            make it a fault of one account only, and a rule on the source port drops the server's SYN, ACK.
            """,
        proof: """
            The connect gets no answer and TcpExt.TCPRetransFail grows with each repetition, or a UDP send is refused \
            with EPERM, or the server's half stands in SYN_RECV because its answer was dropped; and the rule is in a \
            chain of the output hook.
            """,
        mends: [
            Fix(
                "sudo nft insert rule inet <table> <chain> oif lo accept", "lets loopback pass ahead of the rule",
                isSafe: true),
            Fix("sudo iptables -I OUTPUT -o lo -j ACCEPT", "the same with iptables", isSafe: true),
            Fix("sudo nft delete rule <family> <table> <chain> handle <n>", "takes the rule away"),
        ],
        seeAlso: ["firewall-drop-input", "firewall-drop-default-policy", "cgroup-bpf-denies"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let silence = try scene.firewallSilence() else { return nil }
        let endpoint = silence.endpoint.addressAndPort
        switch silence.culprit {
        case .rule(let rule) where !rule.isCounting && (rule.chain.hook == .output || rule.chain.hook == .postrouting):
            return finding(
                Confidence.proven,
                "A firewall rule on output drops packets of connections to \(endpoint): \(rule.text) (\(rule.place)).",
                evidence: silence.evidence, fixes: [rule.chain.acceptLoopback] + [rule.removal].compactMap { $0 })
        case .dropsOutput:
            return finding(
                Confidence.likely + 0.05,
                "Packets of connections to \(endpoint) are not let out: a firewall on this machine drops them on output.",
                evidence: silence.evidence, fixes: silence.proof)
        default: return nil
        }
    }
}
