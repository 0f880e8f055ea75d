import Diagnosis
import Endpoints
import Testing

/// The four rules about packet filters that answer: what is found, by what, and that the others keep still.
@Suite struct FirewallRejectTests {
    private static let all: [any Rule.Type] = [
        FirewallRejectTCPReset.self, FirewallRejectPortUnreachable.self, FirewallRejectHostProhibited.self,
        FirewallRejectOutput.self,
    ]

    private func scene(
        _ outcome: ConnectOutcome, _ rules: FirewallRule..., hidden: Bool = false, endpoint: String = "127.0.0.1:8000",
        listens: Bool = true
    ) throws -> TestScene {
        var scene = try TestScene.using(
            endpoint, sockets: listens ? [try .listener(endpoint, 5)] : [],
            processes: [ProcessFact(pid: 5, name: "python3")])
        try scene.connect(endpoint, outcome)
        scene.outcomes[.firewall] = .firewall(
            FirewallPicture(unreadable: hidden ? "only root may read it" : nil, rules: rules))
        return scene
    }

    private func found(_ scene: TestScene) -> [Finding] { Self.all.compactMap { scene.judge($0) } }

    @Test(arguments: [
        (ConnectOutcome.resetByFilter(onInput: true), FirewallRule.Action.reject("tcp reset"), "tcp-reset"),
        (.answeredByICMP(3, 3), .reject("icmpx port-unreachable"), "port-unreachable"),
        (.answeredByICMP(3, 10, .failed("EHOSTUNREACH")), .reject("icmp host-prohibited"), "host-prohibited"),
        (.answeredByICMP(3, 13, .failed("EHOSTUNREACH")), .reject("icmp admin-prohibited"), "host-prohibited"),
    ])
    func theRuleIsNamed(_ outcome: ConnectOutcome, _ action: FirewallRule.Action, _ name: String) throws {
        let findings = found(try scene(outcome, .rule(.input, action, port: 8000)))
        #expect(findings.map(\.fault) == ["firewall-reject-\(name)"])
        let finding = try #require(findings.first)
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.contains(EvidenceLine("rule", "nft inet fw input", "the rule, 3 packets so far")))
        #expect(finding.fixes.first?.command == "sudo nft insert rule inet fw input iif lo accept")
        #expect(finding.fixes.last?.command == "sudo nft delete rule inet fw input handle 4")
    }

    @Test(arguments: [
        (ConnectOutcome.resetByFilter(onInput: true), "tcp-reset"),
        (.resetByFilter(onInput: false), "output"),
        (.answeredByICMP(3, 3), "port-unreachable"),
        (.answeredByICMP(3, 3, onInput: false), "output"),
        (.answeredByICMP(3, 10, .failed("EHOSTUNREACH")), "host-prohibited"),
        (.answeredByICMP(3, 9, .failed("ENETUNREACH"), onInput: false), "output"),
    ])
    func anOrdinaryUserIsToldByCounters(_ outcome: ConnectOutcome, _ name: String) throws {
        let findings = found(try scene(outcome, hidden: true))
        #expect(findings.map(\.fault) == ["firewall-reject-\(name)"])
        #expect(findings.first?.confidence == 0.88)
        #expect(findings.first?.fixes.first?.command == "sudo ostia doctor 127.0.0.1:8000")
    }

    @Test func anOwnerMatchIsAboutThatUserOnly() throws {
        var scene = try scene(
            .answeredByICMP(3, 3, onInput: false),
            .rule(
                .output, .reject("icmp port-unreachable"), port: 8000, tool: "iptables", table: "filter", user: "1000"))
        let finding = try #require(scene.judge(FirewallRejectOutput.self))
        #expect(
            finding.summary
                == "A packet filter rejects connections of user 1000 to 127.0.0.1:8000 on their way out; the server listens."
        )
        #expect(finding.fixes.first?.command == "sudo iptables -I OUTPUT -o lo -j ACCEPT")
        #expect(finding.fixes.first?.undo == "sudo iptables -D OUTPUT -o lo -j ACCEPT")
        scene.facts.userID = 4
        #expect(scene.judge(FirewallRejectOutput.self)?.evidence.contains { $0.experiment == "rule" } == false)
    }

    @Test func icmpOfTheOtherFamilyIsReadAsItsOwn() throws {
        let endpoint = "[::1]:6379"
        let port = found(try scene(.answeredByICMP(1, 4, isV6: true), hidden: true, endpoint: endpoint))
        #expect(port.map(\.fault) == ["firewall-reject-port-unreachable"])
        let denied = found(
            try scene(.answeredByICMP(1, 1, .failed("EACCES"), isV6: true), hidden: true, endpoint: endpoint))
        #expect(denied.map(\.fault) == ["firewall-reject-host-prohibited"])
        #expect(denied.first?.summary.contains("ICMPv6 1/1, administratively prohibited") == true)
    }

    @Test func anAnswerThatCameTooLateForTheErrnoCounts() throws {
        let late = ConnectOutcome(.silent, icmp: ICMPMessage(type: 1, code: 1, isV6: true))
        #expect(
            found(try scene(late, hidden: true, endpoint: "[::1]:6379")).map(\.fault)
                == ["firewall-reject-host-prohibited"])
    }

    @Test func aFilterInFrontOfNothingIsStillAFilter() throws {
        let icmp = found(
            try scene(.answeredByICMP(3, 3), .rule(.input, .reject("icmp port-unreachable")), listens: false))
        #expect(icmp.first?.confidence == Confidence.proven)
        #expect(
            icmp.first?.summary == "A packet filter rejects connections to 127.0.0.1:8000 with ICMP port unreachable.")
        let reset = found(try scene(.resetByFilter(onInput: true), .rule(.input, .reject("tcp reset")), listens: false))
        #expect(reset.first?.confidence == Confidence.observed)
    }

    @Test func whatTheKernelRefusesIsNoFilter() throws {
        #expect(found(try scene(.refusedByKernel, hidden: true)).isEmpty)
        #expect(found(try scene(.refusedByKernel, .rule(.input, .reject("tcp reset"), port: 8000))).isEmpty)
        #expect(found(try scene(ConnectOutcome(.refused), hidden: true)).isEmpty)
        #expect(found(try scene(ConnectOutcome(.silent), hidden: true)).isEmpty)
        #expect(found(try scene(ConnectOutcome(.failed("EHOSTUNREACH")), hidden: true)).isEmpty)
        #expect(found(try scene(ConnectOutcome(.connected), .rule(.input, .reject("tcp reset")))).isEmpty)
        // No rule does it, and all may be read: something else did, and nothing is said.
        #expect(found(try scene(.resetByFilter(onInput: true))).isEmpty)
    }

    @Test func theFilterIsReadOnlyWhenSomethingPointsToIt() throws {
        var scene = try TestScene.using("127.0.0.1:8000")
        try scene.connect("127.0.0.1:8000", .refusedByKernel)
        let judged = Scene(scene.question, scene.facts, scene.outcomes)
        for rule in Self.all { #expect(try rule.judge(judged) == nil) }
    }
}
