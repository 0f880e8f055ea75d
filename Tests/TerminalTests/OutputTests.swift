import Foundation
import Terminal
import Testing

/// Where output goes: memory, a pipe, a reader that has gone, a device that is full.
@Suite struct OutputTests {
    @Test func nothingReachesADescriptorBeforeItIsFlushed() throws {
        let pipe = try Channel()
        let output = Output(descriptor: pipe.writer)
        output.write("a")
        output.line("b")
        output.write([0x63, 0xFF])
        #expect(output.text == "ab\nc\u{FFFD}")
        output.flush()
        #expect(output.text.isEmpty)
        pipe.closeWriter()
        #expect(pipe.read() == [0x61, 0x62, 10, 0x63, 0xFF])
        #expect(!output.isClosed && output.failure == nil)
    }

    /// Everything a listing writes at once must come out whole and in order, though the pipe takes 64 KB at a time.
    @Test func manyKilobytesComeThroughAPipeInOrder() throws {
        let pipe = try Channel()
        let reader = Reader(pipe)
        let output = Output(descriptor: pipe.writer)
        for i in 0..<60_000 { output.line("line \(i)") }
        output.flush()
        pipe.closeWriter()
        let lines = reader.text().split(separator: "\n")
        #expect(lines.count == 60_000)
        #expect(lines.first == "line 0")
        #expect(lines.last == "line 59999")
        #expect(!output.isClosed)
    }

    @Test(arguments: ["write", "bytes", "line"])
    func aFullBufferGoesOutByItself(_ way: String) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ostia-out-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: folder.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try FileHandle(forWritingTo: folder)
        let output = Output(descriptor: file.fileDescriptor)
        let text = String(repeating: "x", count: 1 << 16)
        switch way {
        case "write": output.write(text)
        case "bytes": output.write(Array(text.utf8))
        default: output.line(text)
        }
        #expect(output.text.isEmpty)
        #expect(try Data(contentsOf: folder).count == (1 << 16) + (way == "line" ? 1 : 0))
    }

    /// `ostia ls | head -1`: SIGPIPE is ignored by the program, so that the write fails with EPIPE. A socket's write
    /// can be told not to raise it either way, but `write` cannot: the signal is blocked in this one thread.
    @Test func aReaderThatHasGoneIsNoError() throws {
        let pipe = try Channel()
        pipe.closeReader()
        let output = Output(descriptor: pipe.writer)
        withoutBrokenPipeSignal {
            output.write("lost")
            output.flush()
        }
        #expect(output.isClosed)
        #expect(output.failure == nil)
        // What follows is dropped: it neither fails nor piles up.
        output.write(String(repeating: "x", count: 1 << 17))
        output.flush()
        #expect(output.text.isEmpty)
        #expect(output.failure == nil)
    }

    @Test func aFullDiskIsAnErrorThatStays() throws {
        let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
        let output = Output(descriptor: full.fileDescriptor)
        output.line("nothing is written before the flush")
        #expect(output.failure == nil)
        output.flush()
        #expect(output.failure == ENOSPC)
        #expect(!output.isClosed)
        output.line("more")
        output.flush()
        #expect(output.failure == ENOSPC)
        #expect(output.text.isEmpty)
    }

    @Test func aDescriptorThatIsNotOpenIsAnError() {
        let output = Output(descriptor: -1)
        output.write("x")
        output.flush()
        #expect(output.failure == EBADF)
        #expect(!output.isClosed)
    }

    @Test func anEmptyFlushTouchesNothing() {
        let output = Output(descriptor: -1)
        output.flush()
        #expect(output.failure == nil)
    }

    /// A reader that is only slow is waited for: the write end here never blocks (`EAGAIN`).
    @Test func aSlowReaderIsWaitedFor() throws {
        let pipe = try Channel()
        let descriptor = pipe.writer
        #expect(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
        let reader = Reader(pipe)
        let output = Output(descriptor: descriptor)
        output.write(String(repeating: "0123456789", count: 100_000))
        output.flush()
        pipe.closeWriter()
        #expect(reader.text() == String(repeating: "0123456789", count: 100_000))
        #expect(output.failure == nil && !output.isClosed)
    }

    @Test func memoryKeepsWhatAFlushWouldSend() {
        let output = Output()
        output.line("a")
        output.flush()
        output.write(String(repeating: "b", count: 1 << 16))
        #expect(output.text.utf8.count == 2 + (1 << 16))
        #expect(output.text.hasPrefix("a\nb"))
        #expect(!output.isClosed && output.failure == nil)
    }

    @Test func aConsoleFlushesBothStreams() throws {
        let (out, err) = try (Channel(), Channel())
        let console = Console(
            out: Output(descriptor: out.writer),
            err: Output(descriptor: err.writer))
        console.out.line("answer")
        console.err.line("remark")
        console.flush()
        out.closeWriter()
        err.closeWriter()
        #expect(out.read() == Array("answer\n".utf8))
        #expect(err.read() == Array("remark\n".utf8))
    }

    /// Blocks SIGPIPE in this thread, and takes the one that came out of the queue again.
    private func withoutBrokenPipeSignal(_ body: () -> Void) {
        var set = sigset_t()
        var before = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &set, &before)
        body()
        var none = timespec()
        _ = sigtimedwait(&set, nil, &none)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}

@Suite struct ConsoleFactsTests {
    @Test func aConsoleOfItsOwnPromisesNothing() {
        let console = Console(out: Output(), err: Output())
        #expect(console.width == nil && console.height == nil)
        #expect(!console.color && !console.errorColor && !console.showsProgress && !console.canAsk)
        #expect(console.styled("x", .red) == "x")
    }

    @Test(arguments: [
        ([:], 80, 24), (["COLUMNS": "1"], 1, 24), (["LINES": "7"], 80, 7), (["COLUMNS": "", "LINES": ""], 80, 24),
        (["COLUMNS": "12x", "LINES": " 5"], 80, 24), (["COLUMNS": "200", "LINES": "60"], 200, 60),
    ])
    func sizeWithoutATerminal(_ environment: [String: String], _ columns: Int, _ rows: Int) throws {
        let file = try #require(FileHandle(forReadingAtPath: "/dev/null"))
        let size = Console.size(of: file.fileDescriptor, environment: environment)
        #expect(size.columns == columns && size.rows == rows)
    }

    /// A terminal says its own size, whatever the environment claims; one that says 0 columns does not know it.
    @Test(arguments: [(132, 50, 132, 50), (7, 0, 7, 24), (0, 50, 100, 40)] as [(UInt16, UInt16, Int, Int)])
    func sizeOfATerminal(_ columns: UInt16, _ rows: UInt16, _ shownColumns: Int, _ shownRows: Int) throws {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(master >= 0)
        defer { close(master) }
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(master, UInt(TIOCSWINSZ), &size) == 0)
        let shown = Console.size(of: master, environment: ["COLUMNS": "100", "LINES": "40"])
        #expect(shown.columns == shownColumns && shown.rows == shownRows)
    }
}

/// Two connected ends. Not Foundation's `Pipe`: programs that other tests start meanwhile must not inherit an end.
private final class Channel: @unchecked Sendable {
    private var ends: [Int32] = [-1, -1]

    init() throws {
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    }

    deinit {
        closeReader()
        closeWriter()
    }

    var writer: Int32 { ends[1] }
    func closeReader() { drop(0) }
    func closeWriter() { drop(1) }

    private func drop(_ i: Int) {
        if ends[i] >= 0 { close(ends[i]) }
        ends[i] = -1
    }

    /// Everything up to the end.
    func read() -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(ends[0], &buffer, buffer.count, 0)
            if count <= 0 { return bytes }
            bytes += buffer.prefix(count)
        }
    }
}

/// Reads a channel to its end on a thread of its own.
private final class Reader: @unchecked Sendable {
    private let done = DispatchSemaphore(value: 0)
    private var bytes: [UInt8] = []

    init(_ channel: Channel) {
        Thread { [self] in
            bytes = channel.read()
            done.signal()
        }
        .start()
    }

    /// What came, once everything has.
    func text() -> String {
        done.wait()
        return String(decoding: bytes, as: UTF8.self)
    }
}
