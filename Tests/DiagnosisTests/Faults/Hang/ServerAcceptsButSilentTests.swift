import Diagnosis
import Endpoints
import Testing

@Suite struct ServerAcceptsButSilentTests {
    @Test func aRequestThatWasReadAndNotAnswered() throws {
        let finding = try #require(try HangTesting.stuck(.read).judge(ServerAcceptsButSilent.self))
        #expect(finding.fault == "server-accepts-but-silent")
        #expect(finding.confidence == 0.85)
        #expect(
            finding.summary
                == "python3, pid 812, accepted and read the request on 127.0.0.1:8000 and sends nothing: its handler waits "
                + "for something else or never answers.")
    }

    @Test func theConnectionToAnotherServiceNamesWhatItWaitsFor() throws {
        var scene = try HangTesting.stuck(.read)
        let own = SocketFact(
            .established, try TestScene.endpoint("127.0.0.1:8000"), remote: try TestScene.endpoint("127.0.0.1:40000"),
            owners: [812])
        let upstream = SocketFact(
            .established, try TestScene.endpoint("127.0.0.1:50000"), remote: try TestScene.endpoint("127.0.0.1:9001"),
            owners: [812])
        scene.set(.socketsOf(812), .sockets([own, upstream]))
        let finding = try #require(scene.judge(ServerAcceptsButSilent.self))
        #expect(
            finding.summary
                == "python3, pid 812, accepted the request on 127.0.0.1:8000 and waits for 127.0.0.1:9001, which does not "
                + "answer.")
        #expect(finding.fixes.first?.command == "ostia doctor 127.0.0.1:9001")
    }

    @Test func anotherUsersServerIsLessSure() throws {
        let finding = try #require(try HangTesting.stuck(.read, owner: nil).judge(ServerAcceptsButSilent.self))
        #expect(finding.confidence == Confidence.likely - 0.05)
        #expect(finding.summary.hasPrefix("the server accepted and read"))
    }

    @Test func whatItDoesNotTakeIsTheWeakestThingToSay() throws {
        #expect(
            try HangTesting.stuck(.notAccepted).judge(ServerAcceptsButSilent.self)?.confidence == Confidence.fallback)
    }

    @Test func bytesThatNeverArrivedAreAFirewalls() throws {
        var lost = try HangTesting.connection(.idle, from: 40000)
        lost.isClientHere = false
        let scene = try HangTesting.stuck(.read, others: [lost])
        #expect(scene.judge(ServerAcceptsButSilent.self) == nil)
        #expect(scene.judge(FirewallKillsEstablished.self) != nil)
    }

    @Test func aServerThatAnswersLateIsWell() throws {
        var scene = try HangTesting.stuck(.read)
        scene.set(
            .http(try HangTesting.ask), .http(HTTPOutcome(.answered, status: 200, answerMilliseconds: 1100)))
        #expect(scene.findings().isEmpty)
    }

    @Test func aBareEndpointMayBeOneThatSpeaksWhenSpokenTo() throws {
        #expect(try HangTesting.stuck(.read, isBare: true).findings().isEmpty)
        #expect(try HangTesting.stuck(.queueFull).judge(ServerAcceptsButSilent.self) == nil)
    }
}
