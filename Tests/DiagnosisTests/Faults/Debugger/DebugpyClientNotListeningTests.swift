import Diagnosis
import Endpoints
import Testing

@Suite struct DebugpyClientNotListeningTests {
    private let report = ErrorReport(
        .connectionRefused, runtime: "pydevd",
        text: "pydevd_comm.py: ConnectionRefusedError: [Errno 111] Connection refused")

    @Test(arguments: [ErrorKind.connectionRefused, .debuggerConnectRefused, .connectFailed, .timeout])
    func aProgramThatCallsItsDebuggerFindsNobody(kind: ErrorKind) throws {
        var report = report
        report.kind = kind
        let finding = try #require(
            try TestScene.using("127.0.0.1:5678", reports: [report]).judge(DebugpyClientNotListening.self))
        #expect(finding.fault == "debugpy-client-not-listening")
        #expect(
            finding.summary == "The Python program should connect to a debugger, and none listens on 127.0.0.1:5678.")
    }

    @Test func withoutAnEndpointTheMessageIsEnough() throws {
        let finding = TestScene(QuestionReader.question(from: [report])).judge(DebugpyClientNotListening.self)
        #expect(finding?.summary.hasSuffix("none listens on its address.") == true)
    }

    @Test func whereSomebodyListensItIsNotThat() throws {
        let listener = try DebuggerScenes.listener("127.0.0.1:5678", 9)
        let told = try TestScene.using("127.0.0.1:5678", sockets: [listener], reports: [report])
        #expect(told.judge(DebugpyClientNotListening.self) == nil)
    }

    @Test func anyOtherRefusalInPythonIsNot() throws {
        let other = ErrorReport(
            .connectionRefused, runtime: "Python", text: "ConnectionRefusedError: [Errno 111] Connection refused")
        #expect(try TestScene.using("127.0.0.1:5678", reports: [other]).judge(DebugpyClientNotListening.self) == nil)
        let bind = ErrorReport(.debuggerPortInUse, text: "debugpy: Address already in use")
        #expect(try TestScene.using("127.0.0.1:5678", reports: [bind]).judge(DebugpyClientNotListening.self) == nil)
        #expect(try TestScene.using("127.0.0.1:5678").judge(DebugpyClientNotListening.self) == nil)
    }
}
