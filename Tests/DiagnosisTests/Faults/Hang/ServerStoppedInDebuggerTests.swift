import Diagnosis
import Endpoints
import Testing

@Suite struct ServerStoppedInDebuggerTests {
    @Test(arguments: [("t", Int32(901)), ("T", 901), ("t", 0)] as [(Character, Int32)])
    func aTracedServerIsTheReason(_ state: Character, tracer: Int32) throws {
        var scene = try HangTesting.stuck(
            .notAccepted, owner: ProcessFact(pid: 812, name: "ruby", state: state, tracer: tracer))
        scene.facts.processes[901] = ProcessFact(pid: 901, name: "gdb")
        let finding = try #require(scene.judge(ServerStoppedInDebugger.self))
        #expect(finding.fault == "server-stopped-in-debugger")
        #expect(
            finding.summary
                == "ruby, pid 812, is held by gdb, pid 901: it takes no connections on 127.0.0.1:8000.")
        #expect(finding.fixes.map(\.command) == ["continue in the debugger (gdb: c)", "kill 901"])
    }

    private func jvm(_ options: String, hasDebugger: Bool, isSeen: Bool = true) throws -> TestScene {
        let java = ProcessFact(pid: 812, name: "java", arguments: ["java", options, "App"], uid: 1000)
        var scene = try HangTesting.stuck(.notAccepted, owner: isSeen ? java : nil)
        scene.facts.processes[812] = java
        if hasDebugger {
            let session = SocketFact(
                .established, try TestScene.endpoint("127.0.0.1:5005"),
                remote: try TestScene.endpoint("127.0.0.1:40000"), owners: [812])
            scene.set(.socketsOf(812), .sockets([session]))
        }
        return scene
    }

    private let agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5005"

    @Test func aJVMWithADebuggerAttachedIsHeldInside() throws {
        let finding = try #require(try jvm(agent, hasDebugger: true).judge(ServerStoppedInDebugger.self))
        #expect(finding.confidence == 0.93)
        #expect(
            finding.evidence.last
                == EvidenceLine("debug agent", "port 5005", "connected from 127.0.0.1:40000"))
    }

    @Test func anotherUsersJVMShowsItByItsAgentThatDoesNotListen() throws {
        let scene = try jvm(agent, hasDebugger: false, isSeen: false)
        #expect(scene.judge(ServerStoppedInDebugger.self)?.confidence == Confidence.likely)
        var free = scene
        free.facts.sockets.append(SocketFact(.listen, try TestScene.endpoint("127.0.0.1:5005")))
        #expect(free.judge(ServerStoppedInDebugger.self) == nil)
    }

    @Test func withoutADebuggerItIsNot() throws {
        #expect(try jvm(agent, hasDebugger: false).judge(ServerStoppedInDebugger.self) == nil)
        #expect(try jvm("-Xmx1g", hasDebugger: true).judge(ServerStoppedInDebugger.self) == nil)
        #expect(
            try HangTesting.stuck(.notAccepted, owner: ProcessFact(pid: 812, name: "ruby", state: "T", tracer: 0))
                .judge(ServerStoppedInDebugger.self) == nil)
        #expect(
            try HangTesting.stuck(.read, owner: ProcessFact(pid: 812, name: "ruby", state: "t", tracer: 9))
                .judge(ServerStoppedInDebugger.self) == nil)
    }
}
