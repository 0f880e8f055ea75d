import CLinux
import Foundation
import LinuxKernel
import TestSupport

@testable import Supervision

/// A run with its writer, for one test.
final class LogRig {
    let folder: TemporaryFolder
    let run: OpenRun
    let writer: LogWriter
    private var events: [LogEvent] = []

    /// - Parameter path: where the runs are; `nil` means in a folder of the test's own.
    init(segmentSize: Int = LogSegments.size, mostHeld: Int = LogLoop.mostHeld, at path: String? = nil) throws {
        folder = TemporaryFolder()
        run = try RunStore(path: path ?? folder("runs")).begin(RunRecord(command: ["up"], start: "now"))
        writer = try LogWriter(folder: run.folder.path, segmentSize: segmentSize, mostHeld: mostHeld)
    }

    /// Ends the log; lines in it from now on stay as they are.
    func close() {
        writer.close()
        run.end()
    }

    /// Waits for an event, and forgets those before it.
    func event(seconds: Double = 20, where fits: (LogEvent) -> Bool) -> LogEvent? {
        let deadline = Clock.monotonic() + seconds
        while true {
            events += writer.takeEvents()
            if let i = events.firstIndex(where: fits) {
                defer { events.removeFirst(i + 1) }
                return events[i]
            }
            let left = deadline - Clock.monotonic()
            guard left > 0 else { return nil }
            var entry = pollfd(fd: writer.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&entry, 1, Int32((left * 1000).rounded(.up)))
        }
    }

    /// Whether the feed comes to its end, and if so whether somebody still holds it.
    func finish(_ feed: LogFeed, within seconds: Double = 20) -> Bool? {
        writer.finish(feed, within: seconds)
        let found = event { if case .finished(feed, _) = $0 { true } else { false } }
        if case .finished(_, let isHeld) = found { return isHeld }
        return nil
    }

    /// What is in the log now.
    var lines: [LogLine] { Self.lines(of: run.folder) }

    static func lines(of run: RunFolder) -> [LogLine] {
        var out: [LogLine] = []
        for segment in run.segments() {
            let bytes = FileBytes.read(run.segment(segment), limit: 1 << 30) ?? []
            bytes.withUnsafeBytes { LogRecord.each(in: $0) { out.append(LogLine($0)) } }
        }
        return out
    }

    func texts(_ service: String, _ mark: LogMark = .out) -> [String] {
        lines.filter { $0.service == service && $0.mark == mark }.map { String(decoding: $0.text, as: UTF8.self) }
    }
}

/// A pipe of which a test writes to one end, from one thread at a time; the other is for whoever takes it.
final class TestPipe: @unchecked Sendable {
    let reader: Int32
    private(set) var writer: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        precondition(clinux_pipe(&ends) == 0)
        reader = ends[0]
        writer = ends[1]
    }

    deinit { end() }

    func end() {
        if writer >= 0 { close(writer) }
        writer = -1
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { clinux_write(writer, $0.baseAddress, UInt($0.count)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// A terminal (pty(7)).
final class TestTerminal {
    let master: Int32
    private(set) var slave: Int32

    init() {
        master = clinux_open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC, 0)
        var (locked, number): (Int32, Int32) = (0, -1)
        // TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)), which take a size that Swift cannot compute.
        _ = ioctl(master, 0x4004_5431, &locked)
        _ = ioctl(master, 0x8004_5430, &number)
        slave = clinux_open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC, 0)
    }

    deinit { end() }

    func end() {
        if slave >= 0 { close(slave) }
        slave = -1
    }

    func write(_ text: String) { _ = clinux_write(slave, text, UInt(text.utf8.count)) }
}

/// A disk of a few KiB (tmpfs(5)); needs root.
final class TinyDisk {
    let folder = TemporaryFolder()
    let path: String

    init(kilobytes: Int) throws {
        path = folder.makeFolder("disk")
        try Command.succeed("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    }

    deinit { _ = try? Command.run("umount", ["-l", path]) }

    func grow(kilobytes: Int) throws { try Command.succeed("mount", ["-o", "remount,size=\(kilobytes)k", path]) }
}

/// What a printer makes of records, through a real pipe.
func printed(_ records: String, _ format: LogFormat, filter: LogFilter = LogFilter()) -> String {
    let folder = TemporaryFolder()
    let file = clinux_open(folder("out"), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { close(file) }
    let printer = LogPrinter(file, format, filter: filter)
    var records = records
    records.withUTF8 { printer.print(UnsafeRawBufferPointer($0)) }
    return folder.text("out")
}
