import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToPostgresTests {
    private let asked = "127.0.0.1:7777"

    private func scene(_ answer: HTTPOutcome, _ text: String = "http://127.0.0.1:7777/") throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked)
        try scene.http(asked, host: asked, answer)
        return scene
    }

    @Test func aCloseIsFollowedByItsOpeningWords() throws {
        var scene = try scene(.closed)
        try scene.speak(.postgres, asked, "N")
        let finding = try #require(scene.judge(HTTPToPostgres.self))
        #expect(finding.fault == "http-to-postgres")
        #expect(finding.evidence.map(\.experiment) == ["http", "speak PostgreSQL"])
        #expect(finding.evidence.last?.result == "N")
    }

    @Test func whatSpeaksTLSIsAnotherFault() throws {
        var scene = try scene(.closed)
        try scene.speak(.tls, asked, "a handshake")
        #expect(scene.judge(HTTPToPostgres.self) == nil)
    }

    @Test func whoOnlyClosesIsUnknown() throws {
        #expect(try scene(.closed).judge(HTTPToPostgres.self) == nil)
    }

    @Test func anAnswerInHTTPIsNoFault() throws {
        #expect(try scene(.page(404)).judge(HTTPToPostgres.self) == nil)
    }

    @Test func aQuestionOfNoHTTPIsNotSpokenTo() throws {
        var scene = try scene(.closed, "127.0.0.1:7777")
        try scene.speak(.postgres, asked, "N")
        #expect(scene.judge(HTTPToPostgres.self) == nil)
    }

    @Test func theServersLogTellsItWithoutAnEndpoint() throws {
        let scene = TestScene.told("LOG:  invalid length of startup packet", .protocolMismatch)
        #expect(scene.judge(HTTPToPostgres.self)?.confidence == Confidence.likely)
        #expect(TestScene.told("connection reset", .reset).judge(HTTPToPostgres.self) == nil)
    }
}
