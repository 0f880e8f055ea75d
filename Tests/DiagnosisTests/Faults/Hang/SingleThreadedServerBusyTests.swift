import Diagnosis
import Endpoints
import Testing

@Suite struct SingleThreadedServerBusyTests {
    @Test(arguments: [Stuck.Way.notAccepted, .notRead])
    func oneRequestInHandIsTheReason(_ way: Stuck.Way) throws {
        var scene = try HangTesting.stuck(
            way, others: [try HangTesting.connection(.inHand, from: 40000, clientOwners: [900], since: 12_340)])
        scene.facts.processes[900] = ProcessFact(pid: 900, name: "curl")
        scene.set(.activity(812), HangTesting.sleeping(in: "clock_nanosleep"))
        let finding = try #require(scene.judge(SingleThreadedServerBusy.self))
        #expect(finding.fault == "single-threaded-server-busy")
        #expect(
            finding.summary
                == "python3, pid 812, has one request in hand, from curl, pid 900, for 12.3 s, and takes no other on "
                + "127.0.0.1:8000 until it is done.")
        #expect(finding.evidence.last == EvidenceLine("threads", "python3, pid 812", "1 in clock_nanosleep"))
    }

    @Test func anotherUsersServerShowsItAsWell() throws {
        let scene = try HangTesting.stuck(
            .notAccepted, owner: nil, others: [try HangTesting.connection(.inHand, from: 40000)])
        let finding = try #require(scene.judge(SingleThreadedServerBusy.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.hasPrefix("the server has one request in hand, from 127.0.0.1:40000"))
    }

    @Test(arguments: [ConnectionFact.Standing.idle, .waiting, .unread])
    func otherConnectionsAreNot(_ standing: ConnectionFact.Standing) throws {
        let scene = try HangTesting.stuck(.notAccepted, others: [try HangTesting.connection(standing, from: 40000)])
        #expect(scene.judge(SingleThreadedServerBusy.self) == nil)
    }

    @Test func twoInHandAreAPool() throws {
        let scene = try HangTesting.stuck(
            .notAccepted,
            others: [
                try HangTesting.connection(.inHand, from: 40000), try HangTesting.connection(.inHand, from: 40002),
            ])
        #expect(scene.judge(SingleThreadedServerBusy.self) == nil)
        #expect(scene.judge(ThreadPoolExhausted.self) != nil)
    }

    @Test func aBareEndpointIsWhenTheOtherRequestWaitedLong() throws {
        let long = [try HangTesting.connection(.inHand, from: 40000)]
        #expect(
            try HangTesting.stuck(.notAccepted, others: long, isBare: true).judge(SingleThreadedServerBusy.self) != nil)
        let short = [try HangTesting.connection(.inHand, from: 40000, since: 80)]
        #expect(
            try HangTesting.stuck(.notAccepted, others: short, isBare: true).judge(SingleThreadedServerBusy.self) == nil
        )
    }

    @Test func aRequestThatWasReadIsNot() throws {
        let busy = [try HangTesting.connection(.inHand, from: 40000)]
        #expect(try HangTesting.stuck(.read, others: busy).judge(SingleThreadedServerBusy.self) == nil)
    }
}
