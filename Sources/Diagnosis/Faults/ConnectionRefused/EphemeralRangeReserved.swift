import Endpoints

/// `ephemeral-range-reserved`: the settings leave no port to come from.
package enum EphemeralRangeReserved: Rule {
    package static let fault = Fault(
        "ephemeral-range-reserved", .connectionRefused,
        "ip_local_port_range is tiny, or ip_local_reserved_ports covers it: every outgoing connection fails.",
        symptoms: [
            "connect EADDRNOTAVAIL 127.0.0.1:6379 - Local (0.0.0.0:0)",
            "cannot assign requested address for every server",
        ],
        explanation: """
            An outgoing connection gets its port from net.ipv4.ip_local_port_range without those of \
            net.ipv4.ip_local_reserved_ports (ip(7)); both count for IPv6 as well. When nothing is left, connect(2) \
            gives EADDRNOTAVAIL, whatever the server.
            """,
        proof: """
            A connect fails with EADDRNOTAVAIL, the address is there, and the two settings leave no port, or a handful. \
            Where many are left and used up, it is ephemeral-ports-exhausted.
            """,
        mends: [
            Fix(
                "sudo sysctl -w net.ipv4.ip_local_port_range='32768 60999'", "the kernel's own range", isSafe: true,
                isRunnable: true),
            Fix("sudo sysctl -w net.ipv4.ip_local_reserved_ports=''", "reserves none", isRunnable: true),
        ],
        seeAlso: ["ephemeral-ports-exhausted", "ipv6-disabled"])

    /// A range with fewer ports than this is no use for anybody.
    static let tiny = 16

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let isMachine = scene.question.asksForMachine
        let attempt = try isMachine ? nil : scene.withoutPort()
        guard isMachine || attempt != nil else { return nil }
        let ports = scene.ephemeralPorts(to: attempt?.endpoint ?? Endpoint(.tcp, .loopbackV4, 0))
        guard ports.available == 0 || ports.available <= tiny && ports.used * 10 < ports.available * 9 else {
            return nil
        }
        let kernel = scene.facts.kernel
        let range = kernel.ephemeralPorts
        let reserved = kernel.reservedPorts
            .map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
        var evidence = try scene.lines(scene.failures())
        evidence.append(EvidenceLine("setting", "ip_local_port_range", "\(range.lowerBound) \(range.upperBound)"))
        evidence.append(EvidenceLine("setting", "ip_local_reserved_ports", reserved.isEmpty ? "none" : reserved))
        var fixes = [
            Fix(
                "sudo sysctl -w net.ipv4.ip_local_port_range='32768 60999'", "gives the kernel's own range back",
                isSafe: true, isRunnable: true,
                undo: "sudo sysctl -w net.ipv4.ip_local_port_range='\(range.lowerBound) \(range.upperBound)'")
        ]
        if !reserved.isEmpty {
            fixes.append(
                Fix(
                    "sudo sysctl -w net.ipv4.ip_local_reserved_ports=''", "reserves no port", isSafe: true,
                    isRunnable: true, undo: "sudo sysctl -w net.ipv4.ip_local_reserved_ports='\(reserved)'"))
        }
        let left = ports.available == 0 ? "no port" : "\(ports.available) ports"
        return finding(
            ports.available == 0 ? Confidence.proven : Confidence.observed,
            "The settings leave \(left) to connect from (\(range.lowerBound)–\(range.upperBound)"
                + (reserved.isEmpty ? "" : ", \(reserved) reserved")
                + "): \(attempt.map { "\($0.endpoint.addressAndPort) cannot be connected to, nor anything else" } ?? "nothing can be connected to").",
            evidence: evidence, fixes: fixes)
    }
}
