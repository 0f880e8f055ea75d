import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToRedisTests {
    private let asked = "127.0.0.1:7777"

    private func scene(_ answer: HTTPOutcome, _ text: String = "http://127.0.0.1:7777/") throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked)
        try scene.http(asked, host: asked, answer)
        return scene
    }

    @Test func itsOwnWordsTellIt() throws {
        let finding = try #require(
            try scene(.bytes("-ERR wrong number of arguments for 'get' command\r\n")).judge(HTTPToRedis.self))
        #expect(finding.fault == "http-to-redis")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "127.0.0.1:7777 (node, pid 812) speaks Redis, and the client speaks HTTP to it.")
    }

    @Test func aCloseIsFollowedByItsOpeningWords() throws {
        var scene = try scene(.closed)
        try scene.speak(.redis, asked, "+PONG")
        let finding = try #require(scene.judge(HTTPToRedis.self))
        #expect(finding.fault == "http-to-redis")
        #expect(finding.evidence.map(\.experiment) == ["http", "speak Redis"])
        #expect(finding.evidence.last?.result == "+PONG")
    }

    @Test func whatSpeaksTLSIsAnotherFault() throws {
        var scene = try scene(.closed)
        try scene.speak(.tls, asked, "a handshake")
        #expect(scene.judge(HTTPToRedis.self) == nil)
    }

    @Test func whoOnlyClosesIsUnknown() throws {
        #expect(try scene(.closed).judge(HTTPToRedis.self) == nil)
    }

    @Test func anAnswerInHTTPIsNoFault() throws {
        #expect(try scene(.page(404)).judge(HTTPToRedis.self) == nil)
    }

    @Test func aQuestionOfNoHTTPIsNotSpokenTo() throws {
        var scene = try scene(.closed, "127.0.0.1:7777")
        try scene.speak(.redis, asked, "+PONG")
        #expect(scene.judge(HTTPToRedis.self) == nil)
    }

    @Test func theServersLogTellsItWithoutAnEndpoint() throws {
        let scene = TestScene.told(
            "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands",
            .protocolMismatch)
        #expect(scene.judge(HTTPToRedis.self)?.confidence == Confidence.likely)
        #expect(TestScene.told("connection reset", .reset).judge(HTTPToRedis.self) == nil)
    }
}
