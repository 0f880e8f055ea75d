import Diagnosis
import Endpoints
import Testing

@Suite struct ReverseProxyUpstreamRefusedTests {
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

    @Test func theUpstreamIsTried() throws {
        let finding = try #require(try scene(.page(502), upstream).judge(ReverseProxyUpstreamRefused.self))
        #expect(finding.fault == "reverse-proxy-upstream-refused")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "Nginx at 127.0.0.1:8080 works; its upstream 127.0.0.1:3000 refuses connections.")
        #expect(finding.evidence.map(\.experiment) == ["http", "upstream", "connect"])
        #expect(finding.fixes.first?.command == "ostia doctor 3000")
    }

    @Test func aUnixSocketThatNobodyListensOn() throws {
        var scene = try scene(.page(502), Upstream(host: "", port: 0, unixPath: "/run/app.sock", source: "n.conf:7"))
        scene.set(.unixSocket("/run/app.sock"), .unixSocket(UnixPath(.stale)))
        let finding = try #require(scene.judge(ReverseProxyUpstreamRefused.self))
        #expect(finding.summary.hasSuffix("its upstream /run/app.sock does not listen."))
    }

    @Test func aHiddenConfigurationLeavesItLikely() throws {
        let finding = try #require(try scene(.page(502)).judge(ReverseProxyUpstreamRefused.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.fixes.first?.command.hasPrefix("sudo ostia doctor") == true)
    }

    @Test func anUpstreamThatAnswersIsNotRefused() throws {
        var scene = try scene(.page(502), upstream)
        try scene.listen("127.0.0.1:3000")
        #expect(scene.judge(ReverseProxyUpstreamRefused.self) == nil)
    }

    @Test(arguments: [200, 404])
    func aGatewayThatAnswersWellIsHealthy(_ status: Int) throws {
        #expect(try scene(.page(status), upstream).judge(ReverseProxyUpstreamRefused.self) == nil)
    }

    @Test func a503OfAnApplicationIsItsOwn() throws {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: asked)
        try scene.http(asked, host: asked, .page(503, "maintenance"))
        #expect(scene.judge(ReverseProxyUpstreamRefused.self) == nil)
    }

    @Test func haproxySaysItInItsPage() throws {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: asked)
        scene.facts.sockets[0].owners = []
        let page = "<h1>503 Service Unavailable</h1>\nNo server is available to handle this request."
        try scene.http(asked, host: asked, .page(503, page))
        #expect(
            scene.judge(ReverseProxyUpstreamRefused.self)?.summary.hasPrefix("Haproxy at 127.0.0.1:8080 answers 503")
                == true)
    }

    @Test func aDevServersProxyNamesItInTheMessage() throws {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: asked)
        scene.question.reports = [
            ErrorReport(
                .connectionRefused, host: "127.0.0.1", port: 8081,
                text: "[vite] http proxy error: connect ECONNREFUSED 127.0.0.1:8081")
        ]
        try scene.http(asked, host: asked, .page(500))
        let finding = try #require(scene.judge(ReverseProxyUpstreamRefused.self))
        #expect(
            finding.summary
                == "The dev server's proxy at 127.0.0.1:8080 works; its upstream 127.0.0.1:8081 refuses connections.")
    }
}
