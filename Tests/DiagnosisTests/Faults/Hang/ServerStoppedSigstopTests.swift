import Diagnosis
import Endpoints
import Testing

@Suite struct ServerStoppedSigstopTests {
    private func process(_ state: Character, tracer: Int32? = 0, terminal: Int32 = 0) -> ProcessFact {
        ProcessFact(
            pid: 812, name: "node", arguments: ["node", "app.js", "--port", "8000"], uid: 1000, state: state,
            group: 812, terminal: terminal, foregroundGroup: terminal == 0 ? -1 : 700, tracer: tracer)
    }

    @Test(arguments: [Stuck.Way.notAccepted, .queueFull, .notRead])
    func aStoppedServerIsTheReason(_ way: Stuck.Way) throws {
        let finding = try #require(try HangTesting.stuck(way, owner: process("T")).judge(ServerStoppedSigstop.self))
        #expect(finding.fault == "server-stopped-sigstop")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "node, pid 812, is stopped by a signal (state T): it takes no connections on 127.0.0.1:8000 until it "
                + "is continued.")
        #expect(finding.fixes.first?.command == "kill -CONT 812")
        #expect(finding.fixes.first?.undo == "kill -STOP 812")
        #expect(finding.evidence.last == EvidenceLine("process", "node, pid 812", "state T: stopped by a signal"))
    }

    @Test func aBareEndpointIsEnough() throws {
        let scene = try HangTesting.stuck(.notAccepted, owner: process("T"), isBare: true)
        #expect(scene.judge(ServerStoppedSigstop.self)?.confidence == Confidence.proven)
    }

    @Test func anotherUsersServerIsLikelyTheStoppedProcessOfThatUser() throws {
        var scene = try HangTesting.stuck(.notAccepted, owner: nil)
        scene.facts.userID = 54321
        scene.facts.processes[812] = process("T", tracer: nil)
        let finding = try #require(scene.judge(ServerStoppedSigstop.self))
        #expect(finding.confidence == Confidence.likely + 0.05)
        #expect(finding.fixes.last?.command == "sudo ostia doctor 8000")
        scene.facts.processes[812]?.arguments = ["node", "app.js", "18000"]
        #expect(scene.judge(ServerStoppedSigstop.self)?.confidence == Confidence.likely)
        scene.facts.processes[812]?.uid = 7
        #expect(scene.judge(ServerStoppedSigstop.self) == nil)
    }

    @Test(arguments: [("S", Int32(0)), ("R", 0), ("t", 0), ("T", 901)] as [(Character, Int32)])
    func otherStatesAreNot(_ state: Character, tracer: Int32) throws {
        let scene = try HangTesting.stuck(.notAccepted, owner: process(state, tracer: tracer))
        #expect(scene.judge(ServerStoppedSigstop.self) == nil)
    }

    @Test func whatReadTheRequestIsNotStopped() throws {
        #expect(try HangTesting.stuck(.read, owner: process("T")).judge(ServerStoppedSigstop.self) == nil)
    }

    @Test func oneStoppedWorkerOfTwoIsLessSure() throws {
        var scene = try HangTesting.stuck(.notAccepted, owner: process("T"))
        scene.facts.sockets[0].owners = [812, 813]
        scene.facts.processes[813] = ProcessFact(pid: 813, name: "node")
        #expect(scene.judge(ServerStoppedSigstop.self)?.confidence == Confidence.observed)
    }
}
