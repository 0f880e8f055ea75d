import Foundation
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct RunStoreTests {
    private static let record = RunRecord(command: ["ostia", "up"], start: "2026-11-21T15:53:30.123Z")

    @Test func runsAreNumberedAndTheLastTenAreKept() throws {
        let folder = TemporaryFolder()
        let store = RunStore(path: folder("state/runs"))
        for i in 1...13 {
            let run = try store.begin(Self.record)
            #expect(run.folder.number == i)
            #expect(run.folder.isRunning())
            run.end()
            #expect(!run.folder.isRunning())
        }
        #expect(store.all().map(\.number) == Array(4...13))
    }

    @Test func aRunThatGoesOnIsNeverRemoved() throws {
        let folder = TemporaryFolder()
        let store = RunStore(path: folder.path)
        let first = try store.begin(Self.record)
        for _ in 2...14 { try store.begin(Self.record).end() }
        #expect(store.all().map(\.number) == [1] + Array(6...14))
        #expect(RunRecord(first.folder) == Self.record)
    }

    @Test func theOldestGoWhenTheyAreTooMuch() throws {
        let folder = TemporaryFolder()
        let store = RunStore(path: folder.path)
        for i in 1...5 {
            folder.write("\(i)/log.000001", [UInt8](repeating: 10, count: 1000))
            folder.write("\(i)/run.json", "{}")
        }
        store.removeOld(mostBytes: 3100)
        #expect(store.all().map(\.number) == [3, 4, 5])
        store.removeOld(mostRuns: 3, mostBytes: .max)
        #expect(store.all().map(\.number) == [4, 5])
        store.removeOld(mostBytes: 0)
        #expect(store.all() == [])
    }

    @Test func otherThingsInTheFolderStay() throws {
        let folder = TemporaryFolder()
        folder.write("notes/x", "mine")
        folder.write("0/x", "mine")
        let store = RunStore(path: folder.path)
        store.removeOld(mostRuns: 0, mostBytes: 0)
        #expect(folder.text("notes/x") == "mine" && folder.text("0/x") == "mine")
    }

    @Test func aRecordIsReadAsItWasWritten() throws {
        let folder = TemporaryFolder()
        let run = try RunStore(path: folder.path).begin(Self.record)
        var record = Self.record
        record.end = "2026-11-21T16:00:00.000Z"
        record.services = [
            RunRecord.Service("api", start: record.start, end: record.end, exitCode: 1, restarts: 3),
            RunRecord.Service("db \"x\"", start: record.start, end: record.end, signal: "KILL"),
            RunRecord.Service("never"),
        ]
        try run.write(record)
        #expect(RunRecord(run.folder) == record)
    }

    @Test(arguments: ["", "{", "{\"schema\": \"ostia/run/2\", \"start\": \"x\"}", "[]"])
    func aRecordOfAnotherKindIsNone(text: String) {
        let folder = TemporaryFolder()
        folder.write("1/run.json", text)
        #expect(RunRecord(RunStore(path: folder.path).run(1)) == nil)
    }

    /// The lock goes with its holder, however that ends.
    @Test func aKilledHolderIsNotRunning() throws {
        let folder = TemporaryFolder()
        folder.write("1/lock", "")
        let run = RunStore(path: folder.path).run(1)
        #expect(!run.isRunning())
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        let holder = try Spawned(
            "/usr/bin/flock", ["--no-fork", folder("1/lock"), "sleep", "100"], environment: ["PATH": "/usr/bin:/bin"],
            input: null, output: null, error: null)
        #expect(eventually { run.isRunning() })
        holder.signal(SIGKILL)
        #expect(holder.wait(seconds: 10) != nil)
        #expect(!run.isRunning())
    }
}
