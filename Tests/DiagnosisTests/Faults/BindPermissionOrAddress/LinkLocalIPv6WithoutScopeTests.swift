import Diagnosis
import Endpoints
import Testing

@Suite struct LinkLocalIPv6WithoutScopeTests {
    @Test func theInterfaceIsMissing() throws {
        var scene = try TestScene.binding("[fe80::1]:8080")
        try scene.refuse("[fe80::1]:8080", plain: "EINVAL", reusing: "EINVAL")
        scene.facts.interfaces.append(InterfaceFact("eth0", addresses: [try #require(IPAddress("fe80::1"))]))
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "link-local-ipv6-without-scope")
        #expect(finding.fixes.first?.command == "[fe80::1%eth0]:8080")
    }

    @Test(arguments: ["[fe80::1%eth0]:8080", "[::1]:8080", "127.0.0.1:8080", "169.254.1.1:80"])
    func othersAreComplete(_ text: String) throws {
        #expect(try TestScene.binding(text).judge(LinkLocalIPv6WithoutScope.self) == nil)
    }
}
