import CLinux
import Foundation
import LinuxKernel
import Stack
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogWriterTests {
    @Test func bothStreamsAreKeptWithTheirMarks() throws {
        let rig = try LogRig()
        let (out, error) = (TestPipe(), TestPipe())
        let feed = rig.writer.add("api", out: out.reader, error: error.reader)
        out.write("one\ntwo\n")
        error.write("oops\n")
        out.end()
        error.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.texts("api") == ["one", "two"])
        #expect(rig.texts("api", .error) == ["oops"])
        #expect(rig.writer.counters() == ["api": LogCounters(lines: 3, bytes: 13)])
        rig.close()
    }

    @Test func theLastLineBeforeTheEndNeedsNoNewline() throws {
        let rig = try LogRig()
        let pipe = TestPipe()
        let feed = rig.writer.add("api", out: pipe.reader)
        pipe.write("first\nlast")
        pipe.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.texts("api") == ["first", "last"])
        rig.close()
    }

    @Test func aLineOfTenMegabytesIsWhole() throws {
        let rig = try LogRig()
        let pipe = TestPipe()
        let feed = rig.writer.add("api", out: pipe.reader)
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
        pipe.write(Array("before\n".utf8) + line + Array("\nafter\n".utf8))
        pipe.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.lines.map(\.text.count) == [6, 10 << 20, 5])
        #expect(rig.lines.dropFirst().first?.text == line)
        #expect(!rig.lines.contains { $0.isContinued })
        rig.close()
    }

    @Test func bytesThatAreNoTextAreKeptAsTheyAre() throws {
        let rig = try LogRig()
        let pipe = TestPipe()
        let feed = rig.writer.add("api", out: pipe.reader)
        let bytes: [UInt8] = [0xFF, 0, 0xC3, 0x28, 0x1B, 0x5B, 0x41, 13, 0xED, 0xA0, 0x80]
        pipe.write(bytes + [10])
        pipe.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.lines.map(\.text) == [bytes])
        rig.close()
    }

    /// A daemon of the service's keeps the pipe: the service's end is not put off, and what the daemon says is kept.
    @Test func aGrandchildThatHoldsThePipeIsReadOn() throws {
        let rig = try LogRig()
        let pipe = TestPipe()
        let feed = rig.writer.add("api", out: pipe.reader)
        pipe.write("the service's last words")
        #expect(rig.finish(feed, within: 0.05) == true)
        #expect(rig.texts("api") == ["the service's last words"])
        let watch = rig.writer.watch("api", for: "still here")
        pipe.write("still here\n")
        #expect(rig.event { $0 == .matched(watch) } != nil)
        rig.close()
        #expect(rig.texts("api") == ["the service's last words", "still here"])
    }

    @Test func aTerminalIsReadToItsEnd() throws {
        let rig = try LogRig()
        let terminal = TestTerminal()
        let feed = rig.writer.add("web", out: terminal.master)
        terminal.write("ready\nserving")
        terminal.end()
        #expect(rig.finish(feed) == false)
        #expect(rig.texts("web") == ["ready", "serving"])
        rig.close()
    }

    @Test func whatCannotBeReadIsSaid() throws {
        let rig = try LogRig()
        let feed = rig.writer.add("api", out: clinux_open("/dev/null", O_RDONLY | O_CLOEXEC, 0))
        #expect(rig.finish(feed) == false)
        rig.close()
        #expect(rig.texts("api", .own).first?.hasPrefix("its output cannot be read") ?? false)
    }

    @Test func aRemarkIsARecordALine() throws {
        let rig = try LogRig()
        rig.writer.say("api", "exited with code 1\nrestarts in 2 s")
        rig.close()
        #expect(rig.texts("api", .own) == ["exited with code 1", "restarts in 2 s"])
        #expect(rig.writer.counters().isEmpty)
    }

    @Test func aTextIsWaitedForOnce() throws {
        let rig = try LogRig()
        let (api, web) = (TestPipe(), TestPipe())
        let watch = rig.writer.watch("api", for: "listening on 4711")
        let never = rig.writer.watch("api", for: "listening on 4712")
        let other = rig.writer.watch("web", for: "listening")
        rig.writer.unwatch(other)
        let feeds = [rig.writer.add("api", out: api.reader), rig.writer.add("web", out: web.reader)]
        web.write("listening on 4711\n")
        // Cut in two, coloured in the middle, and twice.
        api.write("INFO listening ")
        api.write("on \u{1B}[1m4711\u{1B}[22m\nlistening on 4711\n")
        #expect(rig.event { if case .matched = $0 { true } else { false } } == .matched(watch))
        for pipe in [api, web] { pipe.end() }
        for feed in feeds { rig.writer.finish(feed) }
        var finished = 0
        var matched: [LogEvent] = []
        while finished < 2, let event = rig.event(where: { _ in true }) {
            if case .finished = event { finished += 1 } else { matched.append(event) }
        }
        #expect(finished == 2)
        #expect(matched == [], "\(never) has not come")
        rig.close()
    }

    @Test func closingTakesInWhatIsThere() throws {
        let rig = try LogRig()
        let pipe = TestPipe()
        _ = rig.writer.add("api", out: pipe.reader)
        pipe.write("one\ntwo")
        #expect(rig.writer.close() == 0)
        #expect(rig.writer.close() == 0, "closing twice does no harm")
        #expect(rig.texts("api") == ["one", "two"])
    }

    @Test func recordsOfManyServicesAreInOrderOfTime() throws {
        let rig = try LogRig()
        let pipes = (0..<20).map { _ in TestPipe() }
        let feeds = pipes.enumerated().map { rig.writer.add("s\($0.offset)", out: $0.element.reader) }
        for round in 0..<50 { for pipe in pipes { pipe.write("round \(round)\n") } }
        for pipe in pipes { pipe.end() }
        for feed in feeds { rig.writer.finish(feed) }
        rig.close()
        let lines = rig.lines
        #expect(lines.count == 1000)
        #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.time <= $1.time })
        #expect(rig.texts("s7") == (0..<50).map { "round \($0)" })
    }

    @Test func aServicesOwnFileHasItsLinesAsTheyWere() throws {
        let rig = try LogRig()
        let folder = TemporaryFolder()
        let pipe = TestPipe()
        let spec = LogSpec(file: folder("api.log"), maxSize: 100, keep: 2)
        let feed = rig.writer.add("api", out: pipe.reader, file: spec)
        for i in 0..<40 {
            let seen = rig.writer.watch("api", for: "line \(i) ")
            pipe.write("line \(i) \u{1B}[1m\r\n")
            #expect(rig.event { $0 == .matched(seen) } != nil)
        }
        pipe.end()
        #expect(rig.finish(feed) == false)
        rig.close()
        let kept = ["api.log.2", "api.log.1", "api.log"].map { folder.text($0) }
        #expect(kept.allSatisfy { (1...100).contains($0.utf8.count) })
        #expect(kept.joined().hasSuffix("line 38 \u{1B}[1m\r\nline 39 \u{1B}[1m\r\n"))
        #expect(!FileManager.default.fileExists(atPath: folder("api.log.3")))
        #expect(rig.texts("api").count == 40)
    }

    @Test func anOwnFileThatCannotBeIsSaidOnce() throws {
        let rig = try LogRig()
        let pipe = TestPipe()
        let feed = rig.writer.add("api", out: pipe.reader, file: LogSpec(file: "/proc/no/such/file"))
        for text in ["one", "two"] {
            let watch = rig.writer.watch("api", for: text)
            pipe.write("\(text)\n")
            #expect(rig.event { $0 == .matched(watch) } != nil)
        }
        pipe.end()
        rig.writer.finish(feed)
        var failures = 0
        while let event = rig.event(where: { _ in true }) {
            if case .fileFailed(let service, let error) = event {
                failures += 1
                #expect(service == "api" && error.call == "open")
            }
            if case .finished = event { break }
        }
        #expect(failures <= 1)
        #expect(rig.texts("api") == ["one", "two"])
        rig.close()
    }
}
