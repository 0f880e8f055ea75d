import Endpoints

/// `alpn-mismatch`: client and server share no protocol to speak inside TLS.
package enum ALPNMismatch: Rule {
    package static let fault = Fault(
        "alpn-mismatch", .tlsCertificate,
        "Client and server share no application protocol: one speaks only HTTP/2 (gRPC), the other only HTTP/1.1.",
        symptoms: [
            "tlsv1 alert no application protocol, SSL alert number 120",
            "tls: client requested unsupported application protocols",
            "credentials: cannot check peer: missing selected ALPN property",
            "403 Forbidden: Unknown ALPN Protocol, expected `h2` to be available.",
        ],
        explanation: """
            Inside the handshake the client offers protocols such as `h2` and `http/1.1`, and the server picks one; when there \
            is none in common it ends with the alert no_application_protocol (RFC 7301 section 3.2). HTTP/2-only servers refuse \
            HTTP/1.1 clients so; gRPC since 1.67 refuses a server or TLS proxy that does not pick `h2`.
            """,
        proof: """
            A handshake that offers what the client offers ends in that alert or picks nothing, and one that offers the other \
            protocol succeeds.
            """,
        mends: [
            Fix("curl --http2 https://<HOST>:<PORT>/", "offers h2", isSafe: true),
            Fix("http2.createSecureServer({ allowHTTP1: true, … })", "lets a Node server take HTTP/1.1 as well"),
            Fix("listen <PORT> ssl; http2 on;", "lets nginx offer h2 to gRPC clients"),
        ],
        seeAlso: ["http1-client-to-http2-only-port", "tls-version-or-cipher-mismatch"])

    private static let words = [
        "no application protocol", "no_application_protocol", "alert number 120", "unsupported application protocols",
        "missing selected alpn", "alpn protocol", "alpn negotiation",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let isTold = scene.said.has(words)
        guard scene.hasEndpoint else {
            guard isTold else { return nil }
            return finding(
                Confidence.observed, "Client and server share no application protocol inside TLS.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)])
        }
        let isGRPC = scene.question.scheme == "grpcs" || scene.isGRPC && scene.question.saw(.tlsMismatch, .certificate)
        guard scene.question.isTLS || isGRPC || isTold && scene.question.scheme == nil,
            let reach = try scene.reached()
        else { return nil }
        let name = scene.question.host ?? "localhost"
        let offered = isGRPC || scene.said.has("missing selected alpn") ? "h2" : "http/1.1"
        if offered == "http/1.1", !isTold, try !refusesHTTP1(scene) { return nil }
        let other = offered == "h2" ? "http/1.1" : "h2"
        guard let first = try scene.tls(TLSAsk(reach.endpoint, serverName: name, protocols: [offered])),
            isRefused(first, offered)
        else { return nil }
        guard let second = try scene.tls(TLSAsk(reach.endpoint, serverName: name, protocols: [other])),
            second.result == .established
        else { return nil }
        let address = reach.endpoint.addressAndPort
        let takes = second.applicationProtocol ?? "none"
        return finding(
            Confidence.proven + 0.01,
            "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(address) does not take \(offered) inside TLS"
                + (takes == "none" ? ", nor any protocol by name." : ", only \(takes)."),
            evidence: [
                EvidenceLine("tls", "\(address) offering \(offered)", words(first)),
                EvidenceLine("tls", "\(address) offering \(other)", words(second)),
            ],
            fixes: offered == "h2"
                ? [Fix("listen \(reach.endpoint.port) ssl; http2 on;", "lets nginx offer h2 to gRPC clients")]
                : [
                    Fix(
                        "curl --http2 https://\(scene.requestHost)\(scene.question.path)", "offers h2 as well",
                        isSafe: true,
                        isRunnable: true),
                    Fix(
                        "http2.createSecureServer({ allowHTTP1: true, … })", "lets a Node server take HTTP/1.1 as well"),
                ])
    }

    /// Whether the question's own HTTP/1.1 request failed for want of a protocol.
    private static func refusesHTTP1(_ scene: Scene) throws(Need) -> Bool {
        guard let answer = try scene.answer() else { return false }
        if answer.result == .tlsFailed("no_application_protocol") { return true }
        return answer.status == 403 && Said(answer.body).has("alpn protocol")
    }

    private static func isRefused(_ outcome: TLSOutcome, _ offered: String) -> Bool {
        switch outcome.result {
        case .alert: true
        case .ended: true
        case .established: outcome.applicationProtocol != offered
        default: false
        }
    }

    private static func words(_ outcome: TLSOutcome) -> String {
        switch outcome.result {
        case .established: "established, \(outcome.applicationProtocol ?? "no protocol") picked"
        case .alert(let name): "alert \(name)"
        default: "\(outcome.result)"
        }
    }
}
