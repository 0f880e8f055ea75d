import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPSuspendedWaitingTests {
    private let suspended = DebuggerScenes.java("-agentlib:jdwp=transport=dt_socket,server=y,address=5005", "W")

    private func scene(_ process: ProcessFact, _ sockets: SocketFact...) throws -> TestScene {
        try TestScene.using("127.0.0.1:8080", sockets: sockets, processes: [process])
    }

    @Test func aSuspendedJVMOpensOnlyItsDebugPort() throws {
        let finding = try #require(
            try scene(suspended, DebuggerScenes.listener("127.0.0.1:5005", 40)).judge(JDWPSuspendedWaiting.self))
        #expect(finding.fault == "jdwp-suspended-waiting")
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.contains("waits for a debugger on port 5005"))
        #expect(finding.evidence.map(\.experiment) == ["connect", "agent", "listener"])
    }

    @Test func anArgumentThatNamesThePortProvesIt() throws {
        let process = DebuggerScenes.java(
            "-agentlib:jdwp=transport=dt_socket,server=y,address=5005", "W", "--server.port=8080")
        let finding = try scene(process, DebuggerScenes.listener("127.0.0.1:5005", 40)).judge(JDWPSuspendedWaiting.self)
        #expect(finding?.confidence == Confidence.proven)
    }

    @Test func theEnvironmentSuspendsAsWell() throws {
        var told = try scene(DebuggerScenes.java("W"), DebuggerScenes.listener("127.0.0.1:5005", 40))
        told.set(.environment(40), .environment(["JAVA_TOOL_OPTIONS": "-agentlib:jdwp=server=y,address=5005"]))
        let finding = try #require(told.judge(JDWPSuspendedWaiting.self))
        #expect(finding.evidence[1].result == "suspend=y, from JAVA_TOOL_OPTIONS")
        #expect(finding.fixes.last?.effect.contains("JAVA_TOOL_OPTIONS") == true)
    }

    @Test func suspendNoIsNotSuspended() throws {
        let running = DebuggerScenes.java(DebuggerScenes.agent, "W")
        #expect(
            try scene(running, DebuggerScenes.listener("127.0.0.1:5005", 40)).judge(JDWPSuspendedWaiting.self) == nil)
    }

    @Test func aDebuggerThatIsAttachedHasLetItGo() throws {
        let told = try scene(
            suspended, DebuggerScenes.listener("127.0.0.1:5005", 40),
            DebuggerScenes.connection("127.0.0.1:5005", "127.0.0.1:40000", 40))
        #expect(told.judge(JDWPSuspendedWaiting.self) == nil)
    }

    @Test func aJVMThatOpenedMoreHasBegun() throws {
        let told = try scene(
            suspended, DebuggerScenes.listener("127.0.0.1:5005", 40), DebuggerScenes.listener("127.0.0.1:9000", 40))
        #expect(told.judge(JDWPSuspendedWaiting.self) == nil)
    }

    @Test func theDebugPortItselfIsAnotherQuestion() throws {
        let told = try TestScene.using("127.0.0.1:5005", processes: [suspended])
        #expect(told.judge(JDWPSuspendedWaiting.self) == nil)
    }
}
