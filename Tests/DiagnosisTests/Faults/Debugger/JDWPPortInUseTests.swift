import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPPortInUseTests {
    private let report = ErrorReport(
        .debuggerPortInUse, port: 5005, runtime: "JDWP agent",
        text: "ERROR: transport error 202: bind failed: Address already in use")

    private func scene(_ process: ProcessFact, reports: [ErrorReport] = []) throws -> TestScene {
        try TestScene.binding(
            "127.0.0.1:5005", sockets: [try DebuggerScenes.listener("127.0.0.1:5005", process.pid)],
            processes: [process], reports: reports)
    }

    @Test func aTakenDebugPortNamesItsJVM() throws {
        let finding = try #require(
            try scene(DebuggerScenes.java(DebuggerScenes.agent, "W")).judge(JDWPPortInUse.self))
        #expect(finding.fault == "jdwp-port-in-use")
        #expect(
            finding.summary
                == "The debug port 5005 is taken by java, pid 40, itself a debugged JVM, so the new JVM ends before main()."
        )
        #expect(finding.fixes.filter(\.isOffered).isEmpty, "ending it is the user's to decide")
    }

    @Test func theAgentsOwnMessageNamesWhoeverHoldsIt() throws {
        let finding = try #require(try scene(DebuggerScenes.node("x.js"), reports: [report]).judge(JDWPPortInUse.self))
        #expect(finding.summary.hasPrefix("The debug port 5005 is taken by node, pid 50, so the new JVM"))
        #expect(finding.evidence.map(\.experiment) == ["message", "listener"])
    }

    @Test func theMessageWithoutAPortMeansTheAgentsHere() throws {
        var other = report
        other.port = nil
        let scene = TestScene(
            QuestionReader.question(from: [other]), sockets: [try DebuggerScenes.listener("127.0.0.1:5005", 40)],
            processes: [DebuggerScenes.java(DebuggerScenes.agent, "W")])
        #expect(scene.judge(JDWPPortInUse.self)?.summary.contains("5005") == true)
    }

    @Test func aJVMWithoutAnAgentIsAnOrdinaryHolder() throws {
        #expect(try scene(DebuggerScenes.java("W")).judge(JDWPPortInUse.self) == nil)
        #expect(try scene(DebuggerScenes.node("--inspect=5005", "x.js")).judge(JDWPPortInUse.self) == nil)
    }

    @Test func anotherPortOfADebuggedJVMIsItsApplications() throws {
        let scene = try TestScene.binding(
            "127.0.0.1:8080", sockets: [try DebuggerScenes.listener("127.0.0.1:8080", 40)],
            processes: [DebuggerScenes.java(DebuggerScenes.agent, "W")])
        #expect(scene.judge(JDWPPortInUse.self) == nil)
    }

    @Test func aFreePortIsNotTaken() throws {
        #expect(try TestScene.binding("127.0.0.1:5005", reports: [report]).judge(JDWPPortInUse.self) == nil)
    }
}
