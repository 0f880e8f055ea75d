import Endpoints

/// `listening-only-ipv6-loopback`: `localhost` was bound as ::1, and the client uses 127.0.0.1.
package enum ListeningOnlyIPv6Loopback: Rule {
    package static let fault = Fault(
        "listening-only-ipv6-loopback", .connectionRefused,
        "The server listens only on ::1, and the client uses 127.0.0.1.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:5173 while the browser shows the page",
            "works with localhost, fails with 127.0.0.1",
        ],
        explanation: """
            localhost is two addresses. A server that binds the name takes the first address it resolves to, and since \
            Node 17 (and wherever /etc/hosts or RFC 6724 put ::1 first) that is ::1 alone. A socket bound to ::1 never \
            answers on 127.0.0.1, whatever IPV6_V6ONLY says (ipv6(7)).
            """,
        proof: """
            127.0.0.1 refuses, the table has a listener of this port on [::1] and none that answers IPv4, and a \
            connect to [::1] succeeds.
            """,
        mends: [
            Fix("<command> --host 127.0.0.1", "makes the server listen on IPv4"),
            Fix("http://localhost:<PORT>/", "uses the name, which leads to both addresses", isSafe: true),
        ],
        seeAlso: ["listening-only-ipv4-loopback", "different-servers-on-v4-and-v6"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let reach = try scene.refused(), reach.endpoint.address.family == .v4,
            let listener = scene.listeners(on: reach.endpoint.port).first(where: { $0.local.address == .loopbackV6 })
        else {
            return nil
        }
        let other = Endpoint(.tcp, .loopbackV6, reach.endpoint.port)
        var evidence = [EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words)]
        if scene.mayConnect(other), let outcome = try scene.connect(other) {
            evidence.append(EvidenceLine("connect", other.addressAndPort, outcome.words))
        }
        let owner = scene.owner(of: listener)
        evidence.append(EvidenceLine("listener", other.addressAndPort, owner?.title ?? "owner hidden"))
        let who = owner.map { "\($0.title)," } ?? "the server"
        return finding(
            Confidence.proven,
            "\(who) listens on [::1]:\(other.port) only, so \(reach.endpoint.addressAndPort) is refused.",
            evidence: evidence,
            fixes: [
                Fix(
                    "use http://localhost:\(other.port)/ or [::1]:\(other.port)", "goes to the address that listens",
                    isSafe: true),
                Fix("restart it with --host 127.0.0.1", "makes the server listen on IPv4"),
            ])
    }
}
