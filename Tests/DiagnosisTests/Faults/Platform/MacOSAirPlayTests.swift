import Diagnosis
import Endpoints
import Testing

@Suite struct MacOSAirPlayTests {
    private let seen = "HTTP/1.1 403 Forbidden Server: AirTunes/675.4.1"

    private func answering(_ server: String) throws -> TestScene {
        var scene = try TestScene.using("http://127.0.0.1:5000/")
        let endpoint = try TestScene.endpoint("127.0.0.1:5000")
        scene.facts.sockets = [SocketFact(.listen, endpoint)]
        scene.set(
            .http(HTTPAsk(endpoint, host: "127.0.0.1:5000")),
            .http(HTTPOutcome(.answered, status: 403, headers: [HTTPOutcome.Header("server", server)])))
        return scene
    }

    @Test func itsAnswerGivesItAway() throws {
        let finding = try #require(try answering("AirTunes/675.4.1").judge(MacOSAirPlay.self))
        #expect(finding.fault == "macos-airplay-5000-7000")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasPrefix("Port 5000 is AirPlay Receiver's"))
        #expect(finding.evidence.first?.result == "HTTP 403, Server: AirTunes/675.4.1")
    }

    @Test func whatWasSeenIsLikely() throws {
        var scene = TestScene(Question(.machine, message: seen))
        #expect(scene.judge(MacOSAirPlay.self)?.confidence == Confidence.likely)
        scene.question.message = "HTTP/1.1 403 Forbidden Server: nginx"
        #expect(scene.judge(MacOSAirPlay.self) == nil)
    }

    @Test func anotherServerThatAnswersNowIsNot() throws {
        var scene = try answering("nginx")
        #expect(scene.judge(MacOSAirPlay.self) == nil)
        scene.question.message = seen
        #expect(scene.judge(MacOSAirPlay.self) == nil)
    }
}
