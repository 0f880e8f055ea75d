import Diagnosis
import Endpoints
import Testing

@Suite struct ALPNMismatchTests {
    private let asked = "127.0.0.1:8443"

    /// A server that takes only `taken` by name.
    private func scene(taking taken: String, _ text: String = "https://127.0.0.1:8443/") throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked)
        for name in ["h2", "http/1.1"] {
            let outcome =
                name == taken
                ? TLSOutcome(.established, version: .tls13, applicationProtocol: name)
                : TLSOutcome(.alert("no_application_protocol"))
            try scene.tls(asked, "127.0.0.1", protocols: [name], outcome)
        }
        let ask = HTTPAsk(try TestScene.endpoint(asked), isTLS: true, host: asked)
        scene.http(ask, taken == "h2" ? HTTPOutcome(.tlsFailed("no_application_protocol")) : .page(200))
        return scene
    }

    @Test func aServerOfHTTP2Alone() throws {
        let finding = try #require(try scene(taking: "h2").judge(ALPNMismatch.self))
        #expect(finding.fault == "alpn-mismatch")
        #expect(finding.summary == "Node, pid 812 at 127.0.0.1:8443 does not take http/1.1 inside TLS, only h2.")
        #expect(finding.evidence.map(\.result) == ["alert no_application_protocol", "established, h2 picked"])
    }

    @Test func aServerOfHTTP1IsWellForABrowser() throws {
        #expect(try scene(taking: "http/1.1").judge(ALPNMismatch.self) == nil)
    }

    @Test func aServerOfHTTP1IsNothingForGRPC() throws {
        var scene = try scene(taking: "http/1.1", "127.0.0.1:8443")
        let text = "grpc: credentials: cannot check peer: missing selected ALPN property"
        scene.question.reports = [ErrorReport(.tlsMismatch, text: text)]
        let finding = try #require(scene.judge(ALPNMismatch.self))
        #expect(finding.summary.hasSuffix("does not take h2 inside TLS, only http/1.1."))
    }

    @Test func aServerThatPicksNothingIsWellForABrowser() throws {
        var scene = try scene(taking: "http/1.1")
        for name in ["h2", "http/1.1"] {
            try scene.tls(asked, "127.0.0.1", protocols: [name], TLSOutcome(.established))
        }
        #expect(scene.judge(ALPNMismatch.self) == nil)
    }

    @Test func anyOtherAlertIsAnotherFault() throws {
        var scene = try scene(taking: "h2")
        for name in ["h2", "http/1.1"] {
            try scene.tls(asked, "127.0.0.1", protocols: [name], TLSOutcome(.alert("internal_error")))
        }
        #expect(scene.judge(ALPNMismatch.self) == nil)
    }

    @Test func theMessageAlone() {
        let text = "tlsv1 alert no application protocol:SSL alert number 120"
        #expect(TestScene.told(text, .tlsMismatch).judge(ALPNMismatch.self)?.confidence == Confidence.observed)
        #expect(TestScene.told("alert protocol version", .tlsMismatch).judge(ALPNMismatch.self) == nil)
    }
}
