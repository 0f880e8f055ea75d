import Diagnosis
import Endpoints
import Testing

@Suite struct UnreachableRouteForLoopbackTests {
    private func scene(_ endpoint: String, _ errno: String, _ route: RouteFact) throws -> TestScene {
        var scene = try TestScene.using(
            endpoint, sockets: [try .listener(endpoint, 5)], processes: [ProcessFact(pid: 5, name: "node")])
        try scene.connect(endpoint, ConnectOutcome(.failed(errno)))
        scene.set(.route(try TestScene.endpoint(endpoint).address), .route(route))
        return scene
    }

    @Test(arguments: [
        (
            "127.0.0.1:8000", "EHOSTUNREACH", RouteFact(.unreachable, table: "51"),
            "has an unreachable route for 127.0.0.1"
        ),
        ("127.0.0.1:8000", "EACCES", RouteFact(.prohibit), "has a prohibit route for 127.0.0.1"),
        ("[::1]:3000", "EINVAL", RouteFact(.blackhole), "has a blackhole route for ::1"),
        ("127.0.0.9:8000", "ENETUNREACH", RouteFact(.none), "knows no way to 127.0.0.9"),
        ("127.0.0.1:8000", "EHOSTUNREACH", RouteFact(.unicast, device: "tun0"), "sends 127.0.0.1 to tun0"),
    ])
    func theRouteIsNamed(_ endpoint: String, _ errno: String, _ route: RouteFact, _ words: String) throws {
        let finding = try #require(try scene(endpoint, errno, route).judge(UnreachableRouteForLoopback.self))
        #expect(finding.fault == "unreachable-route-for-loopback")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "The routing policy \(words), so connections to this machine itself fail.")
    }

    @Test func theMendSpeaksOfTheFamily() throws {
        let finding = try #require(
            try scene("[::1]:3000", "EINVAL", RouteFact(.blackhole)).judge(UnreachableRouteForLoopback.self))
        #expect(finding.fixes.last?.command == "sudo ip -6 rule add pref 0 lookup local")
        #expect(finding.fixes.last?.undo == "sudo ip -6 rule del pref 0")
    }

    @Test func aLocalRouteIsRight() throws {
        #expect(
            try scene("127.0.0.1:8000", "EHOSTUNREACH", RouteFact(.local)).judge(UnreachableRouteForLoopback.self)
                == nil)
    }

    @Test func anAddressThatIsNotThereIsAnotherFault() throws {
        var down = try scene("127.0.0.1:8000", "ENETUNREACH", RouteFact(.none))
        down.facts.interfaces[0].isUp = false
        #expect(down.judge(UnreachableRouteForLoopback.self) == nil)
        var flushed = try scene("127.0.0.1:8000", "ENETUNREACH", RouteFact(.none))
        flushed.facts.interfaces[0].addresses = [.loopbackV6]
        #expect(flushed.judge(UnreachableRouteForLoopback.self) == nil)
        var off = try scene("[::1]:8000", "EADDRNOTAVAIL", RouteFact(.none))
        off.facts.kernel.isIPv6DisabledOnLoopback = true
        #expect(off.judge(UnreachableRouteForLoopback.self) == nil)
    }

    @Test func aFilterAndAPlainRefusalAreOthers() throws {
        var filtered = try scene("127.0.0.1:8000", "EHOSTUNREACH", RouteFact(.unreachable))
        try filtered.connect("127.0.0.1:8000", .answeredByICMP(3, 10, .failed("EHOSTUNREACH")))
        #expect(filtered.judge(UnreachableRouteForLoopback.self) == nil)
        try filtered.connect("127.0.0.1:8000", .refusedByKernel)
        #expect(filtered.judge(UnreachableRouteForLoopback.self) == nil)
    }
}
