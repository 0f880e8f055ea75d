import Foundation
import TestSupport
import Testing

/// The program between other programs: its output closed, full, a terminal, or read line by line.
@Suite("Standard output", .requires("ostia", "python3"))
struct StreamTests {
    private let ostia = CLI()

    /// Runs a shell's line in which `$OSTIA` is the program.
    private func shell(_ line: String) throws -> CommandResult {
        let program = try #require(Installed.ostia)
        return try Command.run(
            "bash", ["-c", line], environment: ostia.environment.merging(["OSTIA": program]) { _, new in new })
    }

    static let answers = [
        "", "--json", "ls", "ls --json", "ls --unix", "ls --conns", "explain --offline 80", "explain --json 80", "port",
        "port --list", "--help", "ls --help",
    ]

    @Test("that nobody reads ends an answer quietly", arguments: answers)
    func closed(arguments: String) throws {
        // The reading end is closed before the program starts, so every write fails.
        let script = """
            import os, subprocess, sys
            reading, writing = os.pipe()
            os.close(reading)
            sys.exit(subprocess.run(sys.argv[1:], stdout=writing).returncode)
            """
        let words = arguments.split(separator: " ").map(String.init)
        let answer = try Command.run(
            "python3", ["-c", script, try #require(Installed.ostia)] + words, environment: ostia.environment)
        // A machine without connections or listeners has the answer "no", which is 1, as without the pipe.
        #expect(answer.code == 0 || arguments.hasPrefix("ls") && answer.code == 1)
        #expect(answer.error == "", "not a word about the pipe")
    }

    @Test("that is full is our fault, told in one line", arguments: answers.filter { !$0.contains("json") })
    func full(arguments: String) throws {
        let answer = try shell("\"$OSTIA\" \(arguments) > /dev/full")
        #expect(answer.code == 70, "\(arguments)")
        #expect(answer.error == "error: standard output: No space left on device\n")
    }

    @Test("that is full is told as JSON to those who asked for it", arguments: ["--json", "ls --json"])
    func fullJSON(arguments: String) throws {
        let answer = try shell("\"$OSTIA\" \(arguments) > /dev/full")
        #expect(answer.code == 70)
        #expect(
            answer.error
                == #"{"schema":"ostia/failure/1","code":"write-failed","#
                + #""message":"standard output: No space left on device","hint":null}"# + "\n")
    }

    @Test("gets no colours and no cursor where it is no terminal", arguments: answers)
    func plain(arguments: String) throws {
        let answer = try shell("unset NO_COLOR; TERM=xterm-256color \"$OSTIA\" \(arguments)")
        #expect(answer.code == 0 || arguments.hasPrefix("ls") && answer.code == 1)
        #expect(Raw.found(in: answer.output) == [])
    }

    @Test("gets JSON lines of ls --watch: what is there, what came, what went")
    func watchLines() throws {
        let port = Ports.free()
        let program = try #require(Installed.ostia)
        let watch = try RealProgram(
            program, ["ls", "--watch", "--json", "--interval", "50ms", "\(port)"], environment: ostia.environment,
            stopSignal: SIGINT)
        func lines() throws -> [Document] { try watch.log.split(separator: "\n").map { try Document(String($0)) } }
        #expect(eventually { watch.log.hasSuffix("\n") })
        let first = try #require(try lines().first)
        #expect(first["schema"].string == "ostia/ls-watch/1")
        #expect(first["came"].items == [] && first["went"].items == [])

        let script =
            "import socket,sys; s=socket.create_server((\"127.0.0.1\",\(port))); print(1,flush=True); sys.stdin.read()"
        let server = try RealProgram("python3", ["-c", script])
        try server.waitForPort(port)
        #expect(eventually { watch.log.split(separator: "\n").count == 2 && watch.log.hasSuffix("\n") })
        let came = try lines()[1]
        #expect(came["came"].items.map { $0["port"].int } == [Int(port)])
        #expect(came["came"][0]["owners"][0]["pid"].int == Int(server.id))
        #expect(came["went"].items == [])

        server.stop()
        #expect(eventually { watch.log.split(separator: "\n").count == 3 && watch.log.hasSuffix("\n") })
        let went = try lines()[2]
        #expect(went["came"].items == [])
        #expect(went["went"].items.map { $0["port"].int } == [Int(port)])
        #expect(went["went"][0]["cookie"].string == came["came"][0]["cookie"].string)
        // Between the changes nothing is written, however often it looks.
        watch.process.signal(SIGINT)
        #expect(watch.process.wait(seconds: 10) == 130)
        #expect(try lines().count == 3)
    }

    @Test("that is a terminal is drawn in place, with a plus for what came and a minus for what went")
    func watchScreen() throws {
        let port = Ports.free()
        let program = try #require(Installed.ostia)
        let folder = TemporaryFolder()
        // Copies what the program writes to its terminal of 80 columns into a file, and sends it SIGINT at the end.
        folder.write(
            "terminal.py",
            """
            import fcntl, os, pty, struct, sys, termios
            pid, screen = pty.fork()
            if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
            fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            print(f"PID {pid}", flush=True)
            while True:
                try: data = os.read(screen, 65536)
                except OSError: break
                if not data: break
                os.write(1, data)
            print("EXIT", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
            """)
        let terminal = try RealProgram(
            "python3", [folder("terminal.py"), program, "ls", "--watch", "--interval", "50ms", "\(port)"],
            environment: ostia.environment.merging(["TERM": "xterm"]) { _, new in new }, folder: folder)
        try terminal.waitForLog("0 listeners, 0 owners named")
        // The alternate screen, the cursor hidden, once.
        #expect(terminal.log.contains("\u{1B}[?1049h\u{1B}[?25l"))
        let server = try RealProgram(
            "python3",
            ["-c", "import socket,sys; s=socket.create_server((\"127.0.0.1\",\(port))); sys.stdin.read()"])
        try terminal.waitForLog("+  tcp  127.0.0.1:\(port)  python3")
        try terminal.waitForLog("1 listener, 1 owner named")
        #expect(!terminal.log.contains("-  tcp  127.0.0.1:\(port)"))
        server.stop()
        try terminal.waitForLog("-  tcp  127.0.0.1:\(port)  python3")
        let line = try #require(terminal.log.split(separator: "\n").first { $0.hasPrefix("PID ") })
        let pid = try #require(Int32(line.dropFirst(4).prefix { $0.isNumber }))
        kill(pid, SIGINT)
        try terminal.waitForLog("EXIT 130")
        // The terminal is left as it was: cursor shown, usual screen.
        #expect(terminal.log.contains("\u{1B}[?25h\u{1B}[?1049l"))
    }
}
