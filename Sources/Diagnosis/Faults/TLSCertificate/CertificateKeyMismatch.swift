/// `certificate-key-mismatch`: the server does not start with this pair of files.
package enum CertificateKeyMismatch: Rule {
    package static let fault = Fault(
        "certificate-key-mismatch", .tlsCertificate,
        "The server does not start: its private key does not belong to its certificate, or one of the files cannot be read.",
        symptoms: [
            "nginx: [emerg] SSL_CTX_use_PrivateKey(\"key.pem\") failed (… key values mismatch)",
            "Error: error:05800074:x509 certificate routines::key values mismatch",
            "tls: private key does not match public key",
            "AH02565: Certificate and private key … do not match",
            "ssl.SSLError: [X509: KEY_VALUES_MISMATCH] key values mismatch",
            "cannot load certificate \"cert.pem\": BIO_new_file() failed (… No such file or directory)",
        ],
        explanation: """
            A certificate holds the public half of one key pair. TLS libraries compare it with the private key when they load \
            both (SSL_CTX_check_private_key(3)) and refuse another. It happens when one of the two files was renewed, when a \
            chain file begins with the intermediate instead of the server's own certificate, or when two commands wrote the \
            same key file.
            """,
        proof: """
            The server's own words say so, and it does not listen. The two public keys tell the rest: `openssl x509 -pubkey` \
            of the certificate and `openssl pkey -pubout` of the key print the same text only for a pair.
            """,
        mends: [
            Fix(
                "openssl x509 -in cert.pem -noout -pubkey | openssl sha256", "prints the certificate's key",
                isSafe: true),
            Fix(
                "openssl pkey -in key.pem -pubout | openssl sha256", "prints the private key's public half",
                isSafe: true),
            Fix("mkcert localhost 127.0.0.1 ::1", "makes a new pair"),
        ],
        seeAlso: ["nothing-listening", "certificate-expired"])

    private static let pair = [
        "key values mismatch", "key_values_mismatch", "private key does not match", "private key doesn't match",
        "certificate and private key", "key does not match the certificate", "x509_check_private_key",
        "key type does not match", "and key do not match", "inconsistencies between private key and certificate",
        "inconsistentkeys", "keymismatch", "key doesn't match the certificate", "certificate doesn't match private key",
    ]
    private static let file = [
        "cannot load certificate", "error:0480006c", "pem_read_bio", "no start line", "failed to find any pem data",
        "unable to load private key", "cannot load private key", "could not load private key",
        "unable to load certificate",
        "found a certificate rather than a key", "failed to parse private key", "[ssl] pem lib", "no private key found",
        "keystore was tampered with", "unable to load ssl certificate", "unable to load ssl private key",
        "bad end line", "bad decrypt", "could not load pem", "ssl_ctx_use_certificate", "ssl_ctx_use_privatekey",
    ]

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        let said = scene.said
        let isPair = said.has(pair) && said.has("key", "certificate")
        guard isPair || said.has(file) else { return nil }
        var evidence = [
            EvidenceLine.message(scene.question.report(.certificate)?.text ?? scene.question.message)
        ]
        var confidence = Confidence.observed
        if scene.question.intent == .use, let reach = try scene.reach() {
            // A server that answers TLS by now has found its pair.
            if reach.isConnected {
                guard let tls = try scene.tls(TLSAsk(reach.endpoint, serverName: scene.tlsName)),
                    tls.result != .established
                else { return nil }
                confidence = Confidence.likely
            } else {
                confidence = Confidence.proven - 0.02
            }
            evidence.append(EvidenceLine("connect", reach.endpoint.addressAndPort, reach.outcome.words))
        }
        let key = pathIn(scene) ?? "key.pem"
        return finding(
            confidence,
            isPair
                ? "The server does not start: its private key does not belong to its certificate."
                : "The server does not start: it cannot read its certificate or its private key.",
            evidence: evidence,
            fixes: [
                Fix(
                    "openssl pkey -in \(key) -pubout | openssl sha256", "prints the private key's public half",
                    isSafe: true, isRunnable: key != "key.pem"),
                Fix(
                    "openssl x509 -in <cert.pem> -noout -pubkey | openssl sha256",
                    "prints the certificate's: the two must be the same", isSafe: true),
            ] + TLSCertificate.making("localhost 127.0.0.1 ::1"))
    }

    /// The key file that the message names.
    private static func pathIn(_ scene: Scene) -> String? {
        let text = scene.question.message.isEmpty ? scene.question.reports.first?.text ?? "" : scene.question.message
        let parts = text.split { "\"'() ".contains($0) }
        return parts.first { $0.hasPrefix("/") && ($0.hasSuffix(".pem") || $0.hasSuffix(".key")) }.map(String.init)
    }
}
