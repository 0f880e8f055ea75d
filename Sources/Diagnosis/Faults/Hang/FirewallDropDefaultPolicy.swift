import Endpoints

/// `firewall-drop-default-policy`: everything is dropped that no rule lets pass, and none lets loopback pass.
package enum FirewallDropDefaultPolicy: Rule {
    package static let fault = Fault(
        "firewall-drop-default-policy", .hang,
        "The firewall's policy is to drop, and the usual rule that accepts loopback is missing: every local port hangs.",
        symptoms: [
            "every port of localhost times out since the firewall was turned on",
            "connect ETIMEDOUT 127.0.0.1:8080",
            "ssh from outside works, everything on localhost hangs",
        ],
        explanation: """
            A base chain with policy drop takes every packet that none of its rules accepts (nft(8), iptables -P). \
            Loopback is an interface like any other: without `iif lo accept`, or a rule for established connections and \
            this port, nothing on 127.0.0.1 works. Firewalls built from a list of outside ports forget it.
            """,
        proof: """
            The connect gets no answer, a port that nobody uses is silent as well where it should be refused at once, \
            and the chain's policy is drop with no rule that takes these packets.
            """,
        mends: [
            Fix("sudo iptables -I INPUT -i lo -j ACCEPT", "lets loopback pass", isSafe: true),
            Fix("sudo nft insert rule inet filter input iif lo accept", "the same with nft", isSafe: true),
            Fix("sudo iptables -P INPUT ACCEPT", "lets everything pass that no rule takes"),
        ],
        seeAlso: ["firewall-drop-input", "firewall-drop-ipv6-only", "loopback-down"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let silence = try scene.question.asksForMachine ? machine(scene) : scene.firewallSilence()
        guard let silence else { return nil }
        let endpoint = silence.endpoint.addressAndPort
        switch silence.culprit {
        case .policy(let chain):
            return finding(
                Confidence.proven,
                "The policy of \(chain.tool) \(chain.table) \(chain.name) is to drop, and no rule lets loopback pass, so "
                    + "packets to \(endpoint) vanish.",
                evidence: silence.evidence, fixes: [chain.acceptLoopback])
        case .dropsEverything:
            return finding(
                Confidence.likely + 0.03,
                "Every port of \(silence.endpoint.address) is silent: the firewall drops all loopback traffic.",
                evidence: silence.evidence,
                fixes: [
                    Fix(
                        "sudo iptables -I INPUT -i lo -j ACCEPT", "lets loopback pass", isSafe: true, isRunnable: true,
                        undo: "sudo iptables -D INPUT -i lo -j ACCEPT")
                ] + silence.proof)
        default: return nil
        }
    }

    /// A port of loopback that nobody has: refused at once, unless packets vanish.
    private static func machine(_ scene: Scene) throws(Need) -> FirewallSilence? {
        for address in [IPAddress.loopbackV4, .loopbackV6] {
            guard scene.facts.interfaces.contains(where: { $0.isUp && $0.addresses.contains(address) }),
                let port = scene.unusedPort(near: 1)
            else { continue }
            let endpoint = Endpoint(.tcp, address, port)
            guard let outcome = try scene.connect(endpoint), outcome.result == .silent else { continue }
            return try scene.firewallSilence(endpoint, outcome)
        }
        return nil
    }
}
