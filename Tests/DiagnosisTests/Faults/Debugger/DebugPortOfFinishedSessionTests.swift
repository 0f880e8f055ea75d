import Diagnosis
import Endpoints
import Testing

@Suite struct DebugPortOfFinishedSessionTests {
    private static let id = "5b1e7f42-521d-4e9c-804a-96a2079f5492"

    @Test(arguments: [
        "ws://127.0.0.1:39871/\(id)", "ws://127.0.0.1:9229/\(id)", "ws://127.0.0.1:39871/devtools/browser/\(id)",
        "ws://127.0.0.1:39871/\(id.uppercased())",
    ])
    func aSessionsAddressIsOfOneRun(url: String) throws {
        let finding = try #require(try TestScene.using(url).judge(DebugPortOfFinishedSession.self))
        #expect(finding.fault == DebugPortOfFinishedSession.fault.id)
        #expect(finding.summary.contains("was chosen for one debug session that is over"))
        #expect(finding.confidence == Confidence.observed + 0.04)
    }

    @Test(arguments: [
        "ws://127.0.0.1:39871/chat", "ws://127.0.0.1:39871/5b1e7f42-521d-4e9c-804a-96a2079f549",
        "ws://127.0.0.1:39871/5b1e7f42-521d-4e9c-804a-96a2079f549g", "http://127.0.0.1:39871/",
        "ws://127.0.0.1:39871/5b1e7f42x521d-4e9c-804a-96a2079f5492", "127.0.0.1:39871",
    ])
    func anyOtherPathIsNoSession(url: String) throws {
        #expect(try TestScene.using(url).judge(DebugPortOfFinishedSession.self) == nil)
    }

    @Test func aDebuggersWordsAboutAChosenPortAreLikely() throws {
        let report = ErrorReport(
            .connectionRefused, text: "Could not connect to debug target at http://127.0.0.1:39871")
        let finding = try TestScene.using("127.0.0.1:39871", reports: [report]).judge(DebugPortOfFinishedSession.self)
        #expect(finding?.confidence == Confidence.likely)
        // A port that nobody's kernel chose is no session's.
        #expect(try TestScene.using("127.0.0.1:9229", reports: [report]).judge(DebugPortOfFinishedSession.self) == nil)
    }

    @Test func theInspectorThatIsThereNowIsNamed() throws {
        let told = try TestScene.using(
            "ws://127.0.0.1:39871/\(Self.id)", sockets: [try DebuggerScenes.listener("127.0.0.1:9229", 50)],
            processes: [DebuggerScenes.node("--inspect", "app.js")])
        let finding = try #require(told.judge(DebugPortOfFinishedSession.self))
        #expect(finding.summary.hasSuffix("an inspector listens on port 9229 now."))
        #expect(finding.fixes.first?.command == "127.0.0.1:9229")
    }

    @Test func aPortThatAnswersIsNotOver() throws {
        let told = try TestScene.using(
            "ws://127.0.0.1:39871/\(Self.id)", sockets: [try DebuggerScenes.listener("127.0.0.1:39871", 9)])
        #expect(told.judge(DebugPortOfFinishedSession.self) == nil)
    }
}
