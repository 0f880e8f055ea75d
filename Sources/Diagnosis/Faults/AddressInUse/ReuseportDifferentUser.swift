/// `reuseport-different-user`: the holder shares the port, but not with this program.
package enum ReuseportDifferentUser: Rule {
    package static let fault = Fault(
        "reuseport-different-user", .addressInUse,
        "Both programs set SO_REUSEPORT, but they run as different users (or one of them does not set it).",
        symptoms: [
            "EADDRINUSE although the server is started with reuse_port",
            "sharing works under one account and fails with sudo or as a service",
        ],
        explanation: """
            SO_REUSEPORT shares an endpoint only among sockets that all have the option and were made by the same \
            effective user, so that nobody can steal another one's connections (socket(7)). The kernel does not show \
            the option in any table; only a bind tells.
            """,
        proof: """
            A bind with SO_REUSEPORT fails for the asking user and works for the holder's user. Where another user's \
            identity may not be taken on, a bind that fails with the option leaves only the likelihood.
            """,
        mends: [
            Fix("sudo -u <holder's user> <command>", "runs the second program as the same user"),
            Fix("ostia free <PORT>", "stops the holder"),
        ],
        seeAlso: ["port-held-by-other-user", "reuseport-shared"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), holder.traits.first == .otherUser,
            let uid = holder.socket.uid, scene.facts.userID == 0, uid != 0
        else { return nil }
        var options = holder.occupancy.wanted.options(reuseAddress: true, reusePort: true)
        guard try scene.bind(holder.endpoint, options)?.failure == "EADDRINUSE" else { return nil }
        options.asUser = uid
        guard let shared = try scene.bind(holder.endpoint, options), shared.failure == nil else { return nil }
        let user = holder.process?.user ?? "uid \(uid)"
        return finding(
            min(0.94, holder.limit),
            "\(holder.who) shares \(holder.socket.local.addressAndPort) with SO_REUSEPORT, but only with programs of "
                + "\(user); yours runs as uid \(scene.facts.userID).",
            evidence: holder.evidence(
                EvidenceLine("bind", "\(holder.endpoint.addressAndPort), SO_REUSEPORT", "EADDRINUSE as this user"),
                EvidenceLine("bind", "\(holder.endpoint.addressAndPort), SO_REUSEPORT", "works as uid \(uid)")),
            fixes: [
                Fix("run both programs as \(user), with SO_REUSEPORT", "lets them share the port", isSafe: true),
                holder.free("stops the holder after asking"), holder.otherPort,
            ])
    }
}
