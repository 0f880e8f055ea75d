/// `udp-port-in-use`: a UDP socket has the port.
package enum UDPPortInUse: Rule {
    package static let fault = Fault(
        "udp-port-in-use", .addressInUse,
        "The UDP port is already bound, mostly by a system service (DNS 53, mDNS 5353, syslog 514, statsd 8125).",
        symptoms: [
            "Error: bind EADDRINUSE 0.0.0.0:5353",
            "listen udp 0.0.0.0:53: bind: address already in use",
            "the port is free for TCP, and ss -tln shows nobody",
        ],
        explanation: """
            UDP has a port space of its own; a bound UDP socket has its port without ever listening. 0.0.0.0 overlaps \
            with every single address, 127.0.0.53 of systemd-resolved included, and [::] with IPv4 too. SO_REUSEADDR \
            lets UDP sockets share on Linux only when all of them set it (socket(7)), as mDNS programs do.
            """,
        proof: "A UDP bind fails with EADDRINUSE, and the kernel's UDP table has a socket that overlaps with it.",
        mends: [
            Fix("ostia who <PORT>", "shows the holder of the UDP port, too", isSafe: true),
            Fix("bind 127.0.0.1 instead of 0.0.0.0", "leaves 127.0.0.53 to systemd-resolved", isSafe: true),
            Fix(
                "DNSStubListener=no in /etc/systemd/resolved.conf", "makes systemd-resolved leave port 53",
                undo: "remove the line and restart systemd-resolved"),
        ],
        seeAlso: ["port-held-by-own-process", "wildcard-vs-specific-conflict"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), holder.endpoint.transport == .udp else { return nil }
        let held = holder.socket.local
        let isSame = held.address == holder.endpoint.address
        let sharing = holder.occupancy.isForAll ? "" : " without SO_REUSEADDR"
        let isPublished = holder.traits.first == .published
        return finding(
            min(isPublished ? Confidence.observed - 0.03 : Confidence.proven, holder.limit),
            "\(holder.who) has UDP \(held.addressAndPort)"
                + (isSame ? "" : ", which overlaps with \(holder.endpoint.addressAndPort)")
                + ", so UDP \(holder.endpoint.addressAndPort) cannot be bound\(sharing).",
            evidence: holder.evidence(),
            fixes: [
                Fix("ostia who \(holder.port)", "shows the holder and what started it", isSafe: true),
                Fix(
                    "ostia free \(holder.port) --udp", "stops \(holder.process?.title ?? "the holder") after asking",
                    isRunnable: true),
                Fix(
                    holder.endpoint.address.isUnspecified && !held.address.isUnspecified
                        ? "bind one address, not all of them, or another port" : "ostia port <name> --udp",
                    "avoids the overlap", isSafe: true),
            ])
    }
}
