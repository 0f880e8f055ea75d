import Endpoints

/// `firewall-reject-host-prohibited`: "No route to host" on one's own machine.
package enum FirewallRejectHostProhibited: Rule {
    package static let fault = Fault(
        "firewall-reject-host-prohibited", .connectionRefused,
        "A packet filter rejects with ICMP host or admin prohibited: \"No route to host\" on localhost.",
        symptoms: [
            "connect: No route to host",
            "java.net.NoRouteToHostException: No route to host",
            "Error: connect EHOSTUNREACH 127.0.0.1:3000",
            "Permission denied for ::1",
        ],
        explanation: """
            firewalld and the rules that Red Hat installed for years end with "reject with icmp host-prohibited"; the \
            kernel turns ICMP 3/10, 3/13 and 3/1 into EHOSTUNREACH, and ICMPv6 "administratively prohibited" into \
            EACCES. The route is fine, and so is the server.
            """,
        proof: """
            The socket's error queue (IP_RECVERR, ip(7)) holds the ICMP type and code. An unreachable or prohibit route \
            gives the same errno with an empty queue: no packet was made. With root the rule itself is named.
            """,
        mends: [
            Fix("sudo firewall-cmd --zone=trusted --change-interface=lo", "trusts loopback (firewalld)", isSafe: true),
            Fix("sudo iptables -I INPUT -i lo -j ACCEPT", "excepts loopback", isSafe: true),
            Fix("sudo nft insert rule inet <table> <chain> iif lo accept", "the same for nftables", isSafe: true),
        ],
        seeAlso: ["unreachable-route-for-loopback", "firewall-reject-port-unreachable"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.rejection(), found.answer == .prohibited, found.side != .output else { return nil }
        let icmp = found.attempt.outcome.icmp?.words ?? "ICMP"
        let server = found.isListenedTo ? "; the server behind it is not to blame" : ""
        return finding(
            found.confidence(scene),
            "A packet filter rejects connections to \(found.attempt.endpoint.addressAndPort) with \(icmp)\(server).",
            evidence: found.evidence(scene), fixes: found.fixes())
    }
}
