import Diagnosis
import Endpoints
import Testing

@Suite struct VPNCapturesDockerSubnetTests {
    private func scene(
        _ asked: String = "http://172.17.0.2/", device: String = "tun0", outcome: ConnectOutcome.Result = .silent
    ) throws -> ContainerScene {
        var scene = try ContainerScene(asked)
        let inner = try #require(IPAddress("172.17.0.2"))
        scene.scene.set(.route(inner), .route(RouteFact(.unicast, device: device)))
        try scene.scene.connect("172.17.0.2:80", ConnectOutcome(outcome, milliseconds: 1300))
        return scene
    }

    @Test(arguments: [ConnectOutcome.Result.silent, .failed("EHOSTUNREACH")])
    func theTunnelTakesTheContainersAddress(_ outcome: ConnectOutcome.Result) throws {
        let finding = try #require(try scene(outcome: outcome).judge(VPNCapturesDockerSubnet.self))
        #expect(finding.fault == "vpn-captures-docker-subnet")
        #expect(finding.confidence > Confidence.proven)
        #expect(
            finding.summary
                == "What is for the container web (172.17.0.2) goes to tun0 instead of the bridge docker0.")
        #expect(finding.evidence.map(\.experiment) == ["connect", "route", "interface", "container"])
    }

    @Test func aPublishedPortSuffersToo() throws {
        var scene = try scene("127.0.0.1:8080")
        try scene.proxy()
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.connected, ending: .closed))
        let finding = try #require(scene.judge(VPNCapturesDockerSubnet.self))
        #expect(finding.summary.hasSuffix(", so 127.0.0.1:8080 leads nowhere."))
    }

    @Test func withoutTheEngineTheBridgesNetworkTells() throws {
        var scene = try scene()
        scene.forbid()
        #expect(scene.judge(VPNCapturesDockerSubnet.self)?.confidence == Confidence.likely)
    }

    @Test func aWayThatIsRightOrWorksIsNoFault() throws {
        #expect(try scene(device: "docker0").judge(VPNCapturesDockerSubnet.self) == nil)
        #expect(try scene(outcome: .connected).judge(VPNCapturesDockerSubnet.self) == nil)
        #expect(try scene(outcome: .refused).judge(VPNCapturesDockerSubnet.self) == nil)
    }

    @Test func anAddressOutsideOfTheBridgesNetworkIsAnotherMachines() throws {
        let far = try #require(IPAddress("172.20.0.2"))
        var scene = try scene("http://172.20.0.2/")
        scene.scene.set(.route(far), .route(RouteFact(.unicast, device: "tun0")))
        #expect(scene.judge(VPNCapturesDockerSubnet.self) == nil)
        var unknown = try self.scene()
        unknown.container.address = "172.17.0.9"
        #expect(unknown.judge(VPNCapturesDockerSubnet.self) == nil, "the engine knows of no such container")
    }
}
