import Stack
import TestSupport
import Testing

@Suite struct OstiaYAMLWriterTests {
    private func service(_ name: String, _ kind: ServiceSpec.Kind, _ change: (inout ServiceSpec) -> Void = { _ in })
        -> ServiceSpec
    {
        var spec = ServiceSpec(name, kind)
        spec.ports = [PortSpec("", .auto, isImplied: true)]
        change(&spec)
        return spec
    }

    private func file(_ services: [ServiceSpec]) -> StackFile {
        StackFile(
            format: .ostia, path: "/w/ostia.yaml", folder: "/w", services: services,
            environmentFiles: [EnvironmentFile(".env", isRequired: false)])
    }

    /// Writing and reading again gives the same file.
    private func expectRoundTrip(
        _ file: StackFile, _ comment: String = "", at location: SourceLocation = #_sourceLocation
    ) {
        let text = OstiaYAMLWriter.text(for: file)
        let read = OstiaYAML.read(text, path: "/w/ostia.yaml")
        #expect(read.errors == [], "\(comment)\n\(text)", sourceLocation: location)
        #expect(read.file == file, "\(comment)\n\(text)", sourceLocation: location)
    }

    @Test func theSmallestFile() {
        #expect(
            OstiaYAMLWriter.text(for: file([service("web", .run("npm run dev")), service("x", .run("yes"))])) == """
                services:
                  web: npm run dev
                  x: "yes"

                """)
    }

    @Test func shortFormsAndNoDefaults() {
        let db = service("db", .run("postgres -p ${port}")) { $0.ready = Check(.tcp) }
        let api = service("api", .run("flask run")) {
            $0.needs = [Need("db")]
            $0.ports = [PortSpec("http", .auto), PortSpec("debug", .fixed(9229))]
            $0.environment = [Variable("DATABASE_URL", "postgres://${db.address}/shop"), Variable("CI", nil)]
            $0.ready = Check(.http(path: "/health", status: nil))
            $0.stop.grace = 90
        }
        let cache = service("cache", .container(ContainerSpec(image: "redis:7"))) { $0.ports = [PortSpec("", .auto)] }
        #expect(
            OstiaYAMLWriter.text(for: file([db, api, cache])) == """
                services:
                  db:
                    run: postgres -p ${port}
                    ready: tcp

                  api:
                    run: flask run
                    ports: { http: auto, debug: 9229 }
                    needs: [db]
                    env:
                      DATABASE_URL: postgres://${db.address}/shop
                      CI: null
                    ready: { http: /health }
                    stop: { grace: 1m30s }

                  cache:
                    container: redis:7
                    port: auto

                """)
    }

    @Test func commentsStandWhereTheyBelong() {
        let comments = [
            Remark(.kept, "services.a.image", "unsaid"), Remark(.lost, "networks", "no networks", line: 9),
            Remark(.changed, "services.a.ports", "on 127.0.0.1 only", line: 3), Remark(.warning, "b", "a duplicate"),
            Remark(.lost, "services.a.deploy.placement", "for\na cluster", line: 5),
        ]
        let text = OstiaYAMLWriter.text(
            for: file([service("a", .run("x")), service("b", .run("y"))]), comments: comments)
        #expect(
            text == """
                # line 9, networks: not taken over: no networks

                services:
                  # line 3, ports: on 127.0.0.1 only
                  # line 5, deploy.placement: not taken over: for a cluster
                  a: x
                  # a duplicate
                  b: "y"

                """)
    }

    @Test func everyFieldComesBack() {
        let full = service("full", .run("a: b # c\n  second line\n")) {
            $0.description = "What: it is"
            $0.ports = [
                PortSpec("", .range(5000...5010), host: "0.0.0.0"), PortSpec("dns", .fixed(53), transport: "udp"),
                PortSpec("web", .auto, target: 80),
            ]
            $0.host = "::1"
            $0.directory = "sub folder"
            $0.shell = ["bash", "-c"]
            $0.environment = [Variable("A", "0755"), Variable("B", ""), Variable("C", nil), Variable("yes", "no")]
            $0.environmentFiles = [
                EnvironmentFile("a.env"), EnvironmentFile("b.env", isRequired: false, isRaw: true),
            ]
            $0.needs = [Need("db", .started), Need("x", .exited, isRequired: false), Need("y")]
            $0.ready = Check(
                .http(path: "/h", status: 204), port: "web", interval: 0.5, timeout: 90, retries: 7, startPeriod: 3600)
            $0.live = Check(.tcp, port: "web")
            $0.profiles = ["a", "b"]
            $0.instances = 3
            $0.watch = ["src", "*.py"]
            $0.restart = .never
            $0.maxRestarts = 0
            $0.startTimeout = nil
            $0.stop = StopSpec(signal: "INT", grace: 1.5, before: "echo bye")
            $0.setup = ["make", "make db"]
            $0.log = LogSpec(file: "a.log", maxSize: 10_485_760, keep: 5)
            $0.terminal = false
            $0.successCodes = [3, 143]
        }
        let container = service(
            "container",
            .container(
                ContainerSpec(
                    image: "redis:7", command: ["redis-server", "--port 0"], entrypoint: [], volumes: ["a:/b"],
                    options: ["--user", "1"]))
        ) { $0.ports = [] }
        let others = [
            service("words", .exec(["node", "my app.js", "yes", "12"])) { $0.ports = [] },
            service("stage", .forward("ssh://bastion/db.internal:5432")) { $0.ports = [PortSpec("", .auto)] },
            service("y", .run("y")) {
                $0.shell = ["fish", "-lc"]; $0.log.file = "y.log"; $0.startTimeout = 5
            },
            service("log", .run("x")) {
                $0.ready = Check(.log("ready: yes")); $0.log = LogSpec(file: "l", maxSize: 1000)
            },
            service("exec", .run("x")) {
                $0.live = Check(.exec("pg_isready -q")); $0.stop.signal = "QUIT"
            },
            service("tcp", .run("x")) {
                $0.ready = Check(.tcp, interval: 2); $0.terminal = true; $0.profiles = ["p"]
            },
        ]
        var file = file([full, container] + others)
        file.name = "1e3"
        file.environment = [Variable("A", "x${B}"), Variable("A", "twice"), Variable("N", nil)]
        file.environmentFiles = []
        file.dotenvWins = true
        expectRoundTrip(file)
    }

    @Test(arguments: 1...8)
    func filesMadeAtRandomComeBack(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }
        func maybe() -> Bool { Bool.random(using: &random) }
        let texts = [
            "a", "yes", "0755", "a: b", "x # y", "it's", "\"q\"", "back\\", "é😀", "$HOME ${x:-y} $$", "{a}", "- x",
            "line\ntwo", "\ttab",
            "ends\n", "12:30", "null", "~", "a,b", "*x", "&x", "!x", "%x", "@x", "`x`", "[", "]", "'", "\u{1}\u{85}x",
            "x\r\ny",
        ]
        func words() -> [String] { (0..<Int.random(in: 1...3, using: &random)).map { _ in pick(texts) } }
        func check() -> Check {
            var check = Check(
                pick([.tcp, .http(path: "/x", status: nil), .http(path: "/", status: 201), .exec(pick(texts))]))
            if maybe() { check.interval = pick([0.1, 2, 75, 1.25]) }
            if maybe() { check.timeout = pick([0.001, 10, 3600]) }
            if maybe() { check.retries = pick([1, 1000]) }
            if maybe() { check.startPeriod = pick([0.5, 61]) }
            return check
        }
        let services = (0..<12).map { number in
            service("s\(number)", maybe() ? .run(pick(texts)) : .exec(["p"] + words())) { spec in
                if maybe() { spec.description = pick(texts) }
                if maybe() {
                    spec.ports = [PortSpec("", pick([.auto, .fixed(80), .range(1...2)]), target: pick([nil, 5]))]
                }
                if maybe() { spec.ports.append(PortSpec("y", .auto, transport: pick(["tcp", "udp"]))) }
                if spec.ports.count > 1 { spec.ports[0].isImplied = false }
                if maybe() { spec.directory = pick(texts) }
                if maybe() { spec.shell = ["p"] + words() }
                if maybe() { spec.environment = [Variable("A", pick(texts)), Variable("null", pick([nil, ""]))] }
                if maybe() { spec.needs = [Need("s0", pick(Need.Condition.allCases), isRequired: maybe())] }
                if maybe() { spec.ready = check() }
                if maybe() { spec.live = check() }
                if maybe() { spec.profiles = words() }
                if maybe() { spec.watch = words() }
                if maybe() { spec.setup = words() }
                if maybe() { spec.restart = pick(ServiceSpec.RestartPolicy.allCases) }
                if maybe() { spec.instances = pick([0, 2, 100]) }
                if maybe() { spec.startTimeout = pick([nil, 0.5]) }
                if maybe() {
                    spec.stop = StopSpec(
                        signal: pick(["TERM", "INT"]), grace: pick([10, 0.25]), before: pick([nil, "x"]))
                }
                if maybe() { spec.terminal = maybe() }
            }
        }
        expectRoundTrip(file(services), "seed \(seed)")
    }

    @Test(arguments: ["web: bin/rails s -p ${port} $$ $PORT\nenv: x\n", "a: {\nb: \"\nc: - #\nd: yes\ne: 12"])
    func anImportedProcfileComesBack(text: String) throws {
        let imported = try #require(ProcfileImporter.read(text, path: "/w/Procfile").file)
        let (file, remarks) = imported.adopted()
        #expect(remarks.contains { $0.text.contains("no longer ends the others") })
        #expect(file.services.allSatisfy { $0.ports == [PortSpec("", .auto, isImplied: true)] })
        var again = file
        again.path = "/w/ostia.yaml"
        expectRoundTrip(again)
    }

    @Test func whatWouldBeATemplateIsEscaped() throws {
        let imported = ProcfileImporter.read(
            "a: x ${port} $$ ${HOME} ${a.b} $PORT ${port:-1} ${\n", path: "/w/Procfile")
        let (file, _) = try #require(imported.file).adopted()
        #expect(file.services[0].kind == .run("x $${port} $$$$ ${HOME} $${a.b} $PORT ${port:-1} ${"))
    }

    @Test func importedComposeAndProcessComposeFilesComeBack() throws {
        let compose = ComposeImporter.read(
            """
            services:
              db:
                image: postgres:16
                environment: { P: "a$$b", Q: "0123", R: }
                ports: ["5432:5432", "127.0.0.1:53:53/udp", "8000-8010:80"]
                healthcheck: { test: [CMD-SHELL, "pg_isready -U $$USER || exit 1"], start_period: 5s }
                command: sh -c 'echo $$PATH $${port}'
                volumes: [data:/x]
                profiles: [a]
                restart: on-failure:3
              api: { build: ., depends_on: { db: { condition: service_healthy } }, deploy: { replicas: 2 } }
              p: { provider: { type: x } }
              q: { image: x, depends_on: [p] }
            """, path: "/w/compose.yaml")
        let processes = ProcessComposeImporter.read(
            """
            environment: ["G=1"]
            processes:
              a:
                command: "echo $$$$ $${port}"
                availability: { restart: always, max_restarts: 3 }
                liveness_probe: { exec: { command: "test -f $${x.y}" } }
              b: { entrypoint: [x, "$$y"], depends_on: { a: { condition: process_completed_successfully } } }
            """, path: "/w/process-compose.yaml")
        for imported in [compose, processes] {
            #expect(imported.errors == [])
            var (file, _) = try #require(imported.file).adopted()
            file.path = "/w/ostia.yaml"
            expectRoundTrip(file)
        }
        let (adopted, remarks) = try #require(compose.file).adopted()
        #expect(adopted.services.map(\.name) == ["db", "api", "q"])
        #expect(adopted.services[2].needs == [])
        #expect(remarks.filter { $0.kind == .lost }.count == 2)
        #expect(adopted.services[0].environment[0] == Variable("P", "a$$b"))
        let command = ["sh", "-c", "echo $PATH $${port}"]
        guard case .container(let container) = adopted.services[0].kind else { return }
        #expect(container.command == command)
        #expect(processes.file?.services[0].kind == .run("echo $$$$ $${port}"))
    }

    @Test func ourOwnFileIsNotChangedByAdoption() {
        let file = file([service("a", .run("x ${port} $$"))])
        #expect(file.adopted().file == file)
        #expect(file.adopted().remarks == [])
    }
}
