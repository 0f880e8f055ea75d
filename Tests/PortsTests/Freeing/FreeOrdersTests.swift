import LinuxKernel
import Ports
import TestSupport
import Testing

/// Events in the orders that machines really bring.
@Suite struct FreeOrdersTests {
    private let node = Freeing.process(812)
    private let vite = Freeing.process(900, "vite")
    private let container = FreeManager.container(engine: "podman", id: "abc", name: "db")

    private func two(_ options: FreeOptions = FreeOptions()) -> FreePlan {
        Freeing.plan(
            [Freeing.socket(3000, inode: 7, 812), Freeing.socket(5173, inode: 8, 900)], [node, vite], options)
    }

    private func one(_ options: FreeOptions = FreeOptions()) -> FreePlan {
        Freeing.plan([Freeing.socket(3000, inode: 7, 812)], [node], options)
    }

    private func free(_ machine: inout FreeMachine, at time: Double) -> [FreeMachine.Action] {
        machine.handle(.looked(remaining: [], newcomers: []), at: time)
    }

    private func held(_ machine: inout FreeMachine, _ inodes: Set<UInt64> = [7], at time: Double)
        -> [FreeMachine.Action]
    {
        machine.handle(.looked(remaining: inodes, newcomers: []), at: time)
    }

    @Test func twoOwnersAreToldAtOnce() {
        var machine = FreeMachine(two(), FreeOptions())
        #expect(machine.handle(.begin, at: 0) == [.signal(node, .terminate), .signal(vite, .terminate)])
        #expect(machine.records.map(\.result) == ["sent", "sent"])
    }

    @Test func theLastPortToGoEndsIt() {
        var machine = FreeMachine(two(), FreeOptions())
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(vite.key), at: 0.1)
        #expect(held(&machine, [7], at: 0.1) == [])
        _ = machine.handle(.exited(node.key), at: 0.7)
        #expect(free(&machine, at: 0.7) == [])
        #expect(free(&machine, at: 0.91) == [.finish(.freed)])
        #expect(machine.duration == 0.7)
        #expect(machine.records.map(\.endedAt) == [0.7, 0.1])
    }

    @Test func oneThatHoldsOnIsKilledAndTheOtherLeftAlone() {
        let options = FreeOptions(grace: 2, force: true)
        var machine = FreeMachine(two(options), options)
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(vite.key), at: 0.1)
        _ = held(&machine, at: 2)
        #expect(machine.handle(.holders([node]), at: 2) == [.signal(node, .kill)])
        #expect(machine.records.map(\.result) == ["still-running", "exited", "sent"])
    }

    @Test func theProcessMayGoBeforeItsSocketOrAfterIt() {
        for exitFirst in [true, false] {
            var machine = FreeMachine(one(), FreeOptions())
            _ = machine.handle(.begin, at: 0)
            if exitFirst { _ = machine.handle(.exited(node.key), at: 0.2) }
            #expect(free(&machine, at: 0.2) == [])
            if !exitFirst { _ = machine.handle(.exited(node.key), at: 0.25) }
            #expect(free(&machine, at: 0.3) == [])
            #expect(free(&machine, at: 0.45) == [.finish(.freed)])
            #expect(machine.records.map(\.result) == ["exited"])
        }
    }

    @Test func anExitToldTwiceCountsOnce() {
        var machine = FreeMachine(one(), FreeOptions())
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0.1)
        _ = machine.handle(.exited(node.key), at: 0.4)
        #expect(machine.records.map(\.endedAt) == [0.1])
    }

    @Test func aStrangersExitChangesNothing() {
        var machine = FreeMachine(one(), FreeOptions())
        _ = machine.handle(.begin, at: 0)
        // The same pid, another process.
        _ = machine.handle(.exited(ProcessKey(812, startTicks: 1)), at: 0.1)
        #expect(machine.records.map(\.result) == ["sent"])
    }

    @Test func aPidThatWasGivenAnewIsNotKilled() {
        let options = FreeOptions(grace: 1, force: true)
        var machine = FreeMachine(one(options), options)
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.signalled(node.key, .reused), at: 0)
        #expect(held(&machine, at: 1) == [.findHolders])
        #expect(machine.handle(.holders([]), at: 1) == [])
        #expect(machine.records.map(\.result) == ["reused"])
        #expect(held(&machine, at: 3) == [.finish(.stillHeld)])
    }

    @Test func graceIsExact() {
        for grace in [0.5, 1, 5, 60] {
            let options = FreeOptions(grace: grace, force: true)
            var machine = FreeMachine(one(options), options)
            _ = machine.handle(.begin, at: 100)
            let before = held(&machine, at: 100 + grace - 0.01)
            #expect(before == (grace > 1.01 ? [.findHolders] : []))
            if !before.isEmpty { #expect(machine.handle(.holders([node]), at: 100 + grace - 0.01) == []) }
            #expect(held(&machine, at: 100 + grace) == [.findHolders])
            #expect(machine.handle(.holders([node]), at: 100 + grace) == [.signal(node, .kill)])
        }
    }

    @Test func noGraceAtAll() {
        var machine = FreeMachine(one(), FreeOptions(grace: 0))
        _ = machine.handle(.begin, at: 0)
        #expect(held(&machine, at: 0) == [.finish(.stillHeld)])
        let options = FreeOptions(grace: 0, force: true)
        var forced = FreeMachine(one(options), options)
        #expect(forced.handle(.begin, at: 0) == [.signal(node, .terminate)])
        #expect(held(&forced, at: 0) == [.findHolders])
    }

    @Test func killedOnceOnly() {
        let options = FreeOptions(grace: 1, force: true)
        var machine = FreeMachine(one(options), options)
        _ = machine.handle(.begin, at: 0)
        _ = held(&machine, at: 1)
        #expect(machine.handle(.holders([node]), at: 1) == [.signal(node, .kill)])
        #expect(machine.handle(.holders([node]), at: 1.1) == [])
        #expect(held(&machine, at: 2.99) == [])
        #expect(held(&machine, at: 3) == [.finish(.stillHeld)])
        #expect(machine.records.map(\.result) == ["still-running", "still-running"])
    }

    @Test func aStoppedProcessNeedsNoWakingToBeKilled() {
        let stopped = Freeing.process(812, isStopped: true)
        var machine = FreeMachine(one(), FreeOptions(), killing: true)
        _ = machine.handle(.begin, at: 0)
        #expect(machine.handle(.holders([stopped]), at: 0) == [.signal(stopped, .kill)])
    }

    @Test func killIsNotForTheProtected() {
        let shell = Freeing.process(5, "bash", protection: .ancestor)
        var machine = FreeMachine(one(), FreeOptions(), killing: true)
        _ = machine.handle(.begin, at: 0)
        #expect(machine.handle(.holders([shell, node]), at: 0) == [.signal(node, .kill)])
        let options = FreeOptions(force: true)
        var forced = FreeMachine(one(options), options, killing: true)
        _ = forced.handle(.begin, at: 0)
        #expect(forced.handle(.holders([shell]), at: 0) == [.signal(shell, .kill)])
    }

    @Test func aNewcomerBesideTheOldSocketIsNoRetaking() {
        var machine = FreeMachine(one(), FreeOptions())
        let new = SocketRow.listener("127.0.0.1", 3000, inode: 9)
        _ = machine.handle(.begin, at: 0)
        #expect(machine.handle(.looked(remaining: [7], newcomers: [new]), at: 0.3) == [])
        _ = machine.handle(.exited(node.key), at: 0.4)
        #expect(machine.handle(.looked(remaining: [], newcomers: [new]), at: 0.4) == [.finish(.retaken([new]))])
        #expect(machine.duration == 0.4)
    }

    @Test func aNewcomerWhileTheOldOneEndsIsSeenAtOnce() {
        var machine = FreeMachine(one(), FreeOptions())
        let new = SocketRow.listener("127.0.0.1", 3000, inode: 9)
        _ = machine.handle(.begin, at: 0)
        #expect(free(&machine, at: 0.1) == [], "its process has not gone yet")
        #expect(machine.handle(.looked(remaining: [], newcomers: [new]), at: 0.12) == [.finish(.retaken([new]))])
        #expect(machine.records.map(\.result) == ["released"])
    }

    @Test func aNewcomerAfterTheWatchIsNobodysBusiness() {
        var machine = FreeMachine(one(), FreeOptions())
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0)
        _ = free(&machine, at: 0)
        #expect(free(&machine, at: 0.2) == [.finish(.freed)])
        let new = SocketRow.listener("127.0.0.1", 3000, inode: 9)
        #expect(machine.handle(.looked(remaining: [], newcomers: [new]), at: 0.3) == [])
    }

    @Test(arguments: [(0.0, 0.2), (0.1, 0.2), (0.2, 0.2), (3, 3)])
    func theWatchIsNeverShorterThanUsual(_ asked: Double, _ expected: Double) {
        let options = FreeOptions(watch: asked)
        var machine = FreeMachine(one(options), options)
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0)
        _ = free(&machine, at: 0)
        #expect(free(&machine, at: expected - 0.01) == [])
        #expect(free(&machine, at: expected) == [.finish(.freed)])
    }

    @Test func interruptedWhileWatchingTheWorkIsDone() {
        var machine = FreeMachine(one(), FreeOptions(watch: 60))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0.1)
        _ = free(&machine, at: 0.1)
        #expect(machine.handle(.interrupted, at: 4) == [.finish(.interrupted)])
        #expect(machine.duration == 0.1)
        #expect(machine.records.map(\.result) == ["exited"])
        #expect(machine.handle(.interrupted, at: 5) == [], "once is enough")
    }

    @Test func aManagerAndAProcessAtOnce() {
        let proxy = Freeing.process(60, "docker-proxy", manager: container)
        let plan = Freeing.plan(
            [Freeing.socket(3000, inode: 7, 812), Freeing.socket(5432, inode: 8, 60)], [node, proxy])
        var machine = FreeMachine(plan, FreeOptions())
        #expect(machine.handle(.begin, at: 0) == [.run(0), .signal(node, .terminate)])
        // One fails, the other still acts.
        #expect(machine.handle(.stepEnded(0, failure: "no such container"), at: 1) == [])
        _ = machine.handle(.exited(node.key), at: 1.1)
        #expect(held(&machine, [8], at: 2) == [.findHolders])
        #expect(machine.handle(.holders([proxy]), at: 2) == [])
        #expect(held(&machine, [8], at: 6) == [.finish(.stillHeld)])
        #expect(machine.records.map(\.result) == ["failed", "exited"])
    }

    @Test func twoFailedCommandsEndItAtTheSecond() {
        let other = FreeManager.unit(name: "web.service", isUser: false, sockets: [])
        let plan = Freeing.plan(
            [Freeing.socket(5432, inode: 7, 60), Freeing.socket(80, inode: 8, 70)],
            [Freeing.process(60, manager: container), Freeing.process(70, manager: other)])
        var machine = FreeMachine(plan, FreeOptions())
        #expect(machine.handle(.begin, at: 0) == [.run(0), .run(1)])
        #expect(machine.handle(.stepEnded(0, failure: "no"), at: 1) == [])
        #expect(machine.handle(.stepEnded(1, failure: "neither"), at: 2) == [.finish(.stillHeld)])
        #expect(machine.records.map(\.note) == ["no", "neither"])
    }

    @Test func aSocketThatClosesBeforeTheCommandEndsWaitsForTheCommand() {
        let plan = Freeing.plan([Freeing.socket(5432, inode: 7, 60)], [Freeing.process(60, manager: container)])
        var machine = FreeMachine(plan, FreeOptions())
        _ = machine.handle(.begin, at: 0)
        #expect(free(&machine, at: 0.5) == [])
        #expect(machine.freedAt == nil)
        _ = machine.handle(.stepEnded(0, failure: nil), at: 1)
        #expect(free(&machine, at: 1) == [])
        #expect(free(&machine, at: 1.2) == [.finish(.freed)])
        #expect(machine.freedAt == 1)
    }

    @Test func aDeniedSignalIsNotOverwritten() {
        var machine = FreeMachine(one(), FreeOptions(grace: 1))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.signalled(node.key, .denied), at: 0)
        _ = machine.handle(.exited(node.key), at: 0.5)
        #expect(held(&machine, at: 1) == [.finish(.stillHeld)])
        #expect(machine.records.map(\.result) == ["not-permitted"])
    }

    @Test func anEmptyPlanIsDoneAtOnce() {
        var machine = FreeMachine(FreePlan(), FreeOptions())
        #expect(machine.handle(.begin, at: 0) == [])
        #expect(free(&machine, at: 0) == [])
        #expect(free(&machine, at: 0.2) == [.finish(.freed)])
        #expect(machine.records == [])
    }
}
