import CLinux
import LinuxKernel
import Supervision
import TestSupport
import Testing

/// Services that do not want to go.
enum Torture: String, CaseIterable, CustomTestStringConvertible {
    /// Each writes `ready` once all of it runs.
    case plain = "echo > ready; sleep 1000"
    case grandchildren = "sh -c 'sh -c \"echo > ready; sleep 1000; :\" & sleep 1000; :' & sleep 1000; :"
    case doubleFork = "(sh -c 'sleep 1000; :' & echo > ready) & sleep 1000; :"
    case setsid = "setsid sh -c 'echo > ready; sleep 1000; :' & sleep 1000; :"
    case setsidFork = "setsid -f sh -c 'setsid -f sleep 1000; echo > ready; sleep 1000'; sleep 1000"
    case ignoresTERM = "trap '' TERM HUP INT; echo > ready; while :; do sleep 0.05; done"
    case grandchildIgnoresTERM = "(trap '' TERM; echo > ready; while :; do sleep 0.05; done) & sleep 1000; :"
    case holdsTheLog =
        "setsid -f sh -c 'trap \"\" TERM; echo > ready; while :; do echo noise; sleep 0.05; done'; exec sleep 1000"
    case daemon = "setsid -f env -i /bin/sleep 1000; echo > ready; sleep 1000"
    case hopping = "hop() { sleep 0.01; (setsid sh hop.sh &) ; }; echo > ready; sh hop.sh; sleep 1000"
    case job = "set -m; sleep 1000 & sleep 1000 | sleep 1000 & echo > ready; wait"

    var testDescription: String { "\(self)" }
    /// Whether someone in it does not die of the stop signal.
    var needsKilling: Bool {
        switch self {
        case .ignoresTERM, .grandchildIgnoresTERM, .holdsTheLog: true
        default: false
        }
    }
}

@Suite struct TortureTests {
    private func start(_ torture: Torture, in stack: GuardedStack, grace: Double = 0.3) throws -> Started {
        stack.folder.write("hop.sh", "sleep 0.005\n(setsid sh \"$0\" &)\n")
        let service = try stack.start(torture.rawValue, grace: grace)
        _ = try stack.text("ready")
        return service
    }

    @Test(arguments: Torture.allCases) func stopLeavesNothing(torture: Torture) throws {
        let stack = try GuardedStack()
        // Whoever goes by himself may be slow about it on a busy machine.
        let grace = torture.needsKilling || torture == .hopping ? 0.3 : 20
        let service = try start(torture, in: stack, grace: grace)
        try stack.client.stop(service.id)
        let killed = try stack.awaitEmptied(service, seconds: 40)
        if torture != .hopping { #expect((killed > 0) == torture.needsKilling) }
        #expect(stack.leftovers(within: 0) == [])
        #expect(descendants(of: stack.client.processID) == [])
    }

    @Test(arguments: Torture.allCases) func killLeavesNothing(torture: Torture) throws {
        let stack = try GuardedStack()
        let service = try start(torture, in: stack, grace: 100)
        try stack.client.kill(service.id)
        #expect(try stack.awaitEmptied(service) > 0)
        #expect(descendants(of: stack.client.processID) == [])
    }

    @Test(arguments: Torture.allCases) func aDeadLeaderLeavesNothing(torture: Torture) throws {
        let stack = try GuardedStack()
        let service = try start(torture, in: stack)
        kill(service.pid, SIGKILL)
        try stack.awaitEmptied(service)
        #expect(descendants(of: stack.client.processID) == [])
    }

    @Test(arguments: Torture.allCases) func theSupervisorsEndLeavesNothing(torture: Torture) throws {
        let stack = try GuardedStack()
        _ = try start(torture, in: stack)
        stack.client.close()
        #expect(stack.client.waitForEnd(seconds: 15))
        #expect(stack.leftovers(within: 0) == [])
        #expect(!FileBytes.exists(stack.folder("record")))
    }

    /// Those that can be found when the guardian has gone: one that cleans its environment and leaves everything behind
    /// only by its cgroup, which an ordinary user may have none of.
    private static let findable = Torture.allCases.filter { $0 != .daemon || geteuid() == 0 }

    @Test(arguments: findable) func theGuardiansEndIsSweptUp(torture: Torture) throws {
        let stack = try GuardedStack()
        _ = try start(torture, in: stack)
        let record = try #require(GuardianRecord.read(stack.folder("record")))
        let start = Clock.monotonic()
        kill(stack.client.processID, SIGKILL)
        try stack.event { $0 == .ended }
        let report = Sweep(record: record, match: .run(stack.run)).end()
        #expect(report.survivors == [])
        #expect(Clock.monotonic() - start < 15)
        #expect(stack.leftovers(within: 0) == [])
    }

    @Test(arguments: findable) func theNextOneFindsWhatBothLeft(torture: Torture) throws {
        let stack = try GuardedStack()
        _ = try start(torture, in: stack)
        kill(stack.client.processID, SIGKILL)
        stack.client.close()
        guard case .swept(let report) = StackSweep.run(stack: stack.stackName, record: stack.folder("record")) else {
            throw TestFailure("it cannot run")
        }
        #expect(report.survivors == [])
        #expect(stack.leftovers(within: 0) == [])
        #expect(!FileBytes.exists(stack.folder("record")))
    }
}

/// All that lives below a process: a walk that shares no code with the guardian's.
func descendants(of root: Int32) -> [Int32] {
    var below: [Int32] = []
    let alive = ProcFS().processes().compactMap { pid in ProcFS().stat(pid).map { (pid, $0) } }.filter { $0.1.isAlive }
    var open = [root]
    while let parent = open.popLast() {
        let children = alive.filter { $0.1.parent == parent }.map(\.0)
        below += children
        open += children
    }
    return below
}
