import Endpoints

/// `http-to-https-port`: plain HTTP to a port that speaks TLS and does not say so.
package enum HTTPToHTTPSPort: Rule {
    package static let fault = Fault(
        "http-to-https-port", .protocolMismatch,
        "The URL says http, and the port speaks TLS.",
        symptoms: [
            "curl: (52) Empty reply from server",
            "Error: socket hang up",
            "curl: (1) Received HTTP/0.9 when not allowed",
            "java.io.IOException: HTTP/1.1 header parser received no bytes",
            "server log: SSL routines::http request",
        ],
        explanation: """
            A TLS server waits for a ClientHello. The letters `GET /` are none, so it closes the connection, some after an \
            alert record (bytes 15 03, RFC 8446 section 5.1) that an HTTP client cannot read. Servers that recognise HTTP \
            answer 400 in clear text instead; that is `http-to-https-port-go`.
            """,
        proof: """
            The plain request gets a close or an alert and no HTTP, and a TLS handshake with the same endpoint is answered. \
            A server that closes on everything fails the handshake as well.
            """,
        mends: [
            Fix("https://<HOST>:<PORT>/", "is the URL of this server", isSafe: true),
            Fix("proxy_pass https://<upstream>;", "where it is a reverse proxy that speaks to it"),
        ],
        seeAlso: ["http-to-https-port-go", "https-to-plain-http-port", "server-closes-immediately"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let mixed = try scene.plainToTLS() {
            guard !mixed.isToldInClear else { return nil }
            return finding(
                Confidence.proven,
                "\(mixed.endpoint.addressAndPort) (\(scene.serverTitle(mixed.endpoint))) speaks TLS, and the URL says http.",
                evidence: mixed.evidence, fixes: fixes(scene, mixed.endpoint))
        }
        return try behindGateway(scene)
    }

    /// A reverse proxy whose upstream speaks TLS.
    private static func behindGateway(_ scene: Scene) throws(Need) -> Finding? {
        guard let gateway = try scene.gateway(), gateway.answer.status == 502 else { return nil }
        for trial in try scene.upstreamTrials(gateway.endpoint, named: gateway.name) {
            guard let endpoint = trial.connected,
                let plain = try scene.http(HTTPAsk(endpoint, host: trial.title)), plain.result != .answered,
                let answer = try scene.speak(.tls, to: endpoint), answer.isSpoken
            else { continue }
            return finding(
                Confidence.proven,
                "\(gateway.name) at \(gateway.endpoint.addressAndPort) speaks plain HTTP to its upstream "
                    + "\(trial.title), which speaks TLS.",
                evidence: gateway.evidence + trial.evidence + [
                    EvidenceLine("http", "http://\(trial.title)/", plain.words),
                    EvidenceLine("tls", trial.title, "a TLS handshake is answered \(answer.detail)"),
                ],
                fixes: [
                    Fix("proxy_pass https://\(trial.title);", "lets nginx speak TLS to it"),
                    Fix("server <name> \(trial.title) ssl verify none", "lets HAProxy speak TLS to it"),
                ])
        }
        return nil
    }

    static func fixes(_ scene: Scene, _ endpoint: Endpoint) -> [Fix] {
        let url = "https://\(scene.requestHost)\(scene.question.path)"
        return [
            Fix(url, "is the URL of this server", isSafe: true),
            Fix("curl -k \(url)", "tries it without checking the certificate", isSafe: true, isRunnable: true),
        ]
    }
}
