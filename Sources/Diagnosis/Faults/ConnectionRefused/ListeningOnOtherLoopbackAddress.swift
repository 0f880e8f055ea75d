import Endpoints

/// `listening-on-other-loopback-address`: 127.0.0.1 is not the only address of 127.0.0.0/8.
package enum ListeningOnOtherLoopbackAddress: Rule {
    package static let fault = Fault(
        "listening-on-other-loopback-address", .connectionRefused,
        "The server listens on another address of 127.0.0.0/8 than the client uses.",
        symptoms: [
            "connect ECONNREFUSED 127.0.0.1:8080, and the server says it listens",
            "ss shows 127.0.1.1:8080 or 127.0.0.53:53",
        ],
        explanation: """
            All of 127.0.0.0/8 is this machine, and each of its addresses is a place of its own: a listener on \
            127.0.1.1 does not answer on 127.0.0.1. Debian writes the machine's name beside 127.0.1.1 into /etc/hosts, \
            so a server that binds its own host name ends there; systemd-resolved sits on 127.0.0.53.
            """,
        proof: """
            The asked address refuses, the table has a listener of this port on another loopback address and none that \
            answers the asked one, and a connect to that address succeeds.
            """,
        mends: [
            Fix("http://<ADDRESS>:<PORT>/", "uses the address that listens", isSafe: true),
            Fix("<command> --host 127.0.0.1", "makes the server listen where clients look"),
        ],
        seeAlso: ["localhost-name-hijacked", "listening-only-on-lan-address"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.elsewhere(), found.kind == .otherLoopback else { return nil }
        var evidence = found.evidence(scene)
        let address = found.listener.local.address
        var because = ""
        if let entry = scene.facts.names.hosts.first(where: { $0.address == address.unmapped }),
            let name = entry.names.first(where: { !NameSources.isLocalhost($0) })
        {
            evidence.append(
                EvidenceLine("hosts", "/etc/hosts line \(entry.line)", "\(address) is called \(name)"))
            because = ", the address of the name \(name),"
        }
        return finding(
            found.confidence,
            "\(found.subject(scene)) listens on \(found.listener.local.addressAndPort)\(because) "
                + "and not on \(found.asked.endpoint.addressAndPort).",
            evidence: evidence,
            fixes: [
                Fix("use \(found.rightText(scene))", "goes to the address that listens", isSafe: true),
                Fix("let the server listen on 127.0.0.1, not on a host name", "puts it where clients look"),
            ])
    }
}
