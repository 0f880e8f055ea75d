import Foundation
import TestSupport
import Testing

/// Containers of a stack in a real engine: started, asked, changed, taken down, and what is left when something dies.
@Suite(
    "UpTests: containers",
    .requires("ostia", "python3", "dockerd", "docker", "docker-proxy", "busybox", "ip", "nsenter", .root), .serialized)
struct UpContainerTests {
    private static func harbour(_ engine: DockerEngine, _ text: String, sharing other: Harbour? = nil) -> Harbour {
        Harbour(text, sharing: other, with: CLI(in: engine.network), environment: engine.environment)
    }

    /// A web server that says what it was told, once its check inside has passed.
    private static let web = """
        name: shop
        services:
          web:
            container:
              image: box
              command: [sh, -c, 'busybox mkdir -p /www; echo "port $PORT of $OSTIA_SERVICE, $GREETING" > /www/index.html;
                echo served; trap "exit 0" TERM; busybox httpd -f -p $PORT -h /www & wait']
            env: { GREETING: "good day" }
            ports: { http: { port: auto, target: 80 } }
            ready: { exec: 'test "$GREETING" = "good day" && busybox wget -q -O /dev/null http://127.0.0.1:${port}/' }
            stop: { grace: 5s }
        """

    private static let told = "port 80 of web, good day\n"

    private func containers(_ engine: DockerEngine) throws -> [String] {
        try engine.docker("ps", "--all", "--format", "{{.Names}}").lines.sorted()
    }

    private func get(_ engine: DockerEngine, _ stack: Harbour) throws -> String {
        let port = try #require(try stack.port("web"))
        let script = """
            import http.client
            connection = http.client.HTTPConnection("127.0.0.1", \(port), timeout=10)
            connection.request("GET", "/")
            print(connection.getresponse().read().decode(), end="")
            """
        let asked = try engine.network.run("python3", ["-c", script])
        if asked.code != 0 { throw TestFailure(asked.error) }
        return asked.output
    }

    @Test("are up, asked, changed and taken down, in two folders at once")
    func wholeLife() throws {
        let engine = try DockerEngine()
        let stack = Self.harbour(engine, Self.web)
        let up = try stack("up", "--wait", timeout: 120)
        try #require(up.code == 0, "\(up.output)\(up.error)")
        #expect(try get(engine, stack) == Self.told)
        #expect(eventually { (try? stack("logs", "web").output.contains("served")) == true })
        let inside = try stack("exec", "web", "--", "sh", "-c", "echo $OSTIA_SERVICE $PORT; busybox hostname")
        let id = try engine.docker("ps", "--quiet").lines.first
        #expect(inside.output == "web 80\n\(id ?? "none")\n", "\(inside.error)")

        let copy = Self.harbour(engine, Self.web, sharing: stack)
        let second = try copy("up", "--wait", timeout: 120)
        try #require(second.code == 0, "\(second.output)\(second.error)")
        #expect(try copy.port("web") != stack.port("web"))
        #expect(try get(engine, copy) == Self.told)
        let both = try containers(engine)
        #expect(both.count == 2 && both.allSatisfy { $0.hasSuffix("-web") })
        #expect(try copy("down", timeout: 60).output == "0 processes, 0 ports left\n")
        #expect(try containers(engine).count == 1)

        #expect(try stack("restart", "web", timeout: 120).code == 0)
        #expect(try stack.service("web")["state"].string == "ready")
        #expect(try engine.docker("ps", "--quiet").lines.first != id)
        #expect(try stack.service("web")["last_exit"]["code"].int == 0, "it got the signal and ended by itself")
        #expect(try get(engine, stack) == Self.told)
        let down = try stack("down", timeout: 60)
        #expect(down.output == "0 processes, 0 ports left\n", "\(down.error)")
        #expect(try containers(engine) == [])
        #expect(eventually { stack.processes() == [] })
    }

    @Test("are stopped alone, and started again")
    func stop() throws {
        let engine = try DockerEngine()
        let stack = Self.harbour(
            engine,
            Self.web
                + "\n  other: { container: { image: box, command: [busybox, sleep, '1000'] }, stop: { grace: 1s } }\n")
        let up = try stack("up", "--wait", timeout: 120)
        try #require(up.code == 0, "\(up.output)\(up.error)")
        #expect(try stack("stop", "web", timeout: 60).code == 0)
        #expect(try stack.service("web")["state"].string == "stopped")
        #expect(try containers(engine).count == 1)
        #expect(try stack("restart", "web", timeout: 120).code == 0)
        #expect(try get(engine, stack) == Self.told)

        // What holds the container's output is killed: the engine keeps the container, and the next one wants its name.
        let pid = try #require(try stack.service("web")["pid"].int)
        kill(Int32(pid), SIGKILL)
        #expect(
            eventually(seconds: 60) {
                guard let service = try? stack.service("web") else { return false }
                return service["state"].string == "ready" && service["pid"].int != pid
            })
        #expect(try containers(engine).count == 2)
        #expect(try stack("down", timeout: 60).output == "0 processes, 0 ports left\n")
        #expect(try containers(engine) == [])
    }

    @Test("of a supervisor that was killed are removed by what comes next", arguments: ["up", "down"])
    func killed(next: String) throws {
        let engine = try DockerEngine()
        let stack = Self.harbour(engine, Self.web)
        try #require(try stack("up", "--wait", timeout: 120).code == 0)
        let (supervisor, guardian) = (try stack.supervisor(), try stack.guardian())
        kill(guardian, SIGKILL)
        kill(supervisor, SIGKILL)
        let id = try #require(try engine.docker("ps", "--quiet").lines.first)
        if next == "up" {
            let up = try stack("up", "--wait", timeout: 120)
            try #require(up.code == 0, "\(up.output)\(up.error)")
            #expect(try get(engine, stack) == Self.told)
            #expect(try engine.docker("ps", "--quiet", "--filter", "id=\(id)").lines == [])
            #expect(try containers(engine).count == 1)
        }
        let down = try stack("down", timeout: 60)
        #expect(down.output.hasSuffix("0 processes, 0 ports left\n"), "\(down.output)\(down.error)")
        #expect(try containers(engine) == [])
    }

    @Test("that cannot be started say at once what the engine said, and what to type")
    func refused() throws {
        let engine = try DockerEngine()
        let missing = Self.harbour(
            engine,
            "name: shop\nservices: { web: { container: 'localhost:1/no/such:1', port: { port: auto, target: 80 } } }\n")
        let up = try missing("up", "--wait", timeout: 120)
        #expect(up.code == 1)
        #expect(up.error.contains("web failed: docker says: "), "\(up.error)")
        #expect(up.error.contains("next: docker pull localhost:1/no/such:1"))
        #expect(eventually(seconds: 15) { missing.processes() == [] })

        let silent = Harbour(
            Self.web, with: CLI(in: engine.network), environment: ["DOCKER_HOST": "unix:///nonexistent/docker.sock"])
        let none = try silent("up", "--wait", timeout: 120)
        #expect(none.code == 1)
        #expect(
            none.error.contains("no container can be started: Cannot connect to the Docker daemon"), "\(none.error)")
        #expect(none.error.contains("docker info"))
        #expect(try silent("ps").error.contains("does not run"))
    }

    @Test("of an engine that hangs do not hang the end, and it is not called clean")
    func hanging() throws {
        let engine = try DockerEngine()
        let stack = Self.harbour(engine, Self.web.replacing("grace: 5s", with: "grace: 1s"))
        try #require(try stack("up", "--wait", timeout: 120).code == 0)
        kill(engine.processID, SIGSTOP)
        defer { kill(engine.processID, SIGCONT) }
        let down = try stack("down", timeout: 120)
        #expect(down.code == 1)
        #expect(
            (down.output + down.error).contains("docker does not answer within 10 s"), "\(down.output)\(down.error)")
        kill(engine.processID, SIGCONT)
        let again = try stack("down", timeout: 60)
        #expect(again.output.hasSuffix("0 processes, 0 ports left\n"), "\(again.output)\(again.error)")
        #expect(try containers(engine) == [])
    }
}
