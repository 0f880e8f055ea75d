import Foundation
import TestSupport
import Testing

/// `ostia up` with services that listen, as scripts and people use it.
@Suite("UpTests: a stack", .requires("ostia", "python3"))
struct UpTests {
    static let three = """
        name: shop
        services:
          db: { run: "exec python3 -u -m http.server ${port} --bind ${host}" }
          api:
            run: "exec python3 -u -m http.server $PORT --bind $HOST"
            needs: [db]
          web:
            run: "exec python3 -u -m http.server $PORT --bind $HOST"
            needs: [api]
        """

    @Test("is up, asked, changed and taken down")
    func wholeLife() throws {
        let stack = Harbour(Self.three)
        let up = try stack("up", "--wait")
        try #require(up.code == 0, "\(up.output)\(up.error)")
        for name in ["db", "api", "web"] {
            let service = try stack.service(name)
            #expect(service["state"].string == "ready")
            let port = UInt16(try #require(service["ports"][0]["port"].int))
            #expect(service["ports"][0]["leased"].bool == true)
            #expect(eventually(seconds: 30) { Ports.isListening(port) }, "\(name): nothing listens on \(port)")
            #expect(try stack.service(name)["ports"][0]["listening"].bool == true)
        }
        let api = try #require(try stack.port("api"))
        let inside = try stack("exec", "web", "--", "sh", "-c", "echo $API_PORT $OSTIA_SERVICE")
        #expect(inside.output == "\(api) web\n")
        #expect(try stack("env", "web").output.contains("API_PORT=\(api)"))
        #expect(try stack("env", "why", "API_PORT", "web").output.contains("\(api)"))
        #expect(try stack("logs").code == 0)

        let before = try stack.service("api")["pid"].int
        #expect(try stack("restart", "api").code == 0)
        #expect(eventually { (try? stack.service("api")["state"].string) == "ready" })
        #expect(try stack.service("api")["pid"].int != before)
        #expect(try stack("stop", "web").code == 0)
        #expect(eventually { (try? stack.service("web")["state"].string) == "stopped" })

        let down = try stack("down")
        #expect(down.code == 0)
        #expect(down.output == "0 processes, 0 ports left\n")
        #expect(eventually { stack.processes() == [] })
    }

    @Test("gets the same ports again, and others in a copy of its folder")
    func leases() throws {
        let names = ["db", "api", "web"]
        let stack = Harbour(Self.three)
        try #require(try stack("up", "--wait").code == 0)
        let first = try names.map { try stack.port($0) }
        #expect(try stack("down").code == 0)
        try #require(try stack("up", "--wait").code == 0)
        #expect(try names.map { try stack.port($0) } == first)

        let copy = Harbour(Self.three, sharing: stack)
        try #require(try copy("up", "--wait").code == 0)
        let others = try names.map { try copy.port($0) }
        #expect(Set(first).isDisjoint(with: others))
        #expect(try stack.service("web")["state"].string == "ready", "both run at once")
        #expect(try copy("down").output == "0 processes, 0 ports left\n")
        #expect(try stack.service("web")["state"].string == "ready", "the other one is not touched")
    }

    @Test("that is started twice stays one")
    func twice() throws {
        let stack = Harbour(Self.three)
        #expect(try stack("up", "--detach").code == 0)
        let supervisor = try stack.supervisor()
        let second = try stack("up", "--detach")
        #expect(second.code == 0)
        #expect(second.error.contains("runs already (pid \(supervisor))"))
        #expect(try stack.supervisor() == supervisor)
        #expect(try stack("up", "--wait").code == 0)
    }

    @Test("whose service ends at once is a crash with its card, and nothing stays")
    func crash() throws {
        let stack = Harbour(
            """
            name: shop
            services:
              good: { run: "exec python3 -u -m http.server $PORT --bind $HOST" }
              bad: { run: "echo last words; exit 3", restart: never, needs: [good] }
            """)
        let up = try stack("up", "--wait")
        #expect(up.code == 1)
        #expect(up.error.hasPrefix("not ready: bad failed: exited with 3\nbad exited with 3 after "), "\(up.error)")
        #expect(
            up.error.hasSuffix(
                """
                  output    its last line:
                    | last words
                  next      ostia logs bad; ostia doctor --error - reads what it wrote
                stopped: 0 processes, 0 ports left

                """), "\(up.error)")
        #expect(eventually(seconds: 15) { stack.processes() == [] })
    }

    @Test("that is too slow ends with 4, and nothing stays")
    func slow() throws {
        let stack = Harbour(
            """
            name: shop
            services:
              slow: { run: "exec sleep 1000", port: auto, start_timeout: 1s, restart: never }
            """)
        let up = try stack("up", "--wait")
        #expect(up.code == 4)
        let port = try #require(try stack("port", "slow", "--json").json()["port"].int)
        #expect(
            up.error == """
                not ready: slow is not ready in time: nothing listens on 127.0.0.1:\(port)
                  next      ostia logs slow
                stopped: 0 processes, 0 ports left

                """)
        #expect(eventually(seconds: 15) { stack.processes() == [] })
    }

    @Test(
        "that cannot start says what is missing",
        arguments: [
            (#"run: [no-such-program-here]"#, "no-such-program-here: not found on PATH"),
            (#"{run: "true", dir: no/such}"#, "the folder FOLDER/no/such: No such file or directory"),
        ])
    func missing(service: String, reason: String) throws {
        let body = service.hasPrefix("{") ? service : "{\(service)}"
        let stack = Harbour("name: shop\nservices:\n  bad: \(body)\n")
        let up = try stack("up", "--wait")
        #expect(up.code == 1)
        let sentence = "failed: \(reason.replacing("FOLDER", with: stack.folder.path))\n"
        #expect(up.error.contains(sentence), "\(up.error)")
    }

    @Test(
        "with a bad file is told every fault, with 2",
        arguments: [
            (
                "a: {run: x, needs: [b]}\n  b: {run: x, needs: [a]}",
                ["ostia.yaml: error: services.a.needs: the needs go round in a circle: a → b → a"]
            ),
            (
                "a: {run: x, needs: [nobody]}",
                ["ostia.yaml: error: services.a.needs: it needs `nobody`, and there is no such service"]
            ),
            (
                "a: {run: x, port: 21999}\n  b: {run: x, port: 21999}",
                ["ostia.yaml: error: services.b.port: port 21999 is wanted by `a` and `b`"]
            ),
            (
                "a: {run: x, reddy: tcp}\n  b: {run: x, potr: 1}",
                [
                    "ostia.yaml:3:15: error: services.a.reddy: unknown key `reddy`; did you mean `ready`?",
                    "ostia.yaml:4:15: error: services.b.potr: unknown key `potr`; did you mean `port`?",
                ]
            ),
            (
                "a: {run: x, port: 70000}",
                ["ostia.yaml:3:21: error: services.a.port: 70000 is no port: ports go from 1 to 65535"]
            ),
        ])
    func badFile(services: String, lines: [String]) throws {
        let stack = Harbour("name: shop\nservices:\n  \(services)\n")
        let up = try stack("up", "--wait")
        #expect(up.code == 2)
        #expect(up.error == "error: " + lines.joined(separator: "\n       ") + "\n")
    }

    @Test("names who holds its port, and takes another when asked to")
    func conflict() throws {
        let port = Ports.free()
        let holder = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try holder.waitForPort(port)
        let stack = Harbour(
            """
            name: shop
            services:
              web: { run: "exec python3 -u -m http.server $PORT --bind $HOST", port: \(port) }
            """)
        let up = try stack("up", "--wait")
        #expect(up.code == 1)
        #expect(up.error.contains("\(port) is held by") && up.error.contains("pid \(holder.id)"))
        #expect(try stack("up", "--wait", "--on-conflict", "another").code == 0)
        #expect(try stack.port("web") != Int(port))
        #expect(try stack("down").code == 0)
        #expect(Ports.isListening(port), "its holder is not touched")
        #expect(try stack("up", "--wait", "--on-conflict", "stop").code == 0)
        #expect(try stack.port("web") == Int(port))
        #expect(holder.process.wait(seconds: 30) != nil)
    }

    @Test("that is not where it was told to be is said to be elsewhere")
    func elsewhere() throws {
        let stray = Ports.free()
        let stack = Harbour(
            """
            name: shop
            services:
              strayed: { run: "exec python3 -u -m http.server \(stray) --bind 127.0.0.1" }
              open: { run: "exec python3 -u -m http.server $PORT --bind 0.0.0.0" }
            """)
        #expect(try stack("up", "--detach").code == 0)
        func kinds(_ name: String) -> [String] {
            ((try? stack.service(name)["divergences"].items) ?? []).compactMap { $0["kind"].string }
        }
        #expect(eventually(seconds: 15) { kinds("strayed") == ["ignored-port"] })
        #expect(eventually(seconds: 15) { kinds("open") == ["open-to-network"] })
    }
}

/// What a supervisor and a guardian leave behind, however they end.
@Suite("UpTests: leftovers", .requires("ostia", "python3"))
struct UpLeftoverTests {
    static let hard = """
        name: shop
        services:
          one: { run: "sleep 1000 & exec sleep 1001", port: none }
          two: { run: "sleep 1000 & exec sleep 1001", port: none }
          deaf: { run: "trap '' TERM; sleep 1000 & sleep 1001", port: none, stop: { grace: 1s } }
          daemon: { run: "(setsid sleep 1000 &) ; exec sleep 1001", port: none }
        """

    private func started() throws -> Harbour {
        let stack = Harbour(Self.hard)
        let up = try stack("up", "--wait")
        try #require(up.code == 0, "\(up.error)")
        try #require(eventually { stack.processes().count >= 8 }, "\(stack.processes().count) run")
        return stack
    }

    @Test(
        "of a signal to the supervisor: none",
        arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGKILL])
    func supervisor(signal: Int32) throws {
        let stack = try started()
        kill(try stack.supervisor(), signal)
        #expect(eventually(seconds: 15) { stack.processes() == [] }, "left: \(stack.processes())")
    }

    @Test("of a killed guardian: none")
    func guardian() throws {
        let stack = try started()
        kill(try stack.guardian(), SIGKILL)
        #expect(eventually(seconds: 15) { stack.processes() == [] }, "left: \(stack.processes())")
    }

    @Test("of both killed: none after down")
    func both() throws {
        let stack = try started()
        let (supervisor, guardian) = (try stack.supervisor(), try stack.guardian())
        kill(guardian, SIGKILL)
        kill(supervisor, SIGKILL)
        let down = try stack("down")
        #expect(down.code == 0)
        #expect(down.output.hasSuffix("0 processes, 0 ports left\n"))
        #expect(eventually(seconds: 15) { stack.processes() == [] }, "left: \(stack.processes())")
    }
}
