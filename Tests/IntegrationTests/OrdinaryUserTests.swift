import Foundation
import TestSupport
import Testing

/// The built program run as `nobody`, who may not look into the processes of root and of this test.
///
/// In a network namespace of its own: the sockets are the test's, so every count is known.
@Suite("An ordinary user", .requires("ostia", "python3", "ip", "nsenter", "setpriv", "unshare", .root))
struct OrdinaryUserTests {
    private static let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]

    private let network: TestNetwork
    /// Two listeners of root's and one datagram socket.
    private let server: RealProgram
    private let home = TemporaryFolder()

    init() throws {
        network = try TestNetwork()
        server = try RealProgram(
            "python3",
            [
                "-c",
                """
                import socket, sys
                a = socket.create_server(("127.0.0.1", 4711))
                b = socket.create_server(("0.0.0.0", 4712))
                c = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                c.bind(("127.0.0.1", 4713))
                print("READY", flush=True)
                sys.stdin.read()
                """,
            ], network: network)
        try server.waitForLog("READY")
        chmod(home.path, 0o777)
        // The build folder may lie where only root looks.
        try FileManager.default.copyItem(atPath: try #require(Installed.ostia), toPath: home("ostia"))
    }

    /// Runs a program in the namespace, after `words`, with folders that any user may write.
    private func run(_ words: [String], _ arguments: [String]) throws -> CommandResult {
        let all = Array(network.prefix.dropFirst()) + words + [home("ostia")] + arguments
        let environment = [
            "XDG_STATE_HOME": home.path, "XDG_RUNTIME_DIR": home.path, "XDG_CONFIG_HOME": home.path, "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8", "HOME": home.path,
        ]
        return try Command.run(network.prefix[0], all, environment: environment)
    }

    private func asNobody(_ arguments: String...) throws -> CommandResult { try run(Self.nobody, arguments) }

    @Test("is told of every socket, to which user it belongs, and how many owners stayed unnamed")
    func counts() throws {
        let answer = try asNobody("ls")
        #expect(answer.code == 0)
        #expect(answer.lines.last == "3 listeners, 0 owners named, 3 of other users (root sees all: sudo ostia ls)")
        #expect(answer.lines.filter { $0.contains("(user root)") }.count == 3)
        let told = try asNobody("ls", "--json").json()
        #expect(told["coverage"]["listeners"].int == 3)
        #expect(told["coverage"]["named"].int == 0)
        #expect(told["coverage"]["other_users"].int == 3)
        #expect(told["coverage"]["hidden"].int == 0)
        #expect(
            told["listeners"].items.map { $0["unknown_owner_reason"].string }
                == Array(repeating: "other-user", count: 3))
        #expect(told["listeners"].items.map { $0["uid"].int } == [0, 0, 0])
        #expect(told["listeners"].items.map { $0["owners"].items.count } == [0, 0, 0])
    }

    @Test("sees own sockets beside those of others")
    func own() throws {
        let mine = try RealProgram(
            "python3",
            [
                "-c",
                """
                import os, socket, sys
                os.setgroups([]); os.setgid(65534); os.setuid(65534)
                s = socket.create_server(("127.0.0.1", 4720))
                # What changed its user may not be looked into until the kernel is told otherwise (prctl(2)).
                import ctypes; ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
                print("READY", flush=True)
                sys.stdin.read()
                """,
            ], network: network)
        try mine.waitForLog("READY")
        #expect(
            try asNobody("ls").lines.last
                == "4 listeners, 1 owner named, 3 of other users (root sees all: sudo ostia ls)")
        #expect(try asNobody("who", "--brief", "4720").output == "\(mine.id)\n")
        let freed = try asNobody("free", "--yes", "4720")
        #expect(freed.code == 0, "\(freed.output)\(freed.error)")
        #expect(mine.process.wait(seconds: 10) != nil)
        #expect(try asNobody("ls", "4720").code == 1)
    }

    @Test("is told that only root may name a process")
    func who() throws {
        let answer = try asNobody("who", "4711")
        #expect(answer.code == 0)
        #expect(answer.output.hasPrefix("tcp 127.0.0.1:4711  a process of user root, which only root may name"))
        #expect(answer.output.contains("\nnext: sudo ostia who 4711 names the process"))
        let json = try asNobody("who", "--json", "4711").json()
        #expect(json["listeners"][0]["unknown_owner_reason"].string == "other-user")
        #expect(json["processes"].items == [])
        #expect(try asNobody("who", "--brief", "4711").output == "")
    }

    @Test("may not take a port from others, however it is asked", arguments: [[], ["--force"], ["--keep-process"]])
    func free(flags: [String]) throws {
        let answer = try run(Self.nobody, ["free", "--yes"] + flags + ["4711"])
        #expect(answer.code == 3)
        #expect(
            answer.error + answer.output
                == """
                refused: 127.0.0.1:4711 is held by a process of another user
                  root may see and stop it: try it with sudo

                """)
        #expect(server.process.wait(seconds: 0) == nil)
        #expect(try run([], ["who", "--brief", "4711"]).output == "\(server.id)\n")
    }

    @Test("may see the plan's refusal without trying")
    func plan() throws {
        let answer = try asNobody("free", "--dry-run", "4711")
        #expect(answer.code == 3)
        #expect((answer.error + answer.output).contains("held by a process of another user"))
    }

    @Test("may wait for, and learn about, a port that others hold")
    func others() throws {
        #expect(try asNobody("wait", "--timeout", "5s", "4711").code == 0)
        #expect(try asNobody("wait", "--timeout", "100ms", "4719").code == 4)
        #expect(try asNobody("wait", "--timeout", "100ms", "--free", "4711").code == 4)
        #expect(try asNobody("explain", "4711").code == 0)
        #expect(try asNobody("explain", "--json", "4711").json()["schema"].string == "ostia/explain/1")
    }

    /// With hidepid=2 other users' processes are not even listed (proc(5)).
    @Test("gets the same answers where /proc hides other users' processes")
    func hidden() throws {
        let mount = "mount -t proc -o hidepid=2 proc /proc && exec \"$@\""
        let words = ["unshare", "-m", "--", "sh", "-c", mount, "sh"] + Self.nobody
        let answer = try run(words, ["ls"])
        #expect(answer.code == 0)
        #expect(answer.lines.last == "3 listeners, 0 owners named, 3 of other users (root sees all: sudo ostia ls)")
        #expect(try run(words, ["free", "--yes", "4711"]).code == 3)
        #expect(try run(words, ["who", "4711"]).output.contains("which only root may name"))
        #expect(try run(words, ["explain", "4711"]).code == 0)
        #expect(try run(words, ["port"]).code == 0)
        #expect(server.process.wait(seconds: 0) == nil)
    }

    @Test("that is root sees all of it, also where /proc hides")
    func root() throws {
        let mount = "mount -t proc -o hidepid=2 proc /proc && exec \"$@\""
        for words in [[], ["unshare", "-m", "--", "sh", "-c", mount, "sh"]] {
            #expect(try run(words, ["ls"]).lines.last == "3 listeners, 3 owners named")
            #expect(try run(words, ["who", "--brief", "4713"]).output == "\(server.id)\n")
        }
    }

    /// Containers and hardened services refuse netlink; the tables of /proc/net say less and enough.
    @Test("and root read /proc/net where the kernel refuses netlink, and are told so", .requires("strace"))
    func withoutNetlink() throws {
        let refused = ["strace", "-f", "-o", home("trace"), "-e", "trace=socket", "-e", "inject=socket:error=EPERM"]
        let answer = try run(refused, ["ls"])
        #expect(answer.code == 0)
        #expect(answer.lines.contains("3 listeners, 3 owners named"))
        #expect(
            (answer.output + answer.error).contains(
                "read from /proc/net, without cgroups and backlogs: socket NETLINK_SOCK_DIAG: Operation not permitted"))
        let told = try run(refused, ["ls", "--json"]).json()
        #expect(told["coverage"]["source"].string == "/proc/net")
        #expect(told["listeners"].items.map { $0["port"].int } == [4711, 4712, 4713])
        #expect(
            told["listeners"].items.map { $0["owners"][0]["pid"].int } == Array(repeating: Int(server.id), count: 3))
        #expect(try run(refused, ["who", "--brief", "4712"]).output == "\(server.id)\n")
        #expect(try run(refused, ["wait", "--timeout", "5s", "4711"]).code == 0)
        #expect(try run(refused, ["explain", "4711"]).code == 0)
    }
}
