import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPIDENotListeningTests {
    private let report = ErrorReport(
        .debuggerConnectRefused, runtime: "JDWP agent",
        text: "ERROR: transport error 202: connect failed: Connection refused")

    @Test func anAgentThatShouldConnectFindsNobody() throws {
        let finding = try #require(
            try TestScene.using("127.0.0.1:62893", reports: [report]).judge(JDWPIDENotListening.self))
        #expect(finding.fault == "jdwp-ide-not-listening")
        #expect(finding.summary.contains("nobody listens on 127.0.0.1:62893"))
        #expect(finding.evidence.map(\.experiment) == ["message", "listeners"])
    }

    @Test func withoutAnEndpointTheMessageAloneSaysIt() throws {
        let scene = TestScene(QuestionReader.question(from: [report]))
        let finding = try #require(scene.judge(JDWPIDENotListening.self))
        #expect(finding.summary.contains("the address of its option"))
        #expect(finding.evidence.count == 1)
    }

    @Test func whereSomebodyListensItIsNotThat() throws {
        let listener = try DebuggerScenes.listener("127.0.0.1:62893", 9)
        let scene = try TestScene.using("127.0.0.1:62893", sockets: [listener], reports: [report])
        #expect(scene.judge(JDWPIDENotListening.self) == nil)
    }

    @Test(arguments: [
        "ERROR: transport error 202: bind failed: Address already in use", "connect ECONNREFUSED 127.0.0.1:62893",
        "java.net.ConnectException: Connection refused",
    ])
    func otherRefusalsAreNot(text: String) throws {
        let other = ErrorReport(.connectionRefused, text: text)
        #expect(try TestScene.using("127.0.0.1:62893", reports: [other]).judge(JDWPIDENotListening.self) == nil)
    }
}
