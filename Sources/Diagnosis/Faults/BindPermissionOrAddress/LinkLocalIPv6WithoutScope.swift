import Endpoints

/// `link-local-ipv6-without-scope`: an fe80:: address without its interface.
package enum LinkLocalIPv6WithoutScope: Rule {
    package static let fault = Fault(
        "link-local-ipv6-without-scope", .bindPermissionOrAddress,
        "A link-local IPv6 address (fe80::…) is used without %interface.",
        symptoms: [
            "[Errno 22] Invalid argument for an fe80:: address",
            "Error: listen EINVAL: invalid argument fe80::1:8080",
        ],
        explanation: """
            fe80::/10 exists on every interface, so such an address means nothing without the interface: the zone after \
            % (RFC 4007, RFC 4291 section 2.5.6). The kernel wants it as sin6_scope_id and answers EINVAL where it is \
            missing (ipv6(7)). In URLs the percent sign is written %25 (RFC 6874), and browsers take no zone at all.
            """,
        proof: "The address is link-local and has no zone; bind or connect fails with EINVAL.",
        mends: [
            Fix("[fe80::1%eth0]:8080", "names the interface", isSafe: true),
            Fix("::1 or ::", "needs no zone", isSafe: true),
            Fix(
                "ip -6 addr show scope link", "shows the addresses with their interfaces", isSafe: true,
                isRunnable: true),
        ],
        seeAlso: ["bind-address-not-local"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let reported = scene.question.reports.compactMap { $0.host }.first {
            $0.utf8.contains(UInt8(ascii: "%")) == false && IPAddress($0).map(isLinkLocal) == true
                && !scene.said.has("\($0)%")
        }
        let asked = scene.question.zone == nil ? scene.question.address.flatMap { isLinkLocal($0) ? $0 : nil } : nil
        guard let address = asked ?? (scene.question.host == nil ? reported.flatMap { IPAddress($0) } : nil) else {
            return nil
        }
        let endpoint = Endpoint(scene.question.transport, address, scene.question.port ?? 0)
        let line: EvidenceLine
        if scene.question.intent == .use, asked != nil {
            // Ours are tried with the interface that has them; what a program without a zone gets is always EINVAL.
            guard scene.isOwn(address) || scene.question.allowsRemote, let outcome = try scene.connect(endpoint) else {
                return found(address, EvidenceLine("address", "\(address)", "link-local, without an interface"), scene)
            }
            if outcome.result == .connected && scene.question.reports.isEmpty { return nil }
            line = EvidenceLine("connect", endpoint.addressAndPort, outcome.words)
        } else {
            let outcome = try scene.bind(endpoint)
            line = EvidenceLine("bind", endpoint.addressAndPort, outcome?.failure ?? "works with the interface added")
        }
        return found(address, line, scene)
    }

    private static func found(_ address: IPAddress, _ line: EvidenceLine, _ scene: Scene) -> Finding {
        let face =
            scene.facts.interfaces.first { $0.addresses.contains(address) }
            ?? scene.facts.interfaces.first { !$0.isLoopback && $0.isUp }
        let zone = face?.name ?? "<interface>"
        let port = scene.question.port.map { ":\($0)" } ?? ""
        return finding(
            Confidence.proven,
            "\(address) is link-local and means nothing without its interface: \(address)%\(zone) is what is meant.",
            evidence: [line, EvidenceLine("scope", "\(address)", "link-local (fe80::/10), no %interface given")],
            fixes: [
                Fix("[\(address)%\(zone)]\(port)", "names the interface", isSafe: true),
                Fix("use ::1, or :: to listen on all addresses", "needs no interface", isSafe: true),
                Fix(
                    "ip -6 addr show scope link", "shows the link-local addresses with their interfaces", isSafe: true,
                    isRunnable: true),
            ])
    }

    private static func isLinkLocal(_ address: IPAddress) -> Bool {
        address.family == .v6 && AddressScope(address) == .linkLocal
    }
}
