import Endpoints

/// `loopback-down`: the interface lo was never brought up.
package enum LoopbackDown: Rule {
    package static let fault = Fault(
        "loopback-down", .bindPermissionOrAddress,
        "The loopback interface lo is down, as in a fresh network namespace.",
        symptoms: [
            "[Errno 101] Network is unreachable for 127.0.0.1",
            "connect: Network is unreachable, although the server runs on the same machine",
        ],
        explanation: """
            A new network namespace (unshare -n, ip netns add, some sandboxes and test runners) has a lo that is down \
            and has no address: 127.0.0.1 exists only once the interface comes up, and connect(2) gives ENETUNREACH. \
            bind of 127.0.0.1 may still work, so the server starts and nobody reaches it.
            """,
        proof: "The flags of lo lack IFF_UP, it has no address, and connecting to loopback fails at once.",
        mends: [
            Fix(
                "sudo ip link set lo up", "brings it up, which gives it its addresses", undo: "sudo ip link set lo down"
            ),
            Fix("sudo ip netns exec <name> ip link set lo up", "the same in a named namespace"),
        ],
        seeAlso: ["loopback-down-after-use", "loopback-address-missing"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let lo = scene.loopback, !lo.isUp, lo.addresses.isEmpty else { return nil }
        guard let tried = try LoopbackTrial.evidence(scene) else { return nil }
        return finding(
            Confidence.proven,
            "The loopback interface \(lo.name) is down and has no address: nothing on this machine can reach itself.",
            evidence: tried + [EvidenceLine("interface", lo.name, "down, no address")],
            fixes: [
                Fix(
                    "sudo ip link set \(lo.name) up", "brings it up, which gives it 127.0.0.1 and ::1", isSafe: true,
                    isRunnable: true, undo: "sudo ip link set \(lo.name) down")
            ])
    }
}

/// What shows that loopback does not work.
enum LoopbackTrial {
    /// - Returns: `nil` when it works, or the question is not about loopback.
    static func evidence(_ scene: Scene) throws(Need) -> [EvidenceLine]? {
        switch scene.question.intent {
        case .machine:
            return scene.question.reports.isEmpty || scene.question.saw(.loopbackBroken, .networkUnreachable, .timeout)
                ? [] : nil
        case .bind:
            guard try scene.bindEndpoints().contains(where: { $0.endpoint.address.isLoopback }) else { return nil }
            if let trial = try scene.refusedBind(), trial.failure == "EADDRINUSE" { return nil }
            return try scene.refusedBind().map { [$0.evidence] } ?? []
        case .use:
            guard let reach = try scene.unreached(), scene.isOwn(reach.endpoint.address) else {
                if scene.question.transport == .udp, let endpoint = try scene.endpoints().first,
                    endpoint.address.isLoopback
                {
                    return []
                }
                return nil
            }
            if reach.outcome.result == .refused { return nil }
            return [EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)]
        }
    }
}
