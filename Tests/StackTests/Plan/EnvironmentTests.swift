import Testing

@testable import Stack

/// The layers of variables: user's environment, dotenv files, the stack's, the wiring, the service's own.
@Suite("Variables of a service") struct EnvironmentTests {
    private static let layered = """
        env: { A: stack, B: stack }
        services:
          a:
            run: x
            env: { A: service }
        """

    private func variable(_ name: String, _ input: PlanInput) throws -> PlannedVariable {
        try #require(try plan(input)["a"]?.environment.first { $0.name == name })
    }

    @Test("remember what they overrode, the strongest first")
    func layers() throws {
        let input = try input(
            file(Self.layered), environment: ["A": "user", "B": "user", "C": "user"],
            dotenv: ["/work/shop/.env": "A=file\nC=file\nD=file\n"])
        let a = try variable("A", input)
        #expect(a.source == .init(.service, "service", "services.a.env.A"))
        #expect(
            a.overridden == [
                .init(.stack, "stack", "env.A"), .init(.inherited, "user"), .init(.dotenv, "file", ".env:1"),
            ])
        #expect(try variable("B", input).overridden == [.init(.inherited, "user")])
        let c = try variable("C", input)
        #expect(c.source == .init(.inherited, "user"))
        #expect(c.overridden == [.init(.dotenv, "file", ".env:2")])
        #expect(try variable("D", input).source == .init(.dotenv, "file", ".env:3"))
    }

    @Test("come from the dotenv file first where the file says so")
    func dotenvWins() throws {
        let input = try input(
            file("dotenv_wins: true\n" + Self.layered), environment: ["C": "user"],
            dotenv: ["/work/shop/.env": "C=file"])
        let c = try variable("C", input)
        #expect(c.source == .init(.dotenv, "file", ".env:1"))
        #expect(c.overridden == [.init(.inherited, "user")])
    }

    @Test("come from the later of two files, the service's own last")
    func files() throws {
        let input = try input(
            file("env_file: [one, two]\nservices: { a: { run: x, env_file: three } }"), environment: ["D": "user"],
            dotenv: [
                "/work/shop/one": "A=1\nB=1\nC=1\nD=1", "/work/shop/two": "B=2\nC=2\nD=2",
                "/work/shop/three": "C=3\nD=3",
            ])
        let a = try #require(try plan(input)["a"])
        #expect(a["A"] == "1")
        #expect(a["B"] == "2")
        #expect(a["C"] == "3")
        #expect(a["D"] == "user")
        #expect(try variable("D", input).overridden.map(\.value) == ["3", "2", "1"])
    }

    @Test("of the stack win over a service's dotenv file, whatever the user has set", arguments: [[:], ["A": "user"]])
    func ownFile(user: [String: String]) throws {
        let input = try input(
            file("env: { A: stack }\nservices: { a: { run: x, env_file: own } }"), environment: user,
            dotenv: ["/work/shop/own": "A=file"])
        #expect(try variable("A", input).source == .init(.stack, "stack", "env.A"))
        #expect(try variable("A", input).overridden.last == .init(.dotenv, "file", "own:1"))
    }

    @Test("that the user has and nobody sets are not listed")
    func untouched() throws {
        let input = try input(file(Self.layered), environment: ["EDITOR": "vi"])
        #expect(try plan(input)["a"]?["EDITOR"] == nil)
    }

    @Test("are filled from the layers below, in the order of the file")
    func references() throws {
        let text = """
            env: { ROOT: "$HOME/x", PATH: "./bin:$PATH" }
            services:
              a:
                run: x
                env:
                  ONE: "${ROOT}/one"
                  TWO: "${ONE}/two"
                  DEFAULT: "${NOPE:-none}"
                  DOLLAR: "a$$b $(date) $5"
                  PORTS: "${port}-${host}-${address}"
                  FROM: "${env.HOME}|${env.NOPE:-d}"
            """
        let a = try #require(
            try plan(input(file(text), environment: ["HOME": "/home/u", "PATH": "/bin"]))["a"])
        #expect(a["ROOT"] == "/home/u/x")
        #expect(a["PATH"] == "./bin:/bin")
        #expect(a["TWO"] == "/home/u/x/one/two")
        #expect(a["DEFAULT"] == "none")
        #expect(a["DOLLAR"] == "a$b $(date) $5")
        #expect(a["PORTS"] == "20000-127.0.0.1-127.0.0.1:20000")
        #expect(a["FROM"] == "/home/u|d")
    }

    @Test("that name what is not set are warned about")
    func missing() throws {
        let plan = try plan(input(file("services: { a: { run: x, env: { A: \"x$NOPE\", B: \"${ALSO:-d}\" } } }")))
        #expect(plan["a"]?["A"] == "x")
        #expect(plan.remarks.map(\.text) == ["`NOPE` is not set: nothing stands in its place"])
        #expect(plan.remarks.map(\.kind) == [.warning])
    }

    @Test("tell a process-compose process its name and number, and let its own file win")
    func processCompose() throws {
        var worker = ServiceSpec("w", .run("x"))
        worker.instances = 2
        worker.environmentFiles = [EnvironmentFile("own")]
        let stack = StackFile(
            format: .processCompose, folder: "/work/shop", services: [worker],
            environmentFiles: [EnvironmentFile(".env")])
        let plan = try plan(
            input(
                stack, environment: ["A": "user", "B": "user"],
                dotenv: ["/work/shop/.env": "A=1\nB=1", "/work/shop/own": "B=2"]))
        #expect(plan.services.map { $0["PC_REPLICA_NUM"] } == ["0", "1"])
        #expect(plan["w.1"]?["PC_PROC_NAME"] == "w")
        #expect(plan["w.1"]?["A"] == "user")
        #expect(plan["w.1"]?["B"] == "2")
        #expect(plan["w.1"]?["PORT"] == nil)
    }

    @Test("with a bare name are the user's, or not there at all")
    func bare() throws {
        let text = "services: { a: { run: x, env: { TOKEN: , GONE: } } }"
        let input = try input(
            file(text), environment: ["TOKEN": "secret"], dotenv: ["/work/shop/.env": "TOKEN=file"])
        let a = try #require(try plan(input)["a"])
        #expect(a["TOKEN"] == "secret")
        #expect(a["GONE"] == nil)
    }

    @Test("of an importer may be taken as they stand")
    func literal() throws {
        var service = ServiceSpec("a", .run("x"))
        service.environment = [Variable("A", "$HOME ${port} $$", isLiteral: true)]
        let a = try #require(
            try plan(input(StackFile(format: .compose, folder: "/work/shop", services: [service])))["a"])
        #expect(a["A"] == "$HOME ${port} $$")
    }

    @Test("tell a service where the others are")
    func wiring() throws {
        let text = """
            services:
              my-db: { container: "postgres:16" }
              2nd: { run: "redis-server --port ${port}" }
              job: { run: x }
              raw: { run: x, port: none }
              a: { run: x, needs: { my-db: , 2nd: started, job: exited, raw: } }
            """
        let a = try #require(try plan(input(file(text)))["a"])
        #expect(a["MY_DB_URL"] == "postgres://127.0.0.1:20000")
        #expect(a["MY_DB_HOST"] == "127.0.0.1")
        #expect(a["MY_DB_PORT"] == "20000")
        #expect(a["_2ND_URL"] == "redis://127.0.0.1:20001")
        #expect(a["ConnectionStrings__2nd"] == "127.0.0.1:20001")
        #expect(a["services__my-db__postgres__0"] == "postgres://127.0.0.1:20000")
        #expect(a["JOB_PORT"] == nil)
        #expect(a["RAW_PORT"] == nil)
    }

    @Test("name every instance of what is needed, and an address that can be reached")
    func several() throws {
        let text = """
            services:
              w: { run: x, instances: 3, host: 0.0.0.0 }
              v: { run: x, host: "::1", port: 4000 }
              a: { run: x, needs: [w, v] }
            """
        let plan = try plan(input(file(text)))
        let a = try #require(plan["a"])
        #expect(a["W_ADDRESS"] == "127.0.0.1:20000")
        #expect(a["W_ADDRESSES"] == "127.0.0.1:20000,127.0.0.1:20001,127.0.0.1:20002")
        #expect(a["V_URL"] == "http://[::1]:4000")
        #expect(a["V_HOST"] == "::1")
        #expect(plan["w.2"]?["HOST"] == "0.0.0.0")
        #expect(plan["w.2"]?["OSTIA_SERVICE"] == "w.2")
        #expect(a.needs.map(\.service) == ["w.1", "w.2", "w.3", "v"])
        #expect(plan.remarks.filter { $0.subject == "services.w.host" }.count == 3)
    }

    @Test("warn of a dotenv line that another tool reads otherwise")
    func dialects() throws {
        let input = try input(file(Self.layered), dotenv: ["/work/shop/.env": "X=1\nY=b # c\n"])
        let remark = try #require(try plan(input).remarks.first)
        #expect(remark.kind == .warning)
        #expect(remark.subject == ".env")
        #expect(remark.line == 2)
        #expect(remark.text == "Y: foreman reads \"b # c\"; here it is \"b\"")
    }

    @Test("stop a plan when their file is broken")
    func broken() throws {
        let input = try input(file(Self.layered), dotenv: ["/work/shop/.env": "X=1\nY=\"b\n"])
        #expect(faults(input) == [".env: Y: the quote that begins here is not closed"])
    }

    @Test(
        "make a scheme of what is known",
        arguments: [
            ("container: \"docker.io/library/mysql:8\"", "mysql"),
            ("container: mongo@sha256:1", "mongodb"),
            ("container: rabbitmq:3-management", "amqp"),
            ("container: nginx", "http"),
            ("run: /usr/lib/postgresql/16/bin/postgres -D x", "postgres"),
            ("run: exec redis-server", "redis"),
            ("run: node server.js", "http"),
            ("run: [mysqld]", "mysql"),
            ("forward: \"ssh://h/db:5432\"", "postgres"),
            ("forward: \"ssh://h/x:9999\"", "tcp"),
            ("forward: \"kubectl://ns/svc/web:http\"", "tcp"),
            ("run: x\n    ports: { grpc: auto }", "grpc"),
            ("run: x\n    ports: { q: { port: auto, transport: udp } }", "udp"),
        ])
    func schemes(line: String, scheme: String) throws {
        let text = "services:\n  db:\n    \(line)\n  a: { run: x, needs: [db] }\n"
        let a = try #require(try plan(input(file(text)))["a"])
        #expect(a["DB_URL"]?.hasPrefix("\(scheme)://127.0.0.1:20000") == true)
    }
}
