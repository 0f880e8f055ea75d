import Diagnosis
import Endpoints
import Testing

@Suite struct ServerCrashesOnRequestTests {
    @Test func aListenerThatIsGoneIsTheReason() throws {
        let scene = try EarlyEndTesting.scene(after: ConnectionsLook(ended: [812]))
        let finding = try #require(scene.judge(ServerCrashesOnRequest.self))
        #expect(finding.fault == "server-crashes-on-request")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary == "python3, pid 812, ended while it handled the request GET / on 127.0.0.1:8000.")
        #expect(
            finding.evidence.suffix(2) == [
                EvidenceLine("process", "python3, pid 812", "has ended"),
                EvidenceLine("listener", "127.0.0.1:8000", "gone"),
            ])
        #expect(finding.fixes.first?.command == "coredumpctl info 812")
        #expect(scene.findings().first?.fault == "server-crashes-on-request")
    }

    @Test func anotherSocketInItsPlaceWasRestarted() throws {
        let other = ConnectionsLook(listeners: [try EarlyEndTesting.listener(owners: [], inode: 78)])
        let scene = try EarlyEndTesting.scene(isSeen: false, after: other)
        let finding = try #require(scene.judge(ServerCrashesOnRequest.self))
        #expect(
            finding.summary
                == "the server ended while it handled the request GET / on 127.0.0.1:8000 and was restarted.")
    }

    @Test func aWorkerThatEndedIsEnough() throws {
        var scene = try EarlyEndTesting.scene(
            after: ConnectionsLook(listeners: [try EarlyEndTesting.listener()], ended: [813]))
        scene.facts.processes[813] = ProcessFact(pid: 813, name: "gunicorn", unit: "shop.service")
        let finding = try #require(scene.judge(ServerCrashesOnRequest.self))
        #expect(finding.summary.hasPrefix("gunicorn, pid 813, ended"))
        #expect(finding.fixes.map(\.command).contains("journalctl -u shop.service -n 50"))
    }

    @Test func aMereConnectionMayBeEnough() throws {
        let scene = try EarlyEndTesting.scene(atOnce: .reset, isBare: true, after: ConnectionsLook(ended: [812]))
        #expect(scene.judge(ServerCrashesOnRequest.self)?.summary.contains("a mere connection") == true)
        var refused = try EarlyEndTesting.scene(after: ConnectionsLook(ended: [812]))
        refused.set(.http(try EarlyEndTesting.ask), .http(HTTPOutcome(.notConnected(.refused))))
        #expect(refused.judge(ServerCrashesOnRequest.self) != nil)
    }

    @Test func aServerThatLivesOnIsNot() throws {
        #expect(try EarlyEndTesting.scene().judge(ServerCrashesOnRequest.self) == nil)
        var answered = try EarlyEndTesting.scene(after: ConnectionsLook(ended: [812]))
        answered.set(.http(try EarlyEndTesting.ask), .http(HTTPOutcome(.answered, status: 500)))
        #expect(answered.judge(ServerCrashesOnRequest.self) == nil)
    }
}
