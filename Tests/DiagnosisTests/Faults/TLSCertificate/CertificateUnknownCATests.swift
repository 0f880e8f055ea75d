import Diagnosis
import Endpoints
import Testing

@Suite struct CertificateUnknownCATests {
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
            try scene(.sample(issuer: "dev CA"), isTrusted: false).judge(CertificateUnknownCA.self))
        #expect(finding.fault == "certificate-unknown-ca")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "The certificate of 127.0.0.1:8443 was signed by an authority (dev CA) that this system does not trust."
        )
        #expect(finding.evidence.map(\.experiment).starts(with: ["tls", "names", "dates", "trust"]))
    }

    @Test func aGoodCertificateIsNoFault() throws {
        #expect(try scene(.sample()).judge(CertificateUnknownCA.self) == nil)
    }

    @Test func theMessageAlone() {
        let finding = TestScene.told("unable to verify the first certificate", .certificate).judge(
            CertificateUnknownCA.self)
        #expect(finding?.confidence == Confidence.likely)
        #expect(TestScene.told("wrong version number", .tlsMismatch).judge(CertificateUnknownCA.self) == nil)
    }

    @Test func aBareQuestionIsNotExamined() throws {
        #expect(
            try scene(.sample(issuer: "dev CA"), isTrusted: false, "127.0.0.1:8443").judge(CertificateUnknownCA.self)
                == nil)
    }

    @Test func javaKeepsItsOwnList() throws {
        let report = ErrorReport(
            .certificate, text: "PKIX path building failed: unable to find valid certification path")
        let finding = try #require(
            try scene(.sample(issuer: "dev CA"), reports: [report]).judge(CertificateUnknownCA.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.contains("does not know, though this system does"))
    }

    @Test func selfSignedInTheChainIsOfTheAuthority() {
        let scene = TestScene.told("self-signed certificate in certificate chain", .certificate)
        #expect(scene.judge(CertificateUnknownCA.self) != nil)
        #expect(scene.judge(CertificateSelfSigned.self) == nil)
    }

    @Test func aSelfSignedOneIsAnotherFault() throws {
        #expect(try scene(.sample(), isTrusted: false).judge(CertificateUnknownCA.self) == nil)
    }
}
