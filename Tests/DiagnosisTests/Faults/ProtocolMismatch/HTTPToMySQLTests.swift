import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToMySQLTests {
    private let asked = "[::1]:22022"

    private func scene(_ greeting: String, _ text: String = "http://[::1]:22022/") throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked)
        try scene.greet(asked, greeting)
        return scene
    }

    @Test func theGreetingTellsItAndNothingIsSent() throws {
        var scene = try scene("\u{4a}\0\0\0\u{0a}8.0.36\0abcdefgh")
        // An answer that would contradict it is never asked for.
        try scene.http(asked, host: asked, .page(200))
        let finding = try #require(scene.judge(HTTPToMySQL.self))
        #expect(finding.fault == "http-to-mysql")
        #expect(finding.summary == "[::1]:22022 (node, pid 812) speaks MySQL, and the client speaks HTTP to it.")
        #expect(finding.evidence.map(\.experiment) == ["greeting"])
    }

    @Test func anotherGreetingIsAnotherServer() throws {
        #expect(try scene("SSH-2.0-x\r\n").judge(HTTPToMySQL.self) == nil)
    }

    @Test func withoutHTTPInTheQuestionItIsHealthy() throws {
        #expect(try scene("\u{4a}\0\0\0\u{0a}8.0.36\0abcdefgh", "[::1]:22022").judge(HTTPToMySQL.self) == nil)
    }

    @Test func aMessageOfAnHTTPClientMakesItAQuestionOfHTTP() throws {
        var scene = try scene("\u{4a}\0\0\0\u{0a}8.0.36\0abcdefgh", "[::1]:22022")
        scene.question.message = "curl: (1) Received HTTP/0.9 when not allowed"
        #expect(scene.judge(HTTPToMySQL.self)?.confidence == Confidence.proven)
    }

    @Test func theMessageAloneIsLikely() {
        #expect(
            TestScene.told("Got packets out of order", .protocolMismatch).judge(HTTPToMySQL.self)?.confidence
                == Confidence.likely)
        #expect(TestScene.told("timed out", .timeout).judge(HTTPToMySQL.self) == nil)
    }
}
