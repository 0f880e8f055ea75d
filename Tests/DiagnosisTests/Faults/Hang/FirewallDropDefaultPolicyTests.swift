import Diagnosis
import Endpoints
import Testing

@Suite struct FirewallDropDefaultPolicyTests {
    private func picture(_ rules: [FirewallRule] = []) -> FirewallPicture {
        FirewallPicture(
            rules: rules, droppingPolicies: [FirewallTesting.chain(tool: "iptables", family: "ip")])
    }

    @Test func aPolicyThatLetsNoLoopbackPassIsTheReason() throws {
        var ssh = FirewallTesting.drop(tool: "iptables", family: "ip", action: .accept)
        ssh.destinationPorts = [22...22]
        let scene = try FirewallTesting.silent(picture([ssh]))
        let finding = try #require(scene.judge(FirewallDropDefaultPolicy.self))
        #expect(finding.fault == "firewall-drop-default-policy")
        #expect(
            finding.summary
                == "The policy of iptables filter INPUT is to drop, and no rule lets loopback pass, so packets to "
                + "127.0.0.1:8000 vanish.")
        #expect(finding.fixes.map(\.command) == ["sudo iptables -I INPUT -i lo -j ACCEPT"])
        #expect(FirewallTesting.found(scene) == ["firewall-drop-default-policy"])
    }

    @Test func withoutLeaveToReadItAllPortsAreSilent() throws {
        var scene = try FirewallTesting.silent(FirewallTesting.unreadable)
        for port in UInt16(20_000)...32_000 {
            scene.outcomes[.connect(Endpoint(.tcp, .loopbackV4, port))] = .connect(ConnectOutcome(.silent))
        }
        let finding = try #require(scene.judge(FirewallDropDefaultPolicy.self))
        #expect(finding.confidence == Confidence.likely + 0.03)
        #expect(finding.summary == "Every port of 127.0.0.1 is silent: the firewall drops all loopback traffic.")
        #expect(FirewallTesting.found(scene) == ["firewall-drop-default-policy"])
    }

    @Test func aRuleThatTakesThePacketComesFirst() throws {
        let rule = FirewallTesting.drop(tool: "iptables", family: "ip")
        #expect(FirewallTesting.found(try FirewallTesting.silent(picture([rule]))) == ["firewall-drop-input"])
    }

    @Test func aPolicyBehindARuleThatAcceptsIsNot() throws {
        var accept = FirewallTesting.drop(tool: "iptables", family: "ip", action: .accept)
        (accept.destinationPorts, accept.transport, accept.inputInterface) = ([], nil, "lo")
        #expect(
            try FirewallTesting.silent(picture([accept])).judge(FirewallDropDefaultPolicy.self) == nil)
    }

    @Test func aPolicyOfIPv6IsNotAboutIPv4() throws {
        let other = FirewallPicture(droppingPolicies: [FirewallTesting.chain(tool: "ip6tables", family: "ip6")])
        #expect(try FirewallTesting.silent(other).judge(FirewallDropDefaultPolicy.self) == nil)
    }
}
