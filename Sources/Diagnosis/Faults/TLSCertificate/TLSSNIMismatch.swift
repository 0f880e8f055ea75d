import Endpoints

/// `tls-sni-mismatch`: the server has no certificate for the name that is asked for.
package enum TLSSNIMismatch: Rule {
    package static let fault = Fault(
        "tls-sni-mismatch", .tlsCertificate,
        "The server has no certificate for the name in the URL and ends the handshake (nginx, HAProxy, Caddy, Traefik).",
        symptoms: [
            "tlsv1 unrecognized name, SSL alert number 112",
            "net::ERR_SSL_UNRECOGNIZED_NAME_ALERT",
            "remote error: tls: internal error",
            "tlsv1 alert internal error, SSL alert number 80",
            "sslv3 alert handshake failure",
        ],
        explanation: """
            The client names the host in the clear (server_name, RFC 6066 section 3), never an address. A server with several \
            sites picks the certificate by it; one that is told to take no other (`ssl_reject_handshake`, `strict-sni`, \
            Caddy's automatic HTTPS) ends with the alert unrecognized_name, handshake_failure or internal_error.
            """,
        proof: """
            The handshake with the asked name ends in such an alert, and one with another name this machine knows succeeds. \
            unrecognized_name by itself says it already: no other fault has that alert.
            """,
        mends: [
            Fix("https://<name of the site>:<PORT>/", "asks for a name that the server knows", isSafe: true),
            Fix(
                "curl --resolve <name>:<PORT>:127.0.0.1 https://<name>:<PORT>/", "tries a name without /etc/hosts",
                isSafe: true),
            Fix("server_name localhost;", "adds the name to the site in nginx"),
        ],
        seeAlso: ["certificate-wrong-name", "tls-version-or-cipher-mismatch"])

    private static let alerts = ["unrecognized_name", "handshake_failure", "internal_error", "access_denied"]
    private static let words = ["unrecognized name", "unrecognized_name", "alert number 112"]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let isTold = scene.said.has(words)
        guard scene.hasEndpoint else {
            guard isTold else { return nil }
            return finding(
                Confidence.observed, "The server has no certificate for the name that the client asks for.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)])
        }
        guard scene.question.isTLS || isTold, let reach = try scene.reached() else { return nil }
        let asked = scene.question.host ?? "localhost"
        guard let outcome = try scene.tls(TLSAsk(reach.endpoint, serverName: asked)),
            case .alert(let alert) = outcome.result, alerts.contains(alert)
        else { return nil }
        let address = reach.endpoint.addressAndPort
        let sent = IPAddress(asked) == nil ? "the name \(asked)" : "no name, since \(asked) is an address"
        var evidence = [EvidenceLine("tls", "\(address) with \(sent)", "alert \(alert)")]
        var known: String?
        for name in others(scene, asked) {
            guard let other = try scene.tls(TLSAsk(reach.endpoint, serverName: name)) else { continue }
            guard other.result == .established else { continue }
            evidence.append(EvidenceLine("tls", "\(address) with the name \(name)", "established"))
            known = name
            break
        }
        guard known != nil || alert == "unrecognized_name" || alert == "internal_error" else { return nil }
        let url = "https://\(known ?? "<name of the site>"):\(reach.endpoint.port)/"
        return finding(
            known == nil && alert != "unrecognized_name" ? Confidence.likely : Confidence.proven,
            "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(address) has no certificate for \(asked)"
                + (known.map { ", but has one for \($0)." } ?? "."),
            evidence: evidence,
            fixes: [
                Fix(url, "asks for a name that the server knows", isSafe: true),
                Fix("server_name \(asked);", "adds the name to the site in nginx, with a certificate for it"),
            ])
    }

    /// Names that lead to this machine, to be tried instead: the hosts file's, and none at all.
    private static func others(_ scene: Scene, _ asked: String) -> [String] {
        var names = IPAddress(asked) == nil ? ["127.0.0.1"] : []
        names.append("localhost")
        names += scene.facts.names.hosts.filter { scene.isOwn($0.address) }.flatMap(\.names)
        var seen: Set<String> = [asked]
        return Array(names.filter { seen.insert($0).inserted }.prefix(5))
    }
}
