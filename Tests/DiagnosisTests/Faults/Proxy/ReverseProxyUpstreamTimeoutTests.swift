import Diagnosis
import Endpoints
import Testing

@Suite struct ReverseProxyUpstreamTimeoutTests {
    private let asked = "127.0.0.1:8080"

    /// nginx at 8080 with this upstream.
    private func scene(_ answer: HTTPOutcome, _ upstream: Upstream? = nil, message: String = "") throws -> TestScene {
        var scene = try TestScene.serving(
            "http://127.0.0.1:8080/", at: asked, ProcessFact(pid: 5, name: "nginx"), message: message)
        try scene.http(asked, host: asked, answer)
        if let upstream { scene.set(.upstreams(5), .upstreams([upstream])) }
        return scene
    }

    private let upstream = Upstream(host: "127.0.0.1", port: 3000, source: "n.conf:7")

    private func waiting(_ answer: HTTPOutcome, _ behind: HTTPOutcome = .silent) throws -> TestScene {
        var scene = try scene(answer, upstream)
        try scene.listen("127.0.0.1:3000")
        try scene.http("127.0.0.1:3000", host: "127.0.0.1:3000", behind)
        return scene
    }

    @Test(arguments: [HTTPOutcome.page(504), .silent])
    func theUpstreamIsSilentToUsToo(_ answer: HTTPOutcome) throws {
        let finding = try #require(try waiting(answer).judge(ReverseProxyUpstreamTimeout.self))
        #expect(finding.fault == "reverse-proxy-upstream-timeout")
        #expect(
            finding.summary
                == "Nginx at 127.0.0.1:8080 waits for its upstream 127.0.0.1:3000, which accepts connections and "
                + "does not answer.")
        #expect(finding.confidence > Confidence.observed)
    }

    @Test func anUpstreamThatAnswersByNow() throws {
        #expect(try waiting(.silent, .page(200)).judge(ReverseProxyUpstreamTimeout.self) == nil)
        #expect(
            try waiting(.page(504), .page(200)).judge(ReverseProxyUpstreamTimeout.self)?.confidence == Confidence.likely
        )
    }

    @Test func aSilentServerThatIsNoGatewayIsAnotherFault() throws {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: asked)
        try scene.http(asked, host: asked, .silent)
        #expect(scene.judge(ReverseProxyUpstreamTimeout.self) == nil)
    }

    @Test func aRefusalIsAnotherFault() throws {
        #expect(try scene(.page(504), upstream).judge(ReverseProxyUpstreamTimeout.self) == nil)
        #expect(try scene(.page(502), upstream).judge(ReverseProxyUpstreamTimeout.self) == nil)
    }

    @Test func withoutItsConfigurationItIsLikely() throws {
        #expect(try scene(.page(504)).judge(ReverseProxyUpstreamTimeout.self)?.confidence == Confidence.likely)
        #expect(try scene(.silent).judge(ReverseProxyUpstreamTimeout.self) == nil)
    }
}
