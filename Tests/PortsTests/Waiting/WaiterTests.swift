import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct WaiterTests {
    private let world = ScriptedWaitingWorld()
    private let any3000 = WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4, .loopbackV6], isBarePort: true)
    private let v4 = WaitTarget(text: "127.0.0.1:3000", port: 3000, addresses: [.loopbackV4])

    private func wait(_ targets: [WaitTarget], _ options: WaitOptions = WaitOptions()) throws -> WaitOutcome {
        var waiter = Waiter(targets, options, world: world)
        return try waiter.run()
    }

    @Test func isReadyAtOnce() throws {
        world.script = [(0, [.listener("::1", 3000, inode: 7)])]
        let outcome = try wait([any3000])
        #expect(outcome.end == .ready)
        #expect(outcome.waited == 0)
        #expect(outcome.guess == nil)
        #expect(world.pauses.isEmpty)
    }

    @Test func seesAListenerWithinFiftyMilliseconds() throws {
        world.script = [(0, []), (3, [.listener("127.0.0.1", 3000, inode: 7)])]
        let outcome = try wait([any3000])
        #expect(outcome.end == .ready)
        #expect(outcome.waited >= 3 && outcome.waited <= 3.05)
        #expect(world.pauses.first == 0.005)
        #expect((world.pauses.max() ?? 1) <= 0.05)
    }

    @Test func looksEveryFiveMillisecondsAtFirst() throws {
        world.script = [(0, []), (0.01, [.listener("127.0.0.1", 3000, inode: 7)])]
        #expect(try wait([any3000]).waited < 0.02)
    }

    @Test func theWrongFamilyDoesNotDo() throws {
        world.script = [(0, [.listener("::1", 3000, inode: 7)])]
        world.processes = [7: [ProcessLabel(pid: 812, name: "node")]]
        let outcome = try wait([v4], WaitOptions(timeout: 1))
        #expect(outcome.end == .timedOut)
        #expect(abs(outcome.waited - 1) < 0.001)
        #expect(outcome.guess?.code == "other-family")
        #expect(
            outcome.guess?.message
                == "it listens only on [::1]:3000 (node, pid 812), the other address family than the 127.0.0.1 asked for"
        )
        #expect(outcome.guess?.next == "ostia explain 127.0.0.1:3000")
    }

    @Test func aWildcardDoes() throws {
        world.script = [(0, [.listener("::", 3000, inode: 7)])]
        #expect(try wait([v4]).end == .ready)
    }

    @Test func namesThePortThatOpenedInstead() throws {
        let old = SocketRow.listener("127.0.0.1", 2999, inode: 1)
        world.script = [
            (0, [old]),
            (0.5, [old, .listener("127.0.0.1", 3001, inode: 2), .listener("127.0.0.1", 9000, inode: 3)]),
        ]
        world.processes = [2: [ProcessLabel(pid: 812, name: "node")], 3: [ProcessLabel(pid: 813, name: "other")]]
        let guess = try wait([any3000], WaitOptions(timeout: 1)).guess
        #expect(guess?.code == "other-port")
        #expect(
            guess?.message
                == "nothing listens on port 3000, but 127.0.0.1:3001 (node, pid 812) opened while waiting: "
                + "did it take another port?")
        #expect(guess?.next == "ostia who 3001")
    }

    @Test func anOwnersNearMissMustBeItsOwn() throws {
        world.script = [(0, []), (0.5, [.listener("127.0.0.1", 3001, inode: 2), .listener("::1", 4000, inode: 3)])]
        world.processes = [2: [ProcessLabel(pid: 5, name: "stranger")], 3: [ProcessLabel(pid: 11, name: "mine")]]
        world.parents = [11: 10]
        let guess = try wait([any3000], WaitOptions(owner: 10, timeout: 1)).guess
        #expect(guess?.next == "ostia who 4000")
    }

    @Test func nothingAtAll() throws {
        let outcome = try wait([any3000], WaitOptions(timeout: 0.2))
        #expect(outcome.guess?.code == "nothing-listens")
        #expect(outcome.guess?.next == "ostia explain 3000")
    }

    @Test func aFullQueueIsNotReady() throws {
        world.script = [(0, [.listener("127.0.0.1", 3000, inode: 7, queue: 6, longest: 5)])]
        let outcome = try wait([any3000], WaitOptions(timeout: 0.2))
        #expect(outcome.end == .timedOut)
        #expect(outcome.guess?.code == "not-accepting")
    }

    @Test func staysForAsLongAsAsked() throws {
        world.script = [(0, []), (1, [.listener("127.0.0.1", 3000, inode: 7)])]
        let outcome = try wait([any3000], WaitOptions(stable: 2))
        #expect(outcome.end == .ready)
        #expect(outcome.waited >= 3 && outcome.waited <= 3.06)
    }

    @Test func aNewSocketBeginsAnew() throws {
        world.script = [
            (0, [.listener("127.0.0.1", 3000, inode: 7)]), (1.5, [.listener("127.0.0.1", 3000, inode: 8)]),
        ]
        let outcome = try wait([any3000], WaitOptions(stable: 2))
        #expect(outcome.waited >= 3.5 && outcome.waited <= 3.6)
        #expect(outcome.trackers[0].setbacks == 1)
    }

    @Test func oneThatKeepsRestartingIsNotStable() throws {
        world.script = (0..<20).map { (Double($0), [.listener("127.0.0.1", 3000, inode: UInt32($0 + 1))]) }
        let outcome = try wait([any3000], WaitOptions(timeout: 5, stable: 2))
        #expect(outcome.end == .timedOut)
        #expect(outcome.guess?.code == "not-stable")
    }

    @Test func allMustBeReadyUnlessAnyWillDo() throws {
        let other = WaitTarget(text: "4000", port: 4000, addresses: [.loopbackV4], isBarePort: true)
        world.script = [(0, [.listener("127.0.0.1", 3000, inode: 7)])]
        #expect(try wait([any3000, other], WaitOptions(timeout: 0.3)).end == .timedOut)
        #expect(try wait([any3000, other], WaitOptions(any: true, timeout: 0.3)).end == .ready)
    }

    @Test func countsOnlyTheOwnersListener() throws {
        world.script = [
            (0, [.listener("127.0.0.1", 3000, inode: 7)]), (1, [.listener("127.0.0.1", 3000, inode: 8)]),
        ]
        world.processes = [7: [ProcessLabel(pid: 5, name: "old")], 8: [ProcessLabel(pid: 12, name: "new")]]
        world.parents = [12: 11, 11: 10]
        let outcome = try wait([any3000], WaitOptions(owner: 10))
        #expect(outcome.end == .ready)
        #expect(outcome.waited >= 1)
    }

    @Test func aStrangersListenerIsNamed() throws {
        world.script = [(0, [.listener("127.0.0.1", 3000, inode: 7)])]
        world.processes = [7: [ProcessLabel(pid: 5, name: "old")]]
        let guess = try wait([any3000], WaitOptions(owner: 10, timeout: 0.3)).guess
        #expect(guess?.code == "other-owner")
        #expect(guess?.message == "127.0.0.1:3000 is held by old (pid 5) and not by pid 10 or its children")
    }

    @Test func doesNotWaitForADeadOwner() throws {
        world.deaths = [10: 0.4]
        let outcome = try wait([any3000], WaitOptions(owner: 10))
        #expect(outcome.end == .ownerGone)
        #expect(outcome.waited < 0.5)
    }

    @Test func stopsWhenInterrupted() throws {
        world.interruptAt = 0.7
        let outcome = try wait([any3000])
        #expect(outcome.end == .interrupted)
        #expect(outcome.waited < 0.8)
    }

    @Test func connectsToNothingThatDoesNotListen() throws {
        var target = any3000
        target.http = HTTPExpectation(host: "localhost:3000", path: "/health")
        world.script = [(0, []), (1, [.listener("::1", 3000, inode: 7)])]
        world.answers = [(0, .status(503)), (2, .status(200))]
        let outcome = try wait([target])
        #expect(outcome.end == .ready)
        #expect(
            outcome.trackers[0].state
                == .answered(
                    SocketSummary(Endpoint(.tcp, .loopbackV6, 3000), identity: 7, inode: 7), status: 200))
        #expect(world.requests.allSatisfy { $0.0 >= 1 && $0.1 == Endpoint(.tcp, .loopbackV6, 3000) })
        // Twenty looks a second at the table, but few requests.
        #expect(world.requests.count <= 8)
    }

    @Test func tellsTheStatusThatCame() throws {
        var target = any3000
        target.http = HTTPExpectation(host: "localhost:3000", path: "/health")
        world.script = [(0, [.listener("127.0.0.1", 3000, inode: 7)])]
        world.answers = [(0, .status(503))]
        let guess = try wait([target], WaitOptions(timeout: 1)).guess
        #expect(guess?.code == "http-status")
        #expect(guess?.message == "127.0.0.1:3000 listens, and /health answers 503 where 2xx,3xx was asked for")
    }

    @Test func aWildcardIsAskedAtItsLoopbackAddress() throws {
        let target = WaitTarget(
            text: "0.0.0.0:3000", port: 3000, addresses: [.unspecifiedV4],
            http: HTTPExpectation(host: "0.0.0.0:3000", path: "/"))
        world.script = [(0, [.listener("0.0.0.0", 3000, inode: 7)])]
        world.answers = [(0, .status(200))]
        #expect(try wait([target]).end == .ready)
        #expect(world.requests.map(\.1) == [Endpoint(.tcp, .loopbackV4, 3000)])
    }

    @Test func anotherHostIsConnectedToNowAndThen() throws {
        let address = IPAddress.v4(IPv4Address(192, 0, 2, 1))
        let target = WaitTarget(text: "db:5432", port: 5432, addresses: [address], isLocal: false)
        let outcome = try wait([target], WaitOptions(timeout: 5))
        #expect(outcome.end == .timedOut)
        #expect(outcome.guess?.message == "192.0.2.1:5432 is no address of this machine: connection refused")
        #expect(world.connectCount <= 12)
        world.connects = .connected
        #expect(try wait([target]).end == .ready)
    }
}

@Suite struct WaitForFreeTests {
    private let world = ScriptedWaitingWorld()
    private let target = WaitTarget(text: "3000", port: 3000, addresses: [.loopbackV4, .loopbackV6], isBarePort: true)

    private func wait(_ target: WaitTarget, _ timeout: Double = 5) throws -> WaitOutcome {
        var waiter = Waiter([target], WaitOptions(goal: .free, timeout: timeout), world: world)
        return try waiter.run()
    }

    @Test func isFreeWhenNothingListens() throws {
        #expect(try wait(target).end == .ready)
    }

    @Test func aBarePortIsTakenByAnyAddress() throws {
        world.script = [(0, [.listener("192.0.2.7", 3000, inode: 7)]), (1, [])]
        world.processes = [7: [ProcessLabel(pid: 812, name: "node")]]
        #expect(try wait(target).waited >= 1)
        world.time = 0
        let guess = try wait(target, 0.5).guess
        #expect(
            guess
                == WaitGuess("still-listening", "192.0.2.7:3000 (node, pid 812) still listens", next: "ostia free 3000")
        )
    }

    @Test func anAddressIsTakenOnlyByWhatCoversIt() throws {
        let one = WaitTarget(text: "127.0.0.1:3000", port: 3000, addresses: [.loopbackV4])
        world.script = [(0, [.listener("::1", 3000, inode: 7)])]
        #expect(try wait(one, 0.5).end == .ready)
        world.script = [(0, [.listener("0.0.0.0", 3000, inode: 7)])]
        #expect(try wait(one, 0.5).end == .timedOut)
    }

    @Test func aBindMustSucceedToo() throws {
        world.bindFailures = [Endpoint(.tcp, .unspecifiedV4, 3000): 98]
        let outcome = try wait(target, 0.3)
        #expect(outcome.end == .timedOut)
        #expect(outcome.guess?.code == "still-bound")
    }

    @Test func noPermissionToBindSaysNothing() throws {
        world.bindFailures = [Endpoint(.tcp, .unspecifiedV4, 3000): 13, Endpoint(.tcp, .unspecifiedV6, 3000): 97]
        #expect(try wait(target, 0.3).end == .ready)
    }
}
