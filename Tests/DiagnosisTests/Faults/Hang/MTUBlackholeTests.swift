import Diagnosis
import Endpoints
import Testing

@Suite struct MTUBlackholeTests {
    private func scene(
        _ message: String? = "TimeoutError: The read operation timed out", remote: Bool = false
    ) throws -> TestScene {
        let reports = message.map { [ErrorReport(.timeout, runtime: "Python", text: $0)] } ?? []
        var scene = try TestScene.using("http://10.9.0.2:8000/", reports: reports)
        scene.question.allowsRemote = remote
        scene.facts.interfaces.append(InterfaceFact("a0", mtu: 1500, addresses: []))
        let address = try #require(IPAddress("10.9.0.2"))
        scene.set(.route(address), .route(RouteFact(.unicast, device: "a0", gateway: IPAddress("10.8.0.254"))))
        try scene.connect("10.9.0.2:8000", ConnectOutcome(.connected, milliseconds: 0.3))
        return scene
    }

    @Test func aReadThatTimedOutThroughAGatewayIsAHint() throws {
        let finding = try #require(try scene().judge(MTUBlackhole.self))
        #expect(finding.fault == "mtu-blackhole")
        #expect(finding.confidence == Confidence.fallback + 0.05)
        #expect(finding.evidence.last == EvidenceLine("route", "10.9.0.2", "a0 and 10.8.0.254"))
        #expect(
            finding.fixes.first?.command == "ping -c 2 -M do -s 1472 10.9.0.2; ping -c 2 -M do -s 1200 10.9.0.2")
    }

    @Test func withLeaveTheConnectIsTriedAndNoMore() throws {
        let connected = try #require(try scene(remote: true).judge(MTUBlackhole.self))
        #expect(connected.confidence == Confidence.likely - 0.01)
        #expect(connected.evidence.map(\.experiment) == ["connect", "message", "route"])
        // A connect that fails is another fault, and without a message of a stalled read there is no hint of this one.
        var silent = try scene(remote: true)
        try silent.connect("10.9.0.2:8000", ConnectOutcome(.silent, milliseconds: 1300))
        #expect(silent.judge(MTUBlackhole.self) == nil)
        #expect(try scene(nil, remote: true).judge(MTUBlackhole.self) == nil)
    }

    @Test(arguments: ["connect ETIMEDOUT 10.9.0.2:8000", "java.net.SocketTimeoutException: Connect timed out"])
    func aConnectThatTimedOutIsNot(_ message: String) throws {
        #expect(try scene(message).judge(MTUBlackhole.self) == nil)
    }

    @Test func loopbackLosesNothing() throws {
        let report = ErrorReport(.timeout, text: "The read operation timed out")
        #expect(try TestScene.using("127.0.0.1:8000", reports: [report]).judge(MTUBlackhole.self) == nil)
    }
}
