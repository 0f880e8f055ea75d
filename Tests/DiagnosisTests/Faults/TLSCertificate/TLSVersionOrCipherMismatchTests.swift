import Diagnosis
import Endpoints
import Testing

@Suite struct TLSVersionOrCipherMismatchTests {
    private let asked = "127.0.0.1:8443"
    private let report = ErrorReport(.tlsMismatch, text: "routines:tlsv1 alert protocol version")

    private func scene(
        _ newest: TLSOutcome, _ older: TLSOutcome = TLSOutcome(.alert("protocol_version")), reports: [ErrorReport] = []
    ) throws -> TestScene {
        var scene = try TestScene.serving("https://127.0.0.1:8443/", at: asked, reports: reports)
        try scene.tls(asked, "127.0.0.1", newest)
        try scene.tls(asked, "127.0.0.1", newest: .tls12, older)
        return scene
    }

    @Test func onlyTheNewestVersionIsTooNewForSomebody() throws {
        let finding = try #require(
            try scene(.shown(.sample()), reports: [report]).judge(TLSVersionOrCipherMismatch.self))
        #expect(finding.fault == "tls-version-or-cipher-mismatch")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("takes TLS 1.3 only"))
        #expect(finding.evidence.map(\.result).prefix(2) == ["established with TLS 1.3", "alert protocol_version"])
    }

    @Test func withoutAComplaintTheNewestVersionIsHealthy() throws {
        #expect(try scene(.shown(.sample())).judge(TLSVersionOrCipherMismatch.self) == nil)
    }

    @Test func aServerOfBothVersions() throws {
        let older = TLSOutcome(.established, version: .tls12)
        let finding = try scene(.shown(.sample()), older, reports: [report]).judge(TLSVersionOrCipherMismatch.self)
        #expect(finding?.confidence == Confidence.likely)
    }

    @Test(arguments: [TLSAsk.Version.tls10, .tls11])
    func anOldServerIsToldWithoutAComplaint(_ version: TLSAsk.Version) throws {
        let finding = try scene(TLSOutcome(.established, version: version)).judge(TLSVersionOrCipherMismatch.self)
        #expect(finding?.summary.contains("takes nothing newer than \(version.rawValue)") == true)
    }

    @Test(arguments: ["protocol_version", "insufficient_security"])
    func itsAlertToUs(_ alert: String) throws {
        let finding = try scene(TLSOutcome(.alert(alert))).judge(TLSVersionOrCipherMismatch.self)
        #expect(finding?.confidence == Confidence.proven)
    }

    @Test func aHandshakeFailureMayHaveOtherReasons() throws {
        let failure = TLSOutcome(.alert("handshake_failure"))
        #expect(try scene(failure).judge(TLSVersionOrCipherMismatch.self)?.confidence == Confidence.likely)
        let asking = TLSOutcome(.alert("handshake_failure"), wantsClientCertificate: true)
        #expect(try scene(asking).judge(TLSVersionOrCipherMismatch.self) == nil)
    }

    @Test func whoSpeaksNoTLSIsAnotherFault() throws {
        let report = ErrorReport(.tlsMismatch, text: "wrong version number")
        #expect(try scene(TLSOutcome(.notTLS), reports: [report]).judge(TLSVersionOrCipherMismatch.self) == nil)
        #expect(TestScene.told("wrong version number", .tlsMismatch).judge(TLSVersionOrCipherMismatch.self) == nil)
    }

    @Test func theMessageAlone() {
        let scene = TestScene.told("Received fatal alert: protocol_version", .tlsMismatch)
        #expect(scene.judge(TLSVersionOrCipherMismatch.self)?.confidence == Confidence.likely)
    }
}
