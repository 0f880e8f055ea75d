import Endpoints

/// `vpn-captures-docker-subnet`: a route that is more exact than the bridge's takes the containers' addresses.
package enum VPNCapturesDockerSubnet: Rule {
    package static let fault = Fault(
        "vpn-captures-docker-subnet", .platform,
        "A route of a VPN takes the containers' network: what is for a container goes into the tunnel.",
        symptoms: [
            "curl: (28) Failed to connect to 172.17.0.2 port 80: Timeout was reached",
            "containers became unreachable when the VPN connected",
            "could not find an available, non-overlapping IPv4 address pool",
        ],
        explanation: """
            Docker takes its networks out of 172.17.0.0/12 and 192.168.0.0/16, as companies do. When a VPN brings a route \
            for a part of such a network, the longer prefix wins (ip-route(8)), or a rule of ip-rule(8) sends all of it \
            into the tunnel. The bridge still has its address, but packets to containers no longer go there. Published \
            ports suffer too, since Docker's proxy connects to the container's address.
            """,
        proof: """
            The address lies in the network of a container bridge (and is a running container's), and the kernel's route \
            to it leads to another interface; a connect goes unanswered.
            """,
        mends: [
            Fix("ip route get <CONTAINER ADDRESS>", "shows which interface takes it", isSafe: true, platform: .linux),
            Fix(
                "\"default-address-pools\": [{\"base\": \"10.210.0.0/16\", \"size\": 24}]",
                "in /etc/docker/daemon.json keeps Docker's new networks out of the VPN's way"),
            Fix(
                "sudo ip route del <NETWORK> dev <TUNNEL>", "takes the route away until the VPN connects again",
                platform: .linux),
        ],
        seeAlso: ["container-port-not-published", "container-publish-wrong-container-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use, scene.hintsAtContainers, !scene.containerBridges.isEmpty else {
            return nil
        }
        if let address = scene.question.address, !scene.isOwn(address) {
            let endpoint = Endpoint(.tcp, address, scene.question.port ?? 0)
            return try captured(scene, endpoint, published: nil)
        }
        guard let reach = try scene.reach(), reach.isConnected || reach.outcome.result == .silent else { return nil }
        // The proxy took the client, and cannot get further.
        if reach.isConnected {
            guard
                scene.listeners(answering: reach.endpoint).contains(where: { listener in
                    listener.owners.isEmpty || scene.owners(of: listener).contains { $0.name == "docker-proxy" }
                })
            else { return nil }
            if reach.outcome.ending == .open {
                guard let answer = try scene.answer(), answer.result != .answered else { return nil }
            }
        }
        guard
            let published = try scene.published(reach.endpoint.port).first(where: { $0.container?.isRunning ?? true }),
            let inner = published.inner
        else { return nil }
        return try captured(scene, inner, published: reach.endpoint)
    }

    private static func captured(
        _ scene: Scene, _ endpoint: Endpoint, published: Endpoint?
    ) throws(Need) -> Finding? {
        guard let bridge = scene.bridge(to: endpoint.address), let route = try scene.route(endpoint.address) else {
            return nil
        }
        let isBridge = scene.containerBridges.contains { $0.name == route.device }
        guard !isBridge, route.kind != .local else { return nil }
        let picture = try scene.containers()
        let container = picture.containers.first { $0.address == "\(endpoint.address)" && $0.isRunning }
        // An engine that answers and does not know the address: it is some other machine's.
        guard container != nil || picture.engine != .answered else { return nil }
        let device = route.device ?? route.kind.rawValue
        var evidence = [
            EvidenceLine("route", "\(endpoint.address)", "\(device), not \(bridge.name)"),
            EvidenceLine(
                "interface", bridge.name, bridge.addresses.map { "\($0)" }.joined(separator: ", ")),
        ]
        if let container { evidence.append(EvidenceLine("container", container.name, "has \(endpoint.address)")) }
        var isProven = false
        if endpoint.port != 0, let outcome = try scene.connect(endpoint) {
            evidence.insert(EvidenceLine("connect", endpoint.addressAndPort, outcome.words), at: 0)
            // It works all the same: the other way is meant to be there.
            guard outcome.result != .connected, outcome.result != .refused else { return nil }
            isProven = true
        }
        let who = container.map { "the container \($0.name) (\(endpoint.address))" } ?? "\(endpoint.address)"
        let through = published.map { ", so \($0.addressAndPort) leads nowhere" } ?? ""
        return finding(
            isProven && container != nil ? 0.98 : Confidence.likely,
            "What is for \(who) goes to \(device) instead of the bridge \(bridge.name)\(through).",
            evidence: evidence,
            fixes: [
                Fix(
                    "ip route get \(endpoint.address)", "shows the route that takes it", isSafe: true, isRunnable: true,
                    platform: .linux),
                Fix(
                    "leave the VPN, or have it leave out Docker's network", "gives the addresses back to the bridge"),
                Fix(
                    "set \"default-address-pools\" in /etc/docker/daemon.json to a network that the VPN does not use",
                    "keeps Docker's networks out of its way; networks must be made anew"),
            ])
    }
}
