import CLinux
import LinuxKernel
import Supervision
import TestSupport
import Testing

/// Many services at once, and ends at any moment.
@Suite struct GuardedStackTests {
    @Test func hundredServicesStartAndStop() throws {
        let stack = try GuardedStack()
        let ids = try (0..<100).map { _ in try stack.request(["/bin/sleep", "1000"]) }
        for id in ids { try stack.event { if case .spawned(id, _, _) = $0 { true } else { false } } }
        #expect(Cookies.holders(of: stack.run).count == 100)
        // The guardian is no part of what it guards, and writes them all down.
        let record = try #require(GuardianRecord.read(stack.folder("record")))
        #expect(Set(record.services.map(\.id)) == Set(ids))
        #expect(record.guardian.pid == stack.client.processID)
        #expect(record.supervisor.pid == getpid())
        #expect(record.run == stack.run)
        #expect(record.services.first { $0.id == ids[7] }?.name == "service 8")
        #expect(record.isValid())
        try stack.client.shutdown()
        try stack.event { $0 == .ended }
        #expect(stack.events.contains(.finished(survivors: [])))
        for id in ids { #expect(stack.events.contains(.emptied(id, killed: 0))) }
        #expect(stack.leftovers(within: 0) == [])
        #expect(!FileBytes.exists(stack.folder("record")))
    }

    @Test func aSecondShutdownIsAtOnce() throws {
        let stack = try GuardedStack()
        let service = try stack.start("trap '' TERM; echo > ready; while :; do sleep 0.05; done", grace: 1000)
        _ = try stack.text("ready")
        try stack.client.shutdown()
        try stack.client.shutdown(grace: 0)
        #expect(try stack.awaitEmptied(service) > 0)
        try stack.event { $0 == .finished(survivors: []) }
    }

    @Test func whileShuttingDownNothingStarts() throws {
        let stack = try GuardedStack()
        try stack.start("trap '' TERM; echo > ready; while :; do sleep 0.05; done", grace: 1000)
        _ = try stack.text("ready")
        try stack.client.shutdown()
        let id = try stack.request(["/bin/sleep", "1000"])
        try stack.event { $0 == .failed(id, SpawnFailure(code: ESHUTDOWN, stage: .request)) }
        try stack.client.shutdown(grace: 0)
        try stack.event { $0 == .ended }
    }

    @Test func aDaemonMayStayUntilItIsStopped() throws {
        let stack = try GuardedStack()
        let service = try stack.start("setsid sh -c 'echo $$ > pid; sleep 1000' &", keeps: true)
        let daemon = try stack.number("pid")
        try stack.event { if case .exited(service.id, _) = $0 { true } else { false } }
        #expect(Cookies.isAlive(daemon))
        try stack.client.stop(service.id)
        try stack.awaitEmptied(service)
        #expect(!Cookies.isAlive(daemon))
    }

    @Test func otherSignalsDoNotEndIt() throws {
        let stack = try GuardedStack()
        for number in [SIGINT, SIGHUP, SIGTERM, SIGQUIT, SIGPIPE, SIGUSR1, SIGALRM] {
            kill(stack.client.processID, number)
        }
        let service = try stack.start("echo > ready; sleep 1000")
        #expect(ProcFS().stat(stack.client.processID)?.session == stack.client.processID)
        try stack.client.stop(service.id)
        try stack.awaitEmptied(service)
    }

    /// Something of everything: starting, running and stopping services when the end comes.
    private func busyStack() throws -> GuardedStack {
        let stack = try GuardedStack()
        let scripts: [Torture] = [.plain, .grandchildren, .setsidFork, .ignoresTERM, .holdsTheLog, .doubleFork]
        for torture in scripts { _ = try stack.request(["/bin/sh", "-c", torture.rawValue], grace: 0.3) }
        try stack.client.stop(ServiceID(2))
        _ = try stack.request(["/bin/sh", "-c", Torture.plain.rawValue])
        return stack
    }

    @Test(arguments: 0..<50) func theSupervisorsEndAtAnyMoment(moment: Int) throws {
        let stack = try busyStack()
        // Spread over the time in which the services start, by microseconds.
        usleep(UInt32(moment * moment * 20))
        stack.client.close()
        #expect(stack.client.waitForEnd(seconds: 15))
        #expect(stack.leftovers(within: 0) == [])
    }

    @Test(arguments: 0..<50) func bothEndsAtAnyMoment(moment: Int) throws {
        let stack = try busyStack()
        usleep(UInt32(moment * moment * 20))
        if moment % 2 == 0 { stack.client.close() }
        kill(stack.client.processID, SIGKILL)
        stack.client.close()
        stack.client.waitForEnd(seconds: 15)
        guard case .swept(let report) = StackSweep.run(stack: stack.stackName, record: stack.folder("record")) else {
            throw TestFailure("it cannot run")
        }
        #expect(report.survivors == [])
        #expect(stack.leftovers(within: 0) == [])
    }

    @Test func aStackThatRunsIsNotSwept() throws {
        let stack = try GuardedStack()
        // Its supervisor is this process; so let a look from another one be had by a record that says so.
        let service = try stack.start("echo > ready; sleep 1000")
        _ = try stack.text("ready")
        let record = try #require(FileBytes.text(stack.folder("record")))
        let other = try Spawned(
            "/bin/sleep", ["1000"], environment: [:], input: 0, output: 1, error: 2)
        let ticks = try #require(ProcFS().stat(other.id)).startTicks
        let lines = record.split(separator: "\n").map {
            $0.hasPrefix("supervisor ") ? "supervisor \(other.id) \(ticks)" : String($0)
        }
        stack.folder.write("other", lines.joined(separator: "\n"))
        let outcome = StackSweep.run(stack: stack.stackName, record: stack.folder("other"))
        #expect(outcome == .runs(supervisor: .init(pid: other.id, startTicks: ticks)))
        #expect(Cookies.isAlive(service.pid))
    }
}
