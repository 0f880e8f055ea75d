/// `firewall-drop-input`: a rule takes packets on their way in.
package enum FirewallDropInput: Rule {
    package static let fault = Fault(
        "firewall-drop-input", .hang,
        "A firewall rule drops packets to the port on their way in: connecting times out.",
        symptoms: [
            "connect ETIMEDOUT 127.0.0.1:8000",
            "dial tcp 127.0.0.1:5432: i/o timeout",
            "java.net.SocketTimeoutException: Connect timed out",
            "curl: (28) Failed to connect to 127.0.0.1 port 8000 after 130000 ms",
        ],
        explanation: """
            Packets to an address of this machine go over lo and through the packet filter like any others: output, \
            then prerouting and input (nft(8), iptables(8)). A rule with the verdict drop takes them silently, and the \
            client sends its SYN again after 1, 2, 4 … seconds until it gives up after two minutes. Rules without an \
            interface, written against the outside, take loopback as well.
            """,
        proof: """
            The connect gets no answer, TcpExt.TCPSynRetrans grows and TCPRetransFail does not, the accept queue has \
            room, a port nobody uses is refused at once, and the rule is in the packet filter. Without leave to read \
            that, the experiments alone tell it from a full accept queue, a rule on output and a policy.
            """,
        mends: [
            Fix(
                "sudo nft insert rule inet <table> <chain> iif lo accept", "lets loopback pass ahead of the rule",
                isSafe: true),
            Fix("sudo iptables -I INPUT -i lo -j ACCEPT", "the same with iptables", isSafe: true),
            Fix("sudo nft delete rule <family> <table> <chain> handle <n>", "takes the rule away"),
            Fix("sudo pfctl -sr", "shows the rules of macOS's packet filter", isSafe: true, platform: .macOS),
        ],
        seeAlso: [
            "firewall-drop-output", "firewall-drop-default-policy", "accept-queue-full", "firewall-connection-limit",
            "firewall-reject-tcp-reset",
        ])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let silence = try scene.firewallSilence() else { return nil }
        let endpoint = silence.endpoint.addressAndPort
        switch silence.culprit {
        case .rule(let rule) where !rule.isCounting && rule.chain.hook != .output && rule.chain.hook != .postrouting:
            return finding(
                Confidence.proven, "A firewall rule drops packets to \(endpoint): \(rule.text) (\(rule.place)).",
                evidence: silence.evidence, fixes: [rule.chain.acceptLoopback] + [rule.removal].compactMap { $0 })
        case .dropsInput:
            return finding(
                silence.unreadable == nil ? Confidence.likely - 0.05 : Confidence.likely,
                "Packets to \(endpoint) vanish on their way in: a firewall on this machine drops them.",
                evidence: silence.evidence, fixes: silence.proof)
        default: return nil
        }
    }
}
