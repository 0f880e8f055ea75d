import Foundation
import TestSupport
import Testing

/// What an answer costs, counted and not timed: counts are the same on a busy machine.
///
/// In network and process namespaces of its own: what other tests start meanwhile costs nothing here.
@Suite("The cost of an answer", .requires("ostia", "python3", "strace", "ip", "nsenter", "unshare", .root))
struct CostTests {
    private static let listeners = 60

    private let network: TestNetwork
    private let server: RealProgram
    private let ostia = CLI()
    /// What leads a command into the namespaces, where the server is process 1.
    private let prefix: [String]

    init() throws {
        network = try TestNetwork()
        server = try RealProgram(
            "unshare",
            [
                "--pid", "--fork", "--mount-proc", "--kill-child", try #require(Installed.python), "-c",
                """
                import os, socket, sys
                files = [open("/dev/null") for _ in range(200)]
                servers = [socket.create_server(("127.0.0.1", 5000 + i)) for i in range(\(Self.listeners))]
                print("READY", flush=True)
                sys.stdin.read()
                """,
            ], network: network)
        try server.waitForLog("READY")
        let children = try String(contentsOfFile: "/proc/\(server.id)/task/\(server.id)/children", encoding: .utf8)
        let child = try #require(children.split(separator: " ").first)
        prefix = ["--target", "\(child)", "--net", "--pid", "--mount", "--"]
    }

    private func run(_ words: [String]) throws -> CommandResult {
        try Command.run("nsenter", prefix + words, environment: ostia.environment, timeout: 60)
    }

    private func ask(_ arguments: String...) throws -> CommandResult {
        try run([try #require(Installed.ostia)] + arguments)
    }

    /// The system calls of one run by name, execve's aside.
    private func calls(_ arguments: String...) throws -> [String: Int] {
        let folder = TemporaryFolder()
        let program = try #require(Installed.ostia)
        let result = try run(["strace", "-f", "-qq", "-o", folder("trace"), program] + arguments)
        #expect(result.code == 0, "\(result.error)")
        var out: [String: Int] = [:]
        for line in folder.text("trace").split(separator: "\n") {
            // `4711 openat(AT_FDCWD, …) = 3`; the second half of a call that another thread interrupted has no name.
            guard let space = line.firstIndex(of: " "), !line.contains("resumed>") else { continue }
            let rest = line[space...].drop { $0 == " " }
            guard let paren = rest.firstIndex(of: "("), rest.first?.isLetter == true else { continue }
            out[String(rest[..<paren]), default: 0] += 1
        }
        return out
    }

    /// Descriptors looked at, of `--stats`: "cost: 5.1 ms, 25 descriptors looked at, …".
    private func looks(_ answer: CommandResult) throws -> Int {
        let line = try #require(answer.error.split(separator: "\n").first { $0.hasPrefix("cost: ") })
        let words = line.split(separator: " ")
        let i = try #require(words.firstIndex(of: "descriptors"))
        return try #require(Int(words[i - 1]))
    }

    @Test("of knowledge alone is that of starting a program")
    func explainOffline() throws {
        let calls = try calls("explain", "--offline", "127.0.0.1:62893")
        // 53 for the static binary: 12 of the C library's start, the rest /etc/hosts, sysctls and one write.
        // A dynamically linked debug build adds the loader's for each library.
        let own = calls.filter {
            ![
                "mmap", "munmap", "mprotect", "openat", "close", "read", "fstat", "pread64",
                "newfstatat", "brk", "futex",
            ].contains($0.key)
        }
        #expect(own.values.reduce(0, +) < 60, "\(own)")
        #expect(calls["socket"] == nil, "no socket is opened, not even netlink's")
        #expect(calls["getdents64"] == nil, "no folder is read, least of all /proc")
        #expect(calls["clone3"] == nil && calls["clone"] == nil, "no thread is started")
        #expect(calls["write"] == 1, "one write for the whole answer")
    }

    @Test("of a second listing is about a look a listener, and not a look a descriptor")
    func secondListing() throws {
        let first = try looks(try ask("ls", "--stats"))
        #expect(first >= 260, "the first walks every descriptor of the server: \(first)")
        // One look proves one remembered holder; the allowance is for the few processes that bring us in here.
        let second = try looks(try ask("ls", "--stats"))
        #expect((Self.listeners...Self.listeners + 20).contains(second), "\(second)")
        let exact = try looks(try ask("ls", "--stats", "--exact"))
        #expect(exact >= 260, "--exact trusts no memory: \(exact)")
    }

    @Test("of asking about one port again does not grow with the other ports' number")
    func onePort() throws {
        _ = try ask("ls")
        let one = try looks(try ask("ls", "--stats", "5007"))
        #expect((1...20).contains(one), "\(one)")
        let brief = try looks(try ask("who", "--stats", "--brief", "5007"))
        #expect((1...20).contains(brief), "\(brief)")
        let answer = try ask("who", "--brief", "5007")
        #expect(answer.output == "1\n")
    }

    @Test("of a second listing is bounded in system calls by listeners and processes")
    func systemCalls() throws {
        _ = try calls("ls")
        let again = try calls("ls")
        // One netlink socket for the interfaces' addresses and one a dump: TCP and UDP, IPv4 and IPv6.
        #expect((again["socket"] ?? 0) <= 5, "\(again)")
        #expect((again["sendto"] ?? 0) + (again["sendmsg"] ?? 0) <= 8, "\(again)")
        #expect(again["connect"] == nil, "nothing is connected to, not even an engine: no container's trace is there")
        #expect(again["write"] == 1, "one write for the whole answer")
        #expect(again["execve"] == 1, "no other program is run")
        // One readlink proves one holder; a process costs a handful of links and files besides.
        #expect((again["readlink"] ?? 0) + (again["readlinkat"] ?? 0) >= Self.listeners)
    }

    @Test("is told to the one who asks and to nobody else")
    func stats() throws {
        let plain = try ask("ls")
        #expect(plain.error == "")
        let told = try ask("ls", "--stats")
        #expect(told.output.split(separator: "\n").count == plain.output.split(separator: "\n").count)
        #expect(told.error.hasPrefix("cost: "))
        #expect(told.error.contains(" descriptors looked at, sockets from sock_diag, at most "))
        #expect(told.error.split(separator: "\n").count == 1)
    }
}
