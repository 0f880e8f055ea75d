import Endpoints

/// `dnat-to-loopback-without-route-localnet`: a martian.
package enum DNATToLoopbackWithoutRouteLocalnet: Rule {
    package static let fault = Fault(
        "dnat-to-loopback-without-route-localnet", .hang,
        "A port forward leads from another interface to 127.0.0.1, and the kernel drops such packets as martians.",
        symptoms: [
            "connect ETIMEDOUT 192.168.1.20:8080 from the phone, works on the machine with 127.0.0.1",
            "IPv4: martian destination 127.0.0.1 from 192.168.1.30, dev eth0",
        ],
        explanation: """
            Linux never routes packets for 127.0.0.0/8 that came in on another interface (RFC 1122 section 3.2.1.3), \
            unless net.ipv4.conf.<interface>.route_localnet is 1. A DNAT rule in prerouting that translates to \
            127.0.0.1 makes just such a packet: it matches, its counter grows, and the packet is dropped without a word.
            """,
        proof: """
            The address is one of this machine's that is not loopback, a rule in prerouting translates its port to \
            127.0.0.0/8, and route_localnet is 0 on every interface.
            """,
        mends: [
            Fix("sudo sysctl net.ipv4.conf.<interface>.route_localnet=1", "lets the translated packets in"),
            Fix("make the server listen on 0.0.0.0 or the LAN address", "needs no translation"),
            Fix("socat TCP-LISTEN:8080,fork,reuseaddr TCP:127.0.0.1:3000", "forwards as a program", isSafe: true),
        ],
        seeAlso: ["listening-only-ipv4-loopback", "firewall-drop-input"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, !scene.facts.kernel.routesLocalnet,
            let endpoint = try scene.endpoints().first, endpoint.transport == .tcp,
            endpoint.address.unmapped.family == .v4, !endpoint.address.unmapped.isLoopback,
            !endpoint.address.isUnspecified, scene.isOwn(endpoint.address)
        else { return nil }
        let interface = scene.facts.interfaces.first { $0.addresses.contains(endpoint.address.unmapped) }?.name
        let enable = Fix(
            "sudo sysctl net.ipv4.conf.\(interface ?? "<interface>").route_localnet=1",
            "lets packets that were translated to 127.0.0.1 in", isRunnable: interface != nil,
            undo: "sudo sysctl net.ipv4.conf.\(interface ?? "<interface>").route_localnet=0")
        let picture = try scene.firewall()
        if picture.unreadable == nil {
            let rule = picture.rules.first { rule in
                guard rule.chain.hook == .prerouting, case .redirect(let target) = rule.action else { return false }
                return target.hasPrefix("127.")
                    && (rule.destinationPorts.isEmpty || rule.destinationPorts.contains { $0.contains(endpoint.port) })
            }
            guard let rule, case .redirect(let target) = rule.action else { return nil }
            return finding(
                Confidence.proven + 0.01,
                "A rule forwards \(endpoint.addressAndPort) to \(target), and the kernel drops what comes from other "
                    + "machines that way: route_localnet is 0.",
                evidence: [
                    EvidenceLine("rule", rule.place, rule.text),
                    EvidenceLine("setting", "net.ipv4.conf.*.route_localnet", "0"),
                ],
                fixes: [
                    enable,
                    Fix("make the server listen on \(endpoint.address) as well", "needs no translation"),
                ])
        }
        // Somebody elsewhere waits for an answer, and here the port is refused at once: something is done to what
        // comes from outside, and only loopback listens.
        guard scene.question.saw(.timeout), let reach = try scene.refused() else { return nil }
        let inner = scene.facts.sockets.filter { $0.state == .listen && $0.local.address == .loopbackV4 }
        guard !inner.isEmpty else { return nil }
        return finding(
            Confidence.likely - 0.1,
            "A client elsewhere gets no answer from \(endpoint.addressAndPort), where nothing listens: a port forward to "
                + "127.0.0.1, which the kernel drops without route_localnet, looks like that.",
            evidence: [
                EvidenceLine("connect", endpoint.addressAndPort, reach.outcome.words),
                EvidenceLine("setting", "net.ipv4.conf.*.route_localnet", "0"),
                EvidenceLine(
                    "listeners", "127.0.0.1", inner.prefix(5).map { "\($0.local.port)" }.joined(separator: ", ")),
            ],
            fixes: [
                Fix("sudo iptables -t nat -S PREROUTING; sudo nft list ruleset", "shows the forward", isSafe: true),
                enable,
            ])
    }
}
