import LinuxKernel
import Ports
import TestSupport
import Testing

/// The rules of carrying a plan out, event by event.
@Suite struct FreeMachineTests {
    private let node = Freeing.process(812)

    private func machine(_ plan: FreePlan, _ options: FreeOptions = FreeOptions(), killing: Bool = false) -> FreeMachine
    {
        FreeMachine(plan, options, killing: killing)
    }

    private func single(_ process: FreeProcess, _ options: FreeOptions = FreeOptions()) -> FreePlan {
        Freeing.plan([Freeing.socket(3000, inode: 7, process.key.pid)], [process], options)
    }

    @Test func theUsualCourse() {
        var machine = machine(single(node))
        #expect(machine.handle(.begin, at: 10) == [.signal(node, .terminate)])
        #expect(machine.handle(.signalled(node.key, .sent), at: 10) == [])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 10.05) == [])
        #expect(machine.handle(.exited(node.key), at: 10.084) == [])
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 10.084) == [])
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 10.2) == [])
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 10.3) == [.finish(.freed)])
        #expect(machine.records.map(\.result) == ["exited"])
        #expect(abs((machine.duration ?? 0) - 0.084) < 0.0001)
    }

    @Test func aStoppedProcessIsWoken() {
        let stopped = Freeing.process(812, isStopped: true)
        var machine = machine(single(stopped))
        #expect(machine.handle(.begin, at: 0) == [.signal(stopped, .terminate), .signal(stopped, .resume)])
    }

    @Test func anotherSignal() {
        let options = FreeOptions(signal: .interrupt)
        var machine = machine(single(node, options), options)
        #expect(machine.handle(.begin, at: 0) == [.signal(node, .interrupt)])
    }

    @Test func itNeverBeginsWithKill() {
        let options = FreeOptions(force: true)
        var machine = machine(single(node, options), options)
        #expect(machine.handle(.begin, at: 0) == [.signal(node, .terminate)])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 0.9) == [])
    }

    @Test func withoutForceItSaysSoAfterTheGrace() {
        var machine = machine(single(node))
        _ = machine.handle(.begin, at: 0)
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 1.1) == [.findHolders])
        #expect(machine.handle(.holders([node]), at: 1.1) == [], "told already")
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 5) == [.finish(.stillHeld)])
        #expect(machine.records.map(\.result) == ["still-running"])
        #expect(machine.duration == nil)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 6) == [], "nothing after the end")
    }

    @Test func forceKillsAfterTheGrace() {
        let options = FreeOptions(grace: 2, force: true)
        var machine = machine(single(node, options), options)
        _ = machine.handle(.begin, at: 0)
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 2) == [.findHolders])
        #expect(machine.handle(.holders([node]), at: 2) == [.signal(node, .kill)])
        _ = machine.handle(.exited(node.key), at: 2.01)
        _ = machine.handle(.looked(remaining: [], newcomers: []), at: 2.01)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 2.3) == [.finish(.freed)])
        #expect(machine.records.map(\.signal) == [.terminate, .kill])
        #expect(machine.records.map(\.result) == ["still-running", "exited"])
    }

    @Test func evenKillMayNotHelp() {
        var machine = machine(single(node), killing: true)
        #expect(machine.handle(.begin, at: 0) == [.findHolders])
        #expect(machine.handle(.holders([node]), at: 0) == [.signal(node, .kill)])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 1.9) == [])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 2) == [.finish(.stillHeld)])
    }

    @Test func followersAreToldOnlyWhenTheyHoldOn() {
        let worker = Freeing.process(813, parent: 812)
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 812, 813)], [node, worker])
        var machine = machine(plan)
        #expect(machine.handle(.begin, at: 0) == [.signal(node, .terminate)])
        _ = machine.handle(.exited(node.key), at: 0.1)
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 0.9) == [])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 1) == [.findHolders])
        #expect(machine.handle(.holders([worker]), at: 1) == [.signal(worker, .terminate)])
        // Not again while it takes its time.
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 1.2) == [])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 1.6) == [.findHolders])
        #expect(machine.handle(.holders([worker]), at: 1.6) == [])
    }

    @Test func aChildThatKeptTheSocketIsFound() {
        let child = Freeing.process(900, "leftover")
        var machine = machine(single(node))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0.1)
        _ = machine.handle(.looked(remaining: [7], newcomers: []), at: 1)
        #expect(machine.handle(.holders([child]), at: 1) == [.signal(child, .terminate)])
    }

    @Test func aProtectedChildIsSpared() {
        var machine = machine(single(node))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.looked(remaining: [7], newcomers: []), at: 1)
        #expect(machine.handle(.holders([Freeing.process(5, "bash", protection: .ancestor)]), at: 1) == [])
        #expect(machine.handle(.holders([Freeing.process(6, "docker-proxy", manager: .engineProxy)]), at: 1) == [])
    }

    @Test(arguments: [
        (FreeMachine.SignalResult.gone, "gone"), (.reused, "reused"), (.released, "released"),
        (.denied, "not-permitted"),
    ])
    func whatBecameOfASignal(_ result: FreeMachine.SignalResult, _ expected: String) {
        var machine = machine(single(node))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.signalled(node.key, result), at: 0)
        #expect(machine.records.map(\.result) == [expected])
    }

    @Test func aProcessThatLivesOnWithoutTheSocketIsFine() {
        var machine = machine(single(node))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.looked(remaining: [], newcomers: []), at: 0.05)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 0.3) == [.finish(.freed)])
        #expect(machine.records.map(\.result) == ["released"])
    }

    @Test func somebodyTakesItAgain() {
        var machine = machine(single(node))
        let new = SocketRow.listener("127.0.0.1", 3000, inode: 8)
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0.1)
        #expect(machine.handle(.looked(remaining: [], newcomers: [new]), at: 0.1) == [.finish(.retaken([new]))])
    }

    @Test func aKnownSupervisorIsWatchedLonger() {
        let process = Freeing.process(812, supervisor: FreeSupervisor(kind: "nodemon"))
        var machine = machine(single(process))
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(process.key), at: 0.1)
        _ = machine.handle(.looked(remaining: [], newcomers: []), at: 0.1)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 1.5) == [])
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 1.6) == [.finish(.freed)])
    }

    @Test func watchesForAsLongAsAsked() {
        let options = FreeOptions(watch: 10)
        var machine = machine(single(node, options), options)
        _ = machine.handle(.begin, at: 0)
        _ = machine.handle(.exited(node.key), at: 0)
        _ = machine.handle(.looked(remaining: [], newcomers: []), at: 0)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 9.9) == [])
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 10) == [.finish(.freed)])
    }

    @Test func aManagersCommandHasItsOwnTime() {
        let container = FreeManager.container(engine: "docker", id: "abc", name: "db")
        let proxy = Freeing.process(60, "docker-proxy", manager: container)
        var machine = machine(single(proxy))
        #expect(machine.handle(.begin, at: 0) == [.run(0)])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 8) == [], "the command is still at it")
        #expect(machine.handle(.stepEnded(0, failure: nil), at: 9) == [])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 10) == [.findHolders])
        #expect(machine.handle(.holders([proxy]), at: 10) == [], "a proxy is never signalled")
        _ = machine.handle(.looked(remaining: [], newcomers: []), at: 11)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 11.3) == [.finish(.freed)])
        #expect(machine.records.map(\.result) == ["stopped"])
    }

    @Test func aFailedCommandEndsIt() {
        let container = FreeManager.container(engine: "docker", id: "abc", name: "db")
        var machine = machine(single(Freeing.process(60, manager: container)))
        _ = machine.handle(.begin, at: 0)
        #expect(
            machine.handle(.stepEnded(0, failure: "docker stop: no such container"), at: 1) == [.finish(.stillHeld)])
        #expect(machine.records.map(\.result) == ["failed"])
        #expect(machine.records.map(\.note) == ["docker stop: no such container"])
    }

    @Test func aShutdownLeavesTheProcess() {
        let options = FreeOptions(keepProcess: true)
        var machine = machine(single(node, options), options)
        #expect(machine.handle(.begin, at: 0) == [.run(0)])
        #expect(machine.handle(.stepEnded(0, failure: nil), at: 0) == [])
        #expect(machine.handle(.looked(remaining: [7], newcomers: []), at: 2) == [], "nobody is signalled")
        _ = machine.handle(.looked(remaining: [], newcomers: []), at: 2)
        #expect(machine.handle(.looked(remaining: [], newcomers: []), at: 2.3) == [.finish(.freed)])
        #expect(machine.records.map(\.result) == ["shut-down"])
    }

    @Test func interrupted() {
        var machine = machine(single(node))
        _ = machine.handle(.begin, at: 0)
        #expect(machine.handle(.interrupted, at: 0.5) == [.finish(.interrupted)])
        #expect(machine.records.map(\.result) == ["still-running"])
    }
}
