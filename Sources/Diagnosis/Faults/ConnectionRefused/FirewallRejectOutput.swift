import Endpoints

/// `firewall-reject-output`: the client's own packets are not let out.
package enum FirewallRejectOutput: Rule {
    package static let fault = Fault(
        "firewall-reject-output", .connectionRefused,
        "A packet filter rejects connections as they leave the client: an outgoing rule, a kill switch, an owner match.",
        symptoms: [
            "Connection refused for one user, and not for another",
            "Connection refused since the VPN's kill switch is on",
            "ufw default deny outgoing, and localhost fails",
        ],
        explanation: """
            Rules in the output hook meet what this machine sends, also to itself: "ufw default reject outgoing", the \
            kill switch of a VPN, or a match of the sender's user (iptables -m owner, nft meta skuid), which lets \
            everyone else through.
            """,
        proof: """
            The connect is answered by a filter (ICMP in the error queue, or a reset that Tcp.OutRsts does not count) \
            and the packet never came in: Ip.InReceives grows no more than Ip.InDelivers. A rule of the input hook \
            takes the packet after it came in. With root the rule itself is named, with its user.
            """,
        mends: [
            Fix("sudo iptables -I OUTPUT -o lo -j ACCEPT", "excepts loopback", isSafe: true),
            Fix("sudo nft insert rule inet <table> <chain> oif lo accept", "the same for nftables", isSafe: true),
            Fix("sudo ufw allow out on lo", "the same for ufw", isSafe: true),
        ],
        seeAlso: ["firewall-reject-port-unreachable", "firewall-reject-tcp-reset"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.rejection(), found.side == .output else { return nil }
        let endpoint = found.attempt.endpoint.addressAndPort
        let user = scene.facts.userID
        let whose = found.rule?.user.map { " of user \($0)" } ?? ""
        let server = found.isListenedTo ? "; the server listens" : ""
        var evidence = found.evidence(scene)
        if found.rule == nil {
            evidence.append(EvidenceLine("user", "\(user)", "other users may get through, if the rule is about one"))
        }
        return finding(
            found.confidence(scene),
            "A packet filter rejects connections\(whose) to \(endpoint) on their way out\(server).",
            evidence: evidence, fixes: found.fixes())
    }
}
