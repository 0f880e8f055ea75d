import Diagnosis
import Endpoints
import Testing

@Suite struct CertificateExpiredTests {
    private let asked = "127.0.0.1:8443"

    private func scene(
        _ leaf: CertificateFact, isTrusted: Bool? = true, _ text: String = "https://127.0.0.1:8443/",
        reports: [ErrorReport] = []
    ) throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked, reports: reports)
        try scene.tls(asked, "127.0.0.1", .shown(leaf, isTrusted: isTrusted))
        return scene
    }

    @Test func theCertificateShowsIt() throws {
        let finding = try #require(
            try scene(.sample(from: -999_999, to: -60), isTrusted: true).judge(CertificateExpired.self))
        #expect(finding.fault == "certificate-expired")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "The certificate of 127.0.0.1:8443 has expired on 2025-10-09 08:52 UTC.")
        #expect(finding.evidence.map(\.experiment).starts(with: ["tls", "names", "dates", "trust"]))
    }

    @Test func aGoodCertificateIsNoFault() throws {
        #expect(try scene(.sample()).judge(CertificateExpired.self) == nil)
    }

    @Test func theMessageAlone() {
        let finding = TestScene.told("certificate has expired", .certificate).judge(CertificateExpired.self)
        #expect(finding?.confidence == Confidence.likely)
        #expect(TestScene.told("wrong version number", .tlsMismatch).judge(CertificateExpired.self) == nil)
    }

    @Test func aBareQuestionIsNotExamined() throws {
        #expect(
            try scene(.sample(from: -999_999, to: -60), isTrusted: true, "127.0.0.1:8443").judge(
                CertificateExpired.self) == nil)
    }

    @Test func anExpiredIntermediateCountsToo() throws {
        var scene = try scene(.sample())
        let old = CertificateFact.sample(from: -999_999, to: -60, issuer: "root")
        let outcome = TLSOutcome(.established, version: .tls13, chain: [.sample(), old], isTrusted: true)
        try scene.tls(asked, "127.0.0.1", outcome)
        let finding = try #require(scene.judge(CertificateExpired.self))
        #expect(finding.summary == "The chain of the certificate of 127.0.0.1:8443 has expired.")
    }

    @Test func aRenewedCertificateContradictsAnOldMessage() throws {
        let report = ErrorReport(.certificate, text: "certificate has expired")
        #expect(try scene(.sample(), reports: [report]).judge(CertificateExpired.self) == nil)
    }
}
