import Diagnosis
import Endpoints
import Testing

@Suite struct CertificateSelfSignedTests {
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
        let finding = try #require(try scene(.sample(), isTrusted: false).judge(CertificateSelfSigned.self))
        #expect(finding.fault == "certificate-self-signed")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "The certificate of 127.0.0.1:8443 is self-signed, and nothing here trusts it.")
        #expect(finding.evidence.map(\.experiment).starts(with: ["tls", "names", "dates", "trust"]))
    }

    @Test func aGoodCertificateIsNoFault() throws {
        #expect(try scene(.sample()).judge(CertificateSelfSigned.self) == nil)
    }

    @Test func theMessageAlone() {
        let finding = TestScene.told("self-signed certificate", .certificate).judge(CertificateSelfSigned.self)
        #expect(finding?.confidence == Confidence.likely)
        #expect(TestScene.told("wrong version number", .tlsMismatch).judge(CertificateSelfSigned.self) == nil)
    }

    @Test func aBareQuestionIsNotExamined() throws {
        #expect(try scene(.sample(), isTrusted: false, "127.0.0.1:8443").judge(CertificateSelfSigned.self) == nil)
    }

    @Test func anotherIssuerIsAnotherFault() throws {
        #expect(try scene(.sample(issuer: "dev CA"), isTrusted: false).judge(CertificateSelfSigned.self) == nil)
    }

    @Test func whatThisSystemTrustsAnotherProgramMayNot() throws {
        let report = ErrorReport(.certificate, text: "Error: self-signed certificate")
        let finding = try #require(try scene(.sample(), reports: [report]).judge(CertificateSelfSigned.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.hasSuffix("the program that complained does not trust it."))
    }

    @Test func whereTrustWasNotTriedNothingIsSaid() throws {
        #expect(try scene(.sample(), isTrusted: nil).judge(CertificateSelfSigned.self) == nil)
    }
}
