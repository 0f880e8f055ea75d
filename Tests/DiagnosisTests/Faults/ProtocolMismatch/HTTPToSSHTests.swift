import Diagnosis
import Endpoints
import Testing

@Suite struct HTTPToSSHTests {
    private let asked = "[::1]:22022"

    private func scene(_ greeting: String, _ text: String = "http://[::1]:22022/") throws -> TestScene {
        var scene = try TestScene.serving(text, at: asked)
        try scene.greet(asked, greeting)
        return scene
    }

    @Test func theGreetingTellsItAndNothingIsSent() throws {
        var scene = try scene("SSH-2.0-OpenSSH_9.2p1 Debian\r\n")
        // An answer that would contradict it is never asked for.
        try scene.http(asked, host: asked, .page(200))
        let finding = try #require(scene.judge(HTTPToSSH.self))
        #expect(finding.fault == "http-to-ssh")
        #expect(finding.summary == "[::1]:22022 (node, pid 812) speaks SSH, and the client speaks HTTP to it.")
        #expect(finding.evidence.map(\.experiment) == ["greeting"])
    }

    @Test func anotherGreetingIsAnotherServer() throws {
        #expect(try scene("220 mail ESMTP\r\n").judge(HTTPToSSH.self) == nil)
    }

    @Test func withoutHTTPInTheQuestionItIsHealthy() throws {
        #expect(try scene("SSH-2.0-OpenSSH_9.2p1 Debian\r\n", "[::1]:22022").judge(HTTPToSSH.self) == nil)
    }

    @Test func aMessageOfAnHTTPClientMakesItAQuestionOfHTTP() throws {
        var scene = try scene("SSH-2.0-OpenSSH_9.2p1 Debian\r\n", "[::1]:22022")
        scene.question.message = "curl: (1) Received HTTP/0.9 when not allowed"
        #expect(scene.judge(HTTPToSSH.self)?.confidence == Confidence.proven)
    }

    @Test func theMessageAloneIsLikely() {
        #expect(
            TestScene.told("http.client.BadStatusLine: SSH-2.0-OpenSSH_9.2p1", .protocolMismatch).judge(HTTPToSSH.self)?
                .confidence == Confidence.likely)
        #expect(TestScene.told("timed out", .timeout).judge(HTTPToSSH.self) == nil)
    }
}
