import Diagnosis
import Endpoints
import Testing

@Suite struct NodeWaitingForDebuggerToDisconnectTests {
    private let said = ErrorReport(
        .debuggerWaiting, runtime: "Node.js", text: "Waiting for the debugger to disconnect...")

    @Test func itSaysSoItself() throws {
        let finding = try #require(
            try TestScene.using("3000", reports: [said]).judge(NodeWaitingForDebuggerToDisconnect.self))
        #expect(finding.fault == "node-waiting-for-debugger-to-disconnect")
        #expect(finding.summary == "The Node process is done but stays until its debugger disconnects.")
        #expect(finding.fixes.count == 1, "nothing is ended that was not seen")
    }

    @Test func theProcessAndItsDebuggerAreNamed() throws {
        var scene = try TestScene.using(
            "3000", processes: [DebuggerScenes.node("--inspect", "a.js")], reports: [said])
        scene.set(
            .socketsOf(50), .sockets([try DebuggerScenes.connection("127.0.0.1:9229", "127.0.0.1:40000", 50)]))
        let finding = try #require(scene.judge(NodeWaitingForDebuggerToDisconnect.self))
        #expect(finding.summary.hasPrefix("node, pid 50, is done"))
        #expect(finding.evidence.last == EvidenceLine("connection", "127.0.0.1:9229", "a debugger at 127.0.0.1:40000"))
        #expect(finding.fixes.last?.command == "kill 50")
        #expect(finding.fixes.last?.isSafe == false)
    }

    @Test func anInspectorWithoutADebuggerIsNotTheOne() throws {
        var scene = try TestScene.using(
            "3000", processes: [DebuggerScenes.node("--inspect", "a.js")], reports: [said])
        scene.set(.socketsOf(50), .sockets([try DebuggerScenes.listener("127.0.0.1:9229", 50)]))
        #expect(scene.judge(NodeWaitingForDebuggerToDisconnect.self)?.summary.hasPrefix("The Node process") == true)
    }

    @Test(arguments: ["Debugger attached.", "Debugger listening on ws://127.0.0.1:9229/", "waiting for the server"])
    func otherWordsOfNodeAreNot(text: String) throws {
        let report = ErrorReport(.debuggerInfo, runtime: "Node.js", text: text)
        #expect(try TestScene.using("3000", reports: [report]).judge(NodeWaitingForDebuggerToDisconnect.self) == nil)
        #expect(try TestScene.using("3000").judge(NodeWaitingForDebuggerToDisconnect.self) == nil)
    }
}
