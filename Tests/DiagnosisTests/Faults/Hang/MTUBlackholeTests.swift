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

    private var ask: HTTPAsk {
        get throws { HTTPAsk(try TestScene.endpoint("10.9.0.2:8000"), host: "10.9.0.2:8000") }
    }

    @Test func aReadThatTimedOutThroughAGatewayIsAHint() throws {
        let finding = try #require(try scene().judge(MTUBlackhole.self))
        #expect(finding.fault == "mtu-blackhole")
        #expect(finding.confidence == Confidence.fallback + 0.05)
        #expect(finding.evidence.last == EvidenceLine("route", "10.9.0.2", "a0 and 10.8.0.254"))
        #expect(
            finding.fixes.first?.command == "ping -c 2 -M do -s 1472 10.9.0.2; ping -c 2 -M do -s 1200 10.9.0.2")
    }

    @Test func withLeaveItIsTried() throws {
        var silent = try scene(nil, remote: true)
        silent.set(.http(try ask), .http(HTTPOutcome(.silent)))
        #expect(silent.judge(MTUBlackhole.self)?.confidence == Confidence.likely - 0.01)
        var half = silent
        half.set(
            .http(try ask),
            .http(HTTPOutcome(.answered, status: 200, headers: [.init("content-length", "300000")])))
        #expect(half.judge(MTUBlackhole.self) != nil)
        var whole = silent
        whole.set(
            .http(try ask),
            .http(HTTPOutcome(.answered, status: 200, headers: [.init("content-length", "300000")], body: [120])))
        #expect(whole.judge(MTUBlackhole.self) == nil)
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
