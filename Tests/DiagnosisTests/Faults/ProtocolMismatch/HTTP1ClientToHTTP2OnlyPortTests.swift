import Diagnosis
import Endpoints
import Testing

@Suite struct HTTP1ClientToHTTP2OnlyPortTests {
    private let asked = "127.0.0.1:7777"

    private func scene(_ answer: HTTPOutcome, _ text: String = "http://127.0.0.1:7777/") throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked)
        try scene.http(asked, host: asked, answer)
        return scene
    }

    @Test func aCloseIsFollowedByItsOpeningWords() throws {
        var scene = try scene(.closed)
        try scene.speak(.http2, asked, "SETTINGS")
        let finding = try #require(scene.judge(HTTP1ClientToHTTP2OnlyPort.self))
        #expect(finding.fault == "http1-client-to-http2-only-port")
        #expect(finding.evidence.map(\.experiment) == ["http", "speak HTTP/2"])
        #expect(finding.evidence.last?.result == "SETTINGS")
    }

    @Test func whatSpeaksTLSIsAnotherFault() throws {
        var scene = try scene(.closed)
        try scene.speak(.tls, asked, "a handshake")
        #expect(scene.judge(HTTP1ClientToHTTP2OnlyPort.self) == nil)
    }

    @Test func whoOnlyClosesIsUnknown() throws {
        #expect(try scene(.closed).judge(HTTP1ClientToHTTP2OnlyPort.self) == nil)
    }

    @Test func anAnswerInHTTPIsNoFault() throws {
        #expect(try scene(.page(404)).judge(HTTP1ClientToHTTP2OnlyPort.self) == nil)
    }

    @Test func aQuestionOfNoHTTPIsNotSpokenTo() throws {
        var scene = try scene(.closed, "127.0.0.1:7777")
        try scene.speak(.http2, asked, "SETTINGS")
        #expect(scene.judge(HTTP1ClientToHTTP2OnlyPort.self) == nil)
    }

    @Test func theServersLogTellsItWithoutAnEndpoint() throws {
        let scene = TestScene.told(
            "http2: server: error reading preface from client 127.0.0.1:5: bogus greeting \"GET / HTTP/1.1\"",
            .protocolMismatch)
        #expect(scene.judge(HTTP1ClientToHTTP2OnlyPort.self)?.confidence == Confidence.likely)
        #expect(TestScene.told("connection reset", .reset).judge(HTTP1ClientToHTTP2OnlyPort.self) == nil)
    }
}
