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
