import Diagnosis
import Endpoints
import Testing

@Suite struct CallbackDebuggerNotListeningTests {
    private let report = ErrorReport(
        .timeout, host: "localhost", port: 9003, runtime: "Xdebug 3",
        text: "Time-out connecting to debugging client, Tried: localhost:9003")

    @Test func xdebugCallsBackAndFindsNoIDE() throws {
        let finding = try #require(
            try TestScene.using("127.0.0.1:9003", reports: [report]).judge(CallbackDebuggerNotListening.self))
        #expect(finding.confidence == Confidence.observed + 0.04)
        #expect(finding.summary == "The program calls the IDE back on port 9003, and no IDE listens there.")
        #expect(finding.fixes.first?.effect == "opens port 9003")
    }

    @Test(arguments: [
        "Xdebug: [Step Debug] Could not connect to debugging client. Tried: localhost:9003",
        "DEBUGGER: rdbg cannot connect to 127.0.0.1:12345",
    ])
    func otherWordingsOfTheSame(text: String) throws {
        let told = ErrorReport(.connectFailed, text: text)
        #expect(
            try TestScene.using("127.0.0.1:9003", reports: [told]).judge(CallbackDebuggerNotListening.self) != nil)
    }

    @Test func withoutAPortXdebugsOwnIsMeant() throws {
        let told = ErrorReport(.timeout, runtime: "Xdebug 3", text: "Xdebug: could not connect to client")
        let finding = TestScene(QuestionReader.question(from: [told])).judge(CallbackDebuggerNotListening.self)
        #expect(finding?.summary.contains("port 9003") == true)
    }

    @Test func anIDEThatListensLeavesTheContainersLocalhost() throws {
        let told = try TestScene.using(
            "127.0.0.1:9003", sockets: [try DebuggerScenes.listener("127.0.0.1:9003", 70)],
            processes: [ProcessFact(pid: 70, name: "phpstorm")], reports: [report])
        let finding = try #require(told.judge(CallbackDebuggerNotListening.self))
        #expect(finding.confidence == Confidence.fallback, "it is only what is left")
        #expect(finding.fixes.map(\.command) == ["xdebug.client_host=host.docker.internal"])
        #expect(finding.evidence.last?.result == "phpstorm, pid 70")
    }

    @Test func anotherTimeoutIsNot() throws {
        let other = ErrorReport(.timeout, host: "localhost", port: 9003, text: "connect ETIMEDOUT 127.0.0.1:9003")
        #expect(try TestScene.using("127.0.0.1:9003", reports: [other]).judge(CallbackDebuggerNotListening.self) == nil)
        #expect(try TestScene.using("127.0.0.1:9003").judge(CallbackDebuggerNotListening.self) == nil)
    }
}
