import CLinux
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogFloodTests {
    /// 100 MB of a program's, while whoever looks at it stands still.
    @Test(.requires("/bin/sh")) func nothingIsLostOrTornBehindAReaderThatStandsStill() throws {
        let rig = try LogRig()
        let display = TestPipe()
        let folder = rig.run.folder
        let writer = display.writer
        let showing = try LogThread {
            let viewer = LogViewer(folder)
            let printer = LogPrinter(writer, LogFormat(time: .none))
            while !printer.isClosed {
                switch viewer.next({ printer.print($0) }) {
                case .records: continue
                case .caughtUp: viewer.wait()
                case .ended: return
                }
            }
        }
        let count = 1_000_000
        let pipe = TestPipe()
        let null = clinux_open("/dev/null", O_RDWR | O_CLOEXEC, 0)
        defer { close(null) }
        let program = try Spawned(
            "/bin/sh",
            ["-c", "yes \"$0\" | head -n \(count)", String(repeating: "0123456789", count: 9) + "012345678"],
            environment: ["PATH": "/usr/bin:/bin"], input: null, output: pipe.writer, error: null)
        let feed = rig.writer.add("api", out: pipe.reader)
        pipe.end()
        // The program ends although nobody has read a line of the display's.
        #expect(program.wait(seconds: 120) == 0)
        #expect(rig.finish(feed) == false)
        #expect(rig.writer.counters()["api"] == LogCounters(lines: count, bytes: count * 100))
        rig.close()

        var (lines, wrong) = (0, 0)
        let expected = Array(("api | " + String(repeating: "0123456789", count: 9) + "012345678").utf8)
        var buffer = ByteBuffer()
        while lines + wrong < count, buffer.read(display.reader, atMost: 1 << 20) > 0 {
            var at = 0
            while let end = buffer.bytes.first(10, from: at) {
                let line = buffer.bytes.part(at, end)
                if line.count == expected.count && expected.withUnsafeBytes({ line.begins(with: $0) }) {
                    lines += 1
                } else {
                    wrong += 1
                }
                at = end + 1
            }
            buffer.removeFirst(at)
        }
        showing.join()
        close(display.reader)
        #expect(lines == count && wrong == 0)
    }
}
