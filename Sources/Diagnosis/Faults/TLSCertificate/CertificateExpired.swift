/// `certificate-expired`: the certificate's last day is over.
package enum CertificateExpired: Rule {
    package static let fault = Fault(
        "certificate-expired", .tlsCertificate, "The server's certificate has expired.",
        symptoms: [
            "curl: (60) SSL certificate problem: certificate has expired",
            "Error: certificate has expired (CERT_HAS_EXPIRED)",
            "x509: certificate has expired or is not yet valid",
            "java.security.cert.CertificateExpiredException: NotAfter: …",
            "NET::ERR_CERT_DATE_INVALID, SEC_ERROR_EXPIRED_CERTIFICATE",
        ],
        explanation: """
            A certificate holds until notAfter (RFC 5280 section 4.1.2.5), by the client's clock. Development certificates \
            are made once and forgotten; and a server that read its certificate at its start shows the old one until it is \
            restarted, also when the file has long been renewed.
            """,
        proof: """
            The handshake shows the chain, and one certificate's notAfter lies before the time of this clock. A clock that is \
            wrong makes all certificates look so: see `clock-skew`.
            """,
        mends: [
            Fix("<restart the server>", "makes it read a certificate that has been renewed"),
            Fix("mkcert localhost 127.0.0.1 ::1", "makes a new one"),
            Fix("dotnet dev-certs https --clean && dotnet dev-certs https --trust", "makes ASP.NET's anew"),
        ],
        seeAlso: ["certificate-not-yet-valid", "clock-skew"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try TLSCertificate.view(scene, .expired) else { return nil }
        let now = Day.text(scene.facts.now)
        let since = view.leaf.map { $0.notAfter < scene.facts.now ? " on \(Day.text($0.notAfter))" : "" } ?? ""
        let part = since.isEmpty && view.leaf != nil ? "The chain of \(view.title)" : view.title.capitalizedFirst
        return finding(
            view.confidence, "\(part) has expired\(since).",
            evidence: view.evidence + [EvidenceLine("clock", "this machine", now)],
            fixes: [Fix("<restart the server>", "makes it read a certificate that has been renewed since")]
                + TLSCertificate.making(view.asked))
    }
}
