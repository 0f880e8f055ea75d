import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPSToPlainHTTPPortTests {
    private let asked = "127.0.0.1:8000"

    private func scene(
        _ handshake: TLSOutcome.Result, _ plain: HTTPOutcome = .page(200), _ text: String = "https://127.0.0.1:8000/",
        reports: [ErrorReport] = []
    ) throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked, reports: reports)
        try scene.tls(asked, "127.0.0.1", TLSOutcome(handshake, firstBytes: Array("HTTP/1.1 400".utf8)))
        try scene.http(asked, host: asked, plain)
        return scene
    }

    @Test(arguments: [TLSOutcome.Result.notTLS, .ended, .silent, .failed("WRONG_VERSION_NUMBER")])
    func noTLSAndAnAnswerInPlainHTTP(_ handshake: TLSOutcome.Result) throws {
        let finding = try #require(try scene(handshake).judge(HTTPSToPlainHTTPPort.self))
        #expect(finding.fault == "https-to-plain-http-port")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "127.0.0.1:8000 (node, pid 812) speaks plain HTTP, and the client speaks TLS to it.")
        #expect(finding.fixes.first?.command == "http://127.0.0.1:8000/")
    }

    @Test(arguments: [TLSOutcome.Result.established, .alert("protocol_version")])
    func whoSpeaksTLSIsAnotherFault(_ handshake: TLSOutcome.Result) throws {
        #expect(try scene(handshake).judge(HTTPSToPlainHTTPPort.self) == nil)
    }

    @Test(arguments: [HTTPOutcome.closed, .silent, .bytes("SSH-2.0-x\r\n")])
    func whoDoesNotSpeakHTTPEither(_ plain: HTTPOutcome) throws {
        #expect(try scene(.notTLS, plain).judge(HTTPSToPlainHTTPPort.self) == nil)
    }

    @Test func aMessageNeedsNoScheme() throws {
        let report = ErrorReport(.tlsMismatch, text: "tls: first record does not look like a TLS handshake")
        let scene = try scene(.notTLS, "127.0.0.1:8000", reports: [report])
        #expect(scene.judge(HTTPSToPlainHTTPPort.self)?.confidence == Confidence.proven)
    }

    @Test func withHTTPTypedSomethingForcedTheClient() throws {
        let report = ErrorReport(.tlsMismatch, text: "net::ERR_SSL_PROTOCOL_ERROR")
        let scene = try scene(.notTLS, .page(200), "http://127.0.0.1:8000/", reports: [report])
        let finding = try #require(scene.judge(HTTPSToPlainHTTPPort.self))
        #expect(finding.confidence < Confidence.proven)
    }

    @Test func plainHTTPWithoutAComplaintIsHealthy() throws {
        #expect(try scene(.notTLS, .page(200), "http://127.0.0.1:8000/").judge(HTTPSToPlainHTTPPort.self) == nil)
    }

    @Test(arguments: [
        ("server gave HTTP response to HTTPS client", Confidence.observed),
        ("SSL routines::wrong version number", Confidence.likely),
    ])
    func theMessageAlone(_ text: String, confidence: Double) {
        #expect(TestScene.told(text, .tlsMismatch).judge(HTTPSToPlainHTTPPort.self)?.confidence == confidence)
    }

    private func scene(_ handshake: TLSOutcome.Result, _ text: String, reports: [ErrorReport]) throws -> TestScene {
        try scene(handshake, .page(200), text, reports: reports)
    }
}
