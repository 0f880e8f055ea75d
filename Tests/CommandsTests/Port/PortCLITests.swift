import Endpoints
import LinuxKernel
import TestSupport
import Testing

/// The built program on the machine's real ports.
@Suite(.requires("ostia")) struct PortCLITests {
    let cli = CLI()

    /// A work tree of its own.
    func tree(_ name: String) -> String {
        cli.home.write("\(name)/.git", "gitdir: elsewhere\n")
        return cli.home(name)
    }

    func shell(_ script: String, directory: String? = nil, timeout: Double = 60) throws -> TestSupport.CommandResult {
        let ostia = try #require(Installed.ostia)
        return try Command.run(
            "bash", ["-c", script, ostia], environment: cli.environment, directory: directory ?? tree("work"),
            timeout: timeout)
    }

    @Test func theSameHereAnotherOneThere() throws {
        let (one, two) = (tree("one"), tree("two"))
        cli.home.makeFolder("one/src/deep")
        let first = try cli("port", "api", directory: one)
        #expect(first.code == 0 && first.error == "")
        #expect(try cli("port", "api", directory: cli.home("one/src/deep")).output == first.output)
        #expect(try cli("port", "api", directory: two).output != first.output)
        let json = try cli("port", "api", "--json", directory: one).json()
        #expect(json["schema"].string == "ostia/port/1")
        #expect(json["port"].int == Int(first.output.dropLast()))
        #expect(json["project"].string == one)
        #expect(json["leased"].bool == true && json["in_use"].bool == false)
    }

    @Test func listAndRelease() throws {
        let one = tree("one")
        let port = try cli("port", "api", directory: one).output.dropLast()
        let list = try cli("port", "--list", "--json").json()
        #expect(list["leases"].items.map { $0["port"].int } == [Int(port)])
        #expect(list["leases"][0]["work_tree_exists"].bool == true)
        #expect(try cli("port", "--release", "web", directory: one).code == 1)
        #expect(try cli("port", "--release", "api", directory: one).output == "released port \(port) of api\n")
        let again = try cli("port", "--release", directory: one)
        #expect(again.code == 1)
        #expect(again.error == "ostia port: there are no leases in \(one)\n")
    }

    @Test func saysItsCost() throws {
        let result = try cli("port", "--stats")
        #expect(result.error.hasPrefix("cost: "))
        #expect(result.error.contains(" ms, leases in \(cli.home("state/ostia/leases")), at most "))
    }

    @Test(arguments: [["62893abc"], ["0"], ["65536"], ["--prefer", "0"], ["--range", "9-1"], ["a\u{1B}b"], ["-1"]])
    func badInput(_ arguments: [String]) throws {
        let result = try cli.run(["port"] + arguments)
        #expect(result.code == 2)
        #expect(result.output == "")
        #expect(!result.error.contains("\u{1B}"))
    }

    @Test func nothingFree() throws {
        let result = try cli("port", "--range", "6665-6669")
        #expect(result.code == 1)
        #expect(
            result.error
                == "error: no free port in 6665-6669: 5 blocked by browsers\n       ask for another --range\n")
    }

    @Test func aCommandGetsThePort() throws {
        let one = tree("one")
        let port = try cli("port", "api", directory: one).output.dropLast()
        let result = try cli(
            "port", "api", "--env", "API", "--", "sh", "-c", "echo $PORT $API $1 $$", "x", "p={port}", directory: one)
        let words = result.output.split(whereSeparator: \.isWhitespace)
        #expect(words.prefix(3) == [port, port, "p=\(port)"])
        #expect(try cli("port", "api", "--", "sh", "-c", "exit 7", directory: one).code == 7)
        #expect(try cli("port", "api", "--", "sh", "-c", "kill -TERM $$", directory: one).code == 143)
        // Our habit of ignoring SIGPIPE is not inherited.
        #expect(try cli("port", "--", "sh", "-c", "kill -PIPE $$", directory: one).code == 141)
        let missing = try cli("port", "api", "--", "no-such-program", directory: one)
        #expect(missing.code == 127)
        #expect(missing.error.hasPrefix("error: no-such-program: No such file or directory\n"))
        #expect(try cli("port", "api", "--", "/etc/passwd", directory: one).code == 126)
    }

    /// A server that binds, listens and says so; `reuse` sets SO_REUSEADDR.
    static func server(_ address: String, reuse: Bool) -> [String] {
        [
            "python3", "-c",
            """
            import socket, os
            s = socket.socket(socket.AF_INET6 if ':' in '\(address)' else socket.AF_INET)
            if \(reuse ? "True" : "False"): s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(('\(address)', int(os.environ['PORT']))); s.listen(); print('listens')
            """,
        ]
    }

    @Test(.requires("python3"), arguments: ["127.0.0.1", "0.0.0.0", "::1", "::"], [true, false])
    func everyServerCanBind(_ address: String, _ reuse: Bool) throws {
        let result = try cli.run(["port", "--"] + Self.server(address, reuse: reuse))
        #expect(result.output == "listens\n", "\(result.error)")
    }

    @Test(.requires("python3"))
    func withHoldOnlyServersThatReuse() throws {
        #expect(try cli.run(["port", "--hold", "--"] + Self.server("127.0.0.1", reuse: true)).output == "listens\n")
        let refused = try cli.run(["port", "--hold", "--"] + Self.server("127.0.0.1", reuse: false))
        #expect(refused.code == 1)
        #expect(refused.error.contains("Address already in use"))
    }

    @Test(.requires("python3"))
    func theHoldEndsWithTheCommand() throws {
        let result = try cli("port", "--hold", "--", "sh", "-c", "echo $PORT")
        let port = try #require(UInt16(result.output.dropLast()))
        #expect(eventually { BindTrial.failure(Endpoint(.tcp, .loopbackV4, port), reuse: false) == nil })
    }

    @Test(.requires("node"))
    func node() throws {
        let script =
            "require('http').createServer().listen(process.env.PORT, () => { console.log('up'); process.exit() })"
        #expect(try cli("port", "--hold", "--", "node", "-e", script).output == "up\n")
        #expect(try cli("port", "--", "node", "-e", script).output == "up\n")
    }

    @Test(.requires("python3"))
    func aStrangerOnALeasedPortIsNamed() throws {
        let one = tree("one")
        let result = try shell(
            """
            port=$("$0" port api)
            (cd / && exec python3 -c "import socket,sys
            s = socket.create_server(('127.0.0.1', $port)); print('up', flush=True); sys.stdin.read()") < <(sleep 20) > up &
            until [ -s up ]; do sleep 0.01; done
            "$0" port api --json
            "$0" port api >/dev/null
            kill $!
            """, directory: one)
        let json = try Document(result.lines[0])
        #expect(json["in_use"].bool == true)
        #expect(json["grants"][0]["listener"]["working_directory"].string == "/")
        #expect(result.error.contains("which does not run in \(one): ostia who \(try #require(json["port"].int))\n"))
    }

    @Test func sixtyFourAtOnce() throws {
        // Standard error apart: some other program of this machine may listen on one of them, which is said there.
        let result = try shell(
            """
            for p in $(seq 64); do
                (for i in $(seq 20); do "$0" port "s$p-$i" || echo failed; done > "out.$p" 2> "notes.$p") &
            done
            wait
            cat out.*
            """, timeout: 300)
        let given = result.lines
        #expect(given.count == 1280)
        #expect(Set(given).count == 1280)
        let list = try cli("port", "--list", "--json").json()["leases"].items
        #expect(Set(list.compactMap { $0["port"].int.map(String.init) }) == Set(given))
    }

    @Test func sixtyFourWithoutANameAtOnce() throws {
        let result = try shell("for p in $(seq 64); do \"$0\" port --range 23000-23999 & done; wait")
        #expect(result.lines.count == 64)
        #expect(Set(result.lines).count == 64)
    }

    @Test func killedAtAnyMoment() throws {
        // Between half a millisecond and 25 ms after their start, over all that a call does.
        let result = try shell(
            """
            for i in $(seq 200); do
                timeout -s KILL $(printf '0.%05d' $((i * 125 % 2500 + 50))) "$0" port "s$i" 2>/dev/null
            done
            true
            """, timeout: 120)
        #expect(result.code == 0)
        let list = try cli("port", "--list", "--json")
        #expect(list.code == 0)
        // A damaged line would be said here.
        #expect(list.error == "")
        let kept = Set(try list.json()["leases"].items.compactMap { $0["port"].int.map(String.init) })
        #expect(Set(result.lines).subtracting(kept) == [])
        #expect(try cli("port", "after", directory: tree("work")).code == 0)
    }

    @Test(.requires("unshare"), .requires(.root))
    func aReadOnlyStateFolder() throws {
        let one = tree("one")
        let usual = try cli("port", "api", directory: one).output
        _ = try cli("port", "--release", directory: one)
        let result = try Command.run(
            "unshare",
            [
                "-m", "sh", "-c",
                "mount --bind -o ro \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && shift && exec \"$@\"",
                "sh", cli.home("state"), try #require(Installed.ostia), "port", "api",
            ], environment: cli.environment, directory: one)
        #expect(result.code == 0)
        #expect(result.output == usual)
        #expect(
            result.error == "ostia port: no lease, the port may go to somebody else: open "
                + "\(cli.home("state/ostia/lock")): Read-only file system\n")
    }

    @Test(.requires("unshare"), .requires(.root))
    func withoutIPv6() throws {
        let result = try Command.run(
            "unshare",
            [
                "-n", "sh", "-c", "ip link set lo up; sysctl -qw net.ipv6.conf.all.disable_ipv6=1; exec \"$@\"", "sh",
                try #require(Installed.ostia), "port", "--", "sh", "-c", "echo $PORT",
            ], environment: cli.environment)
        #expect(result.code == 0)
        #expect(UInt16(result.output.dropLast()) != nil)
        #expect(result.error == "")
    }
}
