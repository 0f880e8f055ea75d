import Diagnosis
import Endpoints
import Testing

@Suite struct JDWPAgentNotEnabledTests {
    private let report = ErrorReport(
        .debuggerConnectRefused, host: "localhost", port: 5005, text: "Unable to open debugger port")

    private func scene(_ processes: ProcessFact..., reports: [ErrorReport] = []) throws -> TestScene {
        try TestScene.using("127.0.0.1:5005", processes: processes, reports: reports)
    }

    @Test(arguments: [["-cp", "/tmp", "W"], ["-jar", "app.jar"], ["W"], ["--module", "a/b.C"]])
    func anOptionBehindTheClassIsTheProgramsOwn(before: [String]) throws {
        let process = ProcessFact(pid: 40, name: "java", arguments: ["java"] + before + [DebuggerScenes.agent])
        let finding = try #require(try scene(process).judge(JDWPAgentNotEnabled.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.last?.result == "address=127.0.0.1:5005 after the class")
    }

    @Test func beforeTheClassItIsTheJVMs() throws {
        #expect(
            try scene(DebuggerScenes.java(DebuggerScenes.agent, "-cp", "/tmp", "W")).judge(JDWPAgentNotEnabled.self)
                == nil)
    }

    @Test func aMisplacedOptionOfAnotherPortIsNotThisOne() throws {
        let process = DebuggerScenes.java("W", "-agentlib:jdwp=server=y,address=127.0.0.1:6006")
        #expect(try scene(process).judge(JDWPAgentNotEnabled.self) == nil)
    }

    @Test func aJVMWithoutAnAgentIsLikelyWhenADebuggerAsks() throws {
        let finding = try #require(
            try scene(DebuggerScenes.java("W"), reports: [report]).judge(JDWPAgentNotEnabled.self))
        #expect(finding.confidence < Confidence.observed, "no JVM says that it should have one")
        #expect(finding.fixes.first?.command.contains("address=127.0.0.1:5005") == true)
    }

    @Test func withoutADebuggersMessageAJVMMeansNothing() throws {
        #expect(try scene(DebuggerScenes.java("W")).judge(JDWPAgentNotEnabled.self) == nil)
        #expect(try scene(DebuggerScenes.node("app.js"), reports: [report]).judge(JDWPAgentNotEnabled.self) == nil)
    }

    @Test func anAgentInTheEnvironmentIsOne() throws {
        var told = try scene(DebuggerScenes.java("W"), reports: [report])
        told.set(.environment(40), .environment(["JAVA_TOOL_OPTIONS": DebuggerScenes.agent]))
        #expect(told.judge(JDWPAgentNotEnabled.self) == nil)
    }

    @Test func aPortThatAnswersIsNoMissingAgent() throws {
        let told = try TestScene.using(
            "127.0.0.1:5005", sockets: [try DebuggerScenes.listener("127.0.0.1:5005", 9)],
            processes: [DebuggerScenes.java("W")], reports: [report])
        #expect(told.judge(JDWPAgentNotEnabled.self) == nil)
    }
}
