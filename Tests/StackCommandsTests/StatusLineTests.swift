import LinuxKernel
import Stack
import TestSupport
import Testing

@testable import StackCommands
@testable import Supervision

/// The line at the bottom of the screen.
@Suite struct StatusLineTests {
    /// Holds nothing and starts nothing.
    private final class SilentHost: ServiceHost {
        let descriptor: Int32 = -1
        func spawn(_ request: SpawnRequest, streams: StandardStreams) {}
        func stop(_ id: ServiceID, signal: Signal?, grace: Double?) {}
        func kill(_ id: ServiceID) {}
        func receive() -> [GuardianEvent] { [] }
    }

    /// A supervisor whose services have come as far as these events brought them.
    private func line(_ names: [String], _ events: [LifeEvent], deadlines: [Int: Double] = [:]) throws -> String {
        let plan = StackPlan(
            identity: StackIdentity(project: "p", workTree: "/w", label: "l", id: "p-1"),
            services: names.map { name in
                var spec = ServiceSpec(name, .run("x"))
                spec.restart = .never
                return PlannedService(name: name, spec: spec)
            })
        let folder = TemporaryFolder()
        let run = try RunStore(path: folder("runs")).begin(RunRecord(command: ["up"], start: "now"))
        let writer = try LogWriter(run)
        defer {
            writer.close()
            run.end()
        }
        let folders = StackFolders(state: folder("state"), runtime: folder("run"))
        let supervisor = try Supervisor(
            plan, Supervisor.Options(), machine: FakeHost().machine, host: SilentHost(),
            output: RunLog(run.folder, writer), control: nil, signals: nil,
            record: CrashRecorder(folders, run: run.folder.path))
        for event in [LifeEvent.start(Array(names.indices))] + events { _ = supervisor.life.handle(event, at: 1) }
        for (place, seconds) in deadlines { supervisor.stopDeadlines[place] = Clock.monotonic() + seconds }
        return StatusLine.text(supervisor)
    }

    @Test func nobodyIsReady() throws { #expect(try line(["a", "b"], []) == "0 of 2 ready; a starting, b starting") }

    @Test func someAreReady() throws {
        #expect(try line(["a", "b"], [.spawned(0, pid: 7)]) == "1 of 2 ready; b starting")
    }

    @Test func allAreReady() throws {
        let ended: [LifeEvent] = [.spawned(1, pid: 8), .exited(1, Ending()), .emptied(1)]
        #expect(try line(["a", "b"], [.spawned(0, pid: 7)] + ended) == "2 of 2 ready")
    }

    @Test func failedIsToldToo() throws {
        #expect(try line(["a", "b"], [.spawnFailed(0, "x"), .spawned(1, pid: 7)]) == "1 of 2 ready; a failed")
    }

    @Test func manyAreCounted() throws {
        let names = (1...7).map { "s\($0)" }
        #expect(
            try line(names, [])
                == "0 of 7 ready; s1 starting, s2 starting, s3 starting, s4 starting and 3 more")
        #expect(try line(Array(names.prefix(5)), []).hasSuffix("s5 starting"))
    }

    @Test func whoIsLeftAndForHowLong() throws {
        let text = try line(["a", "b"], [.spawned(0, pid: 7), .spawned(1, pid: 8), .down], deadlines: [0: 7.9])
        #expect(text == "stopping: a (8 s), b; Ctrl-C again kills")
    }

    @Test func aCountdownEndsAtNothing() throws {
        let text = try line(["a"], [.spawned(0, pid: 7), .down], deadlines: [0: -3])
        #expect(text == "stopping: a (0 s); Ctrl-C again kills")
    }

    @Test func whoHasEndedIsNotLeft() throws {
        #expect(try line(["a"], [.spawnFailed(0, "x"), .down]) == "")
    }
}
