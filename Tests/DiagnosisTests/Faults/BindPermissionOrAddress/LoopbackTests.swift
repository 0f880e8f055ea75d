import Diagnosis
import Endpoints
import Testing

@Suite struct LoopbackTests {
    private func scene(
        up: Bool, addresses: [IPAddress], _ result: ConnectOutcome.Result, _ text: String = "127.0.0.1:8080"
    ) throws -> TestScene {
        var scene = try TestScene.using(text)
        scene.facts.interfaces = [InterfaceFact("lo", isUp: up, isLoopback: true, addresses: addresses)]
        try scene.connect(text, ConnectOutcome(result))
        return scene
    }

    @Test func neverUp() throws {
        let scene = try scene(up: false, addresses: [], .failed("ENETUNREACH"))
        #expect(scene.findings().first?.fault == "loopback-down")
        #expect(scene.judge(LoopbackDownAfterUse.self) == nil)
        #expect(scene.judge(LoopbackAddressMissing.self) == nil)
        #expect(scene.judge(LoopbackDown.self)?.fixes.first?.command == "sudo ip link set lo up")
    }

    @Test func setDown() throws {
        let scene = try scene(up: false, addresses: [.loopbackV4], .silent)
        #expect(scene.findings().first?.fault == "loopback-down-after-use")
        #expect(scene.judge(LoopbackDown.self) == nil)
    }

    @Test(arguments: [("127.0.0.1:8080", [IPAddress.loopbackV6]), ("[::1]:8080", [.loopbackV4])])
    func upWithoutItsAddress(_ text: String, _ left: [IPAddress]) throws {
        let scene = try scene(up: true, addresses: left, .failed("ENETUNREACH"), text)
        let finding = try #require(scene.judge(LoopbackAddressMissing.self))
        #expect(
            finding.fixes.first?.command.hasPrefix(
                "sudo ip addr add \(text.hasPrefix("[") ? "::1/128" : "127.0.0.1/8")") == true)
        #expect(scene.findings().first?.fault == "loopback-address-missing")
    }

    @Test func theMissingAddressCannotBeBound() throws {
        var scene = try TestScene.binding("127.0.0.1:6379")
        scene.facts.interfaces[0].addresses = [.loopbackV6]
        try scene.refuse("127.0.0.1:6379", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        #expect(scene.findings().map(\.fault) == ["loopback-address-missing"])
    }

    @Test func aRefusalComesFromAWorkingLoopback() throws {
        let scene = try scene(up: true, addresses: [.loopbackV4, .loopbackV6], .refused)
        for rule in [LoopbackDown.self, LoopbackDownAfterUse.self, LoopbackAddressMissing.self] as [any Rule.Type] {
            #expect(scene.judge(rule) == nil)
        }
    }

    @Test func withoutIPv6TheMissingSixIsAnotherFault() throws {
        var scene = try scene(up: true, addresses: [.loopbackV4], .failed("EADDRNOTAVAIL"), "[::1]:8080")
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.judge(LoopbackAddressMissing.self) == nil)
        #expect(scene.findings().first?.fault == "ipv6-disabled")
    }
}
