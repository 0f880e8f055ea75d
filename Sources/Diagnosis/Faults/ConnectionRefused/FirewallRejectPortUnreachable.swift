import Endpoints

/// `firewall-reject-port-unreachable`: iptables' REJECT as it comes.
package enum FirewallRejectPortUnreachable: Rule {
    package static let fault = Fault(
        "firewall-reject-port-unreachable", .connectionRefused,
        "A packet filter rejects with ICMP port unreachable: connection refused, although a server may listen.",
        symptoms: [
            "Connection refused, while ss shows the listener",
            "java.net.ConnectException: Connection refused",
        ],
        explanation: """
            REJECT of iptables and reject of nftables answer with ICMP "port unreachable" unless told otherwise, and \
            the kernel gives ECONNREFUSED for it (RFC 1122 section 4.2.3.9). A port without a listener is refused by a \
            TCP reset instead, never by ICMP.
            """,
        proof: """
            The socket's error queue (IP_RECVERR, ip(7)) holds ICMP 3/3, or ICMPv6 1/4. No port of a TCP stack sends \
            that, so a filter did. With root the rule itself is named; without, what came in and what was delivered \
            (Ip.InReceives, Ip.InDelivers) tell input from output.
            """,
        mends: [
            Fix("sudo iptables -I INPUT -i lo -j ACCEPT", "excepts loopback", isSafe: true),
            Fix("sudo nft insert rule inet <table> <chain> iif lo accept", "the same for nftables", isSafe: true),
        ],
        seeAlso: ["nothing-listening", "firewall-reject-tcp-reset", "firewall-reject-output"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.rejection(), found.answer == .portUnreachable, found.side != .output else {
            return nil
        }
        let server = found.isListenedTo ? ", although a server listens there" : ""
        return finding(
            found.confidence(scene),
            "A packet filter rejects connections to \(found.attempt.endpoint.addressAndPort) "
                + "with ICMP port unreachable\(server).",
            evidence: found.evidence(scene), fixes: found.fixes())
    }
}
