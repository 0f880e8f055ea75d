import Diagnosis
import Endpoints
import Testing

@Suite struct SelfCallDeadlockTests {
    @Test func aCallOfTheServerToItselfIsTheReason() throws {
        let scene = try HangTesting.stuck(
            .notAccepted,
            others: [
                try HangTesting.connection(.inHand, from: 40000, clientOwners: [900]),
                try HangTesting.connection(.waiting, from: 40002, clientOwners: [812]),
            ])
        let finding = try #require(scene.judge(SelfCallDeadlock.self))
        #expect(finding.fault == "self-call-deadlock")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.evidence.contains(
                EvidenceLine(
                    "connection", "127.0.0.1:40002 → 127.0.0.1:8000", "opened by the server itself, not accepted")))
        #expect(scene.judge(SingleThreadedServerBusy.self) == nil)
        #expect(scene.findings().first?.fault == "self-call-deadlock")
    }

    private func unseen(later: Double, uid: UInt32 = 1000) throws -> TestScene {
        var inHand = try HangTesting.connection(.inHand, from: 40000, clientUID: 7, since: 5000)
        inHand.owners = []
        let call = try HangTesting.connection(.waiting, from: 40002, clientUID: uid, since: 5000 - later)
        return try HangTesting.stuck(.notAccepted, owner: nil, others: [inHand, call])
    }

    @Test func anotherUsersServerShowsItByTime() throws {
        #expect(try unseen(later: 30).judge(SelfCallDeadlock.self)?.confidence == Confidence.likely + 0.05)
        #expect(try unseen(later: 2000).judge(SelfCallDeadlock.self) == nil)
        #expect(try unseen(later: -50).judge(SelfCallDeadlock.self) == nil)
        #expect(try unseen(later: 30, uid: 5).judge(SelfCallDeadlock.self) == nil)
    }

    @Test func othersThatWaitAreNot() throws {
        let waiting = try HangTesting.connection(.waiting, from: 40002, clientOwners: [900])
        let inHand = try HangTesting.connection(.inHand, from: 40000, clientOwners: [900])
        #expect(try HangTesting.stuck(.notAccepted, others: [inHand, waiting]).judge(SelfCallDeadlock.self) == nil)
        let own = try HangTesting.connection(.waiting, from: 40002, clientOwners: [812])
        #expect(try HangTesting.stuck(.notAccepted, others: [own]).judge(SelfCallDeadlock.self) == nil)
        #expect(try HangTesting.stuck(.read, others: [inHand, own]).judge(SelfCallDeadlock.self) == nil)
    }
}
