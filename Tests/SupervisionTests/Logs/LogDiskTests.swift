import CLinux
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogDiskTests {
    /// A disk that fills up, while a service writes more than is kept in memory for it; then there is room again.
    @Test(.requires(.root)) func aFullDiskLosesNothing() throws {
        let disk = try TinyDisk(kilobytes: 256)
        let rig = try LogRig(segmentSize: 64 << 10, mostHeld: 1 << 20, at: "\(disk.path)/runs")
        let pipe = TestPipe()
        let feed = rig.writer.add("api", out: pipe.reader)
        let count = 40_000
        let lines = (0..<count).map { "line \($0) \(String(repeating: "x", count: $0 % 90))" }
        let text = lines.joined(separator: "\n") + "\n"
        // Blocks in write(2) when the writer holds all it may.
        let writing = try LogThread {
            pipe.write(text)
            pipe.end()
        }
        let stalled = rig.event { if case .stalled = $0 { true } else { false } }
        guard case .stalled(let error) = stalled else {
            Issue.record("no word about the full disk")
            return
        }
        #expect(error.code == ENOSPC)
        #expect(rig.lines.count < count)
        // A try again is no second event, and does not read the rest either.
        rig.writer.say("api", "still alive")
        #expect(rig.event(seconds: 1.5) { _ in true } == nil)

        try disk.grow(kilobytes: 32 << 10)
        #expect(rig.event { $0 == .resumed } != nil)
        writing.join()
        #expect(rig.finish(feed) == false)
        #expect(rig.texts("api") == lines)
        rig.close()
        #expect(rig.texts("ostia", .own).count == 1)
        #expect(rig.texts("api", .own) == ["still alive"])
    }

    @Test(.requires(.root)) func whatCouldNotBeWrittenAtTheEndIsCounted() throws {
        let disk = try TinyDisk(kilobytes: 128)
        let rig = try LogRig(at: "\(disk.path)/runs")
        let pipe = TestPipe()
        _ = rig.writer.add("api", out: pipe.reader)
        let line = String(repeating: "x", count: 99) + "\n"
        pipe.write(String(repeating: line, count: 3000))
        pipe.end()
        #expect(rig.event { if case .stalled = $0 { true } else { false } } != nil)
        let lost = rig.writer.close()
        // 3000 lines of 100 bytes and a record's beginning each; a disk of 128 KiB at most in the log.
        #expect(lost > 3000 * 131 - (128 << 10) - 200 && lost < 3000 * 131)
    }

    @Test func aRunThatCannotBeBegunSaysWhy() {
        #expect(throws: SystemError.self) {
            _ = try RunStore(path: "/proc/nowhere/runs").begin(RunRecord(command: [], start: ""))
        }
    }
}
