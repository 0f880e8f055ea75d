import CLinux
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogViewerTests {
    /// Everything up to where the viewer has caught up or come to the end.
    private func read(_ viewer: LogViewer) -> (texts: [String], progress: LogViewer.Progress) {
        var texts: [String] = []
        while true {
            let progress = viewer.next { records in
                LogRecord.each(in: records) { texts.append(String(decoding: $0.text, as: UTF8.self)) }
            }
            if progress != .records { return (texts, progress) }
        }
    }

    private func follow(_ viewer: LogViewer, until count: Int) -> [String] {
        var texts: [String] = []
        let deadline = Clock.monotonic() + 20
        while texts.count < count, Clock.monotonic() < deadline {
            let (new, progress) = read(viewer)
            texts += new
            if texts.count < count && progress == .caughtUp { viewer.wait(20) }
        }
        return texts
    }

    @Test func followingGoesFromSegmentToSegment() throws {
        let rig = try LogRig(segmentSize: 1000)
        let viewer = LogViewer(rig.run.folder)
        #expect(read(viewer).texts == [])
        let pipe = TestPipe()
        _ = rig.writer.add("api", out: pipe.reader)
        for round in 0..<50 {
            let lines = (0..<7).map { "round \(round) line \($0)" }
            pipe.write(lines.joined(separator: "\n") + "\n")
            #expect(follow(viewer, until: 7) == lines)
        }
        #expect(rig.run.folder.segments().count > 5)
        pipe.write("unfinished")
        #expect(read(viewer).progress == .caughtUp)
        rig.close()
        #expect(follow(viewer, until: 1) == ["unfinished"])
        #expect(read(viewer).progress == .ended)
    }

    @Test func theEndOfTheRunEndsAWait() throws {
        let rig = try LogRig()
        let viewer = LogViewer(rig.run.folder)
        #expect(read(viewer).progress == .caughtUp)
        rig.close()
        let start = Clock.monotonic()
        while read(viewer).progress == .caughtUp && Clock.monotonic() - start < 20 { viewer.wait(20) }
        #expect(Clock.monotonic() - start < 15)
    }

    @Test func anotherDescriptorEndsAWait() throws {
        let rig = try LogRig()
        let viewer = LogViewer(rig.run.folder)
        let pipe = TestPipe()
        pipe.write("x")
        let start = Clock.monotonic()
        viewer.wait(20, others: [pipe.reader])
        #expect(Clock.monotonic() - start < 15)
        close(pipe.reader)
        rig.close()
    }

    /// A run whose writer was killed within a record.
    @Test func aTornLastRecordIsShown() throws {
        let folder = TemporaryFolder()
        folder.write("1/log.000001", "2026-11-21T15:53:30.123Z api | one\n2026-11-21T15:53:30.123Z api | tw")
        let viewer = LogViewer(RunStore(path: folder.path).run(1))
        let (texts, progress) = read(viewer)
        #expect(texts == ["one", "tw"])
        #expect(progress == .ended)
    }

    @Test func aRunWithoutALogIsEmpty() {
        let viewer = LogViewer(RunFolder(path: "/proc/no/such/run", number: 1))
        #expect(read(viewer).progress == .ended)
        #expect(viewer.changeDescriptor == -1)
    }

    private static let three = RunFixture()

    private static let lasts: [(Int, Set<String>, [String])] = [
        (1, [], ["999"]), (3, [], ["997", "998", "999"]), (2, ["b"], ["981", "991"]), (0, [], []), (1, ["nobody"], []),
        (5000, ["b"], (0..<100).map { String($0 * 10 + 1) }),
    ]

    @Test(arguments: lasts) func theLastOfThem(last: Int, services: Set<String>, expected: [String]) {
        let filter = LogFilter(services: services)
        let viewer = LogViewer(Self.three.run, last: last, filter: filter)
        var texts: [String] = []
        while viewer.next({ records in
            LogRecord.each(in: records) {
                if filter.accepts($0) { texts.append(String(decoding: $0.text, as: UTF8.self)) }
            }
        }) == .records {}
        #expect(texts == expected)
        let tail = LogTail.last(last, of: services, in: Self.three.run)
        #expect(tail.map { String(decoding: $0.text, as: UTF8.self) } == expected)
    }

    @Test(arguments: [(0, 1000), (10, 990), (999, 1), (1000, 0)]) func sinceATime(second: Int, expected: Int) {
        let filter = LogFilter(since: RunFixture.start + Double(second))
        let viewer = LogViewer(Self.three.run, filter: filter)
        var (seen, accepted) = (0, 0)
        while viewer.next({ records in
            LogRecord.each(in: records) {
                seen += 1
                if filter.accepts($0) { accepted += 1 }
            }
        }) == .records {}
        #expect(accepted == expected)
        #expect(second == 0 || seen < 1000 || second < 334, "whole segments before the time are not read")
    }

    @Test func aTailGivesUpWhereTheSearchIsTooFar() {
        #expect(LogTail.last(3, of: ["early"], in: Self.three.run, scanLimit: 4096) == [])
        #expect(LogTail.last(3, of: ["early"], in: Self.three.run).count == 1)
    }

    @Test func aTailFindsLinesLongerThanItsBlocks() throws {
        let folder = TemporaryFolder()
        let long = String(repeating: "y", count: 300_000)
        let prefix = "2026-11-21T15:53:30.123Z api | "
        folder.write("1/log.000001", "\(prefix)first\n\(prefix)\(long)\n\(prefix)last\n\(prefix)unfinished")
        let tail = LogTail.last(3, of: ["api"], in: RunStore(path: folder.path).run(1))
        #expect(tail.map(\.text.count) == [5, 300_000, 4])
    }
}

/// A run of three segments: 1,000 records a second apart, service `b` every tenth, `early` the first.
private final class RunFixture: Sendable {
    static let start = 1_795_276_410.0
    let run: RunFolder
    private let folder = TemporaryFolder()

    init() {
        var segments = ["", "", ""]
        for i in 0..<1000 {
            let time = String(decoding: LogTime.text(Self.start + Double(i)), as: UTF8.self)
            let service = i == 0 ? "early" : i % 10 == 1 ? "b" : "a"
            segments[i / 334] += "\(time) \(service) | \(i)\n"
        }
        for (i, text) in segments.enumerated() { folder.write("1/log.00000\(i + 1)", text) }
        run = RunStore(path: folder.path).run(1)
    }
}
