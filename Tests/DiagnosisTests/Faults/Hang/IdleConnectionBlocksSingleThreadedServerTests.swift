import Diagnosis
import Endpoints
import Testing

@Suite struct IdleConnectionBlocksSingleThreadedServerTests {
    typealias Subject = IdleConnectionBlocksSingleThreadedServer

    @Test func aClientThatSaysNothingIsTheReason() throws {
        var scene = try HangTesting.stuck(
            .notAccepted, others: [try HangTesting.connection(.idle, from: 40000, clientOwners: [900])])
        scene.facts.processes[900] = ProcessFact(pid: 900, name: "chrome")
        let finding = try #require(scene.judge(Subject.self))
        #expect(finding.fault == "idle-connection-blocks-single-threaded-server")
        #expect(
            finding.summary
                == "python3, pid 812, waits for a connection from chrome, pid 900 that has said nothing, and takes no "
                + "other on 127.0.0.1:8000.")
        #expect(finding.fixes.last?.command == "kill 900")
        #expect(finding.fixes.last?.isSafe == false)
    }

    @Test func aKeptAliveOneDoesTheSame() throws {
        var idle = try HangTesting.connection(.idle, from: 40000)
        (idle.received, idle.sent, idle.sinceReceived, idle.sinceSent) = (80, 200, 5000, 4990)
        let finding = try #require(try HangTesting.stuck(.notAccepted, owner: nil, others: [idle]).judge(Subject.self))
        #expect(finding.summary.contains("said nothing since its last answer"))
    }

    @Test func manyIdleOnesAreNotOneWorkersWork() throws {
        let many = try (0..<12).map { try HangTesting.connection(.idle, from: UInt16(40000 + $0)) }
        #expect(try HangTesting.stuck(.notAccepted, others: many).judge(Subject.self) == nil)
    }

    @Test func aRequestInHandIsWhatItWorksOn() throws {
        let both = [
            try HangTesting.connection(.idle, from: 40000), try HangTesting.connection(.inHand, from: 40002),
        ]
        #expect(try HangTesting.stuck(.notAccepted, others: both).judge(Subject.self) == nil)
        #expect(try HangTesting.stuck(.notAccepted).judge(Subject.self) == nil)
    }

    @Test func onceAcceptedNobodyBlocksUs() throws {
        let idle = [try HangTesting.connection(.idle, from: 40000)]
        #expect(try HangTesting.stuck(.read, others: idle).judge(Subject.self) == nil)
        #expect(try HangTesting.stuck(.notAccepted, others: idle, isBare: true).judge(Subject.self) == nil)
    }
}
