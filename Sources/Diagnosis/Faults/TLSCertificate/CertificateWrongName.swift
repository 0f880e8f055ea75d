/// `certificate-wrong-name`: the certificate is for other names.
package enum CertificateWrongName: Rule {
    package static let fault = Fault(
        "certificate-wrong-name", .tlsCertificate,
        "The certificate is not for the name or address in the URL.",
        symptoms: [
            "curl: (60) SSL: no alternative certificate subject name matches target host name 'localhost'",
            "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list",
            "certificate verify failed: IP address mismatch, certificate is not valid for '127.0.0.1'",
            "x509: certificate is valid for myapp.test, not localhost",
            "java.security.cert.CertificateException: No subject alternative DNS name matching localhost found.",
            "NET::ERR_CERT_COMMON_NAME_INVALID, SSL_ERROR_BAD_CERT_DOMAIN",
        ],
        explanation: """
            A client compares the host of the URL with the certificate's subjectAltName alone (RFC 9525); the common name \
            does not count any more. An address needs an entry of its own: DNS:localhost does not cover 127.0.0.1, and \
            127.0.0.1 does not cover ::1. A wildcard stands for exactly one label.
            """,
        proof:
            "The handshake shows the certificate, and none of its names and addresses is the one that was asked for.",
        mends: [
            Fix("https://<a name of the certificate>:<PORT>/", "asks for what it is for", isSafe: true),
            Fix("mkcert localhost 127.0.0.1 ::1", "makes one for every name of loopback"),
            Fix("127.0.0.1 <name>", "in /etc/hosts leads a name of the certificate to this machine"),
        ],
        seeAlso: ["tls-sni-mismatch", "certificate-self-signed"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try TLSCertificate.view(scene, .wrongName) else { return nil }
        var fixes: [Fix] = []
        let names = view.leaf?.names ?? []
        if let port = scene.question.port, let name = names.first(where: { !$0.hasPrefix("*") }) {
            let isHere = scene.facts.names.addresses(of: name).contains { scene.isOwn($0) } || name == "localhost"
            let url = "https://\(name.utf8.contains(58) ? "[\(name)]" : name):\(port)/"
            fixes.append(
                Fix(
                    url, isHere ? "asks for a name that it is for" : "asks for a name it is for, once that leads here",
                    isSafe: true))
        }
        fixes += TLSCertificate.making("localhost 127.0.0.1 ::1" + (isUsual(view.asked) ? "" : " \(view.asked)"))
        let has = view.leaf.map { " but for \($0.namesInWords)" } ?? ""
        return finding(
            view.confidence, "\(view.title.capitalizedFirst) is not for \(view.asked)\(has).", evidence: view.evidence,
            fixes: fixes)
    }

    private static func isUsual(_ name: String) -> Bool { ["localhost", "127.0.0.1", "::1"].contains(name) }
}
