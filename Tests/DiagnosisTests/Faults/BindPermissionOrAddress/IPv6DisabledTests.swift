import Diagnosis
import Endpoints
import Testing

@Suite struct IPv6DisabledTests {
    @Test func bindingSix() throws {
        var scene = try TestScene.binding("[::1]:8080")
        try scene.refuse("[::1]:8080", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        #expect(scene.judge(IPv6Disabled.self) == nil)
        scene.facts.kernel.isIPv6Disabled = true
        scene.facts.interfaces[0].addresses = [.loopbackV4]
        #expect(scene.findings().map(\.fault) == ["ipv6-disabled"])
    }

    @Test func connectingToSix() throws {
        var scene = try TestScene.using("http://[::1]:3000/")
        scene.facts.kernel.isIPv6DisabledOnLoopback = true
        try scene.connect("[::1]:3000", ConnectOutcome(.failed("EADDRNOTAVAIL")))
        let finding = try #require(scene.judge(IPv6Disabled.self))
        #expect(finding.evidence.map(\.experiment) == ["connect", "setting"])
        #expect(finding.fixes.last?.undo?.contains("disable_ipv6=1") == true)
    }

    @Test func fourIsNotConcerned() throws {
        var scene = try TestScene.binding("127.0.0.1:8080")
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.findings().isEmpty)
    }
}
