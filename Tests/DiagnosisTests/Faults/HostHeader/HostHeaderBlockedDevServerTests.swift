import Diagnosis
import Endpoints
import Testing

@Suite struct HostHeaderBlockedDevServerTests {
    private let asked = "127.0.0.1:5173"

    private func scene(
        _ refusal: HTTPOutcome, local: HTTPOutcome = .page(200, "<!doctype html>"), host: String = "myapp.test"
    ) throws
        -> TestScene
    {
        var scene = try TestScene.serving("http://\(host):5173/", at: asked)
        scene.facts.names.hosts = [.init(.loopbackV4, ["localhost", "myapp.test"])]
        for name in ["localhost", "127.0.0.1"] { try scene.http(asked, host: "\(name):5173", local) }
        try scene.http(asked, host: "\(host):5173", refusal)
        return scene
    }

    @Test(arguments: [
        (
            403, "Blocked request. This host (\"myapp.test\") is not allowed.", "Vite",
            "server: { allowedHosts: ['myapp.test'] }"
        ),
        (200, "Invalid Host header", "webpack-dev-server", "devServer: { allowedHosts: ['myapp.test'] }"),
        (403, "<h1>Blocked hosts: myapp.test:5173</h1>", "Rails", "config.hosts << 'myapp.test'"),
        (400, "Bad Request - Invalid Hostname", "ASP.NET", "\"AllowedHosts\": \"myapp.test;localhost\""),
    ])
    func theWordsNameTheServer(_ status: Int, _ body: String, _ server: String, _ fix: String) throws {
        let finding = try #require(try scene(.page(status, body)).judge(HostHeaderBlockedDevServer.self))
        #expect(finding.fault == "host-header-blocked-dev-server")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "\(server) at 127.0.0.1:5173 refuses the name myapp.test in the Host header.".capitalizedForTest)
        #expect(finding.fixes.map(\.command) == ["http://localhost:5173/", fix])
    }

    @Test func aRefusalWithoutWordsIsProvedByAnotherName() throws {
        #expect(try scene(.page(403)).judge(HostHeaderBlockedDevServer.self)?.confidence == Confidence.proven)
        #expect(try scene(.page(403), local: .page(403)).judge(HostHeaderBlockedDevServer.self) == nil)
    }

    @Test func a403ForLocalhostIsAboutSomethingElse() throws {
        #expect(try scene(.page(403), host: "localhost").judge(HostHeaderBlockedDevServer.self) == nil)
    }

    @Test func theMessageAlone() {
        let rails = "[ActionDispatch::HostAuthorization::DefaultResponseApp] Blocked hosts: shop.test:3000"
        #expect(TestScene.told(rails, .hostHeader, host: "shop.test").judge(HostHeaderBlockedDevServer.self) != nil)
        #expect(TestScene.told("DisallowedHost at /", .hostHeader).judge(HostHeaderBlockedDevServer.self) == nil)
    }
}

extension String {
    fileprivate var capitalizedForTest: String { prefix(1).uppercased() + dropFirst() }
}
