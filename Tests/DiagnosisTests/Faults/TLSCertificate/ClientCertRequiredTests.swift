import Diagnosis
import Endpoints
import Testing

@Suite struct ClientCertRequiredTests {
    private let asked = "127.0.0.1:8443"

    private func scene(_ outcome: TLSOutcome, _ answer: HTTPOutcome = .page(200), message: String = "") throws
        -> TestScene
    {
        var scene = try TestScene.serving("https://127.0.0.1:8443/", at: asked, message: message)
        try scene.tls(asked, "127.0.0.1", outcome)
        scene.http(HTTPAsk(try TestScene.endpoint(asked), isTLS: true, host: asked), answer)
        return scene
    }

    private func wanting(_ alert: String?) -> TLSOutcome {
        TLSOutcome(
            .established, version: .tls13, chain: [.sample()], isTrusted: true, wantsClientCertificate: true,
            laterAlert: alert)
    }

    @Test func theAlertAfterTheHandshakeProvesIt() throws {
        let finding = try #require(try scene(wanting("certificate_required")).judge(ClientCertRequired.self))
        #expect(finding.fault == "client-cert-required")
        #expect(finding.summary == "Node, pid 812 at 127.0.0.1:8443 requires a client certificate, and none was shown.")
        #expect(finding.evidence.last?.result == "and ends without one: certificate_required")
    }

    @Test func theAlertInsideTheHandshakeOfTLS12() throws {
        let outcome = TLSOutcome(.alert("handshake_failure"), wantsClientCertificate: true)
        #expect(try scene(outcome).judge(ClientCertRequired.self)?.confidence == Confidence.proven)
    }

    @Test func nginxAnswersInHTTP() throws {
        let page = HTTPOutcome.page(400, "<center>No required SSL certificate was sent</center>")
        #expect(try scene(wanting(nil), page).judge(ClientCertRequired.self)?.confidence == Confidence.proven)
    }

    @Test func whoAsksAndServesAllTheSameWantsNone() throws {
        #expect(try scene(wanting(nil)).judge(ClientCertRequired.self) == nil)
        #expect(try scene(wanting(nil), .page(400, "bad id")).judge(ClientCertRequired.self) == nil)
    }

    @Test func whoDoesNotAskRequiresNone() throws {
        #expect(try scene(.shown(.sample()), .page(403)).judge(ClientCertRequired.self) == nil)
        let refusing = TLSOutcome(.alert("handshake_failure"))
        #expect(try scene(refusing).judge(ClientCertRequired.self) == nil)
    }

    @Test func theMessageAlone() {
        let scene = TestScene.told("400 No required SSL certificate was sent")
        #expect(scene.judge(ClientCertRequired.self)?.confidence == Confidence.observed)
        #expect(TestScene.told("401 Unauthorized").judge(ClientCertRequired.self) == nil)
    }
}
