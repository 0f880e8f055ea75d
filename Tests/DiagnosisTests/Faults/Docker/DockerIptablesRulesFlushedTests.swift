import Diagnosis
import Endpoints
import Testing

@Suite struct DockerIptablesRulesFlushedTests {
    private let report = ErrorReport(
        .firewallRulesMissing, runtime: "Docker", text: "iptables: No chain/target/match by that name")

    private func scene(_ picture: FirewallPicture, told: Bool = true) throws -> ContainerScene {
        var scene = try ContainerScene("127.0.0.1:8080")
        scene.scene.question = Question(.machine, reports: told ? [report] : [])
        scene.scene.set(.firewall, .firewall(picture))
        return scene
    }

    @Test func itsChainOfTranslationsIsGone() throws {
        let flushed = FirewallPicture(hasDockerChains: true)
        let finding = try #require(try scene(flushed).judge(DockerIptablesRulesFlushed.self))
        #expect(finding.fault == "docker-iptables-rules-flushed")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasPrefix("dockerd, pid 50, runs, but its chains are gone"))
        #expect(finding.evidence.map(\.experiment) == ["message", "process", "rules", "container"])
        #expect(finding.fixes.map(\.command) == ["sudo systemctl restart docker"])
    }

    @Test func theWholeMachineIsToldWithoutAMessage() throws {
        #expect(try scene(FirewallPicture(), told: false).judge(DockerIptablesRulesFlushed.self) != nil)
        var quiet = try scene(FirewallPicture(), told: false)
        quiet.container.publishes = []
        #expect(quiet.judge(DockerIptablesRulesFlushed.self) == nil, "nothing that would need a chain")
    }

    @Test func whoMayNotReadTheFilterIsToldWhatProvesIt() throws {
        let closed = FirewallPicture(unreadable: "only root may read it")
        let finding = try #require(try scene(closed).judge(DockerIptablesRulesFlushed.self))
        #expect(finding.confidence < Confidence.observed)
        #expect(finding.fixes.first?.command == "sudo iptables -t nat -S DOCKER")
        #expect(try scene(closed, told: false).judge(DockerIptablesRulesFlushed.self) == nil)
    }

    @Test func itIsNotWhereTheChainStandsOrTheEngineKeepsNone() throws {
        let present = FirewallPicture(hasDockerChains: true, hasDockerTranslation: true)
        #expect(try scene(present).judge(DockerIptablesRulesFlushed.self) == nil)
        var without = try scene(FirewallPicture())
        without.scene.facts.processes[50]?.arguments = ["dockerd", "--iptables=false"]
        #expect(without.judge(DockerIptablesRulesFlushed.self) == nil)
        var stopped = try scene(FirewallPicture())
        stopped.scene.facts.processes[50] = nil
        #expect(stopped.judge(DockerIptablesRulesFlushed.self) == nil)
    }
}
