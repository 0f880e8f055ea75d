import Diagnosis
import Endpoints
import Testing

@Suite struct ResetByUnreadDataTests {
    private func scene(_ status: Int, _ ending: Ending) throws -> TestScene {
        var scene = try EarlyEndTesting.scene()
        scene.set(.http(try EarlyEndTesting.ask), .http(HTTPOutcome(.answered, status: status, ending: ending)))
        return scene
    }

    @Test(arguments: [413, 401, 200])
    func anAnswerAndAResetAreTheReason(_ status: Int) throws {
        var scene = try scene(status, .reset)
        scene.question.reports = [ErrorReport(.reset, runtime: "curl", text: "Send failure: Connection reset by peer")]
        let finding = try #require(scene.judge(ResetByUnreadData.self))
        #expect(finding.fault == "reset-by-unread-data")
        #expect(finding.confidence == 0.93)
        #expect(
            finding.summary
                == "python3, pid 812, answers HTTP \(status) on 127.0.0.1:8000 and closes with the request half read, so the "
                + "kernel resets the connection and the answer may be lost.")
        #expect(finding.evidence.map(\.experiment) == ["request", "message"])
    }

    @Test(arguments: [Ending.closed, .open])
    func anAnswerThatEndsInOrderIsNot(_ ending: Ending) throws {
        #expect(try scene(413, ending).judge(ResetByUnreadData.self) == nil)
    }

    @Test func aResetWithoutAnAnswerIsNot() throws {
        #expect(try EarlyEndTesting.scene(later: .reset).judge(ResetByUnreadData.self) == nil)
    }
}
