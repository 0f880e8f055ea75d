import Diagnosis
import Testing

@Suite struct CgroupBPFDeniesTests {
    private func scene(_ text: String = "127.0.0.1:8080", _ failure: String? = "EPERM", call: String = "bind") throws
        -> TestScene
    {
        var scene = try TestScene.binding(text)
        try scene.refuse(text, plain: failure, reusing: failure, call: call)
        return scene
    }

    @Test func aRefusalThatNoFilterAndNoModuleExplains() throws {
        let finding = try #require(try scene().judge(CgroupBPFDenies.self))
        #expect(finding.fault == "cgroup-bpf-denies")
        #expect(
            finding.summary.hasPrefix(
                "A program of the cgroup refuses to let anything listen on 127.0.0.1:8080 (EPERM)"))
        #expect(finding.fixes.filter(\.isOffered).isEmpty, "a restriction is its owner's to lift")
    }

    @Test func theUnitIsNamed() throws {
        var told = try scene()
        told.set(
            .cgroup(told.facts.ownPID),
            .cgroup(CgroupFact(path: "/system.slice/web.service", unit: "web.service")))
        let finding = try #require(told.judge(CgroupBPFDenies.self))
        #expect(finding.evidence.last == EvidenceLine("cgroup", "/system.slice/web.service", "web.service"))
        #expect(finding.fixes.first?.command.hasPrefix("systemctl show web.service -p SocketBindAllow") == true)
        #expect(finding.fixes.first?.isRunnable == true)
    }

    @Test func withoutAUnitTheCommandIsATemplate() throws {
        let fix = try #require(try scene().judge(CgroupBPFDenies.self)?.fixes.first)
        #expect(fix.command.contains("<unit>"))
        #expect(!fix.isRunnable)
    }

    @Test func aFilterOfSystemCallsIsTheNearerReason() throws {
        var told = try scene()
        told.facts.capabilities.isFiltered = true
        #expect(told.judge(CgroupBPFDenies.self) == nil)
    }

    @Test(arguments: ["EACCES", "EADDRINUSE", "EADDRNOTAVAIL", "EAFNOSUPPORT", nil])
    func otherFailuresHaveOtherReasons(failure: String?) throws {
        #expect(try scene("127.0.0.1:8080", failure).judge(CgroupBPFDenies.self) == nil)
    }
}
