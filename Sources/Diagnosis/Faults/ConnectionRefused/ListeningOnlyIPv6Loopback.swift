import Endpoints

/// `listening-only-ipv6-loopback`: `localhost` was bound as ::1, and the client uses 127.0.0.1.
package enum ListeningOnlyIPv6Loopback: Rule {
    package static let fault = Fault(
        "listening-only-ipv6-loopback", .connectionRefused,
        "The server listens only on ::1, and the client uses 127.0.0.1.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:5173 while the browser shows the page",
            "works with localhost, fails with 127.0.0.1",
            "dial tcp 127.0.0.1:3000: connect: connection refused",
        ],
        explanation: """
            localhost is two addresses. A server that binds the name takes the first address it resolves to, and since \
            Node 17 (and wherever /etc/hosts or RFC 6724 put ::1 first) that is ::1 alone. A socket bound to ::1 never \
            answers on 127.0.0.1, whatever IPV6_V6ONLY says; one bound to :: does so only without IPV6_V6ONLY \
            (ipv6(7)).
            """,
        proof: """
            127.0.0.1 refuses, the table has a listener of this port on [::1] (or on [::] with IPV6_V6ONLY) and none \
            that answers IPv4, and a connect to [::1] succeeds.
            """,
        mends: [
            Fix("http://localhost:<PORT>/", "uses the name, which leads to both addresses", isSafe: true),
            Fix("<command> --host 127.0.0.1", "makes the server listen on IPv4"),
            Fix("server.listen(<PORT>, '127.0.0.1')", "says the address in the program instead of the name"),
        ],
        seeAlso: ["listening-only-ipv4-loopback", "different-servers-on-v4-and-v6"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.elsewhere(), found.kind == .onlyIPv6 else { return nil }
        let port = found.right.port
        // The name helps only where it leads to ::1 as well, and only clients that go on to it.
        let isNamed = try scene.lookup("localhost").addresses.contains(.loopbackV6)
        return finding(
            found.confidence,
            "\(found.subject(scene)) listens on \(found.listener.local.addressAndPort) only, "
                + "so \(found.asked.endpoint.addressAndPort) is refused.",
            evidence: found.evidence(scene),
            fixes: [
                Fix(
                    "use \(found.rightText(scene))\(isNamed ? ", or localhost:\(port)" : "")",
                    "goes to the address that listens",
                    isSafe: true),
                Fix("restart it with --host 127.0.0.1", "makes the server listen on IPv4"),
                Fix(
                    "listen on 127.0.0.1, or on :: without IPV6_V6ONLY, in its configuration",
                    "serves IPv4 as well; :: also serves the network"),
            ])
    }
}
