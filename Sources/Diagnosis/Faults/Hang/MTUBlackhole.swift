import Endpoints

/// `mtu-blackhole`: small packets pass, large ones vanish.
package enum MTUBlackhole: Rule {
    package static let fault = Fault(
        "mtu-blackhole", .hang,
        "Small packets pass and large ones are lost on the way (VPN, Docker, WSL): it connects, and answers stall.",
        symptoms: [
            "TimeoutError: The read operation timed out",
            "ssh hangs after the banner, curl after the headers, docker pull in the middle",
            "HEAD works, GET of a large page does not, since the VPN is up",
        ],
        explanation: """
            A packet larger than the MTU of a link on its way cannot pass. The router there should say so (ICMP \
            fragmentation needed, RFC 1191; packet too big, RFC 8201), and the sender makes smaller ones. Where that \
            message is filtered, or a tunnel has a smaller MTU than the interfaces before it know, large packets vanish \
            again and again. On loopback this cannot happen: it needs a tunnel, a bridge or a virtual machine.
            """,
        proof: """
            The handshake works and the answer stalls after its first small packets or before, the address is reached \
            through a gateway or tunnel, and ping -M do with the interface's MTU is lost where a smaller one is \
            answered. tracepath names the hop.
            """,
        mends: [
            Fix("tracepath -n <host>", "shows where the path's MTU falls", isSafe: true),
            Fix("ping -M do -s 1472 <host>; ping -M do -s 1200 <host>", "lost and answered: that is it", isSafe: true),
            Fix(
                "sudo ip link set dev <interface> mtu 1280", "makes this side's packets fit",
                undo: "sudo ip link set dev <interface> mtu 1500"),
            Fix("sudo sysctl net.ipv4.tcp_mtu_probing=1", "lets TCP find out by itself (RFC 4821)", isSafe: true),
            Fix("\"mtu\": 1280 in /etc/docker/daemon.json", "for containers behind a VPN"),
        ],
        seeAlso: ["server-accepts-but-silent", "vpn-captures-docker-subnet"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.question.transport == .tcp,
            let endpoint = try scene.endpoints().first, !endpoint.address.unmapped.isLoopback,
            !scene.isOwn(endpoint.address)
        else { return nil }
        // A read that timed out says that the connect had worked.
        guard let report = scene.question.report(.timeout), saysRead(report.text),
            let route = try scene.route(endpoint.address), route.gateway != nil || isTunnel(route.device)
        else { return nil }
        var confidence = Confidence.fallback + 0.05
        var evidence = [
            EvidenceLine("message", report.runtime ?? "client", report.text),
            EvidenceLine("route", "\(endpoint.address)", way(route)),
        ]
        // Another machine is not connected to unasked, and never asked for a page.
        if scene.mayConnect(endpoint), let outcome = try scene.connect(endpoint) {
            guard outcome.result == .connected else { return nil }
            confidence = Confidence.likely - 0.01
            evidence.insert(EvidenceLine("connect", endpoint.addressAndPort, outcome.words), at: 0)
        }
        return finding(
            confidence,
            "A client connected to \(endpoint.addressAndPort) and then read nothing: on the way through "
                + "\(way(route)) large packets may be lost (path MTU).",
            evidence: evidence, fixes: fixes(scene, endpoint, route))
    }

    private static func fixes(_ scene: Scene, _ endpoint: Endpoint, _ route: RouteFact) -> [Fix] {
        let mtu = scene.facts.interfaces.first { $0.name == route.device }?.mtu ?? 1500
        let address = endpoint.address
        let overhead = address.unmapped.family == .v4 ? 28 : 48
        return [
            Fix(
                "ping -c 2 -M do -s \(mtu - overhead) \(address); ping -c 2 -M do -s 1200 \(address)",
                "lost and answered: then it is the MTU", isSafe: true, isRunnable: true),
            Fix("tracepath -n \(address)", "shows where the path's MTU falls", isSafe: true, isRunnable: true),
            Fix(
                "sudo ip link set dev \(route.device ?? "<interface>") mtu 1280", "makes this side's packets fit",
                isRunnable: route.device != nil,
                undo: "sudo ip link set dev \(route.device ?? "<interface>") mtu \(mtu)"),
            Fix(
                "sudo sysctl net.ipv4.tcp_mtu_probing=1", "lets this side's TCP find the size out", isSafe: true,
                isRunnable: true, undo: "sudo sysctl net.ipv4.tcp_mtu_probing=0"),
        ]
    }

    private static func way(_ route: RouteFact) -> String {
        (route.device ?? "an interface") + (route.gateway.map { " and \($0)" } ?? "")
    }

    private static func isTunnel(_ device: String?) -> Bool {
        guard let device else { return false }
        return ["tun", "tap", "wg", "ppp", "utun", "ipsec", "tailscale", "gre", "vxlan"].contains {
            device.hasPrefix($0)
        }
    }

    /// A connect that timed out says nothing of large packets.
    private static func saysRead(_ text: String) -> Bool {
        let lower = text.lowercased()
        return ["read", "receiv", "bytes", "response", "request"].contains { lower.firstRange(of: $0) != nil }
            && lower.firstRange(of: "connect timed out") == nil
    }
}
