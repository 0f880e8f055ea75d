import Foundation
import TestSupport
import Testing

/// What a stack file can say about a service, through the real program.
@Suite("UpTests: features", .requires("ostia", "python3", "curl"))
struct UpFeatureTests {
    private static let kinds = """
        name: features
        env: { COLOR: red }
        services:
          many:
            run: exec python3 -u -m http.server $PORT --bind $HOST
            instances: 3
          migrate: { run: "sleep 0.2; echo migrated > migrated", port: none }
          after: { run: "cat migrated; exec sleep 1000", port: none, needs: [{ migrate: exited }] }
          filed:
            run: echo "$(cat turn) 0123456789012345678901234567890123456789"; exec sleep 1000
            port: none
            log: { file: filed.log, rotation: { size: 60B, keep: 2 } }
          screen: { run: "stty size; exec sleep 1000", port: none, tty: true }
          pipes: { run: "test -t 1 || echo no terminal; exec sleep 1000", port: none, tty: false }
          hidden:
            profile: extra
            run: echo $FROM_FILE $COLOR; exec sleep 1000
            env_file: one.env
            port: none
        """

    @Test("of starting: plan, instances, order, profiles, dotenv, terminals, log files, exec, env why, logs")
    func starting() throws {
        let stack = Harbour(Self.kinds)
        stack.folder.write("one.env", "FROM_FILE=\"a b\"\nCOLOR=blue\n")
        stack.folder.write("turn", "0\n")

        // The plan alone: nothing is started, and its ports are those that the stack gets.
        let plan = try stack("up", "--dry-run", "--json").json()
        #expect(
            plan["services"].items.compactMap { $0["name"].string }
                == ["many.1", "many.2", "many.3", "migrate", "after", "filed", "screen", "pipes"])
        #expect(plan["order"][1].items == [.string("after")])
        let planned = plan["services"].items.prefix(3).map { $0["ports"][0]["port"].int }
        #expect(Set(planned).count == 3)
        #expect(stack.processes() == [])
        #expect(try stack("ps").code == 1)
        #expect(try stack("logs").error.contains("nothing of this stack has ever run"))

        let up = try stack("up", "--wait", "--profile", "extra")
        try #require(up.code == 0, "\(up.output)\(up.error)")
        let ports = try ["many.1", "many.2", "many.3"].map { try stack.port($0) }
        #expect(ports == planned)
        for port in ports {
            let number = UInt16(try #require(port))
            #expect(eventually(seconds: 60) { Ports.isListening(number) })
            let answer = try Command.succeed(
                "curl", ["-sS", "-m", "20", "http://127.0.0.1:\(number)/turn"])
            #expect(answer == "0\n")
        }
        #expect(stack.state("migrate") == "exited")
        #expect(eventually(seconds: 60) { (try? stack.said("after").contains("after | migrated\n")) ?? false })
        #expect(eventually(seconds: 60) { (try? stack.said("screen").contains("screen | 40 120\n")) ?? false })
        #expect(eventually(seconds: 60) { (try? stack.said("pipes").contains("pipes | no terminal\n")) ?? false })
        #expect(eventually(seconds: 60) { (try? stack.said("hidden").contains("hidden | a b red\n")) ?? false })

        // The environment of what runs, also of what a profile holds back.
        #expect(
            try stack("exec", "many.2", "--", "sh", "-c", "echo $PORT $OSTIA_SERVICE").output
                == "\(try #require(ports[1])) many.2\n")
        #expect(try stack("exec", "after", "--", "sh", "-c", "cat turn; exit 7").code == 7)
        #expect(try stack("exec", "hidden", "--", "sh", "-c", "echo $FROM_FILE").output == "a b\n")
        #expect(try stack("env", "hidden").output.contains("FROM_FILE='a b'\n"))
        #expect(
            try stack("env", "why", "COLOR", "hidden").output == """
                hidden: COLOR=red
                  set by env of the stack file: env.COLOR
                  over   blue  of a dotenv file: one.env:2

                """)
        #expect(
            try stack("env", "why", "FROM_FILE").output
                == "hidden: FROM_FILE=a b\n  set by a dotenv file: one.env:1\n")
        #expect(try stack("env", "why", "NOBODY").code == 1)

        // Each start writes more than half of what its file may hold.
        for turn in 1...3 {
            stack.folder.write("turn", "\(turn)\n")
            #expect(try stack("restart", "filed").code == 0)
            #expect(eventually(seconds: 60) { stack.folder.text("filed.log").hasPrefix("\(turn) ") })
        }
        #expect(
            ["filed.log", "filed.log.1", "filed.log.2", "filed.log.3"].map { stack.folder.text($0).prefix(2) }
                == ["3 ", "2 ", "1 ", ""])

        try logs(stack)
    }

    /// What was written, by time and run, and as it comes.
    private func logs(_ stack: Harbour) throws {
        #expect(Harbour.plain(try stack("logs", "filed", "--since", "1h").output).contains("filed | 3 0123"))
        #expect(try stack("logs", "-n", "1", "pipes").lines.count == 1)
        let future = try stack("logs", "--since", "2999-01-01T00:00:00Z")
        #expect(future.output == "" && future.code == 0)
        let nonsense = try stack("logs", "--since", "yesterday")
        #expect(nonsense.code == 2)
        #expect(nonsense.error.contains("yesterday is no time: 10m, 2h, 15:04 or 2026-11-21T15:04:00Z are"))

        let following = try RealProgram(
            try #require(Installed.ostia), ["logs", "-f", "-n", "1", "filed", "--file", stack.folder("ostia.yaml")],
            environment: stack.ostia.environment)
        try following.waitForLog("3 0123")
        stack.folder.write("turn", "next\n")
        #expect(try stack("restart", "filed").code == 0)
        try following.waitForLog("| next 0123")
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
        #expect(following.process.wait(seconds: 20) == 0, "it ends with its run")

        #expect(try stack("up", "--wait", "pipes").code == 0)
        #expect(try stack.said().contains("filed |") == false)
        #expect(try stack("logs", "--run", "last", "filed").output.contains("| next 0123"))
        #expect(try stack("logs", "--run", "1", "filed").output.contains("| next 0123"))
        #expect(try stack("logs", "--run", "7").error.contains("7 is no run that is kept; there are 1, 2"))
        #expect(try stack("down").code == 0)
    }

    private static let lives = """
        name: lives
        services:
          watched: { run: "echo has $(cat src/deep/a.conf); exec sleep 1000", port: none, watch: ["src/**/*.conf"] }
          lively:
            run: exec python3 -u health.py
            ready: { http: /health }
            live: { http: /health, interval: 200ms, retries: 2, timeout: 20s }
          unready:
            run: exec sleep 1000
            port: none
            ready: { exec: "echo asked >> asked; false" }
            start_timeout: none
          flaky: { run: "echo x >> tries; test $(wc -l < tries) -ge 3 || exit 3; exec sleep 1000", port: none }
          hopeless: { run: "exit 4", port: none, max_restarts: 1 }
          never: { run: "exit 5", port: none, restart: never }
          needy: { run: "touch needy; exec sleep 1000", port: none, needs: { broken: ready } }
          broken: { setup: "echo no database >&2; exit 9", run: "touch broken; exec sleep 1000", port: none }
          polite:
            run: "trap 'cat before > after; exit 0' USR1; while :; do sleep 0.05; done"
            port: none
            stop: { before: "echo $OSTIA_SERVICE > before", signal: USR1, grace: 30s }
          deaf: { run: "trap '' TERM; while :; do sleep 0.05; done", port: none, stop: { grace: 300ms } }
        """

    private static let health = """
        import http.server, os
        class Health(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(500 if os.path.exists("sick") else 200)
                self.end_headers()
            def log_message(self, *a): pass
        http.server.ThreadingHTTPServer((os.environ["HOST"], int(os.environ["PORT"])), Health).serve_forever()
        """

    @Test("of living on: restarts, liveness, watched files, setup that fails, manners of stopping")
    func living() throws {
        let stack = Harbour(Self.lives)
        stack.folder.write("health.py", Self.health)
        stack.folder.write("src/deep/a.conf", "one\n")
        let up = try stack("up", "--detach")
        #expect(up.output == "10 services started; ostia ps, ostia logs -f, ostia down\n")

        // Ends: again after half a second, then one; so often; never.
        #expect(stack.comes("flaky", to: "ready") && stack.comes("hopeless", to: "failed"))
        #expect(
            eventually(seconds: 60) { stack.folder.text("tries") == "x\nx\nx\n" && stack.state("flaky") == "ready" })
        #expect(try stack.service("flaky")["restarts"].int == 2)
        let flaky = try stack.said("flaky")
        #expect(flaky.contains("exited with 3: starting it again in 0.5 s\n"))
        #expect(flaky.contains("exited with 3: starting it again in 1 s\n"))
        #expect(try stack.service("hopeless")["reason"].string == "exited with 4; given up after 1 restart")
        #expect(stack.comes("never", to: "failed"))
        #expect(try stack.service("never")["restarts"].int == 0)

        // A setup that fails is no start, for itself and for those that need it, and leaves its card.
        #expect(try stack.service("broken")["reason"].string == "setup step 1 exited with 9")
        #expect(try stack.service("needy")["reason"].string == "broken, which it needs, failed")
        #expect(
            eventually(seconds: 60) {
                (try? stack.said("broken").contains("broken: its setup exited with 9 after")) ?? false
            })
        #expect(try stack.said("broken").contains("    | no database\n"))
        for name in ["broken", "needy"] {
            #expect(stack.folder.text(name) == "" && access(stack.folder(name), F_OK) != 0)
        }

        try files(stack)
        try health(stack)

        // Never ready, asked again and again, and still the first of its processes.
        #expect(eventually(seconds: 60) { stack.folder.text("asked").count > 10 })
        #expect(stack.state("unready") == "checking")
        #expect(try stack.service("unready")["restarts"].int == 0)

        // A second one that waits says who is in the way, and leaves what it found.
        let wait = try stack("up", "--wait")
        #expect(wait.code == 1)
        #expect(wait.error.contains("runs already"))
        #expect(
            wait.error.contains("not ready: hopeless failed: exited with 4; given up after 1 restart\nhopeless exited"))
        #expect(wait.error.contains("the stack goes on as it was; ostia ps shows it, ostia down stops it\n"))

        #expect(try stack("stop", "polite", "deaf").code == 0)
        #expect(stack.folder.text("after") == "polite\n")
        #expect(try stack.said("polite").contains("had to be killed") == false)
        #expect(try stack.said("deaf").contains("of its processes had to be killed\n"))
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
    }

    private func files(_ stack: Harbour) throws {
        #expect(stack.comes("watched", to: "ready"))
        stack.folder.write("src/deep/other.txt", "not watched\n")
        stack.folder.write("src/deep/a.conf", "two\n")
        #expect(eventually(seconds: 60) { (try? stack.said("watched").contains("watched | has two\n")) ?? false })
        stack.folder.write("src/new/b.conf", "also watched\n")
        #expect(eventually(seconds: 60) { (try? stack.service("watched")["restarts"].int) == 2 })
        let said = try stack.said("watched")
        #expect(
            said.contains("a.conf changed: starting it again\n") && said.contains("b.conf changed: starting it again\n")
        )
        #expect(!said.contains("other.txt"))
    }

    private func health(_ stack: Harbour) throws {
        #expect(stack.comes("lively", to: "ready"))
        stack.folder.write("sick", "yes\n")
        #expect(eventually(seconds: 60) { (try? stack.service("lively")["restarts"].int) == 1 })
        // Sick as it is it never becomes ready again, which alone starts nothing.
        #expect(stack.comes("lively", to: "checking"))
        stack.folder.remove("sick")
        #expect(stack.comes("lively", to: "ready"))
        #expect(try stack.service("lively")["restarts"].int == 1)
        #expect(try stack.said("lively").contains("is not alive (/health answers 500): starting it again\n"))
    }
}

/// Typing into a service, at a terminal and from a pipe.
@Suite("UpTests: attach", .requires("ostia", "tmux"))
struct UpAttachKeysTests {
    @Test("reaches the service, and its keys leave it running")
    func keys() throws {
        let stack = Harbour(
            """
            name: talk
            services:
              echo: { run: "while read line; do echo got $line; done; echo over", port: none, tty: true }
              quiet: { run: "exit 0", port: none }
            """)
        try #require(try stack("up", "--wait").code == 0)
        let pid = try stack.service("echo")["pid"].int

        let ostia = try #require(Installed.ostia)
        let tmux = ["-S", stack.folder("tmux"), "-f", "/dev/null"]
        var environment = stack.ostia.environment
        environment["TERM"] = "xterm-256color"
        func typed(_ keys: String...) throws {
            try Command.succeed("tmux", tmux + ["send-keys", "-t", "attach"] + keys)
        }
        func screen() -> String {
            (try? Command.run("tmux", tmux + ["capture-pane", "-p", "-t", "attach"]).output) ?? ""
        }
        try Command.succeed(
            "tmux",
            tmux + [
                "new-session", "-d", "-s", "attach", "-x", "100", "-y", "30",
                "\(ostia) attach echo; echo detached; cat",
            ],
            environment: environment, directory: stack.folder.path)
        defer { _ = try? Command.run("tmux", tmux + ["kill-server"]) }
        #expect(eventually(seconds: 60) { screen().contains("attached to echo; Ctrl-P Ctrl-Q leaves it") })
        try typed("hello there", "Enter")
        #expect(eventually(seconds: 60) { screen().contains("got hello there\n") }, "\(screen())")
        try typed("C-p", "C-q")
        #expect(eventually { screen().contains("\ndetached\n") }, "\(screen())")
        // The program behind `attach` has the terminal again.
        try typed("after all", "Enter")
        #expect(eventually(seconds: 60) { screen().contains("after all\nafter all\n") }, "\(screen())")
        #expect(try stack.service("echo")["pid"].int == pid)
        #expect(try stack.said("echo").contains("got after all") == false)

        let piped = try Command.run(
            ostia, ["attach", "echo"], environment: environment, directory: stack.folder.path, input: "from a pipe\n")
        #expect(piped.code == 0)
        #expect(piped.output.contains("got from a pipe\n"))
        let over = try stack("attach", "quiet")
        #expect(over.code == 1)
        #expect(over.error == "error: quiet is exited\n")
        #expect(try stack("down").output == "0 processes, 0 ports left\n")
    }
}
