import Testing

@testable import Stack

@Suite("Containers") struct ContainerTests {
    private func words(_ lines: String..., environment: [String: String] = [:]) throws -> [String] {
        let text = "services:\n  a:\n" + lines.map { "    \($0)" }.joined(separator: "\n")
        return try #require(try plan(input(file(text), environment: environment))["a"]).arguments
    }

    private func values(_ option: String, _ words: [String]) -> [String] {
        words.indices.dropLast().filter { words[$0] == option }.map { words[$0 + 1] }
    }

    @Test("are started with name, labels, ports and the names of variables")
    func run() throws {
        let words = try words(
            "container: { image: \"redis:7\", command: \"redis-server --save ''\", entrypoint: [sh, -c] }",
            "port: 6380", "env: { SECRET: x }")
        #expect(words.prefix(5) == ["docker", "run", "--rm", "--name", "shop-1-a"])
        #expect(values("--label", words) == ["ostia.stack=shop-1", "ostia.service=a"])
        #expect(values("--publish", words) == ["127.0.0.1:6380:6379"])
        #expect(values("--env", words) == ["COMPOSE_PROJECT_NAME", "OSTIA_SERVICE", "OSTIA_STACK", "PORT", "SECRET"])
        #expect(words.suffix(7) == ["--entrypoint", "sh", "redis:7", "-c", "redis-server", "--save", ""])
    }

    @Test(
        "publish every port where it is wanted",
        arguments: [
            (
                "ports: { a: { port: 80, target: 8080 }, b: { port: 53, target: 53, transport: udp } }",
                ["127.0.0.1:80:8080", "127.0.0.1:53:53/udp"]
            ),
            ("port: { port: 80, target: 8080, host: \"::1\" }", ["[::1]:80:8080"]),
            ("port: 80", ["127.0.0.1:80:80"]),
            ("host: localhost\n    port: 80", ["127.0.0.1:80:80"]),
        ])
    func ports(line: String, published: [String]) throws {
        #expect(values("--publish", try words("container: example/x", line)) == published)
    }

    @Test(
        "mount volumes of this stack",
        arguments: [
            ("./data:/d", "/work/shop/data:/d"),
            ("../x:/d:ro", "/work/x:/d:ro"),
            ("sub/dir:/d", "/work/shop/sub/dir:/d"),
            ("/abs:/d", "/abs:/d"),
            ("named:/d", "shop-1_named:/d"),
            ("~/x:/d", "/home/u/x:/d"),
            ("/anonymous", "/anonymous"),
        ])
    func volumes(text: String, mounted: String) throws {
        let words = try words("container: { image: redis, volumes: [\"\(text)\"] }", environment: ["HOME": "/home/u"])
        #expect(values("--volume", words) == [mounted])
    }

    @Test(
        "get the signal that the file names, else the image's own",
        arguments: [("{}", []), ("{ signal: INT }", ["INT"])])
    func signals(stop: String, signals: [String]) throws {
        #expect(values("--stop-signal", try words("container: redis", "stop: \(stop)")) == signals)
    }

    @Test(
        "are checked inside, where their ports are the image's",
        arguments: [
            ("[]", "redis-cli -h 127.0.0.1 -p 6379 $X"), ("[--network=host]", "redis-cli -h 0.0.0.0 -p 7000 $X"),
        ])
    func checks(options: String, command: String) throws {
        let text =
            "services: { a: { container: { image: redis, options: \(options) }, port: 7000, host: 0.0.0.0, "
            + "ready: { exec: 'redis-cli -h ${host} -p ${port} $X' } } }"
        #expect(try plan(input(file(text)))["a"]?.ready?.kind == .exec(command))
    }

    @Test("hear of the port inside")
    func inside() throws {
        let plan = try plan(input(file("services: { a: { container: redis, port: 7000 }, b: { run: x, needs: a } }")))
        #expect(plan["a"]?["PORT"] == "6379")
        #expect(plan["a"]?["HOST"] == nil)
        #expect(plan["b"]?["A_URL"] == "redis://127.0.0.1:7000")
    }

    @Test(
        "are warned about what they cannot reach, unless they share the network",
        arguments: [
            ("[]", 1),
            ("[--network=host]", 0),
            ("[--network, host]", 0),
            ("[--net=host]", 0),
        ])
    func reach(options: String, warnings: Int) throws {
        let text = "services: { db: x, a: { container: { image: redis, options: \(options) }, needs: db } }"
        let plan = try plan(input(file(text)))
        #expect(plan.remarks.filter { $0.subject == "services.a.needs" }.count == warnings)
        #expect(values("--publish", plan["a"]?.arguments ?? []).count == warnings)
    }

    @Test(
        "are named without registry and tag",
        arguments: [
            ("redis", "redis"),
            ("redis:7-alpine", "redis"),
            ("docker.io/library/redis@sha256:0", "redis"),
            ("localhost:5000/x/Postgres:1", "postgres"),
            ("", ""),
        ])
    func names(image: String, name: String) {
        #expect(WellKnown.name(ofImage: image) == name)
    }
}
