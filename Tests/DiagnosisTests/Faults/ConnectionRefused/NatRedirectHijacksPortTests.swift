import Diagnosis
import Endpoints
import Testing

@Suite struct NatRedirectHijacksPortTests {
    private func scene(_ endpoint: String = "127.0.0.1:8080", _ outcome: ConnectOutcome = .refusedByKernel) throws
        -> TestScene
    {
        var scene = try TestScene.using(
            endpoint, sockets: [try .listener(endpoint, 5)], processes: [ProcessFact(pid: 5, name: "node")])
        try scene.connect(endpoint, outcome)
        return scene
    }

    @Test(arguments: [
        ("15001", "127.0.0.1:15001"), (":15001", "127.0.0.1:15001"), ("172.17.0.2:80", "172.17.0.2:80"),
        ("10.0.0.9", "10.0.0.9:8080"), ("15001-15010", "127.0.0.1:15001"),
    ])
    func theRuleAndItsEndAreNamed(target: String, end: String) throws {
        var scene = try scene()
        scene.firewall(.rule(.output, .redirect(target), port: 8080, tool: "iptables", table: "nat"))
        let finding = try #require(scene.judge(NatRedirectHijacksPort.self))
        #expect(finding.fault == "nat-redirect-hijacks-port")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("(iptables nat OUTPUT) sends connections to 127.0.0.1:8080 to \(end)"))
        #expect(finding.fixes.first?.command == "sudo iptables -t nat -D OUTPUT 4")
    }

    @Test func ipv6IsRedirectedToItsOwnLoopback() throws {
        var scene = try scene("[::1]:8080")
        scene.firewall(.rule(.output, .redirect("15001"), port: 8080))
        let finding = try #require(scene.judge(NatRedirectHijacksPort.self))
        #expect(finding.summary.hasSuffix("sends connections to [::1]:8080 to [::1]:15001, where nothing listens."))
    }

    @Test func unreadRulesAreSuspectedWhereTheKernelRefusesInFrontOfAListener() throws {
        var scene = try scene()
        scene.hideFirewall()
        #expect(scene.judge(NatRedirectHijacksPort.self)?.confidence == Confidence.likely)
        // A listener that comes and goes explains as much.
        scene.facts.processes[50] = ProcessFact(pid: 50, parent: 0, name: "bash", age: 90)
        scene.facts.processes[51] = ProcessFact(pid: 51, parent: 50, name: "node", age: 0.4)
        #expect(scene.judge(NatRedirectHijacksPort.self) == nil)
    }

    @Test func rootFindsARuleWithoutAListenerToo() throws {
        var scene = try TestScene.using("127.0.0.1:8080")
        try scene.connect("127.0.0.1:8080", .refusedByKernel)
        scene.firewall(.rule(.output, .redirect("15001"), port: 8080))
        #expect(scene.judge(NatRedirectHijacksPort.self) == nil)
        scene.facts.userID = 0
        #expect(scene.judge(NatRedirectHijacksPort.self)?.confidence == 0.86)
    }

    @Test func otherRefusalsAreNoTranslation() throws {
        var filtered = try scene("127.0.0.1:8080", .resetByFilter(onInput: true))
        filtered.hideFirewall()
        #expect(filtered.judge(NatRedirectHijacksPort.self) == nil)
        var icmp = try scene("127.0.0.1:8080", .answeredByICMP(3, 3))
        icmp.hideFirewall()
        #expect(icmp.judge(NatRedirectHijacksPort.self) == nil)
        #expect(try scene().judge(NatRedirectHijacksPort.self) == nil)
        #expect(try scene("127.0.0.1:8080", ConnectOutcome(.connected)).judge(NatRedirectHijacksPort.self) == nil)
        var container = try scene()
        container.firewall(.rule(.output, .redirect("172.17.0.2:80"), port: 8080))
        container.facts.sockets[0].container = "web"
        #expect(container.judge(NatRedirectHijacksPort.self) == nil)
    }
}
