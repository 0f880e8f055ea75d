import Diagnosis
import Endpoints
import Testing

@Suite struct ServerClosesImmediatelyTests {
    @Test(arguments: [(Ending.closed, "closes"), (.reset, "resets")])
    func anEndBeforeAWordIsTheReason(_ ending: Ending, verb: String) throws {
        for isBare in [true, false] {
            let finding = try #require(
                try EarlyEndTesting.scene(atOnce: ending, isBare: isBare).judge(ServerClosesImmediately.self))
            #expect(finding.fault == "server-closes-immediately")
            #expect(finding.confidence == 0.94)
            #expect(
                finding.summary
                    == "python3, pid 812, accepts connections on 127.0.0.1:8000 and \(verb) them at once; it is alive.")
            #expect(finding.evidence.last == EvidenceLine("listener", "127.0.0.1:8000", "still there, the same"))
        }
    }

    @Test func aRefusalInWordsIsQuoted() throws {
        let scene = try EarlyEndTesting.scene(atOnce: .closed, greeting: "Exceeded MaxStartups\r\n", isBare: true)
        #expect(
            scene.judge(ServerClosesImmediately.self)?.summary.contains("at once saying \"Exceeded MaxStartups\"")
                == true)
    }

    @Test func aGreetingAndAGoodbyeAreAnAnswer() throws {
        let scene = try EarlyEndTesting.scene(atOnce: .closed, greeting: "21 NOV 2026 13:00:00\r\n", isBare: true)
        #expect(scene.findings().isEmpty)
    }

    @Test func anEndAfterTheRequestIsTheWeakerWord() throws {
        let finding = try #require(try EarlyEndTesting.scene().judge(ServerClosesImmediately.self))
        #expect(finding.confidence == Confidence.fallback + 0.02)
    }

    @Test func aServerThatIsGoneCrashed() throws {
        let scene = try EarlyEndTesting.scene(atOnce: .closed, after: ConnectionsLook(ended: [812]))
        #expect(scene.judge(ServerClosesImmediately.self) == nil)
        #expect(scene.judge(ServerCrashesOnRequest.self) != nil)
    }

    @Test func anOpenConnectionIsNot() throws {
        #expect(try EarlyEndTesting.scene(isBare: true).findings().isEmpty)
    }
}
