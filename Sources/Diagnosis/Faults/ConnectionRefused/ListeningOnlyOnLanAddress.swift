import Endpoints

/// `listening-only-on-lan-address`: an interface's address is not loopback, even on its own machine.
package enum ListeningOnlyOnLanAddress: Rule {
    package static let fault = Fault(
        "listening-only-on-lan-address", .connectionRefused,
        "The server listens only on one interface's address (LAN, VPN, container bridge), not on the one that is asked.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:8000, and others on the network reach the server",
            "works with the machine's own address, fails with localhost",
        ],
        explanation: """
            A socket bound to one address answers on that address alone (ip(7)). A server told to bind the machine's \
            name or its address on the network, a VPN or a container bridge is not on loopback. When that network goes \
            away, its address goes with it.
            """,
        proof: """
            The asked address refuses, the table has a listener of this port on an interface's address and none that \
            answers the asked one, and a connect to the interface's address succeeds.
            """,
        mends: [
            Fix("http://<ADDRESS>:<PORT>/", "uses the address that listens", isSafe: true),
            Fix("<command> --host 127.0.0.1", "makes the server listen on loopback only"),
            Fix("<command> --host 0.0.0.0", "makes it listen on every address, also for the network"),
        ],
        seeAlso: ["loopback-only-server-reached-from-outside", "listening-on-other-loopback-address"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.elsewhere(), found.kind == .interface else { return nil }
        var evidence = found.evidence(scene)
        let address = found.listener.local.address.unmapped
        let interface = scene.facts.interfaces.first { $0.addresses.contains(address) }?.name
        if let interface {
            evidence.append(EvidenceLine("interface", interface, "has \(address)"))
        }
        let whose = interface.map { " (\($0))" } ?? ""
        return finding(
            found.confidence,
            "\(found.subject(scene)) listens on \(found.listener.local.addressAndPort)\(whose) only, "
                + "so \(found.asked.endpoint.addressAndPort) is refused.",
            evidence: evidence,
            fixes: [
                Fix("use \(found.rightText(scene))", "goes to the address that listens", isSafe: true),
                Fix("let the server listen on 127.0.0.1", "makes it this machine's own"),
                Fix("let the server listen on 0.0.0.0", "serves loopback and the network"),
            ])
    }
}
