import Diagnosis
import Endpoints
import Testing

@Suite struct BindAddressNotLocalTests {
    private func scene(_ text: String, failure: String? = "EADDRNOTAVAIL") throws -> TestScene {
        var scene = try TestScene.binding(text)
        try scene.refuse(text, plain: failure, reusing: failure)
        scene.facts.interfaces.append(InterfaceFact("eth0", addresses: [try #require(IPAddress("192.168.1.5"))]))
        return scene
    }

    @Test(arguments: ["192.0.2.10:8080", "[2001:db8::5]:3000"])
    func noInterfaceHasIt(_ text: String) throws {
        let scene = try scene(text)
        let finding = try #require(scene.judge(BindAddressNotLocal.self))
        #expect(finding.summary.hasSuffix("is no address of this machine, so nothing can listen on \(text) here."))
        #expect(scene.findings().map(\.fault) == ["bind-address-not-local"])
    }

    @Test func aNameThatMeansAnotherMachine() throws {
        var scene = try TestScene.binding("db:5432")
        scene.set(.lookup("db"), .lookup(NameLookup([try #require(IPAddress("10.0.0.9"))])))
        try scene.refuse("10.0.0.9:5432", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        #expect(
            scene.judge(BindAddressNotLocal.self)?.summary.hasPrefix("db is 10.0.0.9, and that is no address") == true)
    }

    @Test func anOwnAddressThatBindsIsFree() throws {
        #expect(try scene("192.168.1.5:8080", failure: nil).findings().isEmpty)
    }

    @Test func withoutIPv6ItIsAnotherFault() throws {
        var scene = try scene("[2001:db8::5]:3000")
        scene.facts.kernel.isIPv6Disabled = true
        #expect(scene.judge(BindAddressNotLocal.self) == nil)
    }

    @Test func clientsAreNotMeant() throws {
        let report = ErrorReport(
            .notAvailable, host: "192.0.2.9", port: 80,
            text: "dial tcp 192.0.2.9:80: connect: cannot assign requested address")
        let scene = TestScene(Question(.use, host: "192.0.2.9", port: 80, reports: [report]))
        #expect(scene.judge(BindAddressNotLocal.self) == nil)
    }
}
