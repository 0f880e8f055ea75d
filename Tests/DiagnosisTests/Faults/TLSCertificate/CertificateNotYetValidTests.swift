import Diagnosis
import Endpoints
import Testing

@Suite struct CertificateNotYetValidTests {
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
            try scene(.sample(from: 3600, to: 7200), isTrusted: true).judge(CertificateNotYetValid.self))
        #expect(finding.fault == "certificate-not-yet-valid")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "The certificate of 127.0.0.1:8443 is not valid before 2025-10-09 09:53 UTC; this clock says 2025-10-09 08:53 UTC."
        )
        #expect(finding.evidence.map(\.experiment).starts(with: ["tls", "names", "dates", "trust"]))
    }

    @Test func aGoodCertificateIsNoFault() throws {
        #expect(try scene(.sample()).judge(CertificateNotYetValid.self) == nil)
    }

    @Test func theMessageAlone() {
        let finding = TestScene.told("certificate is not yet valid", .certificate).judge(CertificateNotYetValid.self)
        #expect(finding?.confidence == Confidence.likely)
        #expect(TestScene.told("wrong version number", .tlsMismatch).judge(CertificateNotYetValid.self) == nil)
    }

    @Test func aBareQuestionIsNotExamined() throws {
        #expect(
            try scene(.sample(from: 3600, to: 7200), isTrusted: true, "127.0.0.1:8443").judge(
                CertificateNotYetValid.self) == nil)
    }

    @Test func theDatesComeBeforeTheTrust() throws {
        let scene = try scene(.sample(from: 3600, to: 7200), isTrusted: false)
        #expect(scene.judge(CertificateNotYetValid.self) != nil)
        #expect(scene.judge(CertificateSelfSigned.self) == nil)
    }
}
