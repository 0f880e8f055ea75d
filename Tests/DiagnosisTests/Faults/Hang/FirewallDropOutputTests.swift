import Diagnosis
import Endpoints
import Testing

@Suite struct FirewallDropOutputTests {
    @Test func aRuleOnOutputIsTheReason() throws {
        let scene = try FirewallTesting.silent(FirewallPicture(rules: [FirewallTesting.drop(.output)]))
        let finding = try #require(scene.judge(FirewallDropOutput.self))
        #expect(finding.fault == "firewall-drop-output")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.fixes.first?.command == "sudo nft insert rule inet filter output oif lo accept")
        #expect(FirewallTesting.found(scene) == ["firewall-drop-output"])
    }

    @Test func theServersAnswersAreItsToo() throws {
        var rule = FirewallTesting.drop(.output)
        (rule.destinationPorts, rule.sourcePorts) = ([], [8000...8000])
        let scene = try FirewallTesting.silent(FirewallPicture(rules: [rule]))
        #expect(FirewallTesting.found(scene) == ["firewall-drop-output"])
    }

    @Test func countersTellItWithoutTheRules() throws {
        let scene = try FirewallTesting.silent(
            FirewallTesting.unreadable, counters: ["TcpExt.TCPRetransFail": 1])
        let finding = try #require(scene.judge(FirewallDropOutput.self))
        #expect(finding.confidence == Confidence.likely + 0.05)
        #expect(finding.evidence.contains { $0.target == "TcpExt.TCPRetransFail" })
        #expect(FirewallTesting.found(scene) == ["firewall-drop-output"])
    }

    @Test func aHalfOpenServersEndTellsIt() throws {
        let scene = try FirewallTesting.silent(
            FirewallTesting.unreadable, side: ServerSide(isAccepted: false, state: .synReceived))
        #expect(FirewallTesting.found(scene) == ["firewall-drop-output"])
    }

    @Test func aDatagramThatIsNotLetOutTellsIt() throws {
        var scene = try FirewallTesting.silent(FirewallTesting.unreadable)
        let endpoint = Endpoint(.udp, .loopbackV4, 8000)
        scene.set(.datagram(endpoint), .datagram(DatagramOutcome(failure: "EPERM")))
        #expect(FirewallTesting.found(scene) == ["firewall-drop-output"])
    }

    @Test func aRuleAboutAnotherUserIsNot() throws {
        var rule = FirewallTesting.drop(.output)
        rule.user = "33"
        let scene = try FirewallTesting.silent(FirewallPicture(rules: [rule]))
        #expect(scene.judge(FirewallDropOutput.self) == nil)
    }
}
