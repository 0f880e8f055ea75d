import CLinux
import Foundation
import LinuxKernel
import Synchronization
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogPrinterTests {
    private static let records = """
        2026-11-21T15:53:30.123Z api | one
        2026-11-21T15:53:30.123Z api | two
        2026-11-21T15:53:30.125Z db ! three
        no record at all
        2026-11-21T15:53:31.000Z api * exited

        """

    @Test func plainLines() {
        #expect(
            printed(Self.records, LogFormat(time: .none, services: ["api", "worker"])) == """
                api    | one
                api    | two
                db     | three
                api    * exited

                """)
    }

    @Test func fullTimes() {
        let lines = printed(Self.records, LogFormat(time: .full)).split(separator: "\n")
        #expect(lines.first == "2026-11-21T15:53:30.123Z api | one")
        #expect(lines.last == "2026-11-21T15:53:31.000Z api * exited")
    }

    @Test func theClockIsTheOneHere() {
        var time = 1_795_276_410
        var parts = tm()
        localtime_r(&time, &parts)
        let expected = String(format: "%02d:%02d:%02d", parts.tm_hour, parts.tm_min, parts.tm_sec)
        #expect(printed(Self.records, LogFormat()).hasPrefix("\(expected) api | one\n"))
    }

    @Test func namesHaveColours() {
        let text = printed(Self.records, LogFormat(time: .none, color: true, services: ["db", "api"]))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[0] == "\u{1B}[33mapi\u{1B}[0m \u{1B}[2m|\u{1B}[0m one")
        #expect(lines[2] == "\u{1B}[36mdb \u{1B}[0m \u{1B}[31m|\u{1B}[0m three")
        #expect(lines[3] == "\u{1B}[33mapi\u{1B}[0m \u{1B}[1m*\u{1B}[0m exited")
    }

    @Test func aServicesColoursStayWithColourOnly() {
        let record = "2026-11-21T15:53:30.123Z api | \u{1B}[32mok\u{1B}[0m \u{1B}]0;t\u{7}\n"
        #expect(
            printed(record, LogFormat(time: .none, color: true)).hasSuffix(
                " \u{1B}[32mok\u{1B}[0m \\e]0;t\\x07\u{1B}[0m\n"))
        #expect(printed(record, LogFormat(time: .none, isTerminal: true)) == "api | ok \\e]0;t\\x07\n")
        #expect(printed(record, LogFormat(time: .none)) == "api | ok \u{1B}]0;t\u{7}\n")
    }

    @Test func onlyWhatWasAskedFor() {
        #expect(printed(Self.records, LogFormat(time: .none), filter: LogFilter(services: ["db"])) == "db | three\n")
        #expect(
            printed(Self.records, LogFormat(time: .none), filter: LogFilter(since: 1_795_276_410.5))
                == "api * exited\n")
    }

    /// A reader that takes a little at a time, behind a descriptor that somebody made non-blocking.
    @Test func aSlowReaderGetsEveryLineWhole() throws {
        let pipe = TestPipe()
        _ = clinux_fcntl(pipe.writer, F_SETFL, Int(O_NONBLOCK))
        let count = 20_000
        let records = (0..<count).map { "2026-11-21T15:53:30.123Z api | line \($0)\n" }.joined()
        let writer = pipe.writer
        let thread = try LogThread {
            var records = records
            let printer = LogPrinter(writer, LogFormat(time: .none))
            records.withUTF8 { printer.print(UnsafeRawBufferPointer($0)) }
        }
        let expected = (0..<count).map { "api | line \($0)\n" }.joined()
        var got: [UInt8] = []
        while got.count < expected.utf8.count {
            let chunk = [UInt8](unsafeUninitializedCapacity: 1013) {
                $1 = max(0, clinux_read(pipe.reader, $0.baseAddress, 1013))
            }
            try #require(!chunk.isEmpty)
            got += chunk
        }
        thread.join()
        close(pipe.reader)
        #expect(String(decoding: got, as: UTF8.self) == expected)
    }

    @Test func aReaderThatWentAwayIsTheEnd() throws {
        let pipe = TestPipe()
        close(pipe.reader)
        let writer = pipe.writer
        let noticed = Noticed()
        // A thread of the log's has SIGPIPE blocked, as the program ignores it.
        let thread = try LogThread {
            let printer = LogPrinter(writer, LogFormat())
            var records = Self.records
            records.withUTF8 { printer.print(UnsafeRawBufferPointer($0)) }
            noticed.set(printer.isClosed)
        }
        thread.join()
        #expect(noticed.isSet)
    }
}

private final class Noticed: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set(_ new: Bool) { value.store(new, ordering: .relaxed) }
}
