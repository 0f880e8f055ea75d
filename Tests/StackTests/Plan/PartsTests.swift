import Testing

@testable import Stack

/// The small parts of planning, each alone.
@Suite("Parts of planning") struct PartsTests {
    @Test(
        "names of variables come from names of services",
        arguments: [
            ("db", "DB"),
            ("my-db", "MY_DB"),
            ("my_db", "MY_DB"),
            ("Db2", "DB2"),
            ("2nd", "_2ND"),
            ("a.b", "A_B"),
            ("é", "__"),
            ("", ""),
        ])
    func prefix(name: String, wanted: String) {
        #expect(Wiring.prefix(name) == wanted)
    }

    @Test("two services that become one variable are told")
    func twins() throws {
        let file = try file("services: { my-db: x, my_db: x, a: { run: x, needs: [my-db, my_db] } }")
        let told = try plan(input(file)).remarks.map(\.text)
        #expect(told == ["`my-db` and `my_db` both become MY_DB_PORT for who needs both"])
    }

    @Test("layers put each source in its place")
    func layers() {
        var layers = EnvironmentLayers(inherited: ["A": "user", "Z": "user"])
        #expect(layers.value("A") == "user")
        #expect(layers.variables == [])
        layers.set("A", .init(.dotenv, "1", "one:1"), belowInherited: true)
        layers.set("A", .init(.dotenv, "2", "two:1"), belowInherited: true)
        #expect(layers.value("A") == "user")
        layers.set("A", .init(.stack, "3", "env.A"))
        #expect(layers.value("A") == "3")
        layers.set("B", .init(.dotenv, "4", "one:2"), belowInherited: true)
        layers.set("B", .init(.dotenv, "5", "two:2"), belowInherited: true)
        #expect(
            layers.variables == [
                PlannedVariable(
                    "A", .init(.stack, "3", "env.A"),
                    overridden: [
                        .init(.inherited, "user"), .init(.dotenv, "2", "two:1"), .init(.dotenv, "1", "one:1"),
                    ]),
                PlannedVariable("B", .init(.dotenv, "5", "two:2"), overridden: [.init(.dotenv, "4", "one:2")]),
            ])
    }

    @Test("variables come in the order of their names' bytes")
    func order() {
        var layers = EnvironmentLayers(inherited: [:])
        for name in ["b", "A", "_", "a", "B1", "B"] { layers.set(name, .init(.stack, "")) }
        #expect(layers.variables.map(\.name) == ["A", "B", "B1", "_", "a", "b"])
    }

    @Test("a dotenv file is read once, and its faults told once")
    func once() throws {
        let file = try file(
            "services: { a: { run: x, env_file: e, instances: 3 }, b: { run: x, env_file: e }, c: { run: x, env_file: no } }"
        )
        let (_, remarks) = Planner.plan(input(file, dotenv: ["/work/shop/e": "A=b # c\n"]))
        #expect(remarks.map(\.subject) == ["e", "env_file"])
    }

    @Test("a raw file and the same file read otherwise are two readings")
    func raw() throws {
        let file = try file(
            "services: { a: { run: x, env_file: e }, b: { run: x, env_file: { path: e, format: raw } } }")
        let plan = try plan(input(file, dotenv: ["/work/shop/e": "A=\"$X\"\n"]))
        #expect(plan["a"]?["A"] == "")
        #expect(plan["b"]?["A"] == "\"$X\"")
    }

    @Test(
        "circles are found once each, wherever they hang",
        arguments: [
            ("a:b b:c c:a", ["abc"]),
            ("a:b b:b", ["b"]),
            ("x:a a:b b:a y:b", ["ab"]),
            ("a:bc b:d c:d d:", []),
            ("a:b b:a c:d d:c", ["ab", "cd"]),
            ("a:b b:cd c:a d:a", ["abc", "abd"]),
            ("a:z", []),
            ("", []),
        ])
    func cycles(text: String, wanted: [String]) {
        let services = text.split(separator: " ").map { part -> ServiceSpec in
            let sides = part.split(separator: ":", omittingEmptySubsequences: false)
            var service = ServiceSpec(String(sides[0]), .run("x"))
            service.needs = sides[1].map { Need(String($0)) }
            return service
        }
        #expect(Relations.cycles(services).map { $0.joined() } == wanted)
    }

    @Test(
        "schemes are known by program, image and port",
        arguments: [
            ("postgres", "postgres"),
            ("/usr/bin/redis-server", "redis"),
            ("MYSQLD", "mysql"),
            ("node", nil),
            ("", nil),
        ] as [(String, String?)])
    func program(name: String, scheme: String?) {
        #expect(WellKnown.scheme(ofProgram: name) == scheme)
    }

    @Test(
        "ports of images are known",
        arguments: [
            ("redis:7", 6379),
            ("bitnami/postgresql:16", 5432),
            ("docker.elastic.co/elasticsearch/elasticsearch:8", 9200),
            ("example/app", nil),
        ] as [(String, UInt16?)])
    func image(name: String, port: UInt16?) {
        #expect(WellKnown.port(ofImage: name) == port)
    }

    @Test(
        "signals have names",
        arguments: [
            ("TERM", "TERM"),
            ("SIGTERM", "TERM"),
            ("sigint", "INT"),
            ("9", "KILL"),
            ("0", nil),
            ("64", nil),
            ("FOO", nil),
            ("SIG", nil),
        ] as [(String, String?)])
    func signals(text: String, name: String?) {
        #expect(SignalName.read(text) == name)
    }

    @Test(
        "services' names are checked",
        arguments: [
            ("api", true),
            ("my-api_2", true),
            ("2", true),
            ("_", true),
            ("-x", false),
            ("a.b", false),
            ("a b", false),
            ("é", false),
            ("", false),
            ("env", false),
            ("port", false),
            ("url", false),
        ])
    func names(name: String, isGood: Bool) {
        #expect((ServiceName.fault(name) == nil) == isGood)
    }

    @Test(
        "a name has at most 63 letters",
        arguments: [
            (63, true),
            (64, false),
        ])
    func longNames(count: Int, isGood: Bool) {
        #expect((ServiceName.fault(String(repeating: "a", count: count)) == nil) == isGood)
    }

    @Test("JSON is written with its keys in order, and broken where it is long")
    func json() {
        let long = String(repeating: "x", count: 99)
        let text = SchemaText.object([
            ("b", .number(1)), ("a", .list([.flag(true), .text("q\"\\")])),
            ("long", .list([.text(long), .object([])])),
        ]).rendered(0)
        #expect(
            text == """
                {
                  "b": 1,
                  "a": [true, "q\\"\\\\"],
                  "long": [
                    "\(long)",
                    {}
                  ]
                }
                """)
    }
}
