import Foundation
import TestSupport
import Testing

/// Files and states that a stack cannot be started from: each is told what is wrong, and nothing is half started.
@Suite("UpTests: bad input", .requires("ostia", "python3"))
struct UpBadInputTests {
    @Test("is refused with a sentence, and nothing is started", arguments: files)
    func refused(file: String, text: String, complaint: String) throws {
        let stack = Harbour(text, file: file)
        let up = try stack("up", "--wait", timeout: 60)
        #expect(up.code == 2)
        #expect(up.error.hasPrefix("error: \(complaint)"), "\(up.error)")
        #expect(stack.processes() == [])
        #expect(try stack("stacks").lines.count == 1, "no stack is known after it")
    }

    private static let files = [
        ("Procfile", "", "Procfile: error: no line of the form `name: command`\n"),
        ("Procfile", "\u{0}\u{1}\u{7f}ELF\u{2}\n\u{0}", "Procfile: error: no line of the form `name: command`\n"),
        (
            "ostia.yaml", "",
            "ostia.yaml:1:1: error: the file is empty; the least it needs is `services: { web: { run: … } }`\n"
        ),
        (
            "ostia.yaml", "services:\n\tweb: { run: x }\n",
            "ostia.yaml:2:1: error: a tab in the indentation: YAML indents with spaces only\n"
        ),
        (
            "ostia.yaml", String(repeating: "a", count: 2 << 20),
            "ostia.yaml:1:1: error: a map is wanted (name: …, services: …, env: …), not a value\n"
        ),
        (
            "ostia.yaml",
            "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
                + zip("bcdefg", "abcdef").map { "\($0): &\($0) [\(String(repeating: "*\($1),", count: 10))]\n" }
                .joined()
                + "services: { w: { run: x } }\n",
            "ostia.yaml:1:26: error: it holds more than 100000 values, aliases counted each time: too many for a stack file\n"
        ),
        (
            "compose.yaml", "services:\n  web:\n",
            "compose.yaml: error: services: no service in it that can run\n       compose.yaml:2:3: error: "
        ),
        (
            "ostia.yaml", "services: { a: { run: x, needs: [b] }, b: { run: x, needs: [a] } }",
            "ostia.yaml: error: services.a.needs: the needs go round in a circle: a → b → a\n"
        ),
    ]

    /// A file's name says little: what is in it decides. Anchors and merges are YAML's own.
    @Test("is not what only looks odd")
    func odd() throws {
        let stack = Harbour(
            """
            version: "0.5"
            x-common: &common
              availability: { restart: "no" }
            processes:
              one: { <<: *common, command: "echo one of process-compose; exec sleep 1000" }
            """, file: "compose.yaml")
        let up = try stack("up", "--wait")
        #expect(up.code == 0, "\(up.error)")
        #expect(
            eventually(seconds: 60) { (try? stack.said("one").contains("one | one of process-compose\n")) ?? false })
        #expect(try stack("down").output == "0 processes, 0 ports left\n")

        stack.folder.remove("compose.yaml")
        stack.folder.makeFolder("ostia.yaml")
        stack.folder.write("Procfile", "job: exec sleep 1000\nnot a line\n")
        let procfile = try stack("up", "--wait")
        #expect(procfile.code == 0, "a folder is no stack file: \(procfile.error)")
        #expect(
            procfile.error
                == "Procfile:2: lost: not of the form `name: command` (letters, digits, _ and - in the name)\n")
        #expect(try stack("down").code == 0)
    }

    @Test("of services that cannot start is told of each; nothing is left half started")
    func cannotStart() throws {
        let stack = Harbour(
            """
            name: shop
            services:
              good: { run: "exec python3 -u -m http.server $PORT --bind $HOST" }
              gone: { run: [no-such-program-here], port: none, needs: [good] }
              path: { run: [./no-such-program-here], port: none, needs: [good] }
              folder: { run: "exec sleep 1000", dir: no/such, port: none, needs: [good] }
              text: { run: [./plain.txt], port: none, needs: [good] }
              script: { run: [./script], port: none, needs: [good] }
              late: { run: "touch late; exec sleep 1000", port: none, needs: [gone] }
            """)
        stack.folder.write("plain.txt", "hello\n")
        stack.folder.write("script", "#!/no/such/interpreter\n", mode: 0o755)
        let up = try stack("up", "--wait", "late")
        #expect(up.code == 1)
        #expect(
            up.error == """
                not ready: gone failed: no-such-program-here: not found on PATH
                  next      ostia logs gone
                stopped: 0 processes, 0 ports left

                """)
        #expect(stack.processes() == [])
        #expect(access(stack.folder("late"), F_OK) != 0)

        #expect(try stack("up", "--detach").code == 0)
        for (name, reason) in [
            ("gone", "no-such-program-here: not found on PATH"),
            ("path", "./no-such-program-here: No such file or directory"),
            ("folder", "the folder \(stack.folder("no/such")): No such file or directory"),
            ("text", "./plain.txt: Permission denied"),
            ("script", "./script: what its first line (#!) names is not there"),
        ] {
            #expect(stack.comes(name, to: "failed"))
            #expect(try stack.service(name)["reason"].string == reason)
        }
        #expect(stack.comes("late", to: "skipped"))
        #expect(stack.state("good") == "ready")
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
    }

    @Test("of a newer Ostia's state is left as it is")
    func newer() throws {
        let stack = Harbour("name: shop\nservices: { web: { run: exec sleep 1000, port: none } }\n")
        try #require(try stack("up", "--wait").code == 0)
        #expect(try stack("down").code == 0)
        let id = try #require(try stack("stacks", "--json").json()["stacks"][0]["id"].string)
        let file = "state/ostia/stacks/\(id)/stack.json"
        let newer = stack.ostia.home.text(file).replacing("\"version\":1", with: "\"version\":7")
        stack.ostia.home.write(file, newer)
        let runs = try FileManager.default.subpathsOfDirectory(atPath: stack.ostia.home("state/ostia/stacks")).sorted()

        let up = try stack("up", "--wait")
        #expect(up.code == 1)
        #expect(
            up.error == """
                error: \(stack.ostia.home("state/ostia/stacks/\(id)")) was written by a newer Ostia (format 7, \
                this one knows 1); nothing was started
                       use that Ostia, or move the folder away

                """)
        #expect(stack.processes() == [])
        #expect(stack.ostia.home.text(file) == newer)
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: stack.ostia.home("state/ostia/stacks")).sorted() == runs
        )
    }
}

/// What stands in the way at the start, and what is not as it was promised after it.
@Suite("UpTests: conflicts", .requires("ostia", "python3", "node"))
struct UpConflictTests {
    @Test("of two in one work tree: the second follows the first, and leaves it running")
    func twoInTheForeground() throws {
        let stack = Harbour("name: two\nservices: { web: { run: echo hello; exec sleep 1000, port: none } }\n")
        let first = try stack.foreground()
        try first.waitForLog("| hello\n")
        let supervisor = try stack.supervisor()
        #expect(supervisor == first.id)
        let second = try RealProgram(
            try #require(Installed.ostia), ["up", "--file", stack.folder("ostia.yaml")],
            environment: stack.ostia.environment)
        try second.waitForLog(
            "this stack runs already (pid \(supervisor)); ostia restart SERVICE or ostia down change it\n")
        try second.waitForLog("following its output; Ctrl-C leaves it running\n")
        try second.waitForLog("| hello\n")
        second.process.signal(SIGINT)
        #expect(second.process.wait(seconds: 20) == 130)
        #expect(stack.state("web") == "ready")
        first.process.signal(SIGINT)
        #expect(first.process.wait(seconds: 30) == 130)
        #expect(stack.processes() == [])
    }

    @Test("over a port: asked without a terminal it fails; used as it is the others are told of it")
    func heldPort() throws {
        let port = Ports.free()
        let holder = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try holder.waitForPort(port)
        let stack = Harbour(
            """
            name: held
            services:
              web: { run: "touch started; exec sleep 1000", port: \(port) }
              user: { run: "echo uses $WEB_URL; exec sleep 1000", port: none, needs: [web] }
            """)
        for choice in [[], ["--on-conflict", "ask"], ["--on-conflict", "fail"]] {
            let up = try stack.run(["up", "--wait"] + choice)
            #expect(up.code == 1)
            #expect(
                up.error.hasPrefix(
                    "error: web cannot have its port: \(port) is held by python3 (pid \(holder.id)) in "
                        + "\(holder.folder.path), for "), "\(up.error)")
            #expect(up.error.contains("--on-conflict use (as it is), another (port, this time) or stop (its holder"))
            #expect(stack.processes() == [])
        }
        let use = try stack("up", "--wait", "--on-conflict", "use")
        #expect(use.code == 0, "\(use.error)")
        #expect(use.error.contains("\(port) is held by python3 (pid \(holder.id))"))
        #expect(use.error.hasSuffix(": used as web\n"))
        #expect(
            eventually(seconds: 60) { (try? stack.said("user").contains("uses http://127.0.0.1:\(port)\n")) ?? false })
        #expect(access(stack.folder("started"), F_OK) != 0)
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
        #expect(holder.process.wait(seconds: 0) == nil)
    }

    @Test("over a port of another stack name it; what runs on another port is told to the others, and to exec")
    func another() throws {
        let port = Ports.free()
        let file = """
            name: shop
            services:
              web: { run: "exec python3 -u -m http.server $PORT --bind $HOST", port: \(port) }
            """
        let first = Harbour(file)
        try #require(try first("up", "--wait").code == 0)
        let second = Harbour(file, sharing: first)
        let up = try second("up", "--wait", "--on-conflict", "another")
        #expect(up.code == 0)
        let label = (first.folder.path as NSString).lastPathComponent
        #expect(up.error.contains(", service web of stack shop in work tree \(label)"), "\(up.error)")
        let other = try #require(try second.port("web"))
        #expect(other != Int(port))
        #expect(try second("exec", "web", "--", "sh", "-c", "echo $PORT").output == "\(other)\n")
        #expect(try second("env", "web").output.contains("PORT=\(other)\n"))
        #expect(try second("down").code == 0)
        #expect(try first("down").output == "0 processes, 0 ports left\n")
    }

    @Test("with a promise are named with what mends them")
    func divergences() throws {
        let stack = Harbour(
            """
            name: stray
            services:
              six: { run: "exec node six.js", port: auto, start_timeout: none }
              next: { run: "exec node next.js vite", port: auto, start_timeout: none }
            """)
        stack.folder.write(
            "six.js", #"require("http").createServer((q, a) => a.end("hi")).listen(process.env.PORT, "::1");"#)
        stack.folder.write(
            "next.js",
            """
            const server = require("http").createServer((q, a) => a.end("hi"));
            let port = Number(process.env.PORT);
            server.on("error", () => server.listen(++port, process.env.HOST));
            server.listen(++port, process.env.HOST);
            """)
        #expect(try stack("up", "--detach").code == 0)
        let (six, next) = (try #require(try stack.port("six")), try #require(try stack.port("next")))
        func kind(_ name: String) -> String? { try? stack.service(name)["divergences"][0]["kind"].string }
        #expect(eventually(seconds: 60) { kind("six") == "other-loopback" && kind("next") == "took-next-port" })
        let ps = try stack("ps").output
        #expect(ps.contains("listens on tcp [::1]:\(six) alone: programs that use 127.0.0.1:\(six) do not reach it"))
        #expect(ps.contains("\nsix: give its command the address: --host ${host} or its like (HOST is 127.0.0.1)\n"))
        #expect(ps.contains("instead of \(next): it found its port taken and took the next"))
        #expect(ps.contains("\nnext: add to its command: --port \(next) --strictPort\n"))
        #expect(try stack.said("next").contains("took the next; add to its command: --port \(next) --strictPort\n"))
        #expect(try stack("down").code == 0)
    }
}

/// A disk that fills up under the log.
@Suite("UpTests: a full disk", .requires("ostia", "python3", "unshare", "nsenter", .root))
struct UpFullDiskTests {
    @Test("stops no service, is told once, and leaves nothing behind")
    func whileLogging() throws {
        let stack = Harbour(
            """
            name: full
            services:
              loud:
                run: head -c 3000000 /dev/zero | tr '\\0' x | fold -w 100; touch filled; exec sleep 1000
                port: none
              good: { run: "exec python3 -u -m http.server $PORT --bind $HOST" }
            """)
        // The state folder is a disk of 1 MB to whoever is in this namespace.
        let disk = try RealProgram(
            "unshare",
            [
                "--mount", "--propagation", "private", "sh", "-c",
                "mount -t tmpfs -o size=1m none \"$0\" && echo READY && exec cat", stack.ostia.home("state"),
            ])
        try disk.waitForLog("READY")
        let inside = [
            "--mount", "--target", "\(disk.id)", "sh", "-c", "cd \"$0\" && exec \"$@\"", stack.folder.path,
            try #require(Installed.ostia),
        ]
        func run(_ arguments: String...) throws -> CommandResult {
            try Command.run("nsenter", inside + arguments, environment: stack.ostia.environment, timeout: 60)
        }
        let up = try RealProgram("nsenter", inside + ["up"], environment: stack.ostia.environment)
        let told = "ostia: the log cannot be written (write "
        try up.waitForLog(told)
        #expect(eventually(seconds: 60) { access(stack.folder("filled"), F_OK) == 0 }, "nobody waits for the disk")
        #expect(stack.comes("good", to: "ready") && stack.comes("loud", to: "ready"))
        let good = UInt16(try #require(try stack.port("good")))
        #expect(eventually(seconds: 60) { Ports.isListening(good) })
        #expect(try run("ps").output.contains("\nwarning: the log cannot be written (write "))
        #expect(try run("restart", "good").code == 0)
        #expect(up.log.components(separatedBy: told).count == 2, "once")

        let down = try run("down")
        #expect(down.output.hasPrefix("0 processes, 0 ports left; the last "), "\(down.output)")
        #expect(down.output.hasSuffix(" bytes of the log could not be written\n"))
        #expect(up.process.wait(seconds: 30) == 0)
        #expect(stack.processes() == [])

        // Where not even a beginning can be written nothing is started.
        let again = try run("up", "--wait")
        #expect(again.code != 0)
        #expect(again.error.contains("No space left on device"), "\(again.error)")
        #expect(stack.processes() == [])
        disk.process.signal(SIGKILL)
    }
}
