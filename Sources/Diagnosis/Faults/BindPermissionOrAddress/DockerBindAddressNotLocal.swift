import Endpoints

/// `docker-bind-address-not-local`: a port is to be published on an address that the host does not have.
package enum DockerBindAddressNotLocal: Rule {
    package static let fault = Fault(
        "docker-bind-address-not-local", .bindPermissionOrAddress,
        "docker -p IP:PORT names an address that the host does not have.",
        symptoms: [
            "Error starting userland proxy: listen tcp4 192.168.1.20:8080: bind: cannot assign requested address",
            "failed to bind host port for 10.8.0.6:8080: cannot assign requested address",
        ],
        explanation: """
            The address before the port in -p and in compose's ports is one of the host's own, on which the engine \
            listens. After a change of network, without the VPN, or on another machine it is gone. Inside a virtual \
            machine (Docker Desktop, Colima, WSL) the host is that machine, with addresses of its own.
            """,
        proof:
            "The message is a container engine's, bind of the address fails with EADDRNOTAVAIL, no interface has it.",
        mends: [
            Fix("-p 127.0.0.1:<PORT>:<container port>", "publishes for this machine only", isSafe: true),
            Fix("-p <PORT>:<container port>", "publishes on every address, for the network too"),
        ],
        seeAlso: ["bind-address-not-local", "container-publish-loopback-only"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.containerReport, report.kind == .notAvailable,
            let address = report.host.flatMap({ IPAddress($0) }) ?? scene.question.address, !scene.isOwn(address)
        else { return nil }
        let port = report.port.flatMap { UInt16(exactly: $0) } ?? scene.question.port
        let endpoint = Endpoint(.tcp, address, port ?? 0)
        let outcome = try scene.bind(endpoint)
        guard outcome == nil || outcome?.failure == "EADDRNOTAVAIL" else { return nil }
        let own = scene.facts.interfaces.filter(\.isUp).flatMap(\.addresses).filter { $0.family == address.family }
        let publish = port.map { "\($0):<container port>" } ?? "<port>:<container port>"
        return finding(
            Confidence.proven,
            "The container should be published on \(address), which is no address of this host.",
            evidence: [
                EvidenceLine("message", endpoint.addressAndPort, report.text),
                EvidenceLine("bind", endpoint.addressAndPort, outcome?.failure ?? "not tried"),
                EvidenceLine("addresses", "this host", own.prefix(6).map { "\($0)" }.joined(separator: ", ")),
            ],
            fixes: [
                Fix("-p 127.0.0.1:\(publish)", "publishes for this machine only", isSafe: true),
                Fix("-p \(publish)", "publishes on every address, for the network too"),
                Fix("ip addr", "shows the addresses the host has", isSafe: true, isRunnable: true),
            ])
    }
}
