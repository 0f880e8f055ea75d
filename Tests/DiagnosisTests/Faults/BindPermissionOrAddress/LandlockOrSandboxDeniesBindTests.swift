import Diagnosis
import Testing

@Suite struct LandlockOrSandboxDeniesBindTests {
    private func scene(_ text: String = "127.0.0.1:8080", _ failure: String? = "EACCES") throws -> TestScene {
        var scene = try TestScene.binding(text)
        try scene.refuse(text, plain: failure, reusing: failure)
        return scene
    }

    @Test func aPortThatNeedsNoRightIsRefused() throws {
        let finding = try #require(try scene().judge(LandlockOrSandboxDeniesBind.self))
        #expect(finding.fault == "landlock-or-sandbox-denies-bind")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.first == EvidenceLine("bind", "127.0.0.1:8080", "EACCES"))
    }

    @Test func aLowPortNeedsARightFirst() throws {
        var told = try scene("127.0.0.1:80")
        #expect(told.judge(LandlockOrSandboxDeniesBind.self) == nil)
        told.facts.capabilities.bindsLowPorts = true
        #expect(told.judge(LandlockOrSandboxDeniesBind.self) != nil, "with the right and yet refused")
    }

    @Test func aSecurityModuleIsTheNearerReason() throws {
        var told = try scene()
        told.facts.capabilities.confinement = "AppArmor (web)"
        #expect(told.judge(LandlockOrSandboxDeniesBind.self) == nil)
    }

    @Test func whatTheProcessIsSubjectToIsTold() throws {
        var told = try scene()
        told.facts.capabilities.hasNoNewPrivileges = true
        let finding = told.judge(LandlockOrSandboxDeniesBind.self)
        #expect(finding?.evidence.contains(EvidenceLine("process", "NoNewPrivs", "1")) == true)
    }

    @Test(arguments: ["EADDRINUSE", "EADDRNOTAVAIL", "EPERM", nil])
    func otherFailuresAreNot(failure: String?) throws {
        #expect(try scene("127.0.0.1:8080", failure).judge(LandlockOrSandboxDeniesBind.self) == nil)
    }
}
