import Diagnosis
import Endpoints
import Testing

@Suite struct NoProxySyntaxTests {
    private func scene(_ noProxy: String, host: String = "127.0.0.1", _ through: HTTPOutcome = .page(502)) throws
        -> TestScene
    {
        try HTTPProxyEnvCapturesLocalhostTests.scene(
            through, ["http_proxy": "http://127.0.0.1:3128", "no_proxy": noProxy], "http://\(host):8000/")
    }

    @Test(arguments: [
        ("localhost", "127.0.0.1"), ("127.0.0.1", "localhost"), ("127.*", "127.0.0.1"), ("*.localhost", "localhost"),
        ("127.0.0.1:8000", "127.0.0.1"), ("http://localhost", "localhost"), ("::1", "127.0.0.1"),
    ])
    func whatWasMeantAndNotSaid(_ value: String, _ host: String) throws {
        let scene = try scene(value, host: host)
        let finding = try #require(scene.judge(NoProxySyntax.self))
        #expect(finding.fault == "no-proxy-syntax")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary.hasPrefix(
                "no_proxy=\(value) does not keep \(host) from the proxy 127.0.0.1:3128: \(value) "))
        #expect(scene.judge(HTTPProxyEnvCapturesLocalhost.self) == nil)
    }

    @Test func aBlockNeedsAComplaint() throws {
        var scene = try scene("127.0.0.0/8,10.0.0.0/8,.corp")
        #expect(scene.judge(NoProxySyntax.self) == nil)
        scene.question.message = "urllib.error.HTTPError: HTTP Error 502: Bad Gateway"
        #expect(scene.judge(NoProxySyntax.self)?.summary.contains("127.0.0.0/8 is a block of addresses") == true)
    }

    @Test func otherHostsAreNotMeant() throws {
        #expect(try scene("example.com,10.0.0.0/8").judge(NoProxySyntax.self) == nil)
    }

    @Test(arguments: [
        ("localhost", "localhost", true), ("localhost", "api.localhost", true), (".corp", "a.corp", true),
        ("corp", "notcorp", false), ("127.0.0.1", "127.0.0.1", true), ("[::1]", "::1", true), ("*", "anything", true),
        ("LOCALHOST", "localhost", true), ("localhost", "127.0.0.1", false), ("127.0.0.0/8", "127.0.0.1", false),
    ])
    func whatEveryClientUnderstands(_ value: String, _ host: String, _ isCovered: Bool) throws {
        #expect(try #require(NoProxy(in: ["NO_PROXY": value])).covers(host) == isCovered)
    }

    @Test(arguments: [
        ("http://127.0.0.1:7890", "127.0.0.1:7890"), ("socks5h://localhost", "localhost:1080"),
        ("user:p@ss@[::1]:8080/", "[::1]:8080"), ("proxy.corp", "proxy.corp:80"), ("https://p", "p:443"),
    ])
    func aVariablesValue(_ value: String, _ address: String) {
        #expect(ProxySetting("http_proxy", value)?.address == address)
    }

    @Test(arguments: ["http://", "http://host:port", "host:99999", "[::1", "http://h:0"])
    func noProxyAtAll(_ value: String) { #expect(ProxySetting("http_proxy", value) == nil || value == "[::1") }
}
