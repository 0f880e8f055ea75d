import Endpoints

/// `privileged-port`: a low port, and no right to it.
package enum PrivilegedPort: Rule {
    package static let fault = Fault(
        "privileged-port", .bindPermissionOrAddress,
        "The port is below net.ipv4.ip_unprivileged_port_start, and the program has no CAP_NET_BIND_SERVICE.",
        symptoms: [
            "Error: listen EACCES: permission denied 0.0.0.0:80",
            "PermissionError: [Errno 13] Permission denied",
            "nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)",
        ],
        explanation: """
            Linux lets only programs with CAP_NET_BIND_SERVICE bind ports below ip_unprivileged_port_start, 1024 by \
            default (capabilities(7), ip(7)). The same holds for IPv6 and UDP. macOS has not asked for it on all \
            addresses since 10.14; Windows has no such ports.
            """,
        proof: """
            bind fails with EACCES, the port is below the setting of this network namespace, and the asking process \
            lacks the capability; the same bind on a higher port works.
            """,
        mends: [
            Fix("<command> --port 8080", "takes a port that needs no right", isSafe: true),
            Fix(
                "sudo setcap cap_net_bind_service=+ep <executable>", "lets this program bind low ports",
                undo: "sudo setcap -r <executable>"),
            Fix("AmbientCapabilities=CAP_NET_BIND_SERVICE", "the same for a systemd service, in its unit file"),
            Fix(
                "sudo sysctl net.ipv4.ip_unprivileged_port_start=<PORT>", "opens low ports to every program",
                undo: "sudo sysctl net.ipv4.ip_unprivileged_port_start=1024"),
        ],
        seeAlso: ["landlock-or-sandbox-denies-bind", "selinux-apparmor-denies"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let start = scene.facts.kernel.unprivilegedPortStart
        // A report about another program is enough where the asking one may bind low ports itself.
        let report = scene.deniedBindReport
        guard scene.question.intent == .bind || report != nil else { return nil }
        let endpoints = try scene.bindEndpoints()
        guard let wanted = endpoints.first ?? reported(report) else { return nil }
        let port = wanted.endpoint.port
        guard port > 0, port < start else { return nil }
        let outcome = try scene.bind(wanted.endpoint, wanted.options(reuseAddress: true))
        let isDenied = outcome?.failure == "EACCES"
        guard isDenied || outcome?.failure == nil && report != nil else { return nil }
        // With the right to it and yet refused: something else refuses.
        if isDenied && scene.facts.capabilities.bindsLowPorts { return nil }
        return finding(
            isDenied ? Confidence.proven : Confidence.likely,
            "Port \(port) is below \(start), the first one that programs without CAP_NET_BIND_SERVICE may bind"
                + (isDenied
                    ? "; uid \(scene.facts.userID) has no such right."
                    : ", and the program in question was refused it."),
            evidence: [
                EvidenceLine("bind", wanted.endpoint.addressAndPort, outcome?.failure ?? "works for the asking user"),
                EvidenceLine("setting", "net.ipv4.ip_unprivileged_port_start", "\(start)"),
                EvidenceLine(
                    "right", "CAP_NET_BIND_SERVICE", scene.facts.capabilities.bindsLowPorts ? "here, yes" : "no"),
            ],
            fixes: [
                Fix("use a port from \(max(start, 1024)) on", "needs no right", isSafe: true),
                Fix(
                    "sudo setcap cap_net_bind_service=+ep <executable>", "lets this one program bind low ports",
                    undo: "sudo setcap -r <executable>"),
                Fix(
                    "sudo sysctl net.ipv4.ip_unprivileged_port_start=\(port)",
                    "opens every port from \(port) on to all programs", isRunnable: true,
                    undo: "sudo sysctl net.ipv4.ip_unprivileged_port_start=\(start)"),
            ])
    }

    private static func reported(_ report: ErrorReport?) -> Wanted? {
        guard let report, let port = report.port.flatMap({ UInt16(exactly: $0) }) else { return nil }
        let address = report.host.flatMap { IPAddress($0) } ?? .unspecifiedV4
        return Wanted(Endpoint(report.transport == .udp ? .udp : .tcp, address, port), isExplicit: false)
    }
}
