/// `certificate-unknown-ca`: a private authority signed it, which this client does not know.
package enum CertificateUnknownCA: Rule {
    package static let fault = Fault(
        "certificate-unknown-ca", .tlsCertificate,
        "The certificate was signed by an authority that this client does not trust: mkcert's, a company's, Caddy's own.",
        symptoms: [
            "curl: (60) SSL certificate problem: unable to get local issuer certificate",
            "Error: unable to verify the first certificate (UNABLE_TO_VERIFY_LEAF_SIGNATURE)",
            "Error: self-signed certificate in certificate chain (SELF_SIGNED_CERT_IN_CHAIN)",
            "x509: certificate signed by unknown authority",
            "PKIX path building failed: unable to find valid certification path to requested target",
            "NET::ERR_CERT_AUTHORITY_INVALID, SEC_ERROR_UNKNOWN_ISSUER",
        ],
        explanation: """
            The chain must lead to a certificate in the client's own list (RFC 5280 section 6). `mkcert -install` puts its \
            authority into the system's and the browsers' lists, but Node, Java and Python's requests keep others. A server \
            that leaves out the intermediate certificate gives the same message: browsers fetch or remember it, programs do \
            not.
            """,
        proof: """
            The handshake shows a certificate whose issuer is another, and no certificate of this system's list signed the \
            chain. Where the system trusts it and the message complains all the same, the program's own list lacks it.
            """,
        mends: [
            Fix(
                "export NODE_EXTRA_CA_CERTS=\"$(mkcert -CAROOT)/rootCA.pem\"", "trusts mkcert's authority in Node",
                isSafe: true),
            Fix("export REQUESTS_CA_BUNDLE=<authority.pem>", "trusts it in Python's requests", isSafe: true),
            Fix("cat leaf.pem intermediate.pem >chain.pem", "gives the server the whole chain to show"),
        ],
        seeAlso: ["certificate-self-signed", "http-proxy-env-captures-localhost"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try TLSCertificate.view(scene, .unknownAuthority) else { return nil }
        let issuer = view.leaf.map { " (\($0.issuer))" } ?? ""
        let isTrustedHere = view.confidence == Confidence.observed && view.endpoint != nil
        let who =
            isTrustedHere
            ? "the program that complained does not know, though this system does" : "this system does not trust"
        var fixes = TLSCertificate.trusting("<authority.pem>", "that authority")
        fixes.append(Fix("export REQUESTS_CA_BUNDLE=<authority.pem>", "trusts it in Python's requests", isSafe: true))
        return finding(
            view.confidence, "\(view.title.capitalizedFirst) was signed by an authority\(issuer) that \(who).",
            evidence: view.evidence, fixes: fixes)
    }
}
