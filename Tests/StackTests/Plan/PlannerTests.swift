import Testing

@testable import Stack

@Suite("A plan") struct PlannerTests {
    private static let chain = """
        services:
          web: { run: x, needs: [api] }
          api: { run: x, needs: { db: ready, mail: { required: false } } }
          db: x
          mail: { run: x, profile: mail }
          tools: { run: x, profiles: [tools, all] }
          lone: x
        """

    @Test(
        "holds what was asked for and what that needs",
        arguments: [
            ([], [], ["web", "api", "db", "lone"]),
            (["web"], [], ["web", "api", "db"]),
            (["db"], [], ["db"]),
            (["tools"], [], ["tools"]),
            ([], ["tools"], ["web", "api", "db", "tools", "lone"]),
            (["api"], ["mail"], ["api", "db", "mail"]),
            (["lone", "db"], [], ["db", "lone"]),
        ])
    func selection(asked: [String], profiles: [String], wanted: [String]) throws {
        let plan = try plan(input(file(Self.chain), selection: asked, profiles: profiles))
        #expect(plan.services.map(\.name) == wanted)
    }

    @Test("warns of a profile that nobody has")
    func profile() throws {
        let plan = try plan(input(file(Self.chain), profiles: ["tool"]))
        #expect(plan.remarks.map(\.text) == ["no service belongs to a profile `tool`; did you mean `tools`?"])
    }

    @Test("drops needs of what is left out")
    func needs() throws {
        let plan = try plan(input(file(Self.chain)))
        #expect(plan["api"]?.needs == [Need("db", .ready)])
        #expect(plan.levels.map { $0.map(\.name) } == [["db", "lone"], ["api"], ["web"]])
    }

    @Test("knows ports of services that are named only, not started")
    func mentioned() throws {
        let file = try file("services: { a: \"x ${b.port}\", b: { run: y, profile: p }, c: z }")
        let input = input(file, selection: ["a"])
        #expect(Planner.portWishes(input).map(\.key) == [PortKey("a"), PortKey("b")])
        let plan = try plan(input)
        #expect(plan.services.map(\.name) == ["a"])
        #expect(plan["a"]?.command == "x 20001")
        #expect(plan["a"]?["B_PORT"] == nil)
    }

    @Test("is the same for the same input")
    func pure() throws {
        let input = try input(file(shop), environment: ["PATH": "/bin"], scripts: ["dev": "vite"])
        #expect(Planner.plan(input).plan == Planner.plan(input).plan)
    }

    @Test("has wishes for each instance and name, with their kinds")
    func wishes() throws {
        let file = try file(
            "services: { a: { run: x, instances: 2, ports: { h: auto, d: \"5000-5010\" } }, b: { run: x, port: 80 } }")
        let wishes = Planner.portWishes(file)
        #expect(
            wishes.map(\.key) == [
                PortKey("a.1", "h"), PortKey("a.1", "d"), PortKey("a.2", "h"), PortKey("a.2", "d"), PortKey("b"),
            ])
        #expect(wishes.map(\.port.wish) == [.auto, .range(5000...5010), .auto, .range(5000...5010), .fixed(80)])
    }

    @Test("takes another number for a fixed port when it is told so")
    func another() throws {
        var input = try input(file("services: { a: { run: \"x ${port}\", port: 80 } }"))
        input.numbers[PortKey("a")] = PortNumber(8081, isLeased: true)
        let a = try #require(try plan(input)["a"])
        #expect(a.command == "x 8081")
        #expect(a.ports.map(\.isLeased) == [true])
    }

    @Test("offers a port that nobody asked for as implied")
    func implied() throws {
        let plan = try plan(input(file("services: { a: x, b: { run: x, port: auto }, c: { run: x, port: none } }")))
        #expect(plan["a"]?.ports.map(\.isImplied) == [true])
        #expect(plan["b"]?.ports.map(\.isImplied) == [false])
        #expect(plan["c"]?.ports == [])
        #expect(plan["c"]?["PORT"] == nil)
        #expect(plan["c"]?["HOST"] == nil)
        #expect(plan["a"]?["HOST"] == "127.0.0.1")
    }

    @Test(
        "warns when a host is wider than this machine",
        arguments: [
            ("127.0.0.1", 0),
            ("localhost", 0),
            ("\"::1\"", 0),
            ("127.9.9.9", 0),
            ("0.0.0.0", 1),
            ("\"::\"", 1),
            ("192.168.1.2", 1),
            ("\"*\"", 1),
            ("\"[::1]\"", 0),
        ])
    func hosts(host: String, warnings: Int) throws {
        let plan = try plan(input(file("services: { a: { run: x, host: \(host) } }")))
        #expect(plan.remarks.filter { $0.kind == .warning && $0.subject == "services.a.host" }.count == warnings)
    }

    @Test("fills every text of a service")
    func texts() throws {
        let text = """
            services:
              a:
                run: [x, "--port=${port}", "$$HOME", "$HOME"]
                dir: sub/../other
                setup: ["make ${port}"]
                stop: { before: "drain ${address}" }
                ready: { exec: "probe ${url}" }
                live: { exec: "probe ${port}" }
            """
        let a = try #require(try plan(input(file(text)))["a"])
        #expect(a.arguments == ["x", "--port=20000", "$HOME", "$HOME"])
        #expect(a.command == "x --port=20000 '$HOME' '$HOME'")
        #expect(a.directory == "/work/shop/other")
        #expect(a.setup == ["make 20000"])
        #expect(a.stopBefore == "drain 127.0.0.1:20000")
        #expect(a.ready?.kind == .exec("probe http://127.0.0.1:20000"))
        #expect(a.live?.kind == .exec("probe 20000"))
    }

    @Test("says which files it wants to know")
    func wanted() throws {
        let file = try file("env_file: [.env, ../x]\nservices: { a: { run: x, env_file: /etc/y, dir: web }, b: x }")
        #expect(Planner.dotenvPaths(file) == ["/work/shop/.env", "/work/x", "/etc/y"])
        #expect(Planner.packageFolders(file) == ["/work/shop/web", "/work/shop"])
    }

    @Test(
        "puts paths together",
        arguments: [
            ("/a/b", ".", "/a/b"),
            ("/a/b", "c", "/a/b/c"),
            ("/a/b", "../c", "/a/c"),
            ("/a/b", "/c/./d//e", "/c/d/e"),
            ("/a", "../../..", "/"),
            ("/", "x", "/x"),
        ])
    func paths(folder: String, relative: String, wanted: String) {
        #expect(Planner.path(folder, relative) == wanted)
    }

    @Test("starts in groups that end even when it goes in circles")
    func levels() {
        var a = PlannedService(name: "a", spec: ServiceSpec("a", .run("x")))
        a.needs = [Need("b")]
        var b = PlannedService(name: "b", spec: ServiceSpec("b", .run("x")))
        b.needs = [Need("a")]
        let identity = StackIdentity(project: "", workTree: "", label: "", id: "")
        #expect(StackPlan(identity: identity, services: [a, b]).levels.map(\.count) == [2])
        #expect(StackPlan(identity: identity, services: []).levels.isEmpty)
    }

    @Test("runs a provider with its options in order")
    func provider() throws {
        let spec = ServiceSpec("db", .provider(type: "aws", options: ["b": "2", "a": "1"]))
        let plan = try plan(input(StackFile(format: .compose, folder: "/work/shop", services: [spec])))
        #expect(plan["db"]?.arguments == ["aws", "compose", "--project-name", "shop-1", "up", "--a=1", "--b=2", "db"])
    }

    @Test("gives a command without a file a port")
    func command() throws {
        let file = StackFile(format: .command, folder: "/work/shop", services: [ServiceSpec("run", .run("x ${port}"))])
        #expect(try plan(input(file))["run"]?.command == "x 20000")
    }
}
