import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPVMExitedTests {
    private let text = "Disconnected from the target VM, address: '127.0.0.1:62893', transport: 'socket'"

    private func scene(
        _ texts: [String], sockets: [SocketFact] = [], processes: [ProcessFact] = [], port: Int? = 62893
    ) -> TestScene {
        let reports = texts.map {
            ErrorReport(.debuggerDisconnected, host: "127.0.0.1", port: port, runtime: "IntelliJ IDEA", text: $0)
        }
        return TestScene(QuestionReader.question(from: reports), sockets: sockets, processes: processes)
    }

    @Test func theSessionIsOverAndItsPortWithIt() throws {
        let finding = try #require(scene([text]).judge(JDWPVMExited.self))
        #expect(finding.fault == "jdwp-vm-exited")
        #expect(
            finding.summary
                == "The debugged JVM ended; port 62893 belonged to that session and never answers again. Look for why it "
                + "ended, not at the port.")
        #expect(finding.evidence.map(\.experiment) == ["message", "sockets"])
        #expect(finding.fixes.allSatisfy { $0.isSafe && !$0.isRunnable })
    }

    @Test(arguments: [
        (0, "it was done"), (1, "an exception left main()"), (130, "interrupted"), (134, "it crashed, SIGABRT"),
        (137, "killed, SIGKILL"), (139, "it crashed, SIGSEGV"), (143, "told to end, SIGTERM"), (7, "its own code"),
    ])
    func theExitCodeBesideItIsExplained(code: Int, meaning: String) throws {
        let texts = [text, "Process finished with exit code \(code)"]
        let finding = try #require(scene(texts).judge(JDWPVMExited.self))
        #expect(finding.summary.hasPrefix("The debugged JVM ended with exit code \(code) (\(meaning)"))
        #expect(finding.evidence.last?.result.hasPrefix(meaning) == true)
    }

    @Test func aSessionWithoutAPortIsOverAsWell() throws {
        let finding = try #require(scene([text], port: nil).judge(JDWPVMExited.self))
        #expect(finding.summary.hasPrefix("The debugged JVM ended. Look for"))
    }

    @Test func anAgentThatListensThereAgainIsAnotherSession() throws {
        let agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=62893"
        let jvm = DebuggerScenes.java(agent, "W")
        let again = scene([text], sockets: [try DebuggerScenes.listener("127.0.0.1:62893", 40)], processes: [jvm])
        #expect(again.judge(JDWPVMExited.self) == nil)
        #expect(scene([text], processes: [jvm]).judge(JDWPVMExited.self) == nil, "even while a debugger is attached")
    }

    @Test func aPortInUseIsNoFinishedSession() throws {
        let other = try DebuggerScenes.listener("127.0.0.1:62893", 9)
        #expect(scene([text], sockets: [other]).judge(JDWPVMExited.self) == nil)
        // What the kernel keeps of a closed connection is no user.
        let left = SocketFact(
            .timeWait, try TestScene.endpoint("127.0.0.1:62893"), remote: try TestScene.endpoint("127.0.0.1:40000"))
        #expect(scene([text], sockets: [left]).judge(JDWPVMExited.self) != nil)
    }

    @Test func otherDebuggersDisconnectAsWell() throws {
        #expect(scene(["Debugger disconnected from 127.0.0.1:9229"]).judge(JDWPVMExited.self) == nil)
        #expect(try TestScene.using("127.0.0.1:62893").judge(JDWPVMExited.self) == nil)
    }
}
