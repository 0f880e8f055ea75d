import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPSecondDebuggerTests {
    private let jvm = DebuggerScenes.java(DebuggerScenes.agent, "W")

    @Test func anAttachedDebuggerClosesTheListener() throws {
        let session = try DebuggerScenes.connection("127.0.0.1:5005", "127.0.0.1:40000", 40)
        let other = try DebuggerScenes.connection("127.0.0.1:40000", "127.0.0.1:5005", 70)
        let scene = try TestScene.using(
            "127.0.0.1:5005", sockets: [session, other], processes: [jvm, ProcessFact(pid: 70, name: "idea")])
        let finding = try #require(scene.judge(JDWPSecondDebugger.self))
        #expect(finding.fault == "jdwp-second-debugger")
        #expect(finding.summary.hasPrefix("A debugger (idea, pid 70) is already attached to java, pid 40:"))
        #expect(finding.evidence.map(\.experiment) == ["connect", "agent", "connection"])
    }

    @Test func aDebuggerOnAnotherMachineIsNoLessOne() throws {
        let session = try DebuggerScenes.connection("192.168.1.2:5005", "192.168.1.9:40000", 40)
        let scene = try TestScene.using("127.0.0.1:5005", sockets: [session], processes: [jvm])
        #expect(scene.judge(JDWPSecondDebugger.self)?.summary.hasPrefix("A debugger is already attached") == true)
    }

    @Test func anAgentWithoutAPortOfItsOwnIsKnownByItsConnection() throws {
        let session = try DebuggerScenes.connection("127.0.0.1:5005", "127.0.0.1:40000", 40)
        let any = DebuggerScenes.java("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n", "W")
        let scene = try TestScene.using("127.0.0.1:5005", sockets: [session], processes: [any])
        #expect(scene.judge(JDWPSecondDebugger.self) != nil)
        let stranger = try TestScene.using(
            "127.0.0.1:5005", sockets: [try DebuggerScenes.connection("127.0.0.1:5005", "127.0.0.1:40000", 9)],
            processes: [any])
        #expect(stranger.judge(JDWPSecondDebugger.self) == nil)
    }

    @Test func withoutAConnectionNobodyIsAttached() throws {
        #expect(try TestScene.using("127.0.0.1:5005", processes: [jvm]).judge(JDWPSecondDebugger.self) == nil)
    }

    @Test func aListenerIsOpenToTheNext() throws {
        let scene = try TestScene.using(
            "127.0.0.1:5005",
            sockets: [
                try DebuggerScenes.connection("127.0.0.1:5005", "127.0.0.1:40000", 40),
                try DebuggerScenes.listener("127.0.0.1:5005", 40),
            ], processes: [jvm])
        #expect(scene.judge(JDWPSecondDebugger.self) == nil)
    }

    @Test func aConnectionOfSomethingElseIsNoSession() throws {
        let session = try DebuggerScenes.connection("127.0.0.1:5005", "127.0.0.1:40000", 9)
        let scene = try TestScene.using("127.0.0.1:5005", sockets: [session], processes: [DebuggerScenes.java("W")])
        #expect(scene.judge(JDWPSecondDebugger.self) == nil)
        let client = DebuggerScenes.java("-agentlib:jdwp=transport=dt_socket,server=n,address=127.0.0.1:5005", "W")
        let back = try TestScene.using("127.0.0.1:5005", sockets: [session], processes: [client])
        #expect(back.judge(JDWPSecondDebugger.self) == nil, "server=n calls the debugger itself")
    }
}
