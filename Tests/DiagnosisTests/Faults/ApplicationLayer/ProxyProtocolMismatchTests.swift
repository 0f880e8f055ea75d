import Diagnosis
import Endpoints
import Testing

@Suite struct ProxyProtocolMismatchTests {
    private let asked = "127.0.0.1:8080"

    private func headed(_ endpoint: String) throws -> HTTPAsk {
        HTTPAsk(try TestScene.endpoint(endpoint), host: asked, hasProxyHeader: true)
    }

    private func scene(_ plain: HTTPOutcome, headed: HTTPOutcome) throws -> TestScene {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: asked, ProcessFact(pid: 5, name: "haproxy"))
        try scene.http(asked, host: asked, plain)
        scene.http(try self.headed(asked), headed)
        return scene
    }

    @Test func theHeaderIsWaitedFor() throws {
        let finding = try #require(try scene(.closed, headed: .page(200)).judge(ProxyProtocolMismatch.self))
        #expect(finding.fault == "proxy-protocol-mismatch")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasSuffix("expects the PROXY protocol's header and closes without it."))
    }

    @Test(arguments: [HTTPOutcome.closed, .page(400)])
    func whoClosesOnBothWaitsForSomethingElse(_ headed: HTTPOutcome) throws {
        #expect(try scene(.closed, headed: headed).judge(ProxyProtocolMismatch.self) == nil)
    }

    private func behind(direct: HTTPOutcome, headed: HTTPOutcome) throws -> TestScene {
        var scene = try scene(.page(400), headed: .page(400))
        scene.set(.upstreams(5), .upstreams([Upstream(host: "127.0.0.1", port: 3000, source: "h.cfg:8")]))
        try scene.listen("127.0.0.1:3000")
        try scene.http("127.0.0.1:3000", host: asked, direct)
        scene.http(try self.headed("127.0.0.1:3000"), headed)
        return scene
    }

    @Test func theHeaderIsSentToWhoDoesNotWantIt() throws {
        let finding = try #require(try behind(direct: .page(200), headed: .page(400)).judge(ProxyProtocolMismatch.self))
        #expect(finding.summary.contains("passes on to 127.0.0.1:3000, which is well by itself and refuses"))
    }

    @Test func an400OfTheServersOwn() throws {
        #expect(try behind(direct: .page(400), headed: .page(400)).judge(ProxyProtocolMismatch.self) == nil)
        #expect(try behind(direct: .page(200), headed: .page(200)).judge(ProxyProtocolMismatch.self) == nil)
    }

    @Test func anAnswerIsNoFault() throws {
        #expect(try scene(.page(200), headed: .page(400)).judge(ProxyProtocolMismatch.self) == nil)
    }

    @Test func theMessageAlone() {
        let text = "broken header: \"GET / HTTP/1.1\" while reading PROXY protocol"
        #expect(TestScene.told(text).judge(ProxyProtocolMismatch.self)?.confidence == Confidence.observed)
    }
}
