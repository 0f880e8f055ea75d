import Diagnosis
import Endpoints
import Testing

@Suite struct GRPCThroughHTTPProxyTests {
    private let asked = "127.0.0.1:50051"
    private let message =
        "grpc._channel._InactiveRpcError: StatusCode.UNAVAILABLE HTTP proxy returned response code 403"

    private func scene(_ environment: [String: String], message: String, speaks: Bool = true) throws -> TestScene {
        var scene = try TestScene.serving(asked, at: asked, message: message)
        scene.facts.environment = environment
        try scene.listen("127.0.0.1:3128")
        try scene.speak(.http2, asked, speaks ? "SETTINGS" : nil)
        return scene
    }

    @Test func theServerItselfAnswers() throws {
        let finding = try #require(
            try scene(["https_proxy": "http://127.0.0.1:3128"], message: message).judge(GRPCThroughHTTPProxy.self))
        #expect(finding.fault == "grpc-through-http-proxy")
        #expect(
            finding.summary
                == "https_proxy sends the gRPC client to the proxy 127.0.0.1:3128 instead of 127.0.0.1:50051, "
                + "which itself answers HTTP/2.")
        #expect(finding.confidence > Confidence.proven)
    }

    @Test func itsOwnVariableWins() throws {
        let environment = ["grpc_proxy": "http://127.0.0.1:3128", "http_proxy": "http://127.0.0.1:9"]
        let finding = try #require(try scene(environment, message: message).judge(GRPCThroughHTTPProxy.self))
        #expect(finding.summary.hasPrefix("grpc_proxy sends"))
    }

    @Test(arguments: ["no_grpc_proxy", "no_proxy"])
    func exceptionsAreRespected(_ variable: String) throws {
        let environment = ["http_proxy": "http://127.0.0.1:3128", variable: "127.0.0.1"]
        #expect(try scene(environment, message: message).judge(GRPCThroughHTTPProxy.self) == nil)
    }

    @Test func withoutGRPCItIsAnotherFault() throws {
        let environment = ["http_proxy": "http://127.0.0.1:3128"]
        #expect(try scene(environment, message: "HTTP Error 503").judge(GRPCThroughHTTPProxy.self) == nil)
    }

    @Test func withoutAProxyThereIsNoFault() throws {
        #expect(try scene([:], message: message).judge(GRPCThroughHTTPProxy.self) == nil)
    }

    @Test func aServerThatSpeaksNothingNeedsTheProxysWords() throws {
        let environment = ["http_proxy": "http://127.0.0.1:3128"]
        #expect(
            try scene(environment, message: "grpc: 14 UNAVAILABLE", speaks: false).judge(GRPCThroughHTTPProxy.self)
                == nil)
        #expect(try scene(environment, message: message, speaks: false).judge(GRPCThroughHTTPProxy.self) != nil)
    }
}
