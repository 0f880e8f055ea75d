import Endpoints

/// Whether IPv6 is off where an address needs it.
enum IPv6Missing {
    static func explains(_ address: IPAddress, _ scene: Scene) -> Bool {
        guard address.unmapped.family == .v6 else { return false }
        let kernel = scene.facts.kernel
        return kernel.isIPv6Disabled || kernel.isIPv6DisabledOnLoopback && address.isLoopback
    }
}

/// `ipv6-disabled`: IPv6 is switched off, and something needs it.
package enum IPv6Disabled: Rule {
    package static let fault = Fault(
        "ipv6-disabled", .bindPermissionOrAddress,
        "IPv6 is disabled on this machine, so ::1 and [::] cannot be bound or reached.",
        symptoms: [
            "Error: listen EAFNOSUPPORT: address family not supported :::3000",
            "bind: cannot assign requested address for [::1]:8080",
            "nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)",
            "connect EADDRNOTAVAIL ::1:3000 - Local (:::0)",
        ],
        explanation: """
            net.ipv6.conf.all.disable_ipv6 (or that of lo) takes away every IPv6 address: bind and connect of ::1 give \
            EADDRNOTAVAIL, while [::] can still be bound. With ipv6.disable=1 on the kernel's command line there is no \
            IPv6 socket at all: EAFNOSUPPORT. Docker containers have it disabled on lo unless told otherwise.
            """,
        proof: """
            The kernel's setting says so (or /proc/sys/net/ipv6 is missing), and the bind or connect of the IPv6 \
            address fails with EADDRNOTAVAIL or EAFNOSUPPORT. With IPv6 enabled and only the address gone it is \
            loopback-address-missing.
            """,
        mends: [
            Fix("use 127.0.0.1 instead of ::1 or localhost", "needs no IPv6", isSafe: true),
            Fix("<command> --host 127.0.0.1", "lets the server listen on IPv4", isSafe: true),
            Fix(
                "sudo sysctl net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.lo.disable_ipv6=0", "switches IPv6 on",
                undo: "sudo sysctl net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.lo.disable_ipv6=1"),
        ],
        seeAlso: ["loopback-address-missing", "bind-address-not-local", "seccomp-denies-socket"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let kernel = scene.facts.kernel
        guard kernel.isIPv6Disabled || kernel.isIPv6DisabledOnLoopback else { return nil }
        var tried: EvidenceLine?
        if let trial = try scene.refusedBind(), IPv6Missing.explains(trial.endpoint.address, scene),
            ["EADDRNOTAVAIL", "EAFNOSUPPORT"].contains(trial.failure)
        {
            tried = trial.evidence
        } else if let reach = try scene.unreached(),
            let failed = reach.attempts.first(where: { attempt in
                IPv6Missing.explains(attempt.endpoint.address, scene) && isTelling(attempt.outcome.result)
            })
        {
            tried = EvidenceLine("connect", failed.endpoint.addressAndPort, failed.outcome.words)
        } else if scene.question.port == nil || scene.question.isFromReport, let report = reported(scene) {
            tried = EvidenceLine("message", report.host ?? "IPv6", report.text)
        }
        guard let tried else { return nil }
        let setting = kernel.isIPv6Disabled ? "all" : "lo"
        return finding(
            Confidence.proven,
            "IPv6 is disabled here (net.ipv6.conf.\(setting).disable_ipv6), so \(tried.target) cannot be used.",
            evidence: [
                tried, EvidenceLine("setting", "net.ipv6.conf.\(setting).disable_ipv6", "1, or no IPv6 in the kernel"),
            ],
            fixes: [
                Fix("use 127.0.0.1 (or 0.0.0.0 to listen) instead", "needs no IPv6", isSafe: true),
                Fix(
                    "sudo sysctl net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.lo.disable_ipv6=0", "switches IPv6 on",
                    isSafe: true, isRunnable: true,
                    undo: "sudo sysctl net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.lo.disable_ipv6=1"),
            ])
    }

    private static func isTelling(_ result: ConnectOutcome.Result) -> Bool {
        guard case .failed(let name) = result else { return false }
        return ["EADDRNOTAVAIL", "EAFNOSUPPORT", "ENETUNREACH"].contains(name)
    }

    /// A message that names an IPv6 address, or says that the family is not supported.
    private static func reported(_ scene: Scene) -> ErrorReport? {
        scene.question.reports.first { report in
            if report.kind == .ipv6Disabled {
                return report.host.flatMap { IPAddress($0) }.map { $0.family == .v6 } ?? true
            }
            guard report.kind == .notAvailable || report.kind == .networkUnreachable else { return false }
            return report.host.flatMap { IPAddress($0) }?.family == .v6
        }
    }
}
