import Foundation
import TestSupport
import Testing

/// `ostia doctor -- COMMAND`: the command runs as without it, and what goes wrong is told.
@Suite("The doctor beside a command", .requires("ostia", "python3", "ip", "nsenter", .root))
struct DoctorCommandTests {
    private let network: TestNetwork
    private let ostia: CLI
    private let folder = TemporaryFolder()

    init() throws {
        network = try TestNetwork(isolatesProcesses: true)
        ostia = CLI(in: network)
    }

    private func python(_ script: String, json: Bool = false, _ words: String...) throws -> CommandResult {
        folder.write("app.py", script)
        let python = Installed.python ?? "python3"
        return try ostia.run(["doctor"] + (json ? ["--json"] : []) + ["--", python, folder("app.py")] + words)
    }

    @Test("passes on both streams, the input and the arguments, and says nothing of a command that works")
    func healthy() throws {
        let script = #"read -r line; printf 'out %s %s\n' "$line" "$1"; echo err >&2"#
        let answer = try ostia("doctor", "--", "sh", "-c", script, "sh", "--json", input: "in\n")
        #expect(answer.code == 0)
        #expect(answer.output == "out in --json\n")
        #expect(answer.error == "err\n")
        let told = try ostia("doctor", "--json", "--", "sh", "-c", script, "sh", "x", input: "in\n")
        #expect(told.code == 0)
        #expect(try DoctorSchema.complaint(told.output) == "")
        #expect(try told.json()["healthy"].bool == true)
        #expect(told.error == "out in x\nerr\n", "standard output is the document's alone")
    }

    @Test("that cannot bind is told who has the port, though it does not say which port")
    func bind() throws {
        let server = try CountingServer(in: network)
        let answer = try python(
            "import socket, sys\nsocket.create_server(('127.0.0.1', int(sys.argv[1])))\n", "8000")
        #expect(answer.code == 1)
        #expect(answer.error.contains("Address already in use"), "its own words are passed on")
        #expect(answer.error.contains("127.0.0.1:8000") || answer.error.contains("port 8000"), "\(answer.error)")
        #expect(answer.error.contains("\(server.pid)"), "\(answer.error)")
        let named = try python(
            """
            import sys
            print("Error: listen EADDRINUSE: address already in use 127.0.0.1:8000", file=sys.stderr)
            sys.exit(1)
            """, json: true)
        #expect(named.code == 1)
        #expect(try named.json()["question"]["intent"].string == "bind")
        #expect(try named.json().faults.first == "port-held-by-own-process")
    }

    @Test("that cannot connect is told what is wrong with the endpoint it names")
    func connect() throws {
        let answer = try python(
            """
            import socket, sys
            try: socket.create_connection(("127.0.0.1", 8765))
            except OSError as error: sys.exit(f"cannot connect to 127.0.0.1:8765: {error}")
            """, json: true)
        #expect(answer.code == 1)
        #expect(try answer.json().faults.first == "nothing-listening")
        #expect(try answer.json()["question"]["port"].int == 8765)
        #expect(try DoctorSchema.complaint(answer.output) == "")
    }

    @Test("that complains and goes on is diagnosed while it runs")
    func goesOn() throws {
        let gate = folder("gate")
        folder.write(
            "app.py",
            """
            import os, sys, time
            print("Error: connect ECONNREFUSED 127.0.0.1:8765, retrying", flush=True)
            while not os.path.exists(sys.argv[1]): time.sleep(0.02)
            """)
        let ostia = try #require(Installed.ostia)
        let program = try RealProgram(
            ostia, ["doctor", "--", Installed.python ?? "python3", folder("app.py"), gate],
            environment: self.ostia.environment, network: network)
        try program.waitForLog("Nothing listens on 127.0.0.1:8765")
        #expect(program.process.wait(seconds: 0) == nil, "the command still runs")
        folder.write("gate", "")
        #expect(program.process.wait(seconds: 30) == 1)
        let count = program.log.components(separatedBy: "Nothing listens on 127.0.0.1:8765").count - 1
        #expect(count == 1, "told once: \(program.log)")
    }

    @Test("that does not exist is bad input", arguments: ["no-such-program-of-ostia", "/nonexistent/x"])
    func missing(name: String) throws {
        let answer = try ostia("doctor", "--", name)
        #expect(answer.code == 2)
        #expect(answer.error.contains(name))
        #expect(answer.output == "")
        let told = try ostia("doctor", "--json", "--", name)
        #expect(told.code == 2)
        #expect(try DoctorSchema.complaint(told.error, "failure") == "")
    }

    @Test("that fails for a reason of its own: exit code 3, and its own code is told")
    func otherFailure() throws {
        let answer = try ostia("doctor", "--", "sh", "-c", "echo no such table >&2; exit 7")
        #expect(answer.code == 3)
        #expect(answer.error.contains("no such table\n"))
        #expect(answer.error.contains("exit code 7"))
        let told = try ostia("doctor", "--json", "--", "sh", "-c", "exit 7")
        #expect(told.code == 3)
        #expect(try told.json()["healthy"].bool == false)
        #expect(try DoctorSchema.complaint(told.output) == "")
        let killed = try ostia("doctor", "--", "sh", "-c", "kill -KILL $$")
        #expect(killed.code == 3)
        #expect(killed.error.contains("137"))
    }

    @Test("that leaves a daemon behind is over when it is over itself")
    func daemon() throws {
        let answer = try ostia("doctor", "--", "sh", "-c", "sleep 600 & echo $!")
        #expect(answer.code == 0)
        let daemon = try #require(Int32(answer.lines.first ?? ""))
        #expect(
            try network.run(
                "python3", ["-c", "import os, sys; os.kill(int(sys.argv[2]), int(sys.argv[1]))"] + ["9", "\(daemon)"]
            ).code == 0, "it still runs")
    }

    @Test("that writes megabytes passes on every byte")
    func much() throws {
        let script = "import sys\nfor i in range(200_000): sys.stdout.write('line %d of many\\n' % i)\n"
        let answer = try python(script)
        #expect(answer.code == 0)
        #expect(answer.lines.count == 200_000)
        #expect(answer.lines.last == "line 199999 of many")
    }
}
