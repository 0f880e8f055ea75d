import Testing

@testable import Stack

@Suite struct ComposeImporterTests {
    private func read(_ text: String, environment: [String: String] = [:], dotenv: [String: String] = [:])
        -> ReadStackFile
    {
        ComposeImporter.read(text, path: "/w/My Shop/compose.yaml", environment: environment, dotenv: dotenv)
    }

    private func one(_ fields: String) throws -> (ServiceSpec, [Remark]) {
        let indented = fields.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let read = read("services:\n  a:\n    image: busybox\n\(indented)\n")
        #expect(read.errors == [])
        return (try #require(read.file?.services.first), read.remarks)
    }

    private func container(_ fields: String) throws -> ContainerSpec {
        guard case .container(let container) = try one(fields).0.kind else { return ContainerSpec(image: "?") }
        return container
    }

    private func fate(_ subject: String, _ remarks: [Remark]) -> Remark.Kind? {
        remarks.first { $0.subject == subject }?.kind
    }

    @Test func aSmallFile() throws {
        let read = read(
            """
            name: shop
            services:
              db:
                image: postgres:16
                environment: { POSTGRES_PASSWORD: "${PW:-secret}", EMPTY: , PASS: "a$$b" }
                ports: ["5432:5432"]
                volumes: ["data:/var/lib/postgresql/data", "./init:/init:ro"]
                healthcheck: { test: "pg_isready -U postgres", interval: 5s }
              api:
                build: .
                depends_on: { db: { condition: service_healthy, restart: true } }
                ports: ["8000"]
            volumes: { data: {} }
            """)
        let file = try #require(read.file)
        #expect(file.name == "shop")
        #expect(file.format == .compose)
        let db = file.services[0]
        #expect(
            db.kind
                == .container(
                    ContainerSpec(
                        image: "postgres:16", volumes: ["data:/var/lib/postgresql/data", "./init:/init:ro"])))
        #expect(
            db.environment == [
                Variable("POSTGRES_PASSWORD", "secret", isLiteral: true), Variable("EMPTY", nil, isLiteral: true),
                Variable("PASS", "a$b", isLiteral: true),
            ])
        #expect(db.ports == [PortSpec("", .fixed(5432), target: 5432)])
        #expect(db.ready == Check(.exec("pg_isready -U postgres"), interval: 5, timeout: 30, retries: 3))
        #expect(db.restart == .never)
        let api = file.services[1]
        #expect(api.kind == .container(ContainerSpec(image: "shop-api")))
        #expect(api.needs == [Need("db", .ready)])
        #expect(api.ports == [PortSpec("", .auto, target: 8000)])
        #expect(fate("services.api.build", read.remarks) == .changed)
        #expect(read.remarks.contains { $0.text.contains("docker compose build api") })
        #expect(fate("services.db.ports", read.remarks) == .changed)
        #expect(fate("services.api.depends_on.db", read.remarks) == .changed)
    }

    @Test func theProjectsNameIsTheFolders() {
        let text = "services: { a: { build: . } }"
        #expect(read(text).file?.services.first?.kind == .container(ContainerSpec(image: "myshop-a")))
        #expect(read(text).file?.name == nil)
        #expect(read(text, dotenv: ["COMPOSE_PROJECT_NAME": "x"]).file?.name == "x")
    }

    @Test(arguments: [
        ("3000", [ComposePort(target: 3000)]),
        ("8080:80", [ComposePort(target: 80, published: 8080...8080)]),
        ("127.0.0.1:8080:80", [ComposePort(target: 80, published: 8080...8080, host: "127.0.0.1")]),
        ("127.0.0.1::80", [ComposePort(target: 80, host: "127.0.0.1")]),
        ("0.0.0.0:8080:80/udp", [ComposePort(target: 80, published: 8080...8080, host: "0.0.0.0", transport: "udp")]),
        ("[::1]:6001:6001", [ComposePort(target: 6001, published: 6001...6001, host: "::1")]),
        ("::1:6000:6000", [ComposePort(target: 6000, published: 6000...6000, host: "::1")]),
        ("8000-9000:80", [ComposePort(target: 80, published: 8000...9000)]),
        ("3000-3001", [ComposePort(target: 3000), ComposePort(target: 3001)]),
        (
            "9090-9091:8080-8081",
            [ComposePort(target: 8080, published: 9090...9090), ComposePort(target: 8081, published: 9091...9091)]
        ),
        ("53:53/TCP", [ComposePort(target: 53, published: 53...53)]),
    ])
    func shortPorts(text: String, ports: [ComposePort]) { #expect(ComposePort.short(text) == ports) }

    @Test(arguments: [
        "", ":", "a", "80:", "0", "70000", "80/sctp", "80/tcp/udp", "90-80", "1-2-3", "9090-9092:8080-8081",
        "1-65535", "8080:x", "/", "-", "--", "99999999999999999999",
    ])
    func whatIsNoPort(text: String) { #expect(ComposePort.short(text) == []) }

    @Test(arguments: [
        ("{ target: 80 }", PortSpec("", .auto, target: 80)),
        ("{ target: 80, published: '8080' }", PortSpec("", .fixed(8080), target: 80)),
        (
            "{ target: 80, published: 8083-9000, host_ip: 0.0.0.0, protocol: udp, name: dns }",
            PortSpec("dns", .range(8083...9000), target: 80, transport: "udp", host: "0.0.0.0")
        ),
        ("{ target: 80, name: '12' }", PortSpec("", .auto, target: 80)),
    ])
    func longPorts(text: String, port: PortSpec) throws {
        #expect(try one("ports: [\(text)]").0.ports == [port])
    }

    @Test func portsHaveNamesOfTheirOwn() throws {
        let (service, remarks) = try one("ports: ['80:80', '443:443', '443:443/udp', 'nonsense', '444:443']")
        #expect(service.ports.map(\.name) == ["", "p443", "p443udp", "p443-2"])
        #expect(remarks.contains { $0.kind == .lost && $0.text == "not a port: nonsense" })
    }

    @Test func aPortOpenToTheNetworkIsKeptWhenItIsSaid() throws {
        let (service, remarks) = try one("ports: ['0.0.0.0:80:80']")
        #expect(service.ports[0].host == "0.0.0.0")
        #expect(remarks.contains { $0.subject == "services.a.ports" && $0.text.contains("open to the network") })
        #expect(!remarks.contains { $0.kind == .changed })
    }

    @Test(arguments: [
        ("command: echo 'a b' c", ["echo", "a b", "c"]), ("command: [echo, 'a b']", ["echo", "a b"]),
        ("command: ''", []),
    ])
    func commands(fields: String, words: [String]) throws {
        #expect(try container(fields).command == words)
        #expect(try container(fields.replacingFirst("command", "entrypoint")).entrypoint == words)
    }

    @Test func aNullCommandIsTheImages() throws { #expect(try container("command: null").command == nil) }

    @Test func environmentAsAList() throws {
        let (service, remarks) = try one("environment: ['A=1', 'B', 'C=', '=x', 'D=a=b']")
        #expect(
            service.environment.map { "\($0.name):\($0.value ?? "nil")" } == ["A:1", "B:nil", "C:", "D:a=b"])
        #expect(remarks.contains { $0.kind == .lost && $0.text.contains("cannot name a variable") })
    }

    @Test(arguments: [
        ("env_file: a.env", [EnvironmentFile("a.env")]),
        (
            "env_file: [a.env, { path: b.env, required: false, format: raw }]",
            [EnvironmentFile("a.env"), EnvironmentFile("b.env", isRequired: false, isRaw: true)]
        ),
        ("env_file: { path: c.env }", [EnvironmentFile("c.env")]),
    ])
    func environmentFiles(fields: String, files: [EnvironmentFile]) throws {
        #expect(try one(fields).0.environmentFiles == files)
    }

    @Test(arguments: [
        ("depends_on: [b, c.d]", [Need("b", .started), Need("c-d", .started)]),
        ("depends_on: { b: { condition: service_healthy } }", [Need("b", .ready)]),
        ("depends_on: { b: { condition: service_completed_successfully } }", [Need("b", .exited)]),
        (
            "depends_on: { b: { condition: service_started, required: false } }",
            [Need("b", .started, isRequired: false)]
        ),
        ("depends_on: { b: {} }", [Need("b", .started)]), ("depends_on: { b: { condition: nonsense } }", []),
    ])
    func needs(fields: String, needs: [Need]) throws { #expect(try one(fields).0.needs == needs) }

    @Test(arguments: [
        ("test: ['CMD', 'curl', '-f', 'http://localhost/a b']", "curl -f 'http://localhost/a b'"),
        ("test: ['CMD-SHELL', 'curl localhost || exit 1']", "curl localhost || exit 1"),
        ("test: curl localhost", "curl localhost"),
    ])
    func healthchecks(test: String, command: String) throws {
        let (service, _) = try one(
            "healthcheck:\n  \(test)\n  start_interval: 500ms\n  start_period: 1m30s\n  retries: 9\n  timeout: 2s")
        #expect(service.ready == Check(.exec(command), interval: 0.5, timeout: 2, retries: 9, startPeriod: 90))
    }

    @Test(arguments: [
        "{ test: NONE }", "{ test: [NONE] }", "{ disable: true, test: x }", "{ interval: 3s }", "{ test: [] }",
    ])
    func healthchecksThatAskNothing(text: String) throws {
        #expect(try one("healthcheck: \(text)").0.ready == nil)
    }

    @Test(arguments: [
        ("no", ServiceSpec.RestartPolicy.never, nil), ("always", .always, nil), ("unless-stopped", .always, nil),
        ("on-failure", .onFailure, nil), ("on-failure:5", .onFailure, 5), ("nonsense", .never, nil),
    ])
    func restarts(text: String, policy: ServiceSpec.RestartPolicy, limit: Int?) throws {
        let service = try one("restart: '\(text)'").0
        #expect(service.restart == policy)
        #expect(service.maxRestarts == limit)
    }

    @Test func theOtherFields() throws {
        let (service, remarks) = try one(
            "profiles: [debug]\nstop_signal: SIGINT\nstop_grace_period: 1m\nscale: 2\ncontainer_name: mine\n"
                + "networks: [x]\ndevelop: { watch: [{ path: src, action: sync }, { path: conf, action: restart }] }\n"
                + "tty: true\nnonsense: 1\nx-a: 1")
        #expect(service.profiles == ["debug"])
        #expect(service.stop == StopSpec(signal: "INT", grace: 60))
        #expect(service.instances == 2)
        #expect(service.watch == ["src", "conf"])
        #expect(service.terminal == true)
        #expect(fate("services.a.container_name", remarks) == .changed)
        #expect(fate("services.a.networks", remarks) == .lost)
        #expect(fate("services.a.develop", remarks) == .changed)
        #expect(fate("services.a.nonsense", remarks) == .lost)
        #expect(fate("services.a.x-a", remarks) == .kept)
    }

    @Test func optionsOfDockerRun() throws {
        let options = try container(
            "user: '1000'\ncap_add: [NET_ADMIN]\nlabels: { a: b }\nprivileged: true\nread_only: false\n"
                + "extra_hosts: { db: 10.0.0.1 }\nulimits: { nofile: { soft: 1, hard: 2 }, nproc: 3 }\nnetwork_mode: host\n"
                + "deploy: { resources: { limits: { cpus: '0.5', memory: 50M } } }"
        ).options
        #expect(
            options.joined(separator: " ")
                == "--user 1000 --cap-add NET_ADMIN --label a=b --privileged --add-host db=10.0.0.1 --ulimit nofile=1:2 "
                + "--ulimit nproc=3 --network host --cpus 0.5 --memory 50M")
    }

    @Test func volumesInTheLongForm() throws {
        let container = try container(
            "volumes:\n  - { type: bind, source: ./a, target: /a, read_only: true }\n  - { type: tmpfs, target: /t }\n"
                + "  - { type: volume, source: v, target: /v, volume: { nocopy: true } }\n  - { target: /anonymous }\n  - { source: x }"
        )
        #expect(container.volumes == ["./a:/a:ro", "v:/v", "/anonymous"])
        #expect(container.options == ["--tmpfs", "/t"])
    }

    @Test func aProvider() throws {
        let read = read("services: { db: { provider: { type: mydb, options: { size: 3, tags: [a, b] } } } }")
        #expect(read.file?.services.first?.kind == .provider(type: "mydb", options: ["size": "3", "tags": "a,b"]))
    }

    @Test func mergeKeysAnchorsAndExtends() {
        let text = """
            x-base: &base
              image: busybox
              environment: { A: "1" }
            services:
              a:
                <<: *base
                restart: always
              b:
                <<: [{ user: root }, *base]
                image: alpine
              c:
                extends: { service: b }
                environment: { C: "3" }
            """
        let services = read(text).file?.services ?? []
        #expect(services.map(\.restart) == [.always, .never, .never])
        #expect(services.last?.kind == .container(ContainerSpec(image: "alpine", options: ["--user", "root"])))
        #expect(services.last?.environment.map(\.name) == ["A", "C"])
    }

    @Test func theEnvironmentStandsOverDotenv() {
        let text = "services: { a: { image: 'x:${TAG}' } }"
        let file = read(text, environment: ["TAG": "shell"], dotenv: ["TAG": "file"]).file
        #expect(file?.services.first?.kind == .container(ContainerSpec(image: "x:shell")))
        #expect(
            read(text, dotenv: ["TAG": "file"]).file?.services.first?.kind == .container(ContainerSpec(image: "x:file"))
        )
    }

    @Test func anUnsetVariableIsNamedOnceWithItsLine() {
        let remarks = read("services:\n  a:\n    image: x\n    user: $NOPE\n").remarks
        #expect(remarks.filter { $0.kind == .warning }.map(\.line) == [4])
    }

    @Test(arguments: [
        ("", "no `services:`"), ("services: {}", "no service"), ("services: { a: 1 }", "not a mapping"),
        ("services: { a: { restart: always } }", "neither image"), ("a: '", "inside quotes"), ("[1]", "no `services:`"),
        ("services: { a: { image: 'x:${TAG:?which one}' } }", "which one"),
        ("services: { a: { image: -x } }", "neither image"),
    ])
    func errors(text: String, words: String) {
        let read = read(text)
        #expect(read.file == nil)
        #expect(read.errors.contains { $0.text.contains(words) }, "\(read.errors)")
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, _ new: String) -> String { new + dropFirst(old.count) }
}
