import Diagnosis
import Endpoints
import Testing

@Suite struct AcceptQueueFullTests {
    @Test func aFullQueueIsTheReason() throws {
        let finding = try #require(try HangTesting.stuck(.queueFull, isBare: true).judge(AcceptQueueFull.self))
        #expect(finding.fault == "accept-queue-full")
        #expect(finding.confidence == 0.94)
        #expect(
            finding.summary
                == "python3, pid 812, does not accept on 127.0.0.1:8000: 6 connections wait, the limit is 5, and the "
                + "kernel drops new ones.")
        #expect(finding.evidence.contains(EvidenceLine("accept queue", "127.0.0.1:8000", "6 wait, the limit is 5")))
        #expect(
            finding.evidence.contains(EvidenceLine("counter", "TcpExt.ListenOverflows", "grew by 2 meanwhile")))
    }

    @Test func theQueueAloneIsObserved() throws {
        var scene = try HangTesting.stuck(.queueFull, owner: nil, isBare: true)
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.silent))
        let finding = try #require(scene.judge(AcceptQueueFull.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.summary.hasPrefix("the server does not accept"))
    }

    @Test func aStoppedServerIsTheMoreTellingCause() throws {
        let scene = try HangTesting.stuck(
            .queueFull, owner: ProcessFact(pid: 812, name: "java", state: "T", tracer: 0), isBare: true)
        #expect(scene.findings().first?.fault == "server-stopped-sigstop")
    }

    @Test func silenceWithRoomInTheQueueIsNot() throws {
        var scene = try HangTesting.stuck(.queueFull, isBare: true)
        scene.facts.sockets[0].receiveQueue = 5
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.silent))
        #expect(scene.judge(AcceptQueueFull.self) == nil)
        #expect(try HangTesting.stuck(.notAccepted).judge(AcceptQueueFull.self) == nil)
    }

    @Test func withAbortOnOverflowItHasAnotherName() throws {
        var scene = try HangTesting.stuck(.queueFull, isBare: true)
        scene.facts.kernel.abortsOnOverflow = true
        #expect(scene.judge(AcceptQueueFull.self) == nil)
        let finding = try #require(scene.judge(AcceptQueueFullReset.self))
        #expect(finding.fault == "accept-queue-full-reset")
        #expect(finding.fixes.first?.command == "sudo sysctl net.ipv4.tcp_abort_on_overflow=0")
        #expect(finding.evidence.last == EvidenceLine("setting", "net.ipv4.tcp_abort_on_overflow", "1"))
    }
}
