import Endpoints

/// `listening-only-ipv4-loopback`: the client came by ::1, and the server listens on IPv4 alone.
package enum ListeningOnlyIPv4Loopback: Rule {
    package static let fault = Fault(
        "listening-only-ipv4-loopback", .connectionRefused,
        "The server listens only on 127.0.0.1 or 0.0.0.0, and the client uses ::1.",
        symptoms: [
            "connect ECONNREFUSED ::1:3000",
            "works with 127.0.0.1, fails with localhost",
            "Failed to connect to ::1 port 8000: Connection refused",
        ],
        explanation: """
            A client that resolves localhost gets ::1 first where /etc/hosts or RFC 6724 say so; Node since version 17 \
            keeps the resolver's order. A client that tries one address alone, as Node 17 to 19, many JVM and database \
            clients do, ends there. A server on 127.0.0.1 or 0.0.0.0 never answers IPv6.
            """,
        proof: """
            ::1 refuses, the table has a listener of this port on 127.0.0.1 or 0.0.0.0 and none that answers ::1, and a \
            connect by IPv4 succeeds.
            """,
        mends: [
            Fix("http://127.0.0.1:<PORT>/", "uses the address that listens", isSafe: true),
            Fix(
                "NODE_OPTIONS=--dns-result-order=ipv4first <command>", "makes Node take IPv4 first", isSafe: true,
                undo: "leave the variable out"),
            Fix("<command> --host ::", "makes the server listen on both families; the network gets in as well"),
        ],
        seeAlso: ["listening-only-ipv6-loopback", "firewall-drop-ipv6-only", "ipv6-disabled"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let found = try scene.elsewhere(), found.kind == .onlyIPv4 else { return nil }
        let asked = found.asked.endpoint
        let isByName = scene.question.address == nil
        let name = isByName ? scene.question.name.map { ", where \($0) led the client," } ?? "" : ""
        var fixes = [
            Fix("use \(found.rightText(scene))", "goes to the address that listens", isSafe: true),
            Fix(
                "let the server listen on ::1 too, or on ::",
                "serves both families; :: also serves the network"),
        ]
        if scene.question.reports.contains(where: { $0.runtime?.hasPrefix("Node") ?? false }) {
            fixes.insert(
                Fix(
                    "NODE_OPTIONS=--dns-result-order=ipv4first", "makes Node take 127.0.0.1 for localhost first",
                    isSafe: true, undo: "leave the variable out"), at: 1)
        }
        return finding(
            found.confidence,
            "\(found.subject(scene)) listens on \(found.listener.local.addressAndPort), IPv4 only, "
                + "so \(asked.addressAndPort)\(name) is refused.",
            evidence: found.evidence(scene), fixes: fixes)
    }
}
