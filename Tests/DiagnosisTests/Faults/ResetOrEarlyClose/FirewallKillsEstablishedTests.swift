import Diagnosis
import Endpoints
import Testing

@Suite struct FirewallKillsEstablishedTests {
    private func scene(
        _ picture: FirewallPicture, received: UInt64 = 0, isClientHere: Bool = false, ending: Ending = .reset
    ) throws -> TestScene {
        var left = try HangTesting.connection(.idle, from: 40000)
        (left.received, left.isClientHere) = (received, isClientHere)
        var scene = try EarlyEndTesting.scene(
            later: ending,
            after: ConnectionsLook(listeners: [try EarlyEndTesting.listener()], connections: [left]))
        scene.set(.firewall, .firewall(picture))
        return scene
    }

    private var byLength: FirewallPicture {
        FirewallPicture(rules: [FirewallTesting.drop(limits: ["meta length > 70"], action: .reject("tcp reset"))])
    }

    @Test func aServersEndThatNeverHeardOfTheRequestIsTheReason() throws {
        let scene = try scene(byLength)
        let finding = try #require(scene.judge(FirewallKillsEstablished.self))
        #expect(finding.fault == "firewall-kills-established")
        #expect(finding.confidence == 0.98)
        #expect(finding.summary.contains("the request is reset, and the server never sees it"))
        #expect(finding.evidence.map(\.experiment) == ["connect", "request", "server's end", "rule"])
        #expect(scene.findings().first?.fault == "firewall-kills-established")
    }

    @Test func theTableAloneTellsItToOneWhoMayNotReadTheRules() throws {
        let finding = try #require(try scene(FirewallTesting.unreadable).judge(FirewallKillsEstablished.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.fixes.last?.command == "sudo ostia doctor http://127.0.0.1:8000/")
    }

    @Test func bytesThatAreDroppedLookLikeSilence() throws {
        var lost = try HangTesting.connection(.idle, from: 40000)
        lost.isClientHere = false
        var scene = try HangTesting.stuck(.read, others: [lost])
        scene.set(.firewall, .firewall(byLength))
        #expect(scene.judge(FirewallKillsEstablished.self)?.summary.contains("is lost") == true)
    }

    @Test func aServerThatGotTheBytesOrHasAClientIsNot() throws {
        #expect(try scene(byLength, received: 90).judge(FirewallKillsEstablished.self) == nil)
        #expect(try scene(byLength, isClientHere: true).judge(FirewallKillsEstablished.self) == nil)
        #expect(try EarlyEndTesting.scene(later: .reset).judge(FirewallKillsEstablished.self) == nil)
    }
}
