import Diagnosis
import Endpoints
import Testing

@Suite struct GDBServerOrAttachDeniedTests {
    private func scene(_ text: String, scope: Int? = nil, processes: [ProcessFact] = []) throws -> TestScene {
        let report = ErrorReport(.debuggerAttachFailed, runtime: "GNU gdb", text: text)
        var scene = TestScene(QuestionReader.question(from: [report]), processes: processes)
        scene.facts.kernel.ptraceScope = scope
        return scene
    }

    @Test(arguments: [
        "ptrace: Operation not permitted.", "Could not attach to process. If your uid matches the uid of the target",
        "attach failed: check /proc/sys/kernel/yama/ptrace_scope",
    ])
    func whoMayNotTraceIsToldWhy(text: String) throws {
        let finding = try #require(try scene(text, scope: 1).judge(GDBServerOrAttachDenied.self))
        #expect(
            finding.summary == "The kernel does not let the debugger attach: ptrace_scope is 1. No port is to blame.")
        #expect(finding.evidence.last == EvidenceLine("setting", "kernel.yama.ptrace_scope", "1"))
        #expect(finding.fixes.filter(\.isOffered).isEmpty, "a protection is not switched off by --fix")
    }

    @Test(arguments: [nil, 0])
    func withoutYamaItIsTheUserOrACapability(scope: Int?) throws {
        let finding = try scene("ptrace: Operation not permitted.", scope: scope).judge(GDBServerOrAttachDenied.self)
        #expect(finding?.summary.contains("belongs to another user") == true)
    }

    @Test func aProcessThatIsTracedHasNoSecondTracer() throws {
        var traced = ProcessFact(pid: 90, name: "shop", state: "t")
        traced.tracer = 91
        let told = try scene(
            "Could not attach to process. process 90 is already traced by process 91", scope: 1,
            processes: [traced, ProcessFact(pid: 91, name: "strace")])
        let finding = try #require(told.judge(GDBServerOrAttachDenied.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "shop, pid 90, is already traced by strace, pid 91, and a process has one tracer at most.")
    }

    @Test func aTracedProcessThatIsNotMeantIsNoReason() throws {
        var traced = ProcessFact(pid: 90, name: "shop", state: "t")
        traced.tracer = 91
        let told = try scene("ptrace: Operation not permitted.", scope: 2, processes: [traced])
        #expect(told.judge(GDBServerOrAttachDenied.self)?.summary.contains("ptrace_scope is 2") == true)
    }

    @Test(arguments: ["listen EACCES: permission denied 0.0.0.0:80", "Operation not permitted", "ptrace is fun"])
    func otherDenialsAreNot(text: String) throws {
        #expect(try scene(text, scope: 1).judge(GDBServerOrAttachDenied.self) == nil)
        #expect(try TestScene.using("1").judge(GDBServerOrAttachDenied.self) == nil)
    }
}
