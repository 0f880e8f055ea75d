/// `http-to-https-port-go`: plain HTTP to a TLS port whose server says so in clear text.
package enum HTTPToHTTPSPortGo: Rule {
    package static let fault = Fault(
        "http-to-https-port-go", .protocolMismatch,
        "The URL says http, the port speaks TLS, and the server says so in a plain 400 (Go, nginx, Apache, Tomcat).",
        symptoms: [
            "Client sent an HTTP request to an HTTPS server.",
            "400 The plain HTTP request was sent to HTTPS port",
            "Your browser sent a request that this server could not understand. Reason: You're speaking plain HTTP to an "
                + "SSL-enabled server port.",
            "Bad Request: This combination of host and port requires TLS.",
        ],
        explanation: """
            Go's net/http, nginx, Apache and Tomcat look at the first bytes of a broken TLS handshake. Where they are those \
            of an HTTP method, the server answers 400 in clear text before it closes. So the status is no word of the \
            application: the request never reached it.
            """,
        proof: """
            The plain request is answered 400 with one of those sentences, and a TLS handshake with the same endpoint is \
            answered too.
            """,
        mends: [Fix("https://<HOST>:<PORT>/", "is the URL of this server", isSafe: true)],
        seeAlso: ["http-to-https-port", "https-to-plain-http-port"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        if let mixed = try scene.plainToTLS() {
            guard mixed.isToldInClear else { return nil }
            return finding(
                Confidence.proven,
                "\(mixed.endpoint.addressAndPort) (\(scene.serverTitle(mixed.endpoint))) speaks TLS and answers plain HTTP "
                    + "with 400: the URL has to say https.",
                evidence: mixed.evidence, fixes: HTTPToHTTPSPort.fixes(scene, mixed.endpoint))
        }
        guard !scene.hasEndpoint, scene.question.intent == .use, scene.isToldPlainToTLS else { return nil }
        return finding(
            Confidence.observed, "A client spoke plain HTTP to a TLS port: the server says so itself.",
            evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)],
            fixes: [Fix("https://<host>:<port>/", "is the kind of URL this server takes", isSafe: true)])
    }
}
