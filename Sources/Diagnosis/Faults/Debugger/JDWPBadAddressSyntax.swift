/// `jdwp-bad-address-syntax`: the agent does not understand its address: a form of another JDK, a port out of range, or a host that does not resolve.
package enum JDWPBadAddressSyntax: Rule {
    package static let fault = Fault(
        "jdwp-bad-address-syntax", .debugger,
        "The agent does not understand its address: a form of another JDK, a port out of range, or a host that does not resolve.",
        symptoms: [
            "ERROR: transport error 202: getaddrinfo: failed to parse address",
            "ERROR: transport error 103: invalid port number specified",
        ],
        explanation: """
            JDK 8 takes a port or host:port; *:port came with JDK 9, and an IPv6 address needs brackets. A host \
            is resolved when the JVM starts. The agent gives up the whole JVM when it cannot read its address.
            """,
        proof: """
            The message is the agent's own and comes before any socket is opened.
            """,
        mends: [
            Fix("address=127.0.0.1:5005", "understood by every JDK", isSafe: true),
            Fix("address=*:5005", "JDK 9 and later: every address"),
            Fix("address=5005", "JDK 8: every address; later: loopback"),
        ],
        seeAlso: ["jdwp-port-in-use", "ipv6-disabled"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let report = scene.question.report(.debuggerBadAddress) else { return nil }
        return finding(
            Confidence.proven,
            "The JVM's debug agent does not understand the address of its option, so the JVM ended before main().",
            evidence: [EvidenceLine("message", report.runtime ?? "JDWP agent", report.text)],
            fixes: [
                Fix(
                    "address=127.0.0.1:\(scene.question.port ?? 5005)", "in -agentlib:jdwp: understood by every JDK",
                    isSafe: true),
                Fix("address=*:\(scene.question.port ?? 5005)", "JDK 9 and later: every address; JDK 8 has no *"),
            ])
    }
}
