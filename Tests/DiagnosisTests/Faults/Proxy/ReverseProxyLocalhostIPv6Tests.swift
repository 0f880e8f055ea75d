import Diagnosis
import Endpoints
import Testing

@Suite struct ReverseProxyLocalhostIPv6Tests {
    private let asked = "127.0.0.1:8080"

    /// nginx at 8080 with this upstream.
    private func scene(_ answer: HTTPOutcome, _ upstream: Upstream? = nil, message: String = "") throws -> TestScene {
        var scene = try TestScene.serving(
            "http://127.0.0.1:8080/", at: asked, ProcessFact(pid: 5, name: "nginx"), message: message)
        try scene.http(asked, host: asked, answer)
        if let upstream { scene.set(.upstreams(5), .upstreams([upstream])) }
        return scene
    }

    private let upstream = Upstream(host: "localhost", port: 3000, source: "n.conf:7")

    private func split(_ answer: HTTPOutcome, message: String = "") throws -> TestScene {
        var scene = try scene(answer, upstream, message: message)
        try scene.listen("127.0.0.1:3000")
        return scene
    }

    @Test func oneFamilyRefusesAndTheOtherConnects() throws {
        let finding = try #require(try split(.page(502)).judge(ReverseProxyLocalhostIPv6.self))
        #expect(finding.fault == "reverse-proxy-localhost-ipv6")
        #expect(
            finding.summary
                == "Nginx at 127.0.0.1:8080 sends to localhost:3000, which is [::1]:3000 too: refused there, "
                + "while 127.0.0.1:3000 answers.")
        #expect(finding.fixes.first?.command == "proxy_pass http://127.0.0.1:3000;")
    }

    @Test func whileAllGoesWellItTakesAComplaint() throws {
        #expect(try split(.page(200)).judge(ReverseProxyLocalhostIPv6.self) == nil)
        let complaint = "connect() failed (111: Connection refused) while connecting to upstream"
        #expect(try split(.page(200), message: complaint).judge(ReverseProxyLocalhostIPv6.self) != nil)
    }

    @Test func aMessageMayNameTheAddress() throws {
        var scene = try TestScene.serving("http://127.0.0.1:8080/", at: asked)
        scene.question.reports = [
            ErrorReport(
                .connectionRefused, host: "::1", port: 8000,
                text: "[vite] http proxy error: connect ECONNREFUSED ::1:8000")
        ]
        try scene.http(asked, host: asked, .page(502))
        #expect(scene.judge(ReverseProxyLocalhostIPv6.self) == nil)
        try scene.listen("127.0.0.1:8000")
        #expect(scene.judge(ReverseProxyLocalhostIPv6.self)?.confidence ?? 0 > Confidence.proven)
    }

    @Test func nobodyAtAllIsAnotherFault() throws {
        #expect(try scene(.page(502), upstream).judge(ReverseProxyLocalhostIPv6.self) == nil)
    }

    @Test func anAddressIsNoName() throws {
        var scene = try scene(.page(502), Upstream(host: "127.0.0.1", port: 3000, source: "n.conf:7"))
        try scene.listen("127.0.0.1:3000")
        #expect(scene.judge(ReverseProxyLocalhostIPv6.self) == nil)
    }
}
