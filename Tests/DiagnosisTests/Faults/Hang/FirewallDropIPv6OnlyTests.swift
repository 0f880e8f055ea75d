import Diagnosis
import Endpoints
import Testing

@Suite struct FirewallDropIPv6OnlyTests {
    private func scene(_ text: String, _ picture: FirewallPicture, v4: ConnectOutcome.Result = .connected) throws
        -> TestScene
    {
        let listener = SocketFact(
            .listen, try TestScene.endpoint("[::]:8000"), sendQueue: 128, v6Only: false, owners: [812])
        var scene = try TestScene.using(
            text, sockets: [listener], processes: [ProcessFact(pid: 812, name: "node")])
        scene.set(.lookup("localhost"), .lookup(NameLookup([.loopbackV6, .loopbackV4])))
        try scene.connect("[::1]:8000", ConnectOutcome(.silent, milliseconds: 1300))
        try scene.connect("127.0.0.1:8000", ConnectOutcome(v4, milliseconds: 0.1))
        scene.set(.firewall, .firewall(picture))
        return scene
    }

    private var v6: FirewallPicture { FirewallPicture(rules: [FirewallTesting.drop(family: "ip6")]) }

    @Test(arguments: ["localhost:8000", "[::1]:8000"])
    func silenceOnOneAddressOfTwoIsTheReason(_ text: String) throws {
        let scene = try scene(text, v6)
        let finding = try #require(scene.judge(FirewallDropIPv6Only.self))
        #expect(finding.fault == "firewall-drop-ipv6-only")
        #expect(finding.confidence == 0.98)
        #expect(
            finding.summary
                == "The firewall drops packets to [::1]:8000 and lets those to 127.0.0.1:8000 pass: tcp dport 8000 counter "
                + "drop.")
        #expect(finding.evidence.last?.target == "127.0.0.1:8000")
        #expect(scene.findings().first?.fault == "firewall-drop-ipv6-only")
    }

    @Test func aPolicyOfIPv6Alone() throws {
        let chain = FirewallTesting.chain(tool: "ip6tables", family: "ip6")
        let finding = try #require(
            try scene("localhost:8000", FirewallPicture(droppingPolicies: [chain])).judge(FirewallDropIPv6Only.self))
        #expect(finding.fixes.first?.command == "sudo ip6tables -I INPUT -i lo -j ACCEPT")
    }

    @Test func withoutLeaveToReadItIsLikely() throws {
        let finding = try #require(
            try scene("localhost:8000", FirewallTesting.unreadable).judge(FirewallDropIPv6Only.self))
        #expect(finding.confidence < Confidence.observed)
    }

    @Test func silenceOnBothIsNot() throws {
        #expect(try scene("[::1]:8000", v6, v4: .silent).judge(FirewallDropIPv6Only.self) == nil)
        #expect(try scene("[::1]:8000", v6, v4: .refused).judge(FirewallDropIPv6Only.self) == nil)
        #expect(try scene("127.0.0.1:8000", v6).judge(FirewallDropIPv6Only.self) == nil)
    }
}
