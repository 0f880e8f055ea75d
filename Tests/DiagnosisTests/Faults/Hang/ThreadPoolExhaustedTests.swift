import Diagnosis
import Endpoints
import Testing

@Suite struct ThreadPoolExhaustedTests {
    private func scene(
        _ way: Stuck.Way, inHand: Int = 3, name: String = "java", isSeen: Bool = true
    ) throws -> TestScene {
        let others = try (0..<inHand).map {
            try HangTesting.connection(.inHand, from: UInt16(40000 + $0), since: 1000 * Double($0 + 1))
        }
        return try HangTesting.stuck(way, owner: isSeen ? ProcessFact(pid: 812, name: name) : nil, others: others)
    }

    @Test(arguments: [(Stuck.Way.notRead, "accepted, and not read"), (.notAccepted, "not accepted")])
    func allWorkersTakenIsTheReason(_ way: Stuck.Way, words: String) throws {
        let finding = try #require(try scene(way).judge(ThreadPoolExhausted.self))
        #expect(finding.fault == "thread-pool-exhausted")
        #expect(
            finding.summary
                == "All workers of java, pid 812 are taken: 3 requests are in hand, the oldest for 3.0 s, and a new one on "
                + "127.0.0.1:8000 is \(words).")
        #expect(finding.fixes.first?.command == "jstack 812")
    }

    @Test(arguments: [("python3", "py-spy dump --pid 812"), ("node", "gdb -p 812 -batch -ex 'thread apply all bt'")])
    func theCommandThatShowsItFitsTheRuntime(_ name: String, command: String) throws {
        #expect(try scene(.notRead, name: name).judge(ThreadPoolExhausted.self)?.fixes.first?.command == command)
    }

    @Test func anotherUsersServerShowsItAsWell() throws {
        let finding = try #require(try scene(.notRead, isSeen: false).judge(ThreadPoolExhausted.self))
        #expect(finding.summary.hasPrefix("All workers of the server are taken"))
    }

    @Test func oneIsNoPoolAndAReadRequestHasAWorker() throws {
        #expect(try scene(.notRead, inHand: 1).judge(ThreadPoolExhausted.self) == nil)
        #expect(try scene(.read).judge(ThreadPoolExhausted.self) == nil)
    }
}
