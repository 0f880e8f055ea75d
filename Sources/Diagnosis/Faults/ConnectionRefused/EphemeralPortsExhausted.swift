import Endpoints

/// `ephemeral-ports-exhausted`: no port is left to come from.
package enum EphemeralPortsExhausted: Rule {
    package static let fault = Fault(
        "ephemeral-ports-exhausted", .connectionRefused,
        "All ports for outgoing connections to one server are used up.",
        symptoms: [
            "connect: cannot assign requested address (EADDRNOTAVAIL)",
            "[Errno 99] Cannot assign requested address",
            "java.net.NoRouteToHostException or BindException under load",
        ],
        explanation: """
            A connection is known by both addresses and both ports. Towards one server only the client's port can \
            differ, and it comes from ip_local_port_range: some 28,000 as a rule. Connections that are opened and \
            closed for each request leave the port in TIME_WAIT for a minute (RFC 9293 section 3.6.1), leaked ones for \
            good; then connect(2) gives EADDRNOTAVAIL.
            """,
        proof: """
            A connect fails with EADDRNOTAVAIL, the address is there, and the table has a socket to this very endpoint \
            for nearly every port of the range. With a range that is empty by itself it is ephemeral-range-reserved.
            """,
        mends: [
            Fix("use a connection pool or keep-alive", "uses one connection for many requests"),
            Fix(
                "sudo sysctl -w net.ipv4.ip_local_port_range='1024 65535'", "makes room", isSafe: true,
                isRunnable: true, undo: "sudo sysctl -w net.ipv4.ip_local_port_range='32768 60999'"),
            Fix(
                "netsh int ipv4 set dynamicport tcp start=10000 num=55535", "makes room", platform: .windows),
        ],
        seeAlso: ["ephemeral-range-reserved", "ipv6-disabled", "time-wait-without-reuseaddr"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if scene.question.asksForMachine { return try machine(scene) }
        guard let attempt = try scene.withoutPort() else { return nil }
        let ports = scene.ephemeralPorts(to: attempt.endpoint)
        guard ports.available > 0 else { return nil }
        let isFull = ports.used * 10 >= ports.available * 9
        // What is left may be bound to by others, which the table shows of asked ports only.
        guard isFull || ports.available > EphemeralRangeReserved.tiny else { return nil }
        let range = scene.facts.kernel.ephemeralPorts
        let endpoint = attempt.endpoint.addressAndPort
        var evidence = try scene.lines(scene.failures())
        evidence.append(
            EvidenceLine(
                "sockets", "to \(endpoint)",
                "\(ports.used) of \(ports.available) ports in use, \(ports.timeWaits) of them in TIME_WAIT"))
        evidence.append(
            EvidenceLine("setting", "ip_local_port_range", "\(range.lowerBound) \(range.upperBound)"))
        var who = ""
        if let holder = ports.holders.first, let process = scene.facts.processes[holder.pid] {
            evidence.append(EvidenceLine("process", process.title, "holds \(holder.count) of them"))
            who = ", \(holder.count) by \(process.title)"
        }
        return finding(
            isFull ? Confidence.proven : Confidence.likely,
            "No port is left to connect to \(endpoint) from: \(ports.used) of \(ports.available) are in use\(who).",
            evidence: evidence, fixes: fixes(range, ports))
    }

    /// An endpoint of any machine towards which nearly every port is in use.
    private static func machine(_ scene: Scene) throws(Need) -> Finding? {
        let available = scene.ephemeralPorts(to: Endpoint(.tcp, .loopbackV4, 0)).available
        guard available > 0, let crowd = try scene.limits().crowds.first, crowd.ports * 10 >= available * 9 else {
            return nil
        }
        let range = scene.facts.kernel.ephemeralPorts
        let ports = EphemeralPorts(available: available, used: crowd.ports, timeWaits: crowd.timeWaits, holders: [])
        return finding(
            Confidence.observed,
            "Hardly a port is left to connect to \(crowd.remote.addressAndPort) from: \(crowd.ports) of \(available) are "
                + "in use.",
            evidence: [
                EvidenceLine(
                    "sockets", "to \(crowd.remote.addressAndPort)",
                    "\(crowd.ports) of \(available) ports in use, \(crowd.timeWaits) of them in TIME_WAIT"),
                EvidenceLine("setting", "ip_local_port_range", "\(range.lowerBound) \(range.upperBound)"),
            ], fixes: fixes(range, ports))
    }

    private static func fixes(_ range: ClosedRange<UInt16>, _ ports: EphemeralPorts) -> [Fix] {
        let widen = Fix(
            "sudo sysctl -w net.ipv4.ip_local_port_range='10000 65535'", "makes room at once", isSafe: true,
            isRunnable: true,
            undo: "sudo sysctl -w net.ipv4.ip_local_port_range='\(range.lowerBound) \(range.upperBound)'")
        let keep = Fix("keep connections open and use them again (pool, keep-alive)", "uses one port for many requests")
        return ports.timeWaits * 2 > ports.used
            ? [widen, Fix("wait 60 s", "lets TIME_WAIT end", isSafe: true), keep]
            : [widen, Fix("close connections that are not needed any more", "gives their ports back"), keep]
    }
}
