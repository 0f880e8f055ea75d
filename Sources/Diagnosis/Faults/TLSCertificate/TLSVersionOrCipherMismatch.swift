import Endpoints

/// `tls-version-or-cipher-mismatch`: no version or cipher in common.
package enum TLSVersionOrCipherMismatch: Rule {
    package static let fault = Fault(
        "tls-version-or-cipher-mismatch", .tlsCertificate,
        "Client and server have no version or no cipher of TLS in common.",
        symptoms: [
            "tlsv1 alert protocol version, SSL alert number 70",
            "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
            "ssl.SSLError: [SSL: UNSUPPORTED_PROTOCOL] unsupported protocol",
            "tls: no supported versions satisfy MinVersion and MaxVersion",
            "javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version",
            "The server selected protocol version TLS10 is not accepted by client preferences",
            "sslv3 alert handshake failure, no shared cipher",
        ],
        explanation: """
            TLS 1.0 and 1.1 are withdrawn (RFC 8996): OpenSSL 3, Go, Java since 8u291, Node and every browser refuse them, so a \
            server that offers nothing newer is unreachable for them. The other way round a server with TLS 1.3 alone ends with \
            the alert protocol_version when an old client (Java 7, OpenSSL 1.0) comes. Ciphers fail alike with \
            handshake_failure.
            """,
        proof: """
            Handshakes that offer less and less show which versions the server takes. "wrong version number" is no fault of \
            versions: there the port does not speak TLS at all.
            """,
        mends: [
            Fix("ssl_protocols TLSv1.2 TLSv1.3;", "lets nginx take what every current client speaks"),
            Fix("curl --tlsv1.2 --tls-max 1.2 <URL>", "shows whether the server takes TLS 1.2", isSafe: true),
            Fix("-Djdk.tls.client.protocols=TLSv1.2,TLSv1.3", "lets an old JVM offer newer versions"),
        ],
        seeAlso: ["https-to-plain-http-port", "tls-sni-mismatch", "client-cert-required"])

    private static let words = [
        "protocol version", "protocol_version", "unsupported protocol", "unsupported_protocol",
        "no protocols available",
        "version_or_cipher", "no shared cipher", "no_shared_cipher", "handshake failure", "handshake_failure",
        "insufficient security", "insufficient_security", "dh key too small", "no supported versions", "no cipher",
        "protocol is disabled", "not accepted by client", "no cipher suite", "unsupported versions", "alert number 70",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard scene.question.intent == .use else { return nil }
        let said = scene.said
        let isTold =
            said.has(words) && !said.has("wrong version number", "wrong_version_number", "application protocol")
            && (scene.question.isTLS || scene.question.saw(.tlsMismatch))
        guard scene.hasEndpoint else {
            guard isTold else { return nil }
            return finding(
                Confidence.likely, "Client and server have no version or cipher of TLS in common.",
                evidence: [.message(scene.question.reports.first?.text ?? scene.question.message)])
        }
        guard scene.question.isTLS || isTold, let reach = try scene.reached() else { return nil }
        let name = scene.question.host ?? "localhost"
        guard let newest = try scene.tls(TLSAsk(reach.endpoint, serverName: name)) else { return nil }
        let address = reach.endpoint.addressAndPort
        let who = "\(scene.serverTitle(reach.endpoint).capitalizedFirst) at \(address)"
        let line = EvidenceLine("tls", "\(address) offering up to TLS 1.3", words(newest))
        switch newest.result {
        case .established:
            if let version = newest.version, version == .tls10 || version == .tls11 {
                return finding(
                    Confidence.proven,
                    "\(who) takes nothing newer than \(version.rawValue), which current clients refuse.",
                    evidence: [line], fixes: fixes(scene))
            }
            guard isTold else { return nil }
            return try worksForUs(scene, TLSAsk(reach.endpoint, serverName: name), who, line, newest)
        case .alert(let alert) where ["protocol_version", "insufficient_security"].contains(alert):
            return finding(
                Confidence.proven, "\(who) takes none of the versions of TLS that clients offer today.",
                evidence: [line],
                fixes: fixes(scene))
        case .alert("handshake_failure") where !newest.wantsClientCertificate:
            return finding(
                // A name or a certificate may be what it misses: those rules prove themselves.
                Confidence.likely, "\(who) finds no version or cipher in common with a current client.",
                evidence: [line],
                fixes: fixes(scene))
        case .failed(let reason) where Said([reason]).has("protocol", "cipher", "version"):
            guard !newest.firstBytes.isEmpty, newest.firstBytes.first == 22 || newest.firstBytes.first == 21 else {
                return nil
            }
            return finding(
                Confidence.proven - 0.02, "\(who) and current clients have no version of TLS in common.",
                evidence: [line], fixes: fixes(scene))
        default: return nil
        }
    }

    /// A handshake of ours succeeds, and somebody's else did not: what would an older client see?
    private static func worksForUs(
        _ scene: Scene, _ ask: TLSAsk, _ who: String, _ line: EvidenceLine, _ newest: TLSOutcome
    ) throws(Need) -> Finding? {
        var older = ask
        older.newest = .tls12
        guard let outcome = try scene.tls(older) else { return nil }
        let address = ask.endpoint.addressAndPort
        let second = EvidenceLine("tls", "\(address) offering up to TLS 1.2", words(outcome))
        var evidence = [line, second]
        if let report = scene.question.report(.tlsMismatch) { evidence.append(.message(report.text)) }
        if outcome.result != .established {
            return finding(
                Confidence.proven, "\(who) takes TLS 1.3 only, and the client that failed offers nothing so new.",
                evidence: evidence, fixes: fixes(scene))
        }
        return finding(
            Confidence.likely,
            "\(who) takes \(newest.version == .tls13 ? "TLS 1.2 and 1.3" : "TLS 1.2"); the client that failed offers older "
                + "versions or other ciphers.",
            evidence: evidence, fixes: fixes(scene))
    }

    private static func words(_ outcome: TLSOutcome) -> String {
        switch outcome.result {
        case .established: "established with \(outcome.version?.rawValue ?? "an unknown version")"
        case .alert(let name): "alert \(name)"
        case .failed(let reason): reason
        default: "\(outcome.result)"
        }
    }

    private static func fixes(_ scene: Scene) -> [Fix] {
        [
            Fix(
                "curl -vk --tls-max 1.2 https://\(scene.requestHost)/", "shows whether the server takes TLS 1.2",
                isSafe: true, isRunnable: true),
            Fix("ssl_protocols TLSv1.2 TLSv1.3;", "lets nginx take what every current client speaks"),
            Fix("minVersion: 'TLSv1.2'", "in the options of a Node server does the same"),
        ]
    }
}
