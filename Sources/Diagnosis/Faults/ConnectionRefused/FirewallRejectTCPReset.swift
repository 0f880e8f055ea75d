import Endpoints

/// `firewall-reject-tcp-reset`: a filter answers with a reset, as a free port would.
package enum FirewallRejectTCPReset: Rule {
    package static let fault = Fault(
        "firewall-reject-tcp-reset", .connectionRefused,
        "A packet filter answers with a TCP reset: it looks as if nothing listened, although a server does.",
        symptoms: [
            "Connection refused, while ss shows the listener",
            "connect ECONNREFUSED 127.0.0.1:8000 right after the server said it is ready",
        ],
        explanation: """
            "reject with tcp reset" (nftables) and "-j REJECT --reject-with tcp-reset" (iptables) make the same packet \
            as a port without a listener, so connect(2) gives ECONNREFUSED at once. Rules without an exception for the \
            loopback interface meet a machine's talk with itself as well.
            """,
        proof: """
            A listener answers the address, the connect is refused with an empty error queue, and Tcp.OutRsts does not \
            move: nf_reject does not count its resets, the kernel's TCP does. With root the rule itself is named. A \
            redirect to a free port moves the counter.
            """,
        mends: [
            Fix("sudo iptables -I INPUT -i lo -j ACCEPT", "excepts loopback", isSafe: true),
            Fix("sudo nft insert rule inet <table> <chain> iif lo accept", "the same for nftables", isSafe: true),
        ],
        seeAlso: ["nothing-listening", "firewall-reject-port-unreachable", "nat-redirect-hijacks-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.rejection(), found.answer == .tcpReset, found.side != .output else { return nil }
        let endpoint = found.attempt.endpoint.addressAndPort
        let server = found.isListenedTo ? ", although a server listens there" : ""
        return finding(
            found.confidence(scene),
            "A packet filter answers connections to \(endpoint) with a TCP reset\(server).",
            evidence: found.evidence(scene), fixes: found.fixes())
    }
}
