import CLinux
import Foundation
import TestSupport

/// `ostia up` whose standard output is a pipe that the test reads when it likes, or closes.
final class PipedUp {
    let process: Spawned
    private var reader: Int32
    /// Our end of its standard input; -1 where it was given one.
    private var input: Int32

    /// - Parameter file: what it reads instead of a pipe that stays open.
    init(_ stack: Harbour, _ arguments: String..., input file: String? = nil) throws {
        guard let program = Installed.ostia else { throw TestFailure("ostia is not built") }
        let (outReader, outWriter) = try Self.pipe()
        let (inReader, inWriter) = try Self.pipe()
        reader = outReader
        input = inWriter
        let errors = open(stack.folder("errors"), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0o644)
        let given = file.map { open($0, O_RDONLY | O_CLOEXEC) } ?? inReader
        defer { for descriptor in Set([outWriter, inReader, given, errors]) { close(descriptor) } }
        process = try Spawned(
            program, ["up"] + arguments,
            environment: ProcessInfo.processInfo.environment.merging(stack.ostia.environment) { _, new in new },
            directory: stack.folder.path, input: given, output: outWriter, error: errors)
    }

    deinit {
        closeReader()
        closeInput()
        process.signal(SIGTERM)
        _ = process.wait(seconds: 10)
    }

    func closeReader() {
        if reader >= 0 { close(reader) }
        reader = -1
    }

    func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Everything up to the end of its output.
    func rest(seconds: Double) -> Data {
        var all = Data()
        read(seconds, into: &all) { _ in false }
        return all
    }

    /// Reads until a text has come.
    func waitFor(_ text: String, seconds: Double = 30) -> Bool {
        var all = Data()
        read(seconds, into: &all) { $0.range(of: Data(text.utf8)) != nil }
        return all.range(of: Data(text.utf8)) != nil
    }

    private func read(_ seconds: Double, into all: inout Data, until isEnough: (Data) -> Bool) {
        let deadline = Date().addingTimeInterval(seconds)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while deadline.timeIntervalSinceNow > 0 {
            var entry = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 100) > 0 else { continue }
            let count = Foundation.read(reader, &buffer, buffer.count)
            guard count > 0 else { return }
            all.append(contentsOf: buffer[..<count])
            if isEnough(all) { return }
        }
    }

    private static func pipe() throws -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw TestFailure("pipe2: \(String(cString: strerror(errno)))") }
        return (ends[0], ends[1])
    }
}

/// A program on a terminal of its own (pty(7)), which is its controlling terminal.
final class OnTerminal {
    let process: Spawned
    private var master: Int32
    private(set) var shown = Data()

    /// - Parameter command: a command line for /bin/sh, which becomes the terminal's session leader.
    init(_ command: String, _ stack: Harbour, columns: UInt16 = 100) throws {
        master = clinux_open_terminal()
        let peer = clinux_open_terminal_peer(master)
        guard master >= 0, peer >= 0 else { throw TestFailure("no terminal: \(String(cString: strerror(errno)))") }
        defer { Foundation.close(peer) }
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(peer)")
        var variables = ProcessInfo.processInfo.environment.merging(stack.ostia.environment) { _, new in new }
        variables["TERM"] = "xterm-256color"
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { Foundation.close(nowhere) }
        // A session leader without a terminal gets the first one that it opens.
        process = try Spawned(
            "/bin/sh", ["-c", "exec <>\(path) >&0 2>&0; \(command)"], environment: variables,
            directory: stack.folder.path, input: nowhere, output: nowhere, error: nowhere)
        resize(columns: columns, rows: 30)
    }

    deinit {
        close()
        process.signalGroup(SIGTERM)
        _ = process.wait(seconds: 10)
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) { _ = text.withCString { Foundation.write(master, $0, strlen($0)) } }

    /// The terminal's window is closed.
    func close() {
        if master >= 0 { Foundation.close(master) }
        master = -1
    }

    /// Reads on until a text has been shown.
    func waitFor(_ text: String, seconds: Double = 30) -> Bool {
        eventually(seconds: seconds) {
            read()
            return shown.range(of: Data(text.utf8)) != nil
        }
    }

    /// Reads on until it has ended.
    ///
    /// - Returns: its exit code; `nil` when the time is over first.
    func end(seconds: Double = 30) -> Int32? {
        var code: Int32?
        _ = eventually(seconds: seconds) {
            read()
            code = process.wait(seconds: 0)
            return code != nil
        }
        read()
        return code
    }

    var text: String { String(decoding: shown, as: UTF8.self) }
    func forget() { shown = Data() }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while master >= 0 {
            var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            guard poll(&entry, 1, 0) > 0 else { return }
            let count = Foundation.read(master, &buffer, buffer.count)
            guard count > 0 else { return }
            shown.append(contentsOf: buffer[..<count])
        }
    }
}

extension Harbour {
    /// The files of the newest run's log, in order.
    private func logFiles() -> [String] {
        let stacks = ostia.home("state/ostia/stacks")
        let files = FileManager.default
        var newest: (number: Int, path: String)?
        for stack in (try? files.contentsOfDirectory(atPath: stacks)) ?? [] {
            for run in (try? files.contentsOfDirectory(atPath: "\(stacks)/\(stack)/runs")) ?? [] {
                guard let number = Int(run), number > newest?.number ?? -1 else { continue }
                newest = (number, "\(stacks)/\(stack)/runs/\(run)")
            }
        }
        guard let folder = newest?.path else { return [] }
        let names = ((try? files.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasPrefix("log.") }
        return names.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }.map { "\(folder)/\($0)" }
    }

    /// What the service wrote, line by line, as it was kept in the newest run's log; with the time of each in seconds
    /// of the day.
    func kept(of service: String) throws -> [(time: Double, text: Data)] {
        // By grep: a log may be large, and a debug build is slow.
        let found = folder("found")
        let files = logFiles().map { "'\($0)'" }.joined(separator: " ")
        let pattern = "^[^ ]* \(service) [|!]"
        _ = try Command.run("sh", ["-c", "cat \(files) /dev/null | LC_ALL=C grep -a '\(pattern)' > '\(found)'"])
        return (FileManager.default.contents(atPath: found) ?? Data()).split(separator: 10).compactMap { line in
            // `2026-11-21T15:53:30.123Z api | text`
            let fields = line.split(separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count == 4 else { return nil }
            let clock = String(decoding: fields[0].dropFirst(11).dropLast(), as: UTF8.self).split(separator: ":")
            let time = clock.compactMap { Double($0) }.reduce(0) { $0 * 60 + $1 }
            return (time, Data(fields[3]))
        }
    }

    /// What awk(1) says of the newest run's log.
    func keptLog(_ program: String) throws -> String {
        try Command.succeed("awk", [program] + logFiles(), timeout: 60)
    }
}
