import Diagnosis
import Endpoints
import Testing

/// The rules about Node, Python, PHP and native debuggers, on told machines.
@Suite struct OtherDebuggerTests {
    private func listener(_ endpoint: String, _ pid: Int32 = 50) throws -> SocketFact {
        SocketFact(.listen, try TestScene.endpoint(endpoint), owners: [pid])
    }

    private func node(_ arguments: String...) -> ProcessFact {
        ProcessFact(pid: 50, name: "node", arguments: ["node"] + arguments)
    }

    @Test func aTakenInspectorPortNamesItsNode() throws {
        let scene = try TestScene.binding(
            "127.0.0.1:9229", sockets: [try listener("127.0.0.1:9229")], processes: [node("--inspect", "old.js")])
        #expect(scene.judge(NodeInspectorPortInUse.self)?.fault == "node-inspector-port-in-use")
        let plain = try TestScene.binding(
            "127.0.0.1:9229", sockets: [try listener("127.0.0.1:9229")], processes: [node("app.js")])
        #expect(plain.judge(NodeInspectorPortInUse.self) == nil)
    }

    @Test func aPausedNodeHasNotBegun() throws {
        let scene = try TestScene.using(
            "127.0.0.1:3000", sockets: [try listener("127.0.0.1:9229")], processes: [node("--inspect-brk", "app.js")])
        #expect(scene.judge(NodeInspectBrkPaused.self)?.fault == "node-inspect-brk-paused")
        let running = try TestScene.using(
            "127.0.0.1:3000", sockets: [try listener("127.0.0.1:9229")], processes: [node("--inspect", "app.js")])
        #expect(running.judge(NodeInspectBrkPaused.self) == nil)
    }

    @Test func theEnvironmentPausesAsWell() throws {
        var scene = try TestScene.using(
            "127.0.0.1:3000", sockets: [try listener("127.0.0.1:9230")], processes: [node("app.js")])
        scene.set(.environment(50), .environment(["NODE_OPTIONS": "--inspect-brk=127.0.0.1:9230"]))
        let finding = try #require(scene.judge(NodeInspectBrkPaused.self))
        #expect(finding.fixes.last?.command == "unset NODE_OPTIONS")
    }

    @Test func aNodeThatWaitsForItsDebugger() throws {
        let said = ErrorReport(.debuggerWaiting, runtime: "Node.js", text: "Waiting for the debugger to disconnect...")
        #expect(try TestScene.using("3000", reports: [said]).judge(NodeWaitingForDebuggerToDisconnect.self) != nil)
        #expect(try TestScene.using("3000").judge(NodeWaitingForDebuggerToDisconnect.self) == nil)
    }

    @Test(arguments: [
        ("http://devbox.test:9229/json", true), ("http://127.0.0.1:9229/json", false),
        ("http://localhost:9229/json", false),
    ])
    func anInspectorTakesAddressesAndLocalhost(_ url: String, isRefused: Bool) throws {
        let scene = try TestScene.using(
            url, sockets: [try listener("127.0.0.1:9229")], processes: [node("--inspect", "app.js")])
        #expect((scene.judge(ChromeDevToolsHostCheck.self) != nil) == isRefused)
    }

    @Test func debugpysPortAndItsIDE() throws {
        let debugpy = ProcessFact(
            pid: 50, name: "python3", arguments: ["python3", "-m", "debugpy", "--listen", "5678"])
        let taken = try TestScene.binding(
            "127.0.0.1:5678", sockets: [try listener("127.0.0.1:5678")], processes: [debugpy])
        #expect(taken.judge(DebugpyPortInUse.self)?.fault == "debugpy-port-in-use")
        let report = ErrorReport(.connectionRefused, runtime: "pydevd", text: "pydevd_comm.py ConnectionRefusedError")
        let gone = try TestScene.using("127.0.0.1:5678", reports: [report])
        #expect(gone.judge(DebugpyClientNotListening.self)?.fault == "debugpy-client-not-listening")
        #expect(try TestScene.using("127.0.0.1:5678").judge(DebugpyClientNotListening.self) == nil)
    }

    @Test func xdebugCallsBack() throws {
        let report = ErrorReport(
            .timeout, host: "localhost", port: 9003, runtime: "Xdebug 3",
            text: "Time-out connecting to debugging client, Tried: localhost:9003")
        let scene = try TestScene.using("127.0.0.1:9003", reports: [report])
        #expect(scene.judge(CallbackDebuggerNotListening.self)?.confidence == Confidence.observed + 0.04)
    }

    @Test func whoMayNotTraceIsToldWhy() throws {
        let report = ErrorReport(.debuggerAttachFailed, runtime: "GNU gdb", text: "ptrace: Operation not permitted.")
        var scene = try TestScene.using("1", reports: [report])
        scene.facts.kernel.ptraceScope = 1
        let finding = try #require(scene.judge(GDBServerOrAttachDenied.self))
        #expect(
            finding.summary == "The kernel does not let the debugger attach: ptrace_scope is 1. No port is to blame.")
        #expect(try TestScene.using("1").judge(GDBServerOrAttachDenied.self) == nil)
    }

    @Test func aSessionsAddressIsOfOneRun() throws {
        let url = "ws://127.0.0.1:39871/5b1e7f42-521d-4e9c-804a-96a2079f5492"
        #expect(try TestScene.using(url).judge(DebugPortOfFinishedSession.self) != nil)
        #expect(try TestScene.using("ws://127.0.0.1:39871/chat").judge(DebugPortOfFinishedSession.self) == nil)
    }

    @Test func debuggersAreNeverConnectedTo() throws {
        let scene = try TestScene.using(
            "127.0.0.1:9229", sockets: [try listener("127.0.0.1:9229")], processes: [node("--inspect", "app.js")])
        let told = Scene(scene.question, scene.facts)
        #expect(try told.reach() == nil)
        #expect(told.untouchable(try TestScene.endpoint("127.0.0.1:9229")) == .nodeInspector)
    }
}
