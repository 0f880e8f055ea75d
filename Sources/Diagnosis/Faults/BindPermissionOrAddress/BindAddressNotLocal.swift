import Endpoints

/// `bind-address-not-local`: the address is no address of this machine.
package enum BindAddressNotLocal: Rule {
    package static let fault = Fault(
        "bind-address-not-local", .bindPermissionOrAddress,
        "The address to listen on is not configured on this machine.",
        symptoms: [
            "[Errno 99] Cannot assign requested address",
            "Error: listen EADDRNOTAVAIL: address not available 192.168.1.20:3000",
            "listen tcp 10.8.0.6:8080: bind: cannot assign requested address",
        ],
        explanation: """
            bind(2) accepts the addresses of this machine's interfaces, 127.0.0.0/8 and the wildcards, and refuses all \
            others with EADDRNOTAVAIL (ip(7)). The address of a VPN that is down, of yesterday's DHCP lease, of another \
            machine, or the name of another container leads there. net.ipv4.ip_nonlocal_bind and IP_FREEBIND lift it.
            """,
        proof: "bind fails with EADDRNOTAVAIL, and no interface has the address; IPv6 is enabled where it is IPv6.",
        mends: [
            Fix("<command> --host 127.0.0.1", "listens for this machine only", isSafe: true),
            Fix("<command> --host 0.0.0.0", "listens on every address there is, for the network too"),
            Fix("ip addr", "shows the addresses of this machine", isSafe: true, isRunnable: true, platform: .linux),
            Fix("ifconfig", "shows the addresses of this machine", isSafe: true, isRunnable: true, platform: .macOS),
            Fix("ipconfig", "shows the addresses of this machine", isSafe: true, isRunnable: true, platform: .windows),
        ],
        seeAlso: ["docker-bind-address-not-local", "ipv6-disabled", "loopback-address-missing"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let isReported = scene.question.reports.contains { $0.kind == .notAvailable && $0.isOfBind }
        guard scene.question.intent == .bind || isReported else { return nil }
        var trial = try scene.refusedBind()
        if trial == nil { trial = try portless(scene) }
        guard let trial, trial.failure == "EADDRNOTAVAIL" else { return nil }
        let address = trial.endpoint.address.unmapped
        guard !scene.isOwn(address), !IPv6Missing.explains(address, scene) else { return nil }
        let own = scene.facts.interfaces.filter { $0.isUp && !$0.isLoopback }
            .flatMap { face in face.addresses.filter { $0.family == address.family }.map { "\($0) (\(face.name))" } }
        let name = scene.question.name.map { name in "\(name) is \(address), and that" } ?? "\(address)"
        let down = scene.facts.interfaces.first { !$0.isUp && !$0.isLoopback }
        let isContainers = scene.containerReport != nil
        return finding(
            isContainers ? Confidence.observed - 0.1 : Confidence.proven,
            "\(name) is no address of this machine, so nothing can listen on \(trial.endpoint.addressAndPort) here.",
            evidence: [
                trial.evidence,
                EvidenceLine(
                    "addresses", "\(scene.facts.interfaces.count) interfaces",
                    own.isEmpty ? "only loopback in this family" : own.prefix(6).joined(separator: ", ")),
            ] + (down.map { [EvidenceLine("interface", $0.name, "down")] } ?? []),
            fixes: [
                Fix(
                    address.family == .v6 ? "listen on ::1" : "listen on 127.0.0.1", "serves this machine only",
                    isSafe: true),
                Fix(
                    address.family == .v6 ? "listen on ::" : "listen on 0.0.0.0",
                    "serves every address there is, the network included"),
                Fix(
                    "ip addr", "shows the addresses there are; bring the VPN or interface up if it should be one",
                    isSafe: true, isRunnable: true),
            ])
    }

    /// A message that names the address alone: any port of it will do.
    private static func portless(_ scene: Scene) throws(Need) -> BindTrial? {
        guard scene.question.port == nil,
            let report = scene.question.reports.first(where: { $0.kind == .notAvailable && $0.isOfBind }),
            report.port == nil, let address = report.host.flatMap({ IPAddress($0) })
        else { return nil }
        let endpoint = Endpoint(.tcp, address, 0)
        guard let outcome = try scene.bind(endpoint), outcome.failure != nil else { return nil }
        return BindTrial(endpoint: endpoint, outcome: outcome, isExplicit: true)
    }
}
