import Endpoints

/// `unreachable-route-for-loopback`: the way to one's own address is taken by policy routing.
package enum UnreachableRouteForLoopback: Rule {
    package static let fault = Fault(
        "unreachable-route-for-loopback", .connectionRefused,
        "A routing rule sends this machine's own address away from the local table.",
        symptoms: [
            "connect: No route to host for 127.0.0.1",
            "Permission denied (EACCES) or Invalid argument (EINVAL) from connect",
            "localhost fails since a VPN script ran",
        ],
        explanation: """
            Linux asks the rules of ip-rule(8) in order; rule 0 leads to the table "local", which holds loopback and \
            the machine's own addresses. A rule before it, or a local rule moved behind others, lets an unreachable \
            (EHOSTUNREACH), prohibit (EACCES) or blackhole (EINVAL) route, or a VPN's device, take 127.0.0.0/8.
            """,
        proof: """
            The kernel's own answer for the address (RTM_GETROUTE, rtnetlink(7)) is no local route, and the connect \
            fails with that route's errno and an empty error queue, while the loopback interface is up and has its \
            address. A packet filter gives the same errno with ICMP in the queue.
            """,
        mends: [
            Fix(
                "ip rule show; ip route get 127.0.0.1", "shows the rules and the route", isSafe: true, isRunnable: true),
            Fix("sudo ip rule add pref 0 lookup local", "puts the local table first again", isRunnable: true),
        ],
        seeAlso: ["firewall-reject-host-prohibited", "loopback-down", "loopback-address-missing"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if scene.question.asksForMachine { return try machine(scene) }
        let failures = try scene.failures()
        for attempt in failures where attempt.outcome.icmp == nil && attempt.outcome.result != .refused {
            let endpoint = scene.destination(attempt.endpoint)
            let address = endpoint.address.unmapped
            guard scene.isOwn(address), isInPlace(scene, address), let route = try scene.route(address),
                route.kind != .local
            else { continue }
            return found(scene, attempt, failures, route)
        }
        return nil
    }

    private static func machine(_ scene: Scene) throws(Need) -> Finding? {
        for address in [IPAddress.loopbackV4, .loopbackV6] where isInPlace(scene, address) {
            guard let route = try scene.route(address), route.kind != .local else { continue }
            // The route is looked up for real: what does not connect is what counts.
            let endpoint = Endpoint(.tcp, address, 1)
            guard let outcome = try scene.connect(endpoint), outcome.result != .refused, outcome.icmp == nil else {
                continue
            }
            let attempt = Reach.Attempt(endpoint: endpoint, outcome: outcome)
            return found(scene, attempt, [attempt], route)
        }
        return nil
    }

    /// Whether the address stands on an interface that is up; what is not there has another reason.
    private static func isInPlace(_ scene: Scene, _ address: IPAddress) -> Bool {
        if address.family == .v6, scene.facts.kernel.isIPv6Disabled || scene.facts.kernel.isIPv6DisabledOnLoopback {
            return false
        }
        return scene.facts.interfaces.contains { interface in
            guard interface.isUp else { return false }
            if address.isLoopback, address.family == .v4 {
                return interface.isLoopback && interface.addresses.contains { $0.isLoopback && $0.family == .v4 }
            }
            return interface.addresses.contains(address)
        }
    }

    private static func found(
        _ scene: Scene, _ attempt: Reach.Attempt, _ failures: [Reach.Attempt], _ route: RouteFact
    ) -> Finding {
        let address = scene.destination(attempt.endpoint).address
        let isV6 = address.unmapped.family == .v6
        let ip = isV6 ? "ip -6" : "ip"
        let how =
            switch route.kind {
            case .unicast: "sends \(address) to \(route.device ?? "another device")"
            case .none, .local: "knows no way to \(address)"
            case .unreachable, .prohibit, .blackhole: "has \(article(route.kind)) route for \(address)"
            }
        let table = route.table.map { ", table \($0)" } ?? ""
        var evidence = scene.lines(failures)
        evidence.append(EvidenceLine("route", "\(address)", "\(route.kind.rawValue)\(table) instead of local"))
        if let listener = scene.listeners(answering: scene.destination(attempt.endpoint)).first {
            evidence.append(scene.line(listener))
        }
        return finding(
            Confidence.proven, "The routing policy \(how), so connections to this machine itself fail.",
            evidence: evidence,
            fixes: [
                Fix(
                    "\(ip) rule show; \(ip) route get \(address)", "shows the rule that takes the address",
                    isSafe: true, isRunnable: true),
                Fix(
                    "sudo \(ip) rule add pref 0 lookup local", "asks the local table first again, as usual",
                    isSafe: true, isRunnable: true, undo: "sudo \(ip) rule del pref 0"),
            ])
    }

    private static func article(_ kind: RouteFact.Kind) -> String {
        kind == .unreachable ? "an unreachable" : "a \(kind.rawValue)"
    }
}
