import Diagnosis
import Endpoints
import Testing

@Suite struct DebugpyPortInUseTests {
    private let debugpy = DebuggerScenes.python("-m", "debugpy", "--listen", "5678", "app.py")
    private let report = ErrorReport(
        .debuggerPortInUse, port: 5678, runtime: "debugpy",
        text: "RuntimeError: Can't listen for client connections: [Errno 98] Address already in use")

    private func scene(_ process: ProcessFact, reports: [ErrorReport] = []) throws -> TestScene {
        try TestScene.binding(
            "127.0.0.1:5678", sockets: [try DebuggerScenes.listener("127.0.0.1:5678", process.pid)],
            processes: [process], reports: reports)
    }

    @Test func aDebugpyThatListensThereIsNamed() throws {
        let finding = try #require(try scene(debugpy).judge(DebugpyPortInUse.self))
        #expect(finding.fault == "debugpy-port-in-use")
        #expect(finding.summary == "debugpy's port 5678 is taken by python3, pid 60.")
    }

    @Test(arguments: ["/x/site-packages/debugpy", "/x/debugpy/adapter", "debugpy"])
    func itsAdapterIsKnownByItsPath(word: String) throws {
        #expect(try scene(DebuggerScenes.python(word)).judge(DebugpyPortInUse.self) != nil)
    }

    @Test func oneWithoutAParentIsLeftOver() throws {
        let orphan = DebuggerScenes.python("-m", "debugpy", "--listen", "5678", "app.py", parent: 1)
        #expect(
            try scene(orphan).judge(DebugpyPortInUse.self)?.summary.hasSuffix("left over from an earlier session.")
                == true)
    }

    @Test func theMessageNamesWhoeverHoldsIt() throws {
        let finding = try scene(DebuggerScenes.node("x.js"), reports: [report]).judge(DebugpyPortInUse.self)
        #expect(finding?.summary.contains("node, pid 50") == true)
        #expect(finding?.evidence.map(\.experiment) == ["message", "listener"])
    }

    @Test func anotherPythonIsAnOrdinaryHolder() throws {
        #expect(try scene(DebuggerScenes.python("app.py")).judge(DebugpyPortInUse.self) == nil)
        #expect(try scene(DebuggerScenes.python("my-debugpy-notes.py")).judge(DebugpyPortInUse.self) == nil)
    }

    @Test func anotherPortThanTheOneAskedForIsNot() throws {
        let told = try TestScene.binding(
            "127.0.0.1:8000",
            sockets: [
                try DebuggerScenes.listener("127.0.0.1:5678", 60), try DebuggerScenes.listener("127.0.0.1:8000", 50),
            ], processes: [debugpy, DebuggerScenes.node("x.js")])
        #expect(told.judge(DebugpyPortInUse.self) == nil)
        #expect(try TestScene.using("127.0.0.1:5678", processes: [debugpy]).judge(DebugpyPortInUse.self) == nil)
    }
}
