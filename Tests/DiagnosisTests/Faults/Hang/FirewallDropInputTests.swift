import Diagnosis
import Endpoints
import Testing

@Suite struct FirewallDropInputTests {
    @Test func aRuleThatDropsIsTheReason() throws {
        let scene = try FirewallTesting.silent(FirewallPicture(rules: [FirewallTesting.drop()]))
        let finding = try #require(scene.judge(FirewallDropInput.self))
        #expect(finding.fault == "firewall-drop-input")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "A firewall rule drops packets to 127.0.0.1:8000: tcp dport 8000 counter drop (nft filter input, "
                + "handle 4).")
        #expect(
            finding.fixes.map(\.command) == [
                "sudo nft insert rule inet filter input iif lo accept",
                "sudo nft delete rule inet filter input handle 4",
            ])
        #expect(finding.fixes.map(\.isSafe) == [true, false])
        #expect(FirewallTesting.found(scene) == ["firewall-drop-input"])
    }

    @Test func iptablesHasItsOwnCommands() throws {
        let rule = FirewallTesting.drop(tool: "iptables-legacy", family: "ip")
        let finding = try #require(
            try FirewallTesting.silent(FirewallPicture(rules: [rule])).judge(FirewallDropInput.self))
        #expect(
            finding.fixes.map(\.command) == [
                "sudo iptables-legacy -I INPUT -i lo -j ACCEPT", "sudo iptables-legacy -D INPUT 4",
            ])
        #expect(finding.fixes.first?.undo == "sudo iptables-legacy -D INPUT -i lo -j ACCEPT")
    }

    @Test func withoutLeaveToReadItAnUnusedPortTells() throws {
        let scene = try FirewallTesting.silent(FirewallTesting.unreadable)
        let finding = try #require(scene.judge(FirewallDropInput.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.evidence.map(\.experiment) == ["connect", "connect", "packet filter"])
        #expect(finding.fixes.first?.command == "sudo ostia doctor 127.0.0.1:8000")
        #expect(FirewallTesting.found(scene) == ["firewall-drop-input"])
    }

    @Test func rulesForOthersAreNot() throws {
        var rule = FirewallTesting.drop()
        rule.destinationPorts = [9000...9100]
        let scene = try FirewallTesting.silent(FirewallPicture(rules: [rule]))
        #expect(scene.judge(FirewallDropInput.self)?.confidence == Confidence.likely - 0.05)
    }

    @Test func otherSilencesAreNot() throws {
        var full = try FirewallTesting.silent(FirewallTesting.unreadable)
        full.facts.sockets[0].receiveQueue = 129
        #expect(FirewallTesting.found(full) == [])
        var down = try FirewallTesting.silent(FirewallTesting.unreadable)
        down.facts.interfaces[0].isUp = false
        #expect(FirewallTesting.found(down) == [])
        var answered = try FirewallTesting.silent(FirewallPicture(rules: [FirewallTesting.drop()]))
        try answered.connect("127.0.0.1:8000", ConnectOutcome(.connected))
        #expect(FirewallTesting.found(answered) == [])
    }
}
