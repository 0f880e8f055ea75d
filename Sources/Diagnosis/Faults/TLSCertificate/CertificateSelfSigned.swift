/// `certificate-self-signed`: nobody vouches for the certificate but itself.
package enum CertificateSelfSigned: Rule {
    package static let fault = Fault(
        "certificate-self-signed", .tlsCertificate,
        "The server's certificate is self-signed, and the client does not trust it.",
        symptoms: [
            "curl: (60) SSL certificate problem: self-signed certificate",
            "Error: self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)",
            "ssl.SSLCertVerificationError: certificate verify failed: self-signed certificate",
            "NET::ERR_CERT_AUTHORITY_INVALID, MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT",
        ],
        explanation: """
            A certificate is trusted when a chain of signatures leads from it to one in the client's own list (RFC 5280 \
            section 6). A self-signed one leads nowhere unless it is in that list itself. The lists are many: the system's, \
            Node's own, Java's cacerts, Python's certifi, Firefox's; a certificate that is in one is not in the others.
            """,
        proof: """
            The handshake shows one certificate, issuer and subject are the same, and it is not in the list of this system \
            (`SSL_CERT_FILE` or /etc/ssl/certs). Signed by a private authority is `certificate-unknown-ca`.
            """,
        mends: [
            Fix("curl --cacert cert.pem <URL>", "trusts it in one call", isSafe: true),
            Fix("export NODE_EXTRA_CA_CERTS=$PWD/cert.pem", "trusts it in Node", isSafe: true),
            Fix("mkcert -install && mkcert localhost 127.0.0.1 ::1", "makes one that browsers trust"),
        ],
        seeAlso: ["certificate-unknown-ca", "certificate-wrong-name"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try TLSCertificate.view(scene, .selfSigned) else { return nil }
        let isTrustedHere = view.confidence == Confidence.observed && view.endpoint != nil
        return finding(
            view.confidence,
            "\(view.title.capitalizedFirst) is self-signed, and "
                + (isTrustedHere ? "the program that complained does not trust it." : "nothing here trusts it."),
            evidence: view.evidence, fixes: fetching(view) + TLSCertificate.trusting("cert.pem", "this certificate"))
    }

    private static func fetching(_ view: CertificateView) -> [Fix] {
        guard let endpoint = view.endpoint else { return [] }
        return [
            Fix(
                "openssl s_client -connect \(endpoint.addressAndPort) </dev/null | openssl x509 >cert.pem",
                "saves the certificate that the server shows", isSafe: true, isRunnable: true)
        ]
    }
}
