import Diagnosis
import Testing

@Suite struct PrivilegedPortTests {
    private func scene(_ text: String, _ failure: String? = "EACCES") throws -> TestScene {
        var scene = try TestScene.binding(text)
        try scene.refuse(text, plain: failure, reusing: failure)
        return scene
    }

    @Test(arguments: ["127.0.0.1:80", "[::]:443"])
    func aLowPort(_ text: String) throws {
        let scene = try scene(text)
        let finding = try #require(scene.judge(PrivilegedPort.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("is below 1024"))
        #expect(scene.findings().map(\.fault) == ["privileged-port"])
    }

    @Test func theThresholdIsASetting() throws {
        var scene = try scene("127.0.0.1:8080")
        #expect(scene.judge(PrivilegedPort.self) == nil)
        scene.facts.kernel.unprivilegedPortStart = 9000
        #expect(scene.findings().first?.fault == "privileged-port")
    }

    @Test func rootAsksForAnother() throws {
        var scene = try scene("0.0.0.0:80", nil)
        scene.facts.capabilities.bindsLowPorts = true
        #expect(scene.findings().isEmpty)
        scene.question.reports = [
            ErrorReport(
                .permissionDenied, host: "0.0.0.0", port: 80, text: "listen EACCES: permission denied 0.0.0.0:80")
        ]
        #expect(scene.judge(PrivilegedPort.self)?.confidence == Confidence.likely)
    }

    @Test func withTheRightSomethingElseRefuses() throws {
        var scene = try scene("127.0.0.1:80")
        scene.facts.capabilities.bindsLowPorts = true
        #expect(scene.judge(PrivilegedPort.self) == nil)
        #expect(scene.findings().first?.fault == "landlock-or-sandbox-denies-bind")
    }
}

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

@Suite struct SELinuxAppArmorDeniesTests {
    private func denial(_ text: String, port: Int? = nil) -> Finding? {
        let report = ErrorReport(.permissionDenied, port: port, text: text)
        return TestScene(Question(.machine, reports: [report])).judge(SELinuxAppArmorDenies.self)
    }

    @Test func anAuditLineOfSELinux() throws {
        let line =
            "type=AVC msg=audit(1.123:412): avc:  denied  { name_bind } for  pid=1512 comm=\"nginx\" src=8090 tclass=tcp_socket"
        let finding = try #require(denial(line, port: 8090))
        #expect(finding.summary == "SELinux forbids nginx to listen on port 8090; root is refused as well.")
        #expect(finding.fixes.contains { $0.command == "sudo semanage port -a -t http_port_t -p tcp 8090" })
    }

    @Test func anAuditLineOfAppArmor() throws {
        let line =
            "audit: type=1400 audit(1.1:88): apparmor=\"DENIED\" operation=\"create\" profile=\"/usr/sbin/mysqld\" comm=\"mysqld\""
        let finding = try #require(denial(line))
        #expect(finding.summary == "AppArmor forbids mysqld to open a socket; root is refused as well.")
        #expect(finding.fixes.contains { $0.undo == "sudo aa-enforce /usr/sbin/mysqld" })
    }

    @Test func aConnectIsAllowedByABoolean() throws {
        let line = "avc:  denied  { name_connect } for  pid=5642 comm=\"nginx\" dest=8081"
        #expect(denial(line)?.fixes.contains { $0.command.hasPrefix("sudo setsebool") } == true)
    }

    @Test func aPlainDenialIsNoPolicy() {
        #expect(denial("PermissionError: [Errno 13] Permission denied") == nil)
    }
}
