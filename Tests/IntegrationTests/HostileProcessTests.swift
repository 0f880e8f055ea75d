import Foundation
import TestSupport
import Testing

/// A server whose name, command line, working directory and Unix socket are made to act on a terminal.
private struct HostileServer {
    let port: UInt16
    let program: RealProgram

    /// - Parameters:
    ///   - name: what it calls itself with prctl(2), as bytes of Python.
    ///   - argument: a word of its command line, as an expression of Python.
    init(name: String, argument: String, folderName: String = "plain", network: TestNetwork? = nil) throws {
        port = Ports.free()
        let folder = TemporaryFolder()
        folder.write(
            "start.py",
            """
            import os, sys
            directory = b"\(folder.path)/" + b"\(folderName)"
            os.makedirs(directory, exist_ok=True)
            os.chdir(directory)
            os.execv(sys.executable, [b"python3", b"\(folder.path)/serve.py", b"\(port)", \(argument)])
            """)
        folder.write(
            "serve.py",
            """
            import ctypes, socket, sys, time
            server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
            client = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            door = socket.socket(socket.AF_UNIX)
            door.bind(b"\\0ostia-test-" + sys.argv[1].encode() + b"-\(name)")
            door.listen()
            ctypes.CDLL(None).prctl(15, b"\(name)", 0, 0, 0)
            print("READY", flush=True)
            time.sleep(600)
            """)
        program = try RealProgram("python3", [folder("start.py")], folder: folder, network: network)
        try program.waitForLog("READY")
    }
}

@Suite("A process with a hostile name", .requires("ostia", "python3"))
struct HostileProcessTests {
    private let ostia = CLI()

    static let names = [
        #"\x1b[2J\x1b[31m"#, #"two\nlines\r"#, #"\xe2\x80\xaednamtxen"#, #"\xff\xfe\x80\xc3"#, #"\x9b31m\x07\x08"#,
        #"a\xe2\x80\xa8b\xe2\x81\xa6"#,
    ]

    /// Every answer that may show a process, each to be written for a person and for a program.
    private func questions(_ port: UInt16, pid: Int32) -> [[String]] {
        [
            [], ["ls", "\(port)"], ["ls", "--json", "\(port)"], ["ls", "--conns", "\(port)"],
            ["ls", "--conns", "--json", "\(port)"], ["ls", "--unix"], ["ls", "--unix", "--json"],
            ["ls", "--columns", "port,name,owners,what,project,command,executable,directory", "\(port)"],
            ["who", "\(port)"], ["who", "--json", "\(port)"], ["who", "pid:\(pid)"], ["who", "--brief", "\(port)"],
            ["explain", "\(port)"], ["explain", "--json", "\(port)"], ["free", "--dry-run", "\(port)"],
            ["free", "--dry-run", "--json", "\(port)"], ["wait", "\(port)"], ["wait", "--json", "\(port)"],
        ]
    }

    @Test("never acts on a terminal, whichever command shows it", arguments: names)
    func escaped(name: String) throws {
        let server = try HostileServer(name: name, argument: "b\"--evil=\(name)\"", folderName: name)
        for question in questions(server.port, pid: server.program.id) {
            let answer = try ostia.run(question)
            #expect(answer.code == 0, "\(question): \(answer.error)")
            #expect(Raw.found(in: answer.output) == [], "\(question)")
            #expect(Raw.found(in: answer.error) == [], "\(question)")
            #expect(!answer.output.isEmpty)
            if question.contains("--json") {
                #expect(throws: Never.self) { try answer.json() }
                // JSON escapes a line's end in a text; the document itself is one line.
                #expect(answer.lines.count == 1, "\(question)")
            }
        }
    }

    @Test("takes one line of a listing, however many its name has")
    func oneLine() throws {
        let server = try HostileServer(name: #"a\nb\nc"#, argument: #"b"x\ny\nz""#)
        let answer = try ostia("ls", "--columns", "port,pid,name,command", "\(server.port)")
        #expect(answer.code == 0)
        let rows = answer.lines.filter { $0.contains("\(server.port)") }
        #expect(rows.count == 1)
        #expect(rows.first?.contains(#"a\nb\nc"#) == true, "\(answer.output)")
        // The heading, the row and how complete the picture is; an empty line at most between.
        #expect(answer.lines.filter { !$0.isEmpty }.count == 3, "\(answer.output)")
    }

    @Test("is found by its pid whatever it calls itself, and its real name is in the JSON")
    func found() throws {
        let server = try HostileServer(name: #"\x1b]0;owned\x07"#, argument: #"b"-""#)
        let one = try ostia("ls", "--json", "pid:\(server.program.id)").json()["listeners"]
        #expect(one.items.map { $0["port"].int } == [Int(server.port)])
        #expect(one[0]["owners"][0]["name"].string == "\u{1B}]0;owned\u{7}")
        #expect(try ostia("who", "--brief", "\(server.port)").output == "\(server.program.id)\n")
    }

    @Test("with a command line of 100 KB is told in a few lines")
    func longCommandLine() throws {
        let server = try HostileServer(name: "long", argument: #"b"\x1b[1m" + b"x" * 100_000"#)
        for question in questions(server.port, pid: server.program.id) where !question.contains("--json") {
            let answer = try ostia.run(question, timeout: 10)
            #expect(answer.code == 0, "\(question): \(answer.error)")
            #expect(Raw.found(in: answer.output) == [], "\(question)")
            // `--columns command` was asked for it; every other answer cuts it.
            if !question.contains("--columns"), question != ["ls", "--unix"], question != [] {
                #expect(answer.output.utf8.count < 8000, "\(question): \(answer.output.utf8.count) bytes")
            }
        }
        let told = try ostia("ls", "--json", "\(server.port)").json()
        let words = told["listeners"][0]["owners"][0]["command"].items.compactMap(\.string)
        #expect(words.first == "python3")
        #expect(words.last?.hasPrefix("\u{1B}[1mxxxx") == true)
    }

    @Test("with an executable that was deleted, in a folder that was deleted, is told to be so")
    func deleted() throws {
        let folder = TemporaryFolder()
        try Command.succeed("cp", ["/bin/sleep", folder("evil\u{1B}[5m")])
        let port = Ports.free()
        folder.write(
            "hand.py",
            """
            import os, socket
            server = socket.create_server(("127.0.0.1", \(port)))
            server.set_inheritable(True)
            name = b"evil\\x1b[5m"
            pid = os.fork()
            if pid == 0: os.execv(name, [name, b"600"])
            os.waitpid(pid, os.WNOHANG)
            import time
            while b"evil" not in open(f"/proc/{pid}/cmdline", "rb").read(): time.sleep(0.01)
            os.unlink(name)
            server.close()
            print("READY", flush=True)
            os.waitpid(pid, 0)
            """)
        let program = try RealProgram("python3", [folder("hand.py")], folder: folder)
        try program.waitForLog("READY")
        let told = try ostia("who", "\(port)")
        #expect(told.code == 0)
        #expect(Raw.found(in: told.output) == [])
        #expect(told.output.contains("deleted"))
        let owners = try ostia("ls", "--json", "\(port)").json()["listeners"][0]["owners"]
        #expect(owners.items.count == 1)
        #expect(owners[0]["executable"].string?.hasPrefix(folder("evil\u{1B}[5m")) == true)
    }
}
