import Diagnosis
import Endpoints
import Testing

@Suite struct NodeInspectorPortInUseTests {
    private let report = ErrorReport(
        .debuggerPortInUse, host: "127.0.0.1", port: 9229, runtime: "Node.js",
        text: "Starting inspector on 127.0.0.1:9229 failed: address already in use")

    private func scene(_ process: ProcessFact, port: UInt16 = 9229, reports: [ErrorReport] = []) throws -> TestScene {
        try TestScene.binding(
            "127.0.0.1:\(port)", sockets: [try DebuggerScenes.listener("127.0.0.1:\(port)", process.pid)],
            processes: [process], reports: reports)
    }

    @Test(arguments: [["--inspect", "old.js"], ["--inspect=9229", "a"], ["--inspect-brk=127.0.0.1:9229", "a"]])
    func aTakenInspectorPortNamesItsNode(arguments: [String]) throws {
        let process = ProcessFact(pid: 50, name: "node", arguments: ["node"] + arguments)
        let finding = try #require(try scene(process).judge(NodeInspectorPortInUse.self))
        #expect(finding.fault == "node-inspector-port-in-use")
        #expect(finding.summary.hasPrefix("The inspector port 9229 is taken by node, pid 50, so the new process"))
        #expect(finding.fixes.first?.command == "--inspect=127.0.0.1:0")
    }

    @Test func theEnvironmentThatTurnedItOnIsNamed() throws {
        var told = try scene(DebuggerScenes.node("old.js"))
        told.set(.environment(50), .environment(["NODE_OPTIONS": "--inspect=9229"]))
        #expect(told.judge(NodeInspectorPortInUse.self)?.summary.contains("(NODE_OPTIONS)") == true)
    }

    @Test func nodesMessageNamesWhoeverHoldsIt() throws {
        let other = ProcessFact(pid: 71, name: "chrome")
        let finding = try scene(other, reports: [report]).judge(NodeInspectorPortInUse.self)
        #expect(finding?.summary.contains("chrome, pid 71") == true)
    }

    @Test func aNodeWithoutAnInspectorIsAnOrdinaryHolder() throws {
        #expect(try scene(DebuggerScenes.node("app.js")).judge(NodeInspectorPortInUse.self) == nil)
        #expect(
            try scene(DebuggerScenes.node("--inspect", "app.js"), port: 3000).judge(NodeInspectorPortInUse.self) == nil)
    }

    @Test func aPageThatIsCalledInspectorIsNone() throws {
        let page = ErrorReport(
            .connectionRefused, host: "127.0.0.1", port: 3000, text: "Failed to load the inspector: 127.0.0.1:3000")
        let told = try TestScene.using(
            "127.0.0.1:3000", sockets: [try DebuggerScenes.listener("127.0.0.1:3000", 50)],
            processes: [DebuggerScenes.node("app.js")], reports: [page])
        #expect(told.judge(NodeInspectorPortInUse.self) == nil)
    }

    @Test func aFreePortIsNotTaken() throws {
        #expect(try TestScene.binding("127.0.0.1:9229", reports: [report]).judge(NodeInspectorPortInUse.self) == nil)
    }
}
