/// `wildcard-vs-specific-conflict`: all addresses are wanted where one is taken, or one where all are taken.
package enum WildcardVersusSpecificConflict: Rule {
    package static let fault = Fault(
        "wildcard-vs-specific-conflict", .addressInUse,
        "All addresses (0.0.0.0 or ::) are wanted, and something listens on a single one of them; or the reverse.",
        symptoms: [
            "bind 0.0.0.0:8000 fails, and ss shows only 127.0.0.1:8000",
            "bind 127.0.0.1:8080 fails, and ss shows only 0.0.0.0:8080",
        ],
        explanation: """
            0.0.0.0 stands for every address of the machine, so it overlaps with each single one: on Linux bind(2) of \
            the one fails while the other listens, also with SO_REUSEADDR (socket(7)). On macOS and the BSDs the more \
            specific bind succeeds and takes the connections away from the other.
            """,
        proof: """
            The very address that is wanted has no listener; the one that has the port is its wildcard, or a single \
            address below the wanted wildcard. A bind of an address that does not overlap works.
            """,
        mends: [
            Fix("<command> --host <another single address>", "takes an address that is free", isSafe: true),
            Fix("ostia free <PORT>", "stops the holder"),
            Fix("ostia port <name>", "gives a port that is free on all addresses", isSafe: true),
        ],
        seeAlso: ["dual-stack-conflict", "port-held-by-own-process"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let holder = try scene.holder(), holder.endpoint.transport == .tcp,
            let confidence = holder.confidence(.wildcard)
        else { return nil }
        let held = holder.socket.local
        let wantsAll = holder.endpoint.address.isUnspecified
        return finding(
            confidence,
            wantsAll
                ? "\(holder.endpoint.addressAndPort) means every address, and \(holder.who) has one of them: "
                    + "\(held.addressAndPort)."
                : "\(holder.who) listens on \(held.addressAndPort), which is every address, "
                    + "\(holder.endpoint.address) included.",
            evidence: holder.evidence(
                EvidenceLine("listener", holder.endpoint.addressAndPort, "none with this very address")),
            fixes: [
                Fix(
                    wantsAll
                        ? "bind one address that is needed instead of all, or another port"
                        : "let the other program listen on the addresses it needs instead of all",
                    "the two then no longer overlap", isSafe: true),
                holder.free("stops \(holder.process?.title ?? "the holder") after asking"), holder.otherPort,
            ])
    }
}
