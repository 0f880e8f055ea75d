import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToHTTPSPortTests {
    private let asked = "127.0.0.1:8443"
    private let clear = "Client sent an HTTP request to an HTTPS server.\n"

    private func scene(_ answer: HTTPOutcome, tls: Bool = true, _ text: String = "http://127.0.0.1:8443/") throws
        -> TestScene
    {
        var scene = try TestScene.serving(text, at: asked)
        try scene.http(asked, host: asked, answer)
        try scene.speak(.tls, asked, tls ? "TLS 1.3" : nil)
        return scene
    }

    @Test func aCloseAndAHandshakeProveIt() throws {
        let finding = try #require(try scene(.closed).judge(HTTPToHTTPSPort.self))
        #expect(finding.fault == "http-to-https-port")
        #expect(finding.summary == "127.0.0.1:8443 (node, pid 812) speaks TLS, and the URL says http.")
        #expect(finding.fixes.first?.command == "https://127.0.0.1:8443/")
        #expect(try scene(.closed).judge(HTTPToHTTPSPortGo.self) == nil)
    }

    @Test func anAlertInstead() throws {
        let alert = HTTPOutcome(.notHTTP, firstBytes: [21, 3, 1, 0, 2, 2, 70])
        #expect(try scene(alert).judge(HTTPToHTTPSPort.self)?.confidence == Confidence.proven)
    }

    @Test(arguments: [
        "Client sent an HTTP request to an HTTPS server.\n",
        "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head>",
        "Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />",
        "Bad Request\nThis combination of host and port requires TLS.\n",
    ])
    func wordsInClearAreTheOtherFault(_ body: String) throws {
        let scene = try scene(.page(400, body))
        #expect(scene.judge(HTTPToHTTPSPort.self) == nil)
        let finding = try #require(scene.judge(HTTPToHTTPSPortGo.self))
        #expect(finding.fault == "http-to-https-port-go")
        #expect(finding.confidence == Confidence.proven)
    }

    @Test func aMessageOfTheServerNeedsNoURL() throws {
        var scene = try scene(.page(400, clear), "127.0.0.1:8443")
        scene.question.message = "Client sent an HTTP request to an HTTPS server."
        #expect(scene.judge(HTTPToHTTPSPortGo.self)?.fault == "http-to-https-port-go")
    }

    @Test func theMessageAlone() {
        let scene = TestScene.told("400 The plain HTTP request was sent to HTTPS port", .tlsMismatch)
        #expect(scene.judge(HTTPToHTTPSPortGo.self)?.confidence == Confidence.observed)
        #expect(TestScene.told("400 Bad Request").judge(HTTPToHTTPSPortGo.self) == nil)
    }

    @Test func whoOnlyClosesSpeaksNoTLS() throws {
        #expect(try scene(.closed, tls: false).judge(HTTPToHTTPSPort.self) == nil)
        #expect(try scene(.page(400, clear), tls: false).judge(HTTPToHTTPSPortGo.self) == nil)
    }

    @Test(arguments: [200, 404, 500])
    func anAnswerIsNoFault(_ status: Int) throws {
        #expect(try scene(.page(status)).judge(HTTPToHTTPSPort.self) == nil)
        #expect(try scene(.page(status)).judge(HTTPToHTTPSPortGo.self) == nil)
    }

    @Test func aGatewaysUpstreamMaySpeakTLS() throws {
        var scene = try TestScene.serving(
            "http://127.0.0.1:8080/", at: "127.0.0.1:8080", ProcessFact(pid: 5, name: "nginx"))
        try scene.http("127.0.0.1:8080", host: "127.0.0.1:8080", .page(502))
        scene.set(.upstreams(5), .upstreams([Upstream(host: "127.0.0.1", port: 8443, source: "n.conf:3")]))
        try scene.listen(asked)
        try scene.http(asked, host: asked, .closed)
        try scene.speak(.tls, asked, "TLS 1.3")
        let finding = try #require(scene.judge(HTTPToHTTPSPort.self))
        #expect(finding.summary.hasPrefix("nginx at 127.0.0.1:8080 speaks plain HTTP to its upstream 127.0.0.1:8443"))
    }
}
