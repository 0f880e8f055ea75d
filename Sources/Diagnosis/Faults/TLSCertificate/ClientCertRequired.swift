import Endpoints

/// `client-cert-required`: the server wants to see a certificate of the client's.
package enum ClientCertRequired: Rule {
    package static let fault = Fault(
        "client-cert-required", .tlsCertificate,
        "The server requires a client certificate (mutual TLS), and the client shows none that it takes.",
        symptoms: [
            "400 No required SSL certificate was sent",
            "curl: (56) OpenSSL SSL_read: tlsv13 alert certificate required",
            "remote error: tls: certificate required",
            "ERR_BAD_SSL_CLIENT_AUTH_CERT",
            "javax.net.ssl.SSLHandshakeException: Received fatal alert: bad_certificate",
        ],
        explanation: """
            A server may ask for the client's certificate (CertificateRequest, RFC 8446 section 4.3.2). Without one TLS 1.2 \
            fails inside the handshake; in TLS 1.3 the client believes it has succeeded, and the alert certificate_required \
            comes with the first read. Servers that ask and go on without (nginx with `ssl_verify_client on`) answer 400.
            """,
        proof: """
            The handshake holds a CertificateRequest, and without a certificate of ours the server ends the connection, sends \
            an alert or answers 400. A server that asks and then serves all the same wants none: that is silent.
            """,
        mends: [
            Fix("curl --cert client.pem --key client.key <URL>", "shows a certificate", isSafe: true),
            Fix("ssl_verify_client optional;", "lets nginx serve clients without one"),
        ],
        seeAlso: ["tls-version-or-cipher-mismatch", "certificate-unknown-ca"])

    private static let words = [
        "no required ssl certificate", "certificate required", "certificate_required", "bad_ssl_client_auth_cert",
        "peer did not return a certificate", "client didn't provide a certificate", "client certificate",
        "ssl_client_auth", "needs a client certificate",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let isTold = scene.said.has(words)
        guard scene.hasEndpoint else {
            guard isTold else { return nil }
            return found(
                scene, Confidence.observed, "The server",
                [
                    .message(scene.question.reports.first?.text ?? scene.question.message)
                ])
        }
        guard let shown = try hands(scene, isTold), shown.outcome.wantsClientCertificate else { return nil }
        let address = shown.endpoint.addressAndPort
        let asked = EvidenceLine("tls", address, "the server asks for a certificate of the client's")
        let who = "\(scene.serverTitle(shown.endpoint)) at \(address)".capitalizedFirst
        if let alert = shown.outcome.laterAlert ?? alert(shown.outcome) {
            return found(
                scene, Confidence.proven, who,
                [asked, EvidenceLine("tls", address, "and ends without one: \(alert)")])
        }
        let ask = HTTPAsk(shown.endpoint, isTLS: true, host: scene.requestHost, path: scene.question.path)
        guard let answer = try scene.http(ask) else { return nil }
        let isRefusal =
            answer.result != .answered && answer.result != .silent
            || answer.status == 400 && Said(answer.body).has("ssl certificate", "client certificate")
            || isTold && [400, 401, 403, 495, 496].contains(answer.status)
        guard isRefusal else { return nil }
        return found(
            scene, Confidence.proven, who,
            [asked, EvidenceLine("http", "https://\(ask.host)\(ask.path)", answer.words)])
    }

    private static func hands(
        _ scene: Scene, _ isTold: Bool
    ) throws(Need) -> (endpoint: Endpoint, outcome: TLSOutcome)? {
        if let shown = try scene.tlsHandshake() { return shown }
        guard isTold, scene.question.scheme == nil, let reach = try scene.reached(),
            let outcome = try scene.tls(TLSAsk(reach.endpoint, serverName: scene.question.host ?? "localhost"))
        else { return nil }
        return (reach.endpoint, outcome)
    }

    private static func alert(_ outcome: TLSOutcome) -> String? {
        guard case .alert(let name) = outcome.result else { return nil }
        return ["certificate_required", "bad_certificate", "handshake_failure", "no_certificate"].contains(name)
            ? name : nil
    }

    private static func found(_ scene: Scene, _ confidence: Double, _ who: String, _ evidence: [EvidenceLine])
        -> Finding
    {
        finding(
            confidence, "\(who) requires a client certificate, and none was shown.", evidence: evidence,
            fixes: [
                Fix(
                    "curl --cert <client.pem> --key <client.key> https://\(scene.requestHost)\(scene.question.path)",
                    "shows a certificate", isSafe: true),
                Fix("ssl_verify_client optional;", "lets nginx serve clients without one"),
            ])
    }
}
