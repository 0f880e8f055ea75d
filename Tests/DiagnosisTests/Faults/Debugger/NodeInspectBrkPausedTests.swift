import Diagnosis
import Endpoints
import Testing

@Suite struct NodeInspectBrkPausedTests {
    private func scene(_ process: ProcessFact, _ ports: UInt16..., asked: String = "127.0.0.1:3000") throws -> TestScene
    {
        try TestScene.using(
            asked, sockets: try ports.map { try DebuggerScenes.listener("127.0.0.1:\($0)", process.pid) },
            processes: [process])
    }

    @Test(
        arguments: [
            (["--inspect-brk", "app.js"], UInt16(9229)), (["--inspect-brk=9230", "app.js"], 9230),
            (["--inspect-wait=0.0.0.0:9231", "app.js"], 9231),
        ] as [([String], UInt16)])
    func aPausedNodeHasNotBegun(arguments: [String], port: UInt16) throws {
        let process = ProcessFact(pid: 50, name: "node", arguments: ["node"] + arguments)
        let finding = try #require(try scene(process, port).judge(NodeInspectBrkPaused.self))
        #expect(finding.fault == "node-inspect-brk-paused")
        #expect(finding.summary.contains("waits for a debugger on port \(port), so nothing listens on port 3000 yet"))
        #expect(finding.fixes.last?.command == "--inspect")
    }

    @Test func portZeroIsTheOneItListensOn() throws {
        let process = DebuggerScenes.node("--inspect-brk=0", "app.js")
        #expect(try scene(process, 45_001).judge(NodeInspectBrkPaused.self)?.summary.contains("port 45001") == true)
    }

    @Test func theEnvironmentPausesAsWell() throws {
        var told = try scene(DebuggerScenes.node("app.js"), 9230)
        told.set(.environment(50), .environment(["NODE_OPTIONS": "--inspect-brk=127.0.0.1:9230"]))
        let finding = try #require(told.judge(NodeInspectBrkPaused.self))
        #expect(finding.evidence.last?.result == "--inspect-brk, from NODE_OPTIONS")
        #expect(finding.fixes.last?.command == "unset NODE_OPTIONS")
    }

    @Test func inspectAloneDoesNotPause() throws {
        #expect(try scene(DebuggerScenes.node("--inspect", "app.js"), 9229).judge(NodeInspectBrkPaused.self) == nil)
    }

    @Test func aProgramThatOpenedItsOwnPortHasBegun() throws {
        #expect(
            try scene(DebuggerScenes.node("--inspect-brk", "app.js"), 9229, 8080).judge(NodeInspectBrkPaused.self)
                == nil)
    }

    @Test func whatIsAskedAboutAnswersOrIsTheInspector() throws {
        let paused = DebuggerScenes.node("--inspect-brk", "app.js")
        #expect(try scene(paused, 9229, 3000).judge(NodeInspectBrkPaused.self) == nil)
        #expect(try scene(paused, asked: "127.0.0.1:9229").judge(NodeInspectBrkPaused.self) == nil)
    }
}
