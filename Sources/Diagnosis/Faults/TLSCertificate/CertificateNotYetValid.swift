/// `certificate-not-yet-valid`: the certificate begins in the future of this clock.
package enum CertificateNotYetValid: Rule {
    package static let fault = Fault(
        "certificate-not-yet-valid", .tlsCertificate,
        "The certificate's first day is in the future of this machine's clock.",
        symptoms: [
            "curl: (60) SSL certificate problem: certificate is not yet valid",
            "Error: certificate is not yet valid (CERT_NOT_YET_VALID)",
            "x509: certificate has expired or is not yet valid: current time … is before …",
            "java.security.cert.CertificateNotYetValidException: NotBefore: …",
            "NET::ERR_CERT_DATE_INVALID",
        ],
        explanation: """
            A certificate holds from notBefore to notAfter (RFC 5280 section 4.1.2.5), by the client's clock. One that was \
            made a moment ago on a machine whose clock is ahead, or that is looked at by one whose clock stood still (a \
            virtual machine or WSL after sleep, a board without a battery), is not yet valid there.
            """,
        proof: "The handshake shows the certificate, and its notBefore lies after the time of this clock.",
        mends: [
            Fix("timedatectl status", "shows whether the clock is kept right", isSafe: true, platform: .linux),
            Fix("sudo hwclock -s", "sets the clock of WSL from Windows", platform: .linux),
            Fix("<make the certificate anew>", "begins today"),
        ],
        seeAlso: ["certificate-expired", "clock-skew"])

    package static func judge(_ scene: Scene) throws(Need) -> Finding? {
        guard let view = try TLSCertificate.view(scene, .notYetValid) else { return nil }
        let since = view.leaf.map { " before \(Day.text($0.notBefore))" } ?? ""
        let now = Day.text(scene.facts.now)
        return finding(
            view.confidence, "\(view.title.capitalizedFirst) is not valid\(since); this clock says \(now).",
            evidence: view.evidence + [EvidenceLine("clock", "this machine", now)],
            fixes: [
                Fix(
                    "timedatectl status", "shows whether this clock is right", isSafe: true, isRunnable: true,
                    platform: .linux)
            ] + TLSCertificate.making(view.asked))
    }
}

extension String {
    /// With a capital first letter, as a sentence begins.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
