import Endpoints

/// `loopback-address-missing`: lo is up without the address that everybody expects.
package enum LoopbackAddressMissing: Rule {
    package static let fault = Fault(
        "loopback-address-missing", .bindPermissionOrAddress,
        "The loopback interface is up, but 127.0.0.1 (or ::1) was removed from it.",
        symptoms: [
            "bind: Cannot assign requested address for 127.0.0.1",
            "[Errno 101] Network is unreachable for 127.0.0.1",
            "connect EADDRNOTAVAIL ::1:3000",
        ],
        explanation: """
            127.0.0.1/8 and ::1/128 are ordinary addresses of lo and can be deleted: ip addr flush, a broken interface \
            script, a cloud image without its lo stanza. Without 127.0.0.1 the local table has no route for it: bind \
            gives EADDRNOTAVAIL and connect ENETUNREACH, while 0.0.0.0 still binds.
            """,
        proof: """
            lo is up and lacks the address, and bind or connect of it fails; for ::1 IPv6 is enabled (otherwise it is \
            ipv6-disabled).
            """,
        mends: [
            Fix("sudo ip addr add 127.0.0.1/8 dev lo", "puts it back", undo: "sudo ip addr del 127.0.0.1/8 dev lo"),
            Fix("sudo ip addr add ::1/128 dev lo", "the same for IPv6", undo: "sudo ip addr del ::1/128 dev lo"),
        ],
        seeAlso: ["loopback-down", "ipv6-disabled", "bind-address-not-local"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let lo = scene.loopback, lo.isUp else { return nil }
        // Where interfaces may not be read nothing is known of any address.
        let has = Set(scene.facts.interfaces.flatMap(\.addresses))
        let missing = [IPAddress.loopbackV4, .loopbackV6].filter {
            !has.contains($0) && !IPv6Missing.explains($0, scene)
        }
        guard !missing.isEmpty, let (address, line) = try tried(missing, scene) else { return nil }
        let prefix = address.family == .v4 ? "/8" : "/128"
        return finding(
            Confidence.proven,
            "The loopback interface \(lo.name) is up but has lost its address \(address).",
            evidence: (line.map { [$0] } ?? []) + [
                EvidenceLine(
                    "interface", lo.name,
                    lo.addresses.isEmpty
                        ? "up, no address" : "up, only \(lo.addresses.map { "\($0)" }.joined(separator: ", "))")
            ],
            fixes: [
                Fix(
                    "sudo ip addr add \(address)\(prefix) dev \(lo.name)", "puts it back", isSafe: true,
                    isRunnable: true, undo: "sudo ip addr del \(address)\(prefix) dev \(lo.name)")
            ])
    }

    /// The missing address that the question needs, and what happened when it was tried.
    private static func tried(
        _ missing: [IPAddress], _ scene: Scene
    ) throws(Need) -> (IPAddress, EvidenceLine?)? {
        switch scene.question.intent {
        case .machine: return missing.first { $0 == .loopbackV4 }.map { ($0, nil) }
        case .bind:
            guard let trial = try scene.refusedBind(), trial.failure == "EADDRNOTAVAIL",
                let address = missing.first(where: { $0.family == trial.endpoint.address.unmapped.family }),
                trial.endpoint.address.isLoopback
            else { return nil }
            return (address, trial.evidence)
        case .use:
            guard let reach = try scene.unreached() else { return nil }
            for attempt in reach.attempts {
                guard let address = missing.first(where: { $0.family == attempt.endpoint.address.unmapped.family }),
                    attempt.endpoint.address.isLoopback || attempt.endpoint.address.isUnspecified,
                    case .failed = attempt.outcome.result
                else { continue }
                return (
                    address, EvidenceLine("connect", attempt.endpoint.addressAndPort, attempt.outcome.words)
                )
            }
            return nil
        }
    }
}
