import Diagnosis
import Endpoints
import Testing

@Suite struct MixedContentOrPrivateNetworkAccessTests {
    private func scene(_ message: String) throws -> TestScene {
        var scene = try TestScene.serving("http://localhost:3000/api", at: "127.0.0.1:3000", message: message)
        scene.facts.names.hosts = [.init(.loopbackV4, ["localhost"])]
        return scene
    }

    @Test func mixedContent() throws {
        let message =
            "Mixed Content: The page at 'https://a.example/' was loaded over HTTPS, but requested an insecure resource"
        let finding = try #require(try scene(message).judge(MixedContentOrPrivateNetworkAccess.self))
        #expect(finding.fault == "mixed-content-or-private-network-access")
        #expect(finding.summary == "The browser blocks a request from an https page to plain http://localhost:3000.")
        #expect(finding.evidence.last?.result.hasSuffix("the server itself is well") == true)
    }

    @Test(arguments: [
        "The request client is not a secure context and the resource is in more-private address space `local`.",
        "net::ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS", "Permission was denied: Local Network Access",
    ])
    func privateNetworks(_ message: String) throws {
        let finding = try #require(try scene(message).judge(MixedContentOrPrivateNetworkAccess.self))
        #expect(finding.summary == "The browser does not let a page of another network reach localhost:3000.")
    }

    @Test(arguments: ["", "blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present", "HTTP 403"])
    func otherRefusals(_ message: String) throws {
        #expect(try scene(message).judge(MixedContentOrPrivateNetworkAccess.self) == nil)
    }
}
