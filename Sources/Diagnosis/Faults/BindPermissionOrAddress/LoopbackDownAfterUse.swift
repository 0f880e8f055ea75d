/// `loopback-down-after-use`: lo was up once and has been set down.
package enum LoopbackDownAfterUse: Rule {
    package static let fault = Fault(
        "loopback-down-after-use", .bindPermissionOrAddress,
        "The loopback interface lo was up and has been set down: connections to 127.0.0.1 hang instead of failing.",
        symptoms: [
            "connect to 127.0.0.1 times out, for every port",
            "local databases and servers run, and nothing reaches them",
        ],
        explanation: """
            ip link set lo down keeps the IPv4 address of lo and its route in the local table, so connect(2) still \
            sends its SYN, into an interface that drops it: silence instead of an error. bind of 127.0.0.1 goes on \
            working. A network script or a clean-up of namespaces does that by mistake.
            """,
        proof: "The flags of lo lack IFF_UP although it has addresses, and connecting gets no answer at all.",
        mends: [
            Fix("sudo ip link set lo up", "brings it up again", undo: "sudo ip link set lo down")
        ],
        seeAlso: ["loopback-down", "firewall-drop-input"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let lo = scene.loopback, !lo.isUp, !lo.addresses.isEmpty else { return nil }
        guard let tried = try LoopbackTrial.evidence(scene) else { return nil }
        let addresses = lo.addresses.map { "\($0)" }.joined(separator: ", ")
        return finding(
            Confidence.proven,
            "The loopback interface \(lo.name) has been set down: it still has \(addresses), and drops every packet.",
            evidence: tried + [EvidenceLine("interface", lo.name, "down, with \(addresses)")],
            fixes: [
                Fix(
                    "sudo ip link set \(lo.name) up", "brings it up again", isSafe: true, isRunnable: true,
                    undo: "sudo ip link set \(lo.name) down")
            ])
    }
}
