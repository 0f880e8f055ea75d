import Testing

@testable import Stack

/// Every key of a service, in each of its forms.
@Suite("Values of ostia.yaml") struct ValueTests {
    @Test(
        "durations",
        arguments: [
            ("10s", 10),
            ("10", 10),
            ("1.5", 1.5),
            ("500ms", 0.5),
            ("1m30s", 90),
            ("2h", 7200),
            ("1d", 86400),
            ("1h1m1s1ms", 3661.001),
            ("0", 0),
            ("0s", 0),
            ("250us", 0.00025),
        ])
    func durations(text: String, seconds: Double) throws {
        #expect(abs(try #require(Quantity.seconds(text)) - seconds) < 1e-9)
        #expect(try service("run: x", "start_timeout: \(text)").startTimeout == Quantity.seconds(text))
    }

    @Test(
        "that are no durations",
        arguments: [
            "", "s", "10 s", "-1", "1s1m", "1s1s", "10sec", "1e3", "inf", "nan", "1.2.3", ".5", "1_0",
            "9999999999999999",
        ])
    func noDurations(text: String) {
        #expect(Quantity.seconds(text) == nil)
    }

    @Test(
        "sizes",
        arguments: [
            ("1048576", 1_048_576),
            ("10MB", 10_485_760),
            ("10 MiB", 10_485_760),
            ("500k", 512_000),
            ("1g", 1_073_741_824),
            ("1.5kb", 1536),
            ("1b", 1),
        ])
    func sizes(text: String, bytes: Int) {
        #expect(Quantity.bytes(text) == bytes)
    }

    @Test("that are no sizes", arguments: ["", "MB", "0", "-1k", "10TB", "10 MBit", "99999999999g"])
    func noSizes(text: String) {
        #expect(Quantity.bytes(text) == nil)
    }

    @Test(
        "ports",
        arguments: [
            ("80", PortSpec.Wish.fixed(80)),
            ("\"80\"", .fixed(80)),
            ("auto", .auto),
            ("5000-5010", .range(5000...5010)),
            ("\"5000-5000\"", .range(5000...5000)),
            ("65535", .fixed(65535)),
            ("1", .fixed(1)),
            ("{ port: 80 }", .fixed(80)),
            ("{}", .auto),
        ])
    func ports(text: String, wish: PortSpec.Wish) throws {
        #expect(try service("run: x", "port: \(text)").ports == [PortSpec("", wish)])
        #expect(try service("run: x", "ports: { p: \(text) }").ports == [PortSpec("p", wish)])
    }

    @Test("both port and ports, the main one first")
    func mainPort() throws {
        let both = try service(
            "run: x", "ports: { d: { port: 1, target: 2, host: \"::1\", transport: udp } }", "port: 80")
        #expect(
            both.ports == [
                PortSpec("", .fixed(80)), PortSpec("d", .fixed(1), target: 2, transport: "udp", host: "::1"),
            ])
        #expect(try service("run: x", "port: none").ports == [])
        #expect(try service("run: x", "port: none", "ports: { a: 1 }").ports == [PortSpec("a", .fixed(1))])
        #expect(try service("run: x").ports == [PortSpec("", .auto, isImplied: true)])
        #expect(try service("forward: \"ssh://h/t:1\"").ports == [PortSpec("", .auto)])
        #expect(try service("container: redis").ports == [PortSpec("", .auto, isImplied: true)])
        #expect(try service("container: example/unknown").ports == [])
    }

    @Test(
        "kinds",
        arguments: [
            ("run: a b", ServiceSpec.Kind.run("a b")),
            ("run: [a, \"b c\"]", .exec(["a", "b c"])),
            ("run: true", .run("true")),
            ("run: |\n      a\n      b", .run("a\nb")),
            ("container: \"x/y:1\"", .container(ContainerSpec(image: "x/y:1"))),
            (
                "container: { image: x, command: \"a 'b c'\", entrypoint: [sh], volumes: \"d:/d\", options: \"--init --cap-add=X\" }",
                .container(
                    ContainerSpec(
                        image: "x", command: ["a", "b c"], entrypoint: ["sh"], volumes: ["d:/d"],
                        options: ["--init", "--cap-add=X"]))
            ),
            ("forward: \"kubectl://ns/svc/db:5432\"", .forward("kubectl://ns/svc/db:5432")),
        ])
    func kinds(line: String, kind: ServiceSpec.Kind) throws {
        #expect(try service(line).kind == kind)
    }

    @Test("a service in one word")
    func short() throws {
        let a = try #require(try file("services: { a: node server.js }").services.first)
        #expect(a.kind == .run("node server.js"))
        #expect(a.ports == [PortSpec("", .auto, isImplied: true)])
    }

    @Test(
        "checks",
        arguments: [
            ("tcp", Check(.tcp)),
            ("http", Check(.http(path: "/", status: nil))),
            ("/up", Check(.http(path: "/up", status: nil))),
            ("{ tcp: }", Check(.tcp)),
            ("{ tcp: true }", Check(.tcp)),
            ("{ tcp: d }", Check(.tcp, port: "d")),
            ("{ http: /x, status: 204, port: d }", Check(.http(path: "/x", status: 204), port: "d")),
            ("{ http: { path: /x, status: 204, port: d } }", Check(.http(path: "/x", status: 204), port: "d")),
            ("{ http: }", Check(.http(path: "/", status: nil))),
            ("{ exec: \"a b\" }", Check(.exec("a b"))),
            ("{ log: \"ready.\" }", Check(.log("ready."))),
            (
                "{ exec: x, interval: 5s, timeout: 500ms, retries: 7, start_period: 1m }",
                Check(.exec("x"), interval: 5, timeout: 0.5, retries: 7, startPeriod: 60)
            ),
        ])
    func checks(text: String, check: Check) throws {
        #expect(try service("run: x", "ports: { h: auto, d: auto }", "ready: \(text)").ready == check)
        if case .log = check.kind { return }
        #expect(try service("run: x", "ports: { h: auto, d: auto }", "live: \(text)").live == check)
    }

    @Test(
        "needs",
        arguments: [
            ("b", [Need("b")]),
            ("[b, c]", [Need("b"), Need("c")]),
            ("{ b: , c: started, d: exited }", [Need("b"), Need("c", .started), Need("d", .exited)]),
            ("[b, { c: exited }]", [Need("b"), Need("c", .exited)]),
            ("{ b: { required: false, condition: started } }", [Need("b", .started, isRequired: false)]),
            ("", []),
            ("[]", []),
        ])
    func needs(text: String, needs: [Need]) throws {
        #expect(try service("run: x", "needs: \(text)").needs == needs)
    }

    @Test(
        "variables",
        arguments: [
            (
                "{ A: b, B: 1, C: 1.10, D: yes, E: \"\", F: , G: 0x10, H: ~ }",
                [
                    Variable("A", "b"), Variable("B", "1"), Variable("C", "1.10"), Variable("D", "yes"),
                    Variable("E", ""), Variable("F", nil), Variable("G", "0x10"),
                    Variable("H", nil),
                ]
            ),
            (
                "[A=b, B, \"C=d=e\", D=]",
                [Variable("A", "b"), Variable("B", nil), Variable("C", "d=e"), Variable("D", "")]
            ),
            ("", []),
        ])
    func variables(text: String, variables: [Variable]) throws {
        #expect(try service("run: x", "env: \(text)").environment == variables)
    }

    @Test(
        "dotenv files",
        arguments: [
            ("x", [EnvironmentFile("x")]),
            (
                "[x, { path: y, required: false, format: raw }]",
                [EnvironmentFile("x"), EnvironmentFile("y", isRequired: false, isRaw: true)]
            ),
            ("{ path: x }", [EnvironmentFile("x")]),
            ("[]", []),
            ("", []),
        ])
    func files(text: String, files: [EnvironmentFile]) throws {
        #expect(try service("run: x", "env_file: \(text)").environmentFiles == files)
        #expect(try file("env_file: \(text)\nservices: { a: x }").environmentFiles == files)
    }

    @Test(
        "how it is stopped",
        arguments: [
            ("INT", StopSpec(signal: "INT")),
            ("sigquit", StopSpec(signal: "QUIT")),
            ("15", StopSpec()),
            ("{ signal: 2, grace: 30s, before: drain }", StopSpec(signal: "INT", grace: 30, before: "drain")),
        ])
    func stop(text: String, stop: StopSpec) throws {
        #expect(try service("run: x", "stop: \(text)").stop == stop)
    }

    @Test(
        "where its output goes",
        arguments: [
            ("a.log", LogSpec(file: "a.log")),
            ("{ file: a, rotation: 1MB }", LogSpec(file: "a", maxSize: 1_048_576)),
            ("{ file: a, rotation: { size: 2k, keep: 9 } }", LogSpec(file: "a", maxSize: 2048, keep: 9)),
        ])
    func log(text: String, log: LogSpec) throws {
        #expect(try service("run: x", "log: \(text)").log == log)
    }

    @Test("everything else")
    func rest() throws {
        let a = try service(
            "run: x", "description: d", "dir: sub", "host: \"[::1]\"", "shell: bash", "instances: 0", "profile: p",
            "profiles: [q, r]",
            "watch: [src, \"*.py\"]", "restart: always", "max_restarts: 3", "start_timeout: none", "setup: [a, b]",
            "tty: no", "success_codes: [3, 130]")
        #expect(a.description == "d")
        #expect(a.directory == "sub")
        #expect(a.host == "::1")
        #expect(a.shell == ["bash", "-c"])
        #expect(a.instances == 0)
        #expect(a.profiles == ["p", "q", "r"])
        #expect(a.watch == ["src", "*.py"])
        #expect(a.restart == .always)
        #expect(a.maxRestarts == 3)
        #expect(a.startTimeout == nil)
        #expect(a.setup == ["a", "b"])
        #expect(a.terminal == false)
        #expect(a.successCodes == [3, 130])
        #expect(try service("run: x", "shell: \"bash -euo pipefail -c\"").shell == ["bash", "-euo", "pipefail", "-c"])
        #expect(try service("run: x", "shell: [python3, -c]").shell == ["python3", "-c"])
        #expect(
            try service("run: x")
                == {
                    var plain = ServiceSpec("a", .run("x"))
                    plain.ports = [PortSpec("", .auto, isImplied: true)]
                    return plain
                }())
    }

    @Test("anchors, merge keys and the user's own keys")
    func anchors() throws {
        let file = try file(
            """
            x-common: &common
              restart: always
              env: &env { A: 1 }
            x-more: &more { restart: never, dir: d }
            services:
              a: { <<: *common, run: x }
              b: { run: y, <<: [*common, *more], restart: on-failure, x-note: z }
              c: { run: z, env: { <<: *env, B: 2 } }
            """)
        #expect(file.services.map(\.restart) == [.always, .onFailure, .onFailure])
        #expect(file.services[0].environment == [Variable("A", "1")])
        #expect(file.services[1].directory == "d")
        #expect(Set(file.services[2].environment) == [Variable("A", "1"), Variable("B", "2")])
    }

    @Test(
        "the folder of a path",
        arguments: [
            ("/a/b/ostia.yaml", "/a/b"),
            ("/ostia.yaml", "/"),
            ("ostia.yaml", "."),
        ])
    func folder(path: String, folder: String) {
        #expect(OstiaYAML.read("services: { a: x }", path: path).file?.folder == folder)
        #expect(OstiaYAML.read("services: { a: x }\r\n", path: path).file?.path == path)
    }

    @Test(
        "names that were meant",
        arguments: [
            ("prot", "port"),
            ("serv", "services"),
            ("POTR", "port"),
            ("ready1", "ready"),
            ("xyz", nil),
            ("", nil),
            ("p", nil),
            ("por", "port"),
        ] as [(String, String?)])
    func nearest(typed: String, meant: String?) {
        #expect(Nearest.name(to: typed, among: ["port", "ready", "services"]) == meant)
    }

    @Test(
        "mistakes are counted",
        arguments: [
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abc", "ab", 1),
            ("abc", "xbc", 1),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
        ])
    func distance(a: String, b: String, wanted: Int) {
        #expect(Nearest.distance(Array(a.unicodeScalars), Array(b.unicodeScalars)) == wanted)
        #expect(Nearest.distance(Array(b.unicodeScalars), Array(a.unicodeScalars)) == wanted)
    }
}
