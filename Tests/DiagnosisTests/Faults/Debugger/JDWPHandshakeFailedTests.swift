import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPHandshakeFailedTests {
    private let report = ErrorReport(
        .debuggerHandshake, runtime: "jdb", text: "handshake failed - connection prematurally closed")

    private func scene(_ process: ProcessFact, _ others: ProcessFact..., port: UInt16 = 8080) throws -> TestScene {
        try TestScene.using(
            "127.0.0.1:\(port)", sockets: [try DebuggerScenes.listener("127.0.0.1:\(port)", process.pid)],
            processes: [process] + others, reports: [report])
    }

    @Test func aPortOfSomethingElseIsNoDebugPort() throws {
        let finding = try #require(
            try scene(ProcessFact(pid: 41, name: "nginx")).judge(JDWPHandshakeFailed.self))
        #expect(finding.fault == "jdwp-handshake-failed")
        #expect(finding.summary == "Port 8080 is no debug port: nginx, pid 41, answers there.")
        #expect(finding.fixes.first?.command.contains("-agentlib:jdwp=") == true)
    }

    @Test func theDebugPortOfAnotherJVMIsNamed() throws {
        let finding = try scene(
            ProcessFact(pid: 41, name: "nginx"), DebuggerScenes.java(DebuggerScenes.agent, "W")
        ).judge(JDWPHandshakeFailed.self)
        #expect(finding?.fixes.first?.command == "127.0.0.1:5005")
    }

    @Test func theApplicationsPortOfTheDebuggedJVMIsNoneEither() throws {
        let finding = try scene(DebuggerScenes.java(DebuggerScenes.agent, "W")).judge(JDWPHandshakeFailed.self)
        #expect(finding?.summary.hasSuffix("answers there with the application.") == true)
        #expect(finding?.fixes.first?.command == "127.0.0.1:5005")
    }

    @Test func onTheDebugPortSomethingElseCame() throws {
        let finding = try scene(DebuggerScenes.java(DebuggerScenes.agent, "W"), port: 5005)
            .judge(JDWPHandshakeFailed.self)
        #expect(finding?.summary.hasPrefix("Something that is no debugger connects to the debug port 5005") == true)
        #expect(finding?.fixes.allSatisfy(\.isSafe) == true)
    }

    @Test func withoutAPortItIsLessSure() throws {
        let finding = TestScene(QuestionReader.question(from: [report])).judge(JDWPHandshakeFailed.self)
        #expect((finding?.confidence).map { $0 < Confidence.observed } == true)
    }

    @Test func withoutTheMessageNothingFails() throws {
        var told = try scene(ProcessFact(pid: 41, name: "nginx"))
        told.question.reports = [ErrorReport(.reset, text: "SSL handshake failed")]
        #expect(told.judge(JDWPHandshakeFailed.self) == nil)
    }
}
