import Diagnosis
import Endpoints
import Testing

@Suite struct FirewallConnectionLimitTests {
    private func others(_ count: Int) throws -> [SocketFact] {
        try (0..<count).map {
            SocketFact(
                .established, try TestScene.endpoint("127.0.0.1:8000"),
                remote: try TestScene.endpoint("127.0.0.1:\(40000 + $0)"))
        }
    }

    @Test(arguments: ["ct count over 4", "connlimit above 3", "limit rate over 1/minute", "hashlimit above 1/sec"])
    func aRuleThatCountsIsTheReason(_ limit: String) throws {
        var scene = try FirewallTesting.silent(FirewallPicture(rules: [FirewallTesting.drop(limits: [limit])]))
        scene.facts.sockets += try others(4)
        let finding = try #require(scene.judge(FirewallConnectionLimit.self))
        #expect(finding.fault == "firewall-connection-limit")
        #expect(finding.confidence == 0.98)
        #expect(
            finding.summary
                == "A firewall rule limits connections to 127.0.0.1:8000 (\(limit)), 4 are open, and the surplus is "
                + "dropped: tcp dport 8000 counter drop.")
        #expect(FirewallTesting.found(scene) == ["firewall-connection-limit"])
    }

    @Test func aRuleThatRefusesTheSurplus() throws {
        let rule = FirewallTesting.drop(limits: ["connlimit above 3"], action: .reject("tcp reset"))
        var scene = try FirewallTesting.silent(FirewallPicture(rules: [rule]))
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.refused))
        let finding = try #require(scene.judge(FirewallConnectionLimit.self))
        #expect(finding.summary.contains("the surplus is refused"))
    }

    @Test func withoutLeaveToReadItOthersThatGotInTell() throws {
        var scene = try FirewallTesting.silent(FirewallTesting.unreadable)
        scene.facts.sockets += try others(2)
        #expect(FirewallTesting.found(scene) == ["firewall-connection-limit"])
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.refused))
        #expect(scene.judge(FirewallConnectionLimit.self)?.confidence == 0.89)
        scene.facts.sockets.removeLast()
        #expect(scene.judge(FirewallConnectionLimit.self)?.confidence == Confidence.likely + 0.03)
        scene.facts.sockets.removeLast()
        #expect(scene.judge(FirewallConnectionLimit.self) == nil)
    }

    @Test func onesThatWereMadeInTheLastMinuteTellAsWell() throws {
        var scene = try FirewallTesting.silent(FirewallTesting.unreadable)
        scene.facts.sockets.append(
            SocketFact(
                .timeWait, try TestScene.endpoint("127.0.0.1:40000"), remote: try TestScene.endpoint("127.0.0.1:8000")))
        #expect(FirewallTesting.found(scene) == ["firewall-connection-limit"])
    }

    @Test func aRuleThatTakesAllIsNot() throws {
        let all = FirewallPicture(rules: [FirewallTesting.drop()])
        #expect(FirewallTesting.found(try FirewallTesting.silent(all)) == ["firewall-drop-input"])
        var refused = try FirewallTesting.silent(
            FirewallPicture(rules: [FirewallTesting.drop(action: .reject("tcp reset"))]))
        try refused.connect("127.0.0.1:8000", ConnectOutcome(.refused))
        #expect(refused.judge(FirewallConnectionLimit.self) == nil)
    }
}
