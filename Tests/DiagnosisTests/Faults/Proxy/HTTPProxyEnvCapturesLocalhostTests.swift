import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPProxyEnvCapturesLocalhostTests {
    static let asked = "127.0.0.1:8000"
    static let proxy = "127.0.0.1:3128"

    /// A healthy server, and a proxy that answers for it.
    static func scene(
        _ through: HTTPOutcome, _ environment: [String: String], _ text: String = "http://127.0.0.1:8000/"
    ) throws
        -> TestScene
    {
        var scene = try TestScene.serving(text, at: asked)
        try scene.listen(proxy)
        scene.facts.environment = environment
        for host in ["127.0.0.1:8000", "localhost:8000"] {
            try scene.http(asked, host: host, .page(200, "ok"))
            scene.http(HTTPAsk(try TestScene.endpoint(proxy), host: host, viaProxy: true), through)
        }
        return scene
    }

    private let environment = ["http_proxy": "http://user:secret@127.0.0.1:3128/"]

    @Test func theTwoAnswersDiffer() throws {
        let finding = try #require(try Self.scene(.page(503), environment).judge(HTTPProxyEnvCapturesLocalhost.self))
        #expect(finding.fault == "http-proxy-env-captures-localhost")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "http_proxy sends requests for 127.0.0.1:8000 to the proxy 127.0.0.1:3128, which answers "
                + "HTTP 503 in 1.0 ms; the server itself answers HTTP 200 in 1.0 ms.")
        #expect(!finding.evidence.contains { $0.result.contains("secret") })
        #expect(
            finding.fixes.first?.command == "export no_proxy=localhost,127.0.0.1,::1 NO_PROXY=localhost,127.0.0.1,::1")
    }

    @Test func aProxyThatForwardsIsNoFault() throws {
        #expect(try Self.scene(.page(200, "ok"), environment).judge(HTTPProxyEnvCapturesLocalhost.self) == nil)
    }

    @Test(arguments: ["*", "127.0.0.1", "localhost,127.0.0.1", "10.0.0.1, 127.0.0.1"])
    func aRightExceptionIsSilent(_ value: String) throws {
        var environment = environment
        environment["no_proxy"] = value
        let scene = try Self.scene(.page(503), environment)
        #expect(scene.judge(HTTPProxyEnvCapturesLocalhost.self) == nil)
        #expect(scene.judge(NoProxySyntax.self) == nil)
    }

    @Test func anEmptyVariableMeansNoProxy() throws {
        let scene = try Self.scene(.page(503), ["http_proxy": "", "HTTP_PROXY": "http://127.0.0.1:3128"])
        #expect(scene.judge(HTTPProxyEnvCapturesLocalhost.self) == nil)
    }

    @Test func aBareQuestionSaysNothingOfAClient() throws {
        #expect(
            try Self.scene(.page(503), environment, "127.0.0.1:8000").judge(HTTPProxyEnvCapturesLocalhost.self) == nil)
    }

    @Test func aProxyElsewhereCannotReachThisMachine() throws {
        var scene = try Self.scene(.page(503), ["http_proxy": "http://proxy.corp:3128"])
        #expect(scene.judge(HTTPProxyEnvCapturesLocalhost.self)?.confidence == Confidence.observed)
        let address = try #require(IPAddress("192.0.2.7"))
        scene.set(.lookup("proxy.corp"), .lookup(NameLookup([address])))
        #expect(scene.judge(HTTPProxyEnvCapturesLocalhost.self)?.confidence == Confidence.likely)
    }
}
