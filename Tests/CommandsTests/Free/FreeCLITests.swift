import LinuxKernel
import TestSupport
import Testing

/// The built program against real processes.
@Suite(.requires("ostia", "python3")) struct FreeCLITests {
    private let cli = CLI()
    private let port = Ports.free()

    private func python(_ script: String) throws -> RealProgram {
        let server = try RealProgram("python3", ["-c", "import os,signal,socket,sys,time\n" + script])
        try server.waitForPort(port)
        return server
    }

    private var listen: String { "s=socket.socket(); s.bind(('127.0.0.1',\(port))); s.listen()\n" }

    @Test func nothingThere() throws {
        let result = try cli("free", "\(port)", "--yes")
        #expect(result.code == 1)
        #expect(result.output == "")
        #expect(result.error == "nothing listens on port \(port)\n")
    }

    @Test func stopsTheOwner() throws {
        let server = try python(listen + "time.sleep(60)")
        let result = try cli("free", "\(port)", "--yes")
        #expect(result.code == 0)
        #expect(result.lines.first?.hasPrefix("send TERM to python3") == true)
        #expect(result.lines.last?.hasPrefix("freed \(port) in ") == true)
        #expect(server.process.wait(seconds: 5) == 143)
        #expect(!Ports.isListening(port))
    }

    @Test func withoutYesNothingHappens() throws {
        let server = try python(listen + "time.sleep(60)")
        let asked = try cli("free", "\(port)")
        #expect(asked.code == 1)
        #expect(asked.error == "nothing was done: add --yes to carry the plan out\n")
        let dry = try cli("free", "\(port)", "--dry-run", "--yes", "--json")
        #expect(dry.code == 0)
        #expect(try dry.json()["plan"][0]["pid"].int == Int(server.id))
        #expect(try dry.json()["actions"].items.isEmpty)
        #expect(server.process.wait(seconds: 0) == nil)
        #expect(Ports.isListening(port))
    }

    @Test func onlyThisPortsOwner() throws {
        let other = Ports.free()
        let bystander = try RealProgram("python3", ["-m", "http.server", "\(other)", "--bind", "127.0.0.1"])
        try bystander.waitForPort(other)
        // Connected to the port, and no owner of it.
        let client = try python(
            listen + "c=socket.create_connection(('127.0.0.1',\(other)))\nprint('in',flush=True)\ntime.sleep(60)")
        try client.waitForLog("in")
        #expect(try cli("free", "\(other)", "--yes").code == 0)
        #expect(client.process.wait(seconds: 0) == nil)
        #expect(Ports.isListening(port))
    }

    @Test func oneThatIgnoresTheSignal() throws {
        let server = try python("signal.signal(15,signal.SIG_IGN)\n" + listen + "time.sleep(60)")
        let soft = try cli("free", "\(port)", "--yes", "--grace", "300ms")
        #expect(soft.code == 1)
        #expect(soft.error.contains("did not stop within 300 ms of TERM; 127.0.0.1:\(port) is still held"))
        #expect(soft.error.contains("ostia free \(port) --force"))
        #expect(server.process.wait(seconds: 0) == nil)
        let hard = try cli("free", "\(port)", "--yes", "--grace", "300ms", "--force", "--json").json()
        #expect(hard["freed"][0].int == Int(port))
        #expect(hard["actions"].items.map(\.["result"].string) == ["still-running", "exited"])
        #expect(server.process.wait(seconds: 5) == 137)
    }

    @Test func aChildThatInheritedTheSocket() throws {
        let server = try python(listen + "if os.fork() == 0: print('child',flush=True)\ntime.sleep(60)")
        try server.waitForLog("child")
        let result = try cli("free", "\(port)", "--yes")
        #expect(result.code == 0)
        #expect(!Ports.isListening(port))
    }

    @Test func aStoppedProcess() throws {
        let server = try python(listen + "time.sleep(60)")
        server.process.signal(19)
        #expect(eventually { ProcFS().stat(server.id)?.state == "T" })
        let result = try cli("free", "\(port)", "--yes")
        #expect(result.code == 0)
        #expect(result.output.contains("which is stopped, and wake it"))
        #expect(server.process.wait(seconds: 5) == 143)
    }

    @Test func oneThatIsRestarted() throws {
        let python = try #require(Installed.python)
        let server = try restarting(python)
        let result = try cli("free", "\(port)", "--yes", "--wait", "10s")
        #expect(result.code == 1)
        #expect(result.error.contains("127.0.0.1:\(port) was taken again by "))
        #expect(result.error.contains("(pid \(server.id)) restarts it"))
        #expect(result.error.contains("to stop it for good: kill \(server.id)"))
    }

    private func restarting(_ python: String) throws -> RealProgram {
        let server = try RealProgram(
            "sh", ["-c", "while true; do \(python) -m http.server \(port) --bind 127.0.0.1; done"])
        try server.waitForPort(port)
        return server
    }

    @Test func refusesItsOwnAncestors() throws {
        let ostia = try #require(Installed.ostia)
        let script =
            "import subprocess\n" + listen
            + "r=subprocess.run(['\(ostia)','free','\(port)','--yes'])\nprint('code',r.returncode,flush=True)\ntime.sleep(60)"
        let server = try python(script)
        try server.waitForLog("code 3")
        #expect(server.log.contains("which this command runs in: it would stop your session"))
        #expect(Ports.isListening(port))
    }

    @Test(.requires(.root)) func keepsTheProcess() throws {
        let server = try python(listen + "time.sleep(60)")
        let result = try cli("free", "\(port)", "--yes", "--keep-process")
        #expect(result.code == 0)
        #expect(!Ports.isListening(port))
        #expect(server.process.wait(seconds: 0) == nil)
        let after = try cli("free", "\(port)")
        #expect(after.code == 1)
        #expect(after.error.contains("a socket is bound to 127.0.0.1:\(port) without listening"))
    }

    @Test func udp() throws {
        let script =
            "import socket,time\ns=socket.socket(socket.AF_INET,socket.SOCK_DGRAM)\n"
            + "s.bind(('127.0.0.1',\(port)))\nprint('bound',flush=True)\ntime.sleep(60)"
        let server = try RealProgram("python3", ["-c", script])
        try server.waitForLog("bound")
        let tcp = try cli("free", "\(port)", "--yes")
        #expect(tcp.code == 1)
        #expect(tcp.error.contains("a UDP socket has it: 127.0.0.1:\(port)"))
        #expect(try cli("free", "\(port)", "--udp", "--yes").code == 0)
        #expect(server.process.wait(seconds: 5) == 143)
    }

    @Test(.requires("setpriv", .root)) func anotherUsersProcess() throws {
        let server = try python(listen + "time.sleep(60)")
        let ostia = try #require(Installed.ostia)
        let result = try Command.run(
            "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "--", ostia, "free", "\(port)", "--yes"])
        // Where the build folder may not be entered by others there is nothing to see.
        if result.code != 127 && result.code != 126 {
            #expect(result.code == 3)
            #expect(result.error.contains("is held by a process of another user"))
        }
        #expect(server.process.wait(seconds: 0) == nil)
    }

    @Test(arguments: [
        ["free"], ["free", "0"], ["free", "65536"], ["free", "62893abc"], ["free", "[::1"], ["free", "1.2.3"],
        ["free", "localhost:"], ["free", "localhost"], ["free", "nobody.invalid:80"], ["free", "3010-3000"],
        ["free", "3000", "--signal", "NOPE"], ["free", "3000", "--signal", "KILL"], ["free", "3000", "--grace", "x"],
        ["free", "3000", "--udp", "--keep-process"],
    ])
    func badInput(_ arguments: [String]) throws {
        let result = try cli.run(arguments)
        #expect(result.code == 2)
        #expect(result.output == "")
    }
}
