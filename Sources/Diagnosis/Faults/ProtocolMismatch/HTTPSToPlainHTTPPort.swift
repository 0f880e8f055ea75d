import Endpoints

/// `https-to-plain-http-port`: TLS to a port that speaks plain HTTP.
package enum HTTPSToPlainHTTPPort: Rule {
    package static let fault = Fault(
        "https-to-plain-http-port", .protocolMismatch,
        "The URL says https, and the port speaks plain HTTP.",
        symptoms: [
            "curl: (35) error:0A00010B:SSL routines::wrong version number",
            "net::ERR_SSL_PROTOCOL_ERROR",
            "javax.net.ssl.SSLException: Unsupported or unrecognized SSL message",
            "tls: first record does not look like a TLS handshake",
            "http: server gave HTTP response to HTTPS client",
            "server log: code 400, message Bad request version ('\\x16\\x03\\x01…')",
            "You're accessing the development server over HTTPS, but it only supports HTTP.",
        ],
        explanation: """
            A client begins TLS with a ClientHello record (bytes 16 03). A plain HTTP server reads it as a broken request and \
            answers 400 in clear text, or closes. The client reads the letters `HTTP` where a record's version should be: \
            that is what OpenSSL calls "wrong version number"; no versions of TLS are at odds.
            """,
        proof: """
            The handshake gets bytes that are no TLS, or a close, and plain HTTP to the same endpoint is answered. A server \
            that answers the handshake with an alert does speak TLS and is another fault.
            """,
        mends: [
            Fix("http://<HOST>:<PORT>/", "is the URL of this server", isSafe: true),
            Fix("<a reverse proxy with a certificate, such as caddy>", "gives it https"),
        ],
        seeAlso: ["https-redirect-loop-or-hsts", "http-to-https-port", "tls-version-or-cipher-mismatch"])

    /// What only a client or a server says that has met the other kind.
    private static let sure = [
        "gave http response to https client", "bad request version ('\\x16",
        "accessing the development server over https",
        "ssl connection to a non-ssl", "invalid request (unsupported ssl request)", "'\\x16\\x03", "\\x16\\x03\\x01",
        "http/0.9 request type ('\\x16",
    ]
    private static let usual = [
        "wrong version number", "wrong_version_number", "ssl message", "first record does not look like",
        "ssl_protocol_error",
        "record_too_long", "not an ssl/tls record", "notsslrecord", "invalidcontenttype", "packet length too long",
        "unknown protocol", "record layer failure", "eproto", "invalid http request received",
        "frame size or a corrupted",
        "unexpected packet format", "oversized record",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        let isTold = scene.question.saw(.tlsMismatch, .protocolMismatch) && said.has(sure + usual)
        guard scene.hasEndpoint else {
            guard isTold, !said.has("proxy") else { return nil }
            return finding(
                said.has(sure) ? Confidence.observed : Confidence.likely,
                "A TLS client speaks to a port that does not speak TLS.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)],
                fixes: [Fix("http://<host>:<port>/", "is the kind of URL this server takes", isSafe: true)])
        }
        guard scene.question.isTLS || isTold && (scene.question.scheme == nil || scene.question.scheme == "http"),
            let reach = try scene.reached()
        else { return nil }
        let endpoint = reach.endpoint
        guard let tls = try scene.tls(TLSAsk(endpoint, serverName: scene.question.host ?? "localhost")) else {
            return nil
        }
        switch tls.result {
        case .notTLS, .ended, .silent, .failed: break
        case .established, .alert, .notConnected: return nil
        }
        let host = scene.requestHost
        let ask = HTTPAsk(endpoint, host: host, path: scene.question.path)
        guard let plain = try scene.http(ask), plain.result == .answered else { return nil }
        // With the http that was typed the client was turned to https by something: see `https-redirect-loop-or-hsts`.
        let isForced = scene.question.scheme == "http" && !said.has("https://")
        return finding(
            Confidence.proven - (isForced ? 0.04 : 0),
            "\(endpoint.addressAndPort) (\(scene.serverTitle(endpoint))) speaks plain HTTP, and the client speaks TLS to it.",
            evidence: [
                EvidenceLine("tls", endpoint.addressAndPort, words(tls)),
                EvidenceLine("http", "http://\(host)\(ask.path)", plain.words),
            ],
            fixes: [
                Fix("http://\(host)\(ask.path)", "is the URL of this server", isSafe: true),
                Fix(
                    "caddy reverse-proxy --from localhost:<port> --to \(endpoint.addressAndPort)",
                    "gives it https on another port, with a certificate of Caddy's own authority"),
            ])
    }

    private static func words(_ outcome: TLSOutcome) -> String {
        outcome.firstBytes.isEmpty
            ? "no TLS: \(outcome.result)" : "no TLS: the server says \(Scene.printable(outcome.firstBytes))"
    }
}
