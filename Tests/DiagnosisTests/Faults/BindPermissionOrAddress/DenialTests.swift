import Diagnosis
import Testing

@Suite struct SandboxTests {
    private func scene(
        _ failure: String?, call: String = "bind", _ report: ErrorReport? = nil,
        _ change: (inout OwnCapabilities) -> Void = { _ in }
    ) throws -> TestScene {
        var scene = try TestScene.binding("127.0.0.1:8080", reports: report.map { [$0] } ?? [])
        try scene.refuse("127.0.0.1:8080", plain: failure, reusing: failure, call: call)
        change(&scene.facts.capabilities)
        return scene
    }

    @Test func landlock() throws {
        let scene = try scene("EACCES")
        #expect(scene.findings().map(\.fault) == ["landlock-or-sandbox-denies-bind"])
    }

    @Test func cgroupPrograms() throws {
        let scene = try scene("EPERM")
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "cgroup-bpf-denies")
        #expect(finding.fixes.contains { $0.command == "SocketBindAllow=8080" })
    }

    @Test func filtersOfSystemCalls() throws {
        #expect(try scene("EPERM") { $0.isFiltered = true }.findings().first?.fault == "seccomp-denies-socket")
        #expect(try scene("EAFNOSUPPORT", call: "socket").findings().first?.fault == "seccomp-denies-socket")
        #expect(try scene("EACCES", call: "socket").findings().first?.fault == "seccomp-denies-socket")
    }

    @Test func policies() throws {
        let confined = try scene("EACCES") { $0.confinement = "AppArmor (web)" }
        #expect(confined.findings().first?.fault == "selinux-apparmor-denies")
    }

    @Test func theProgramIsRefusedWhatWorksHere() throws {
        let report = ErrorReport(
            .permissionDenied, host: "127.0.0.1", port: 8080,
            text: "Error: listen EPERM: operation not permitted 127.0.0.1:8080")
        let scene = try scene(nil, report)
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "landlock-or-sandbox-denies-bind")
        #expect(finding.confidence < Confidence.observed)
        #expect(finding.evidence.contains(EvidenceLine("bind", "127.0.0.1:8080", "works here")))
    }

    @Test func fourIsSupportedEverywhere() {
        let report = ErrorReport(
            .ipv6Disabled, host: "0.0.0.0", port: 8080,
            text: "nginx: [emerg] socket() 0.0.0.0:8080 failed (97: Address family not supported by protocol)")
        #expect(TestScene(QuestionReader.question(from: [report])).findings().first?.fault == "seccomp-denies-socket")
    }

    @Test func windowsHasOtherReasons() throws {
        let report = ErrorReport(
            .permissionDenied, port: 8080,
            text:
                "listen tcp: bind: An attempt was made to access a socket in a way forbidden by its access permissions."
        )
        #expect(try scene(nil, report).judge(LandlockOrSandboxDeniesBind.self) == nil)
    }

    @Test func whatWorksIsNotDenied() throws {
        #expect(try scene(nil).findings().isEmpty)
    }
}
