import Diagnosis
import Endpoints
import Testing

@Suite struct CertificateWrongNameTests {
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
            try scene(.sample(names: ["myapp.test"]), isTrusted: true).judge(CertificateWrongName.self))
        #expect(finding.fault == "certificate-wrong-name")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "The certificate of 127.0.0.1:8443 is not for 127.0.0.1 but for myapp.test.")
        #expect(finding.evidence.map(\.experiment).starts(with: ["tls", "names", "dates", "trust"]))
    }

    @Test func aGoodCertificateIsNoFault() throws {
        #expect(try scene(.sample()).judge(CertificateWrongName.self) == nil)
    }

    @Test func theMessageAlone() {
        let finding = TestScene.told("Hostname/IP does not match certificate's altnames", .certificate).judge(
            CertificateWrongName.self)
        #expect(finding?.confidence == Confidence.likely)
        #expect(TestScene.told("wrong version number", .tlsMismatch).judge(CertificateWrongName.self) == nil)
    }

    @Test func aBareQuestionIsNotExamined() throws {
        #expect(
            try scene(.sample(names: ["myapp.test"]), isTrusted: true, "127.0.0.1:8443").judge(
                CertificateWrongName.self) == nil)
    }

    @Test(arguments: [
        ("localhost", "localhost", true), ("localhost", "LOCALHOST.", true), ("localhost", "127.0.0.1", false),
        ("127.0.0.1", "127.0.0.1", true), ("::1", "0:0:0:0:0:0:0:1", true), ("127.0.0.1", "localhost", false),
        ("*.dev.test", "app.dev.test", true), ("*.dev.test", "dev.test", false), ("*.dev.test", "a.b.dev.test", false),
        ("*.localhost", "app.localhost", false), ("*", "localhost", false), ("app.test", "app.test.evil", false),
        ("::ffff:127.0.0.1", "127.0.0.1", true), ("*.0.0.1", "127.0.0.1", false),
    ])
    func namesAreComparedAsTheRFCSays(_ name: String, _ host: String, _ isMatch: Bool) {
        #expect(CertificateFact.matches(name, host) == isMatch)
    }

    @Test func aCommonNameAloneCountsForNothing() throws {
        let finding = try #require(try scene(.sample(names: [])).judge(CertificateWrongName.self))
        #expect(finding.summary.contains("no subjectAltName at all (the common name localhost counts no more)"))
    }

    @Test func theNameOfTheMessageMayBeAnother() throws {
        let report = ErrorReport(.certificate, host: "api.test", text: "certificate is not valid for 'api.test'")
        let finding = try #require(try scene(.sample(), reports: [report]).judge(CertificateWrongName.self))
        #expect(finding.summary.contains("is not for api.test"))
    }

    @Test func theFirstComplaintIsToldFirst() throws {
        let leaf = CertificateFact.sample(names: ["myapp.test"])
        let report = ErrorReport(.certificate, text: "self-signed certificate")
        let scene = try scene(leaf, isTrusted: false, reports: [report])
        #expect(scene.judge(CertificateWrongName.self) == nil)
        #expect(scene.judge(CertificateSelfSigned.self) != nil)
    }
}
