import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToHTTPSPortGoTests {
    private let asked = "[::1]:9443"
    private let body = "Client sent an HTTP request to an HTTPS server.\n"

    private func scene(_ status: Int, _ body: String) throws -> TestScene {
        var scene = try TestScene.serving("http://[::1]:9443/health", at: asked, ProcessFact(pid: 3, name: "api"))
        try scene.http(asked, host: asked, path: "/health", .page(status, body))
        try scene.speak(.tls, asked, "TLS 1.3")
        return scene
    }

    @Test func theFixIsTheURLWithHTTPS() throws {
        let finding = try #require(try scene(400, body).judge(HTTPToHTTPSPortGo.self))
        #expect(finding.fixes.map(\.command) == ["https://[::1]:9443/health", "curl -k https://[::1]:9443/health"])
        #expect(finding.evidence.map(\.experiment) == ["http", "tls", "body"])
    }

    @Test func the400OfAnApplicationIsNot() throws {
        #expect(try scene(400, "name is missing").judge(HTTPToHTTPSPortGo.self) == nil)
    }

    @Test func anApplicationMayQuoteTheSentence() throws {
        #expect(try scene(200, body).judge(HTTPToHTTPSPortGo.self) == nil)
    }
}
