import Endpoints

/// `dual-stack-conflict`: `[::]` has taken the port of IPv4 as well, or wants it.
package enum DualStackConflict: Rule {
    package static let fault = Fault(
        "dual-stack-conflict", .addressInUse,
        "[::] is dual-stack and so occupies the port of IPv4 too.",
        symptoms: [
            "listen tcp4 0.0.0.0:8080: bind: address already in use, and ss shows only [::]:8080 or *:8080",
            "nginx with listen 80 and listen [::]:80 ipv6only=off: bind() to [::]:80 failed (98)",
            "IPv4 tools see nobody on the port, and it is taken",
        ],
        explanation: """
            An IPv6 socket bound to :: also takes IPv4 connections, as IPv4-mapped addresses, unless IPV6_V6ONLY is \
            set (ipv6(7); RFC 3493 section 5.3). Node, Java, Go and many servers listen that way by default. Such a \
            socket and one on 0.0.0.0 (or on a single IPv4 address) exclude each other.
            """,
        proof: """
            The holder is of the other family: [::] without IPV6_V6ONLY in the kernel's table, which has the flag, \
            while IPv4 is wanted; or an IPv4 listener while a dual-stack [::] is wanted, and a bind of [::] with \
            IPV6_V6ONLY works.
            """,
        mends: [
            Fix(
                "set IPV6_V6ONLY (nginx: ipv6only=on, Node: ipv6Only: true)", "[::] then leaves IPv4 alone",
                isSafe: true),
            Fix("bind only one of the two: [::] serves both", "leaves out the second bind", isSafe: true),
            Fix("ostia free <PORT>", "stops the holder"),
        ],
        seeAlso: ["wildcard-vs-specific-conflict", "different-servers-on-v4-and-v6"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), holder.endpoint.transport == .tcp,
            let confidence = holder.confidence(.dualStack)
        else { return nil }
        let held = holder.socket.local
        let wantsBoth = holder.endpoint.address.family == .v6
        var lines = holder.evidence()
        if wantsBoth {
            let only = try scene.bind(holder.endpoint, BindOptions(reuseAddress: true))
            lines.append(
                EvidenceLine(
                    "bind", "\(holder.endpoint.addressAndPort) with IPV6_V6ONLY", only?.failure ?? "works"))
        } else {
            lines.append(EvidenceLine("socket", held.addressAndPort, "IPV6_V6ONLY is off: it takes IPv4 as well"))
        }
        return finding(
            confidence,
            wantsBoth
                ? "[::]:\(held.port) takes IPv4 as well unless IPV6_V6ONLY is set, and \(holder.who) has "
                    + "\(held.addressAndPort)."
                : "\(holder.who) listens on [::]:\(held.port) without IPV6_V6ONLY, so it has "
                    + "\(holder.endpoint.addressAndPort) too.",
            evidence: lines,
            fixes: [
                Fix(
                    wantsBoth
                        ? "set IPV6_V6ONLY on the new listener (nginx: ipv6only=on, Node: ipv6Only: true)"
                        : "let the holder listen with IPV6_V6ONLY or on [::1], or connect to it: it serves IPv4 too",
                    "the two families then no longer overlap", isSafe: true),
                holder.free("stops \(holder.process?.title ?? "the holder") after asking"), holder.otherPort,
            ])
    }
}
