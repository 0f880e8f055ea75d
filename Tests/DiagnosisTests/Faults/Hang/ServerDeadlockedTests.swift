import Diagnosis
import Endpoints
import Testing

@Suite struct ServerDeadlockedTests {
    private func thread(_ id: Int32, _ call: String, _ name: String = "Thread", isTimed: Bool? = false)
        -> ProcessActivity.Thread
    {
        ProcessActivity.Thread(id, systemCall: call, name: name, isTimed: isTimed)
    }

    private func scene(
        _ way: Stuck.Way = .read, inHand: Int = 2, threads: [ProcessActivity.Thread], isSeen: Bool = true
    ) throws -> TestScene {
        let others = try (0..<inHand).map { try HangTesting.connection(.inHand, from: UInt16(40000 + $0)) }
        var scene = try HangTesting.stuck(way, owner: isSeen ? HangTesting.python : nil, others: others)
        scene.set(.activity(812), .activity(ProcessActivity(threads: threads)))
        return scene
    }

    private var locked: [ProcessActivity.Thread] {
        [thread(812, "poll"), thread(813, "futex"), thread(814, "futex"), thread(815, "futex")]
    }

    @Test func threadsThatAllWaitForLocksAreTheReason() throws {
        let finding = try #require(try scene(threads: locked).judge(ServerDeadlocked.self))
        #expect(finding.fault == "server-deadlocked")
        #expect(finding.confidence == Confidence.observed)
        #expect(
            finding.summary
                == "python3, pid 812, has 3 requests in hand and answers none: 3 of its threads wait for locks, and none "
                + "works.")
        #expect(finding.evidence.contains(EvidenceLine("threads", "python3, pid 812", "3 of 4 in futex")))
    }

    @Test func theOnlyThreadInALockIsOneToo() throws {
        let finding = try scene(.notAccepted, inHand: 1, threads: [thread(812, "futex")]).judge(ServerDeadlocked.self)
        #expect(finding?.confidence == Confidence.observed + 0.02)
    }

    @Test func anotherUsersServerIsLikelyWhenNobodyIsAnswered() throws {
        let finding = try #require(try scene(threads: [], isSeen: false).judge(ServerDeadlocked.self))
        #expect(finding.confidence < Confidence.likely)
        #expect(finding.fixes.first?.command == "sudo ostia doctor http://127.0.0.1:8000/")
        #expect(try scene(inHand: 1, threads: [], isSeen: false).judge(ServerDeadlocked.self) == nil)
    }

    @Test func theRuntimesOwnThreadsAlwaysWait() throws {
        let node = ["libuv-worker", "V8Worker", "node", "DelayedTaskSche"]
        let threads = [thread(812, "epoll_wait")] + node.map { thread(813, "futex", $0) }
        #expect(try scene(threads: threads).judge(ServerDeadlocked.self) == nil)
    }

    @Test func sleepersAndReadersAreNot() throws {
        let sleeping = [813, 814, 815].map { thread($0, "futex", isTimed: true) }
        #expect(try scene(threads: [thread(812, "poll")] + sleeping).judge(ServerDeadlocked.self) == nil)
        let reading = [813, 814, 815].map { thread($0, "recvfrom") }
        #expect(try scene(threads: [thread(812, "poll")] + reading).judge(ServerDeadlocked.self) == nil)
        #expect(try scene(.notRead, threads: locked).judge(ServerDeadlocked.self) == nil)
    }

    @Test func aPeerThatAllWaitForIsTheUpstreamsFault() throws {
        var scene = try scene(threads: locked)
        let upstream = SocketFact(
            .established, try TestScene.endpoint("127.0.0.1:50000"), remote: try TestScene.endpoint("127.0.0.1:5432"),
            owners: [812])
        scene.set(.socketsOf(812), .sockets([upstream]))
        #expect(scene.judge(ServerDeadlocked.self) == nil)
        #expect(scene.judge(ServerAcceptsButSilent.self)?.summary.contains("waits for 127.0.0.1:5432") == true)
    }
}
