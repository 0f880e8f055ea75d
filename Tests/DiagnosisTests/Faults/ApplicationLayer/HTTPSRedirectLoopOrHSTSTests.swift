import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPSRedirectLoopOrHSTSTests {
    private let asked = "127.0.0.1:8080"

    private func scene(
        _ answer: HTTPOutcome, _ text: String = "http://127.0.0.1:8080/", tls: TLSOutcome.Result = .notTLS
    ) throws
        -> TestScene
    {
        var scene = try TestScene.serving(text, at: asked)
        try scene.http(asked, host: asked, answer)
        try scene.tls(asked, "127.0.0.1", TLSOutcome(tls))
        return scene
    }

    private func redirect(_ location: String) -> HTTPOutcome { .page(301, headers: ["location": location]) }

    @Test func toHTTPSWhereThereIsNone() throws {
        let finding = try #require(try scene(redirect("https://127.0.0.1:8080/")).judge(HTTPSRedirectLoopOrHSTS.self))
        #expect(finding.fault == "https-redirect-loop-or-hsts")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "Node, pid 812 at 127.0.0.1:8080 redirects to https://127.0.0.1:8080/, where no TLS is spoken.")
    }

    @Test func toAnHTTPSPortThatNobodyServes() throws {
        var scene = try scene(redirect("https://127.0.0.1/"))
        try scene.tls("127.0.0.1:443", "127.0.0.1", TLSOutcome(.notConnected(.refused)))
        #expect(scene.judge(HTTPSRedirectLoopOrHSTS.self)?.summary.contains("https://127.0.0.1/") == true)
    }

    @Test func toHTTPSThatWorksIsHealthy() throws {
        #expect(
            try scene(redirect("https://127.0.0.1:8080/"), tls: .established).judge(HTTPSRedirectLoopOrHSTS.self) == nil
        )
    }

    @Test func toAnotherPageIsHealthy() throws {
        var scene = try scene(redirect("/login"))
        try scene.http(asked, host: asked, path: "/login", .page(200))
        #expect(scene.judge(HTTPSRedirectLoopOrHSTS.self) == nil)
    }

    @Test func toItselfIsACircle() throws {
        let finding = try #require(try scene(redirect("http://127.0.0.1:8080/")).judge(HTTPSRedirectLoopOrHSTS.self))
        #expect(finding.summary.hasSuffix("redirects in a circle back to http://127.0.0.1:8080/."))
    }

    @Test func aLongerCircleNeedsAComplaint() throws {
        var scene = try scene(redirect("/a"))
        try scene.http(asked, host: asked, path: "/a", redirect("/b"))
        try scene.http(asked, host: asked, path: "/b", redirect("/"))
        #expect(scene.judge(HTTPSRedirectLoopOrHSTS.self) == nil)
        scene.question.reports = [ErrorReport(.tooManyRedirects, text: "ERR_TOO_MANY_REDIRECTS")]
        #expect(scene.judge(HTTPSRedirectLoopOrHSTS.self)?.evidence.count == 3)
    }

    @Test func aBrowserThatRemembers() throws {
        var scene = try scene(.page(200, headers: ["strict-transport-security": "max-age=9"]))
        scene.question.message = "net::ERR_SSL_PROTOCOL_ERROR"
        let finding = try #require(scene.judge(HTTPSRedirectLoopOrHSTS.self))
        #expect(finding.summary.hasSuffix("because of HSTS or a redirect it remembers."))
        #expect(finding.evidence.last?.target == "Strict-Transport-Security")
    }

    @Test func anHTTPSURLNeedsWordsOfHSTS() throws {
        var scene = try scene(.page(200), "https://127.0.0.1:8080/")
        scene.question.message = "net::ERR_SSL_PROTOCOL_ERROR"
        #expect(scene.judge(HTTPSRedirectLoopOrHSTS.self) == nil)
        scene.question.message = "307 Internal Redirect, Non-Authoritative-Reason: HSTS"
        #expect(scene.judge(HTTPSRedirectLoopOrHSTS.self)?.confidence ?? 0 > Confidence.proven)
    }

    @Test func aPlainPageIsHealthy() throws {
        #expect(try scene(.page(200)).judge(HTTPSRedirectLoopOrHSTS.self) == nil)
    }

    @Test(arguments: [
        ("/b?x=1#y", "http://h:81/b?x=1"), ("c", "http://h:81/a/c"), ("//o/", "http://o/"), ("https://o", "https://o/"),
        ("https://[::1]:9/z", "https://[::1]:9/z"),
    ])
    func locations(_ location: String, _ url: String) throws {
        let ask = HTTPAsk(try TestScene.endpoint(asked), host: "h:81", path: "/a/b")
        #expect(Redirect(location, from: ask)?.url == url)
    }

    @Test func otherSchemesAreNotFollowed() throws {
        #expect(Redirect("mailto:a@b", from: HTTPAsk(try TestScene.endpoint(asked), host: "h")) == nil)
    }
}
