/// `firewall-kills-established`: the handshake passes, what follows does not.
package enum FirewallKillsEstablished: Rule {
    package static let fault = Fault(
        "firewall-kills-established", .resetOrEarlyClose,
        "A firewall rule takes packets in the middle of a connection: connecting works, the data gets a RST or is lost.",
        symptoms: [
            "Error: read ECONNRESET on every request, telnet connects",
            "curl: (56) Recv failure: Connection reset by peer",
            "small requests work, large ones are reset",
        ],
        explanation: """
            Rules may look at more than the first packet: its length, its flags, its content (iptables -m string), the \
            state conntrack gives it (ct state invalid). One that rejects data packets with a TCP reset ends the \
            client's connection while the server never hears of it: its end stays open, with nothing received. Intrusion \
            prevention and antivirus web shields do the same.
            """,
        proof: """
            The request is reset or lost, and the server's end of that connection is still open in the kernel's table \
            with no byte received (tcpi_bytes_received of struct tcp_info) and no client. A server that resets has no \
            such end left. The rule is in the packet filter.
            """,
        mends: [
            Fix(
                "sudo nft insert rule inet <table> <chain> iif lo accept", "lets loopback pass ahead of the rule",
                isSafe: true),
            Fix("sudo iptables -I INPUT -i lo -j ACCEPT", "the same with iptables", isSafe: true),
            Fix("sudo nft -a list ruleset", "shows rules with their counters", isSafe: true),
        ],
        seeAlso: ["server-closes-immediately", "reset-by-unread-data", "mtu-blackhole", "firewall-reject-tcp-reset"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let end = try scene.earlyEnd()
        let stuck = end == nil ? try scene.stuck() : nil
        guard let endpoint = end?.endpoint ?? stuck?.endpoint, let request = end?.request ?? stuck?.request,
            scene.isOwn(endpoint.address), let look = try scene.connections(endpoint.port, after: request),
            let starved = look.starved
        else { return nil }
        var evidence =
            (end?.evidence ?? stuck?.evidence ?? []) + [
                EvidenceLine(
                    "server's end", "\(starved.server.addressAndPort) ← \(starved.client.addressAndPort)",
                    "still open, no byte received, and the client's end is gone")
            ]
        let what = end == nil ? "lost" : "reset"
        let listener = end?.listener ?? stuck?.listener
        let picture = try scene.firewall()
        if picture.unreadable == nil {
            let hooks: [FirewallHook] = [.output, .postrouting, .prerouting, .input]
            for hook in hooks {
                let rule = picture.rules(
                    hitting: endpoint, hook: hook, uid: scene.facts.userID, serverUID: listener?.uid
                ).first { $0.swallows && (!$0.isCounting || !$0.states.isEmpty) }
                guard let rule else { continue }
                evidence.append(FirewallSilence.Culprit.rule(rule).line)
                return finding(
                    0.98,
                    "A firewall rule takes packets of open connections to \(endpoint.addressAndPort): the request is "
                        + "\(what), and the server never sees it (\(rule.text)).",
                    evidence: evidence, fixes: [rule.chain.acceptLoopback] + [rule.removal].compactMap { $0 })
            }
        }
        evidence.append(
            EvidenceLine("packet filter", "this machine", picture.unreadable ?? "no rule of it explains this"))
        return finding(
            picture.unreadable == nil ? Confidence.likely + 0.05 : Confidence.observed,
            "Something between client and server on this machine, a firewall most likely, ends connections to "
                + "\(endpoint.addressAndPort) once data is sent: the request is \(what), and the server never sees it.",
            evidence: evidence,
            fixes: [
                Fix(
                    "sudo nft -a list ruleset; sudo iptables-save -c", "shows every rule with its counters",
                    isSafe: true),
                Fix(
                    "sudo ostia doctor http://\(request.host)\(request.path)", "reads the packet filter as root",
                    isSafe: true),
            ])
    }
}
