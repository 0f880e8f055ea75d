import Diagnosis
import Endpoints
import Testing

@Suite struct DNATToLoopbackWithoutRouteLocalnetTests {
    typealias Subject = DNATToLoopbackWithoutRouteLocalnet

    private func scene(
        _ target: String = "127.0.0.1:3000", ports: [ClosedRange<UInt16>] = [8080...8080],
        text: String =
            "192.168.50.7:8080"
    ) throws -> TestScene {
        let listener = SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"))
        var scene = try TestScene.using(text, sockets: [listener])
        let lan = try #require(IPAddress("192.168.50.7"))
        scene.facts.interfaces.append(InterfaceFact("d0", addresses: [lan]))
        var rule = FirewallTesting.drop(.prerouting, tool: "iptables", family: "ip", action: .redirect(target))
        (rule.destinationPorts, rule.text) = (ports, "-p tcp --dport 8080 -j DNAT --to-destination \(target)")
        scene.set(.firewall, .firewall(FirewallPicture(rules: [rule])))
        return scene
    }

    @Test func aForwardToLoopbackIsTheReason() throws {
        let finding = try #require(try scene().judge(Subject.self))
        #expect(finding.fault == "dnat-to-loopback-without-route-localnet")
        #expect(
            finding.summary
                == "A rule forwards 192.168.50.7:8080 to 127.0.0.1:3000, and the kernel drops what comes from other machines "
                + "that way: route_localnet is 0.")
        #expect(finding.fixes.first?.command == "sudo sysctl net.ipv4.conf.d0.route_localnet=1")
        #expect(finding.fixes.first?.isSafe == false)
    }

    @Test func withoutLeaveToReadItATimeoutElsewhereIsAHint() throws {
        var scene = try scene()
        scene.set(.firewall, .firewall(FirewallTesting.unreadable))
        #expect(scene.judge(Subject.self) == nil)
        scene.question.reports = [ErrorReport(.timeout, text: "connect ETIMEDOUT 192.168.50.7:8080")]
        let finding = try #require(scene.judge(Subject.self))
        #expect(finding.confidence < Confidence.likely)
        #expect(finding.evidence.last == EvidenceLine("listeners", "127.0.0.1", "3000"))
    }

    @Test func otherForwardsAreNot() throws {
        #expect(try scene("10.0.0.2:3000").judge(Subject.self) == nil)
        #expect(try scene(ports: [9090...9090]).judge(Subject.self) == nil)
        #expect(try scene(text: "127.0.0.1:8080").judge(Subject.self) == nil)
        var allowed = try scene()
        allowed.facts.kernel.routesLocalnet = true
        #expect(allowed.judge(Subject.self) == nil)
    }
}
