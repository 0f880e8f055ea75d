import Diagnosis
import Endpoints
import Testing

@Suite struct HostHeaderBlockedDjangoTests {
    private let asked = "127.0.0.1:8000"
    private let debugPage = "<title>DisallowedHost at /</title> Invalid HTTP_HOST header: 'myapp.test:8000'."
    private let plainPage = "<title>Bad Request (400)</title><h1>Bad Request (400)</h1>"

    private func scene(_ refusal: HTTPOutcome, local: HTTPOutcome = .page(200)) throws -> TestScene {
        var scene = try TestScene.serving("http://myapp.test:8000/", at: asked)
        scene.facts.names.hosts = [.init(.loopbackV4, ["localhost", "myapp.test"])]
        try scene.http(asked, host: "myapp.test:8000", refusal)
        for name in ["localhost", "127.0.0.1"] { try scene.http(asked, host: "\(name):8000", local) }
        return scene
    }

    @Test func anotherNamePasses() throws {
        let finding = try #require(try scene(.page(400, debugPage)).judge(HostHeaderBlockedDjango.self))
        #expect(finding.fault == "host-header-blocked-django")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "Django at 127.0.0.1:8000 refuses the name myapp.test: it is not in ALLOWED_HOSTS.")
        #expect(finding.fixes.map(\.command) == ["http://localhost:8000/", "ALLOWED_HOSTS += ['myapp.test']"])
    }

    @Test func whereNoNamePassesThePageTellsIt() throws {
        let page = HTTPOutcome.page(400, plainPage)
        let finding = try #require(try scene(page, local: page).judge(HostHeaderBlockedDjango.self))
        #expect(finding.confidence == Confidence.observed)
    }

    @Test func the400OfAnApplication() throws {
        let page = HTTPOutcome.page(400, "{\"detail\": \"missing id\"}")
        #expect(try scene(page, local: page).judge(HostHeaderBlockedDjango.self) == nil)
        #expect(try scene(.page(200)).judge(HostHeaderBlockedDjango.self) == nil)
    }

    @Test func theLogAlone() throws {
        let text = "Invalid HTTP_HOST header: 'devbox.lan'. You may need to add 'devbox.lan' to ALLOWED_HOSTS."
        let finding = try #require(
            TestScene.told(text, .hostHeader, host: "devbox.lan").judge(HostHeaderBlockedDjango.self))
        #expect(finding.summary == "Django refuses the name devbox.lan: it is not in ALLOWED_HOSTS.")
        #expect(TestScene.told("Invalid Host header", .hostHeader).judge(HostHeaderBlockedDjango.self) == nil)
    }
}
