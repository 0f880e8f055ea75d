import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

/// A machine of processes that behave as told.
final class ScriptedFreeingWorld: FreeingWorld {
    struct Fake {
        var process: FreeProcess
        var inodes: Set<UInt32>
        /// Seconds from SIGTERM to its end; `nil` ignores it.
        var obeysAfter: Double?
        /// Seconds after its end at which a new process listens on a new socket.
        var respawnsAfter: Double?
        var diesAt = Double.infinity
        var isOther = false
    }

    var time = 0.0
    var fakes: [Fake] = []
    var rows: [UInt32: SocketRow] = [:]
    var commands: [[String]] = []
    var commandFailure: String?
    /// What a command takes away.
    var commandEnds: Set<Int32> = []
    var interruptAt = Double.infinity
    private(set) var sent: [(Int32, Signal)] = []

    func add(
        _ process: FreeProcess, inodes: UInt32..., port: UInt16 = 3000, obeysAfter: Double? = 0.05,
        respawnsAfter: Double? = nil
    ) {
        for inode in inodes { rows[inode] = .listener("127.0.0.1", port, inode: inode) }
        fakes.append(Fake(process: process, inodes: Set(inodes), obeysAfter: obeysAfter, respawnsAfter: respawnsAfter))
    }

    /// The machine at this moment: the dead let their sockets go, the respawned come.
    private func settle() {
        for i in fakes.indices where fakes[i].diesAt <= time {
            guard let after = fakes[i].respawnsAfter, fakes[i].diesAt + after <= time else { continue }
            fakes[i].respawnsAfter = nil
            let pid = fakes[i].process.key.pid + 100
            add(Freeing.process(pid, fakes[i].process.name, parent: fakes[i].process.parent), inodes: UInt32(pid))
        }
    }

    func now() -> Double { time }

    func pause(_ seconds: Double) -> Bool {
        precondition(seconds > 0)
        time += seconds
        return time >= interruptAt
    }

    func listeners() throws(SystemError) -> [SocketRow] {
        settle()
        let held = fakes.filter { $0.diesAt > time }.reduce(into: Set<UInt32>()) { $0.formUnion($1.inodes) }
        return rows.filter { held.contains($0.key) }.values.sorted { $0.inode < $1.inode }
    }

    func holders(of inodes: Set<UInt32>) -> [FreeProcess] {
        fakes.filter { $0.diesAt > time && !$0.inodes.isDisjoint(with: inodes) }.map(\.process)
    }

    func send(
        _ signal: Signal, to process: FreeProcess, holding inodes: Set<UInt32>
    ) -> FreeMachine.SignalResult {
        guard let i = fakes.firstIndex(where: { $0.process.key.pid == process.key.pid && $0.diesAt > time }) else {
            return .gone
        }
        if fakes[i].process.key != process.key { return .reused }
        sent.append((process.key.pid, signal))
        if signal == .kill { fakes[i].diesAt = time }
        if signal == .terminate, let delay = fakes[i].obeysAfter { fakes[i].diesAt = time + delay }
        return .sent
    }

    func hasExited(_ process: FreeProcess) -> Bool {
        !fakes.contains { $0.process.key == process.key && $0.diesAt > time }
    }

    func shutDown(_ row: SocketRow, of process: FreeProcess, descriptor: Int32) -> String? {
        for i in fakes.indices { fakes[i].inodes.remove(row.inode) }
        return nil
    }

    func stop(_ manager: FreeManager, grace: Double) -> String? {
        commands.append(manager.stopCommand(grace: grace) ?? [])
        if commandFailure == nil {
            for i in fakes.indices where commandEnds.contains(fakes[i].process.key.pid) { fakes[i].diesAt = time }
        }
        return commandFailure
    }
}

@Suite struct FreeRunnerTests {
    private let world = ScriptedFreeingWorld()

    private func run(
        _ plan: FreePlan, _ options: FreeOptions = FreeOptions(), killing: Bool = false
    ) throws -> FreeOutcome {
        try FreeRunner(plan, options, world: world).run(killing: killing)
    }

    @Test func aWellBehavedServer() throws {
        let node = Freeing.process(812)
        world.add(node, inodes: 7, obeysAfter: 0.08)
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 812)], [node]))
        #expect(outcome.end == .freed)
        #expect(outcome.remaining == [])
        #expect((outcome.duration ?? 9) >= 0.08 && (outcome.duration ?? 9) < 0.11)
        #expect(world.sent.map(\.1) == [.terminate])
    }

    @Test func aReusedNumberGetsNoSignal() throws {
        // Between plan and act the server ended, and another process has its number.
        let planned = Freeing.process(812)
        var stranger = planned
        stranger.key.startTicks += 1
        stranger.name = "innocent"
        world.add(stranger)
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 812)], [planned]))
        #expect(world.sent.isEmpty)
        #expect(outcome.records.map(\.result) == ["reused"])
        #expect(outcome.end == .freed)
    }

    @Test func oneThatRefusesToDie() throws {
        let node = Freeing.process(812)
        world.add(node, inodes: 7, obeysAfter: nil)
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 812)], [node])
        let outcome = try run(plan)
        #expect(outcome.end == .stillHeld)
        #expect(outcome.remaining == [7])
        #expect(world.sent.map(\.1) == [.terminate])
        #expect(world.time >= 5 && world.time < 5.1)

        let killed = try run(plan, killing: true)
        #expect(killed.end == .freed)
        #expect(world.sent.map(\.1) == [.terminate, .kill])
    }

    @Test func forceKillsAllThatHold() throws {
        let (a, b) = (Freeing.process(10), Freeing.process(11, parent: 10))
        world.add(a, inodes: 7, obeysAfter: nil)
        world.add(b, inodes: 7, obeysAfter: nil)
        let options = FreeOptions(grace: 2, force: true)
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 10, 11)], [a, b], options), options)
        #expect(outcome.end == .freed)
        #expect(world.sent.map { "\($0.0) \($0.1.name)" } == ["10 TERM", "11 TERM", "10 KILL", "11 KILL"])
    }

    @Test func workersThatFollowGetNoSignal() throws {
        let master = Freeing.process(10, "gunicorn")
        let worker = Freeing.process(11, "gunicorn", parent: 10)
        world.add(master, inodes: 7, obeysAfter: 0.5)
        world.add(worker, inodes: 7)
        world.fakes[1].diesAt = 0.4
        let outcome = try run(Freeing.plan([Freeing.socket(8000, inode: 7, 10, 11)], [master, worker]))
        #expect(outcome.end == .freed)
        #expect(world.sent.map(\.0) == [10])
    }

    @Test func aChildThatKeepsTheSocket() throws {
        let parent = Freeing.process(10)
        let child = Freeing.process(11, parent: 10)
        world.add(parent, inodes: 7)
        world.add(child, inodes: 7)
        // The plan did not know of the child.
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [parent]))
        #expect(outcome.end == .freed)
        #expect(world.sent.map(\.0) == [10, 11])
        #expect((outcome.duration ?? 0) >= 1)
    }

    @Test func oneThatIsRestarted() throws {
        let nodemon = FreeSupervisor(kind: "nodemon", process: ProcessLabel(pid: 9, name: "nodemon"), stop: "kill 9")
        let node = Freeing.process(10, parent: 9, supervisor: nodemon)
        world.add(node, inodes: 7, respawnsAfter: 0.8)
        let plan = Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [node])
        let outcome = try run(plan)
        guard case .retaken(let rows) = outcome.end else {
            Issue.record("\(outcome.end)")
            return
        }
        #expect(rows.map(\.inode) == [110])
        #expect(outcome.retakers.map { $0.processes.map(\.key.pid) } == [[110]])
        #expect(plan.restarter(of: outcome.retakers[0].processes[0]) == nodemon)
        #expect((outcome.duration ?? 9) < 0.1)
    }

    @Test func othersOnTheSamePortAreNoRetakers() throws {
        let node = Freeing.process(10)
        world.add(node, inodes: 7)
        let shell = Freeing.process(20, protection: .ancestor)
        world.add(shell, inodes: 8)
        let plan = Freeing.plan(
            [Freeing.socket(3000, inode: 7, 10), Freeing.socket(3000, inode: 8, 20)], [node, shell])
        #expect(try run(plan).end == .freed)
        #expect(plan.spared == [8])
        #expect(world.sent.map(\.0) == [10])
    }

    @Test func oneThatWasRestartedWhileTheUserRead() throws {
        // The planned process ended before the answer; its successor is not what was agreed to.
        let successor = Freeing.process(11, parent: 9)
        world.add(successor, inodes: 8)
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [Freeing.process(10, parent: 9)]))
        guard case .retaken(let rows) = outcome.end else {
            Issue.record("\(outcome.end)")
            return
        }
        #expect(rows.map(\.inode) == [8])
        #expect(world.sent.isEmpty)
        #expect(outcome.records.map(\.result) == ["gone"])
    }

    @Test func aContainer() throws {
        let container = FreeManager.container(engine: "docker", id: "abc", name: "db")
        let proxy = Freeing.process(60, "docker-proxy", manager: container)
        world.add(proxy, inodes: 7)
        world.commandEnds = [60]
        let outcome = try run(Freeing.plan([Freeing.socket(5432, inode: 7, 60)], [proxy]))
        #expect(outcome.end == .freed)
        #expect(world.commands == [["docker", "stop", "-t", "5", "db"]])
        #expect(world.sent.isEmpty)
    }

    @Test func anEngineThatWillNot() throws {
        let container = FreeManager.container(engine: "docker", id: "abc", name: "db")
        let proxy = Freeing.process(60, "docker-proxy", manager: container)
        world.add(proxy, inodes: 7)
        world.commandFailure = "docker stop -t 5 abc: permission denied (exit 1)"
        let outcome = try run(Freeing.plan([Freeing.socket(5432, inode: 7, 60)], [proxy]))
        #expect(outcome.end == .stillHeld)
        #expect(outcome.records.map(\.note) == ["docker stop -t 5 abc: permission denied (exit 1)"])
        #expect(world.sent.isEmpty)
    }

    @Test func keepingTheProcess() throws {
        let node = Freeing.process(10)
        world.add(node, inodes: 7)
        let options = FreeOptions(keepProcess: true)
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [node], options), options)
        #expect(outcome.end == .freed)
        #expect(world.sent.isEmpty)
        #expect(!world.hasExited(node))
    }

    @Test func interrupted() throws {
        let node = Freeing.process(10)
        world.add(node, inodes: 7, obeysAfter: nil)
        world.interruptAt = 0.3
        let outcome = try run(Freeing.plan([Freeing.socket(3000, inode: 7, 10)], [node]))
        #expect(outcome.end == .interrupted)
        #expect(outcome.remaining == [7])
    }
}
