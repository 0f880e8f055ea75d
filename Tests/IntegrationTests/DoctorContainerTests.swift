import TestSupport
import Testing

/// The built doctor before a real engine, in a network namespace of its own: what it says of ports that lead into
/// containers, and of those that do not.
@Suite(
    "The doctor and containers", .requires("ostia", "dockerd", "docker", "busybox", "ip", "nsenter", .root),
    .serialized)
struct DoctorContainerTests {
    private func first(_ cli: CLI, _ engine: DockerEngine, _ subject: String) throws -> Document {
        let answer = try cli("doctor", "--json", subject, environment: engine.environment)
        guard answer.code <= 1 else { throw TestFailure("exit \(answer.code): \(answer.error)") }
        return try answer.json()["findings"][0]
    }

    private func run(_ engine: DockerEngine, _ options: [String], _ command: String...) throws {
        let started = try Command.run(
            "docker", ["run", "-d"] + options + ["box", "/bin/busybox"] + command, environment: engine.environment,
            timeout: 60)
        guard started.code == 0 else { throw TestFailure("docker run: \(started.error)") }
    }

    @Test("A published port is followed into its container")
    func published() throws {
        let engine = try DockerEngine()
        let cli = CLI(in: engine.network)
        try run(engine, ["--name", "good", "-p", "18080:80"], "httpd", "-f", "-p", "80")
        try run(engine, ["--name", "astray", "-p", "18081:8000"], "httpd", "-f", "-p", "3000")
        try run(engine, ["--name", "inward", "-p", "18082:5173"], "httpd", "-f", "-p", "127.0.0.1:5173")
        try run(engine, ["--name", "gone", "-p", "18083:80"], "sh", "-c", "exit 3")
        try run(engine, ["--name", "hidden", "--expose", "18084"], "httpd", "-f", "-p", "18084")
        try run(engine, ["--name", "local", "-p", "127.0.0.1:18085:80"], "httpd", "-f", "-p", "80")
        #expect(
            eventually(seconds: 10) {
                (try? cli("doctor", "--json", "127.0.0.1:18080", environment: engine.environment))?.code == 0
            }, "a server behind a published port is healthy")

        let astray = try first(cli, engine, "http://127.0.0.1:18081/")
        #expect(astray["fault"].string == "container-publish-wrong-container-port")
        #expect(astray["summary"].string?.contains("but on 3000") == true)

        let inward = try first(cli, engine, "127.0.0.1:18082")
        #expect(inward["fault"].string == "container-listens-on-loopback-inside")
        #expect(inward["summary"].string?.hasPrefix("The container inward listens on its own 127.0.0.1:5173") == true)

        let gone = try first(cli, engine, "18083")
        #expect(gone["fault"].string == "container-exited")
        #expect(gone["summary"].string?.contains("exit code 3") == true)
        #expect(gone["fixes"][0]["command"].string == "docker logs --tail 50 gone")

        let hidden = try first(cli, engine, "127.0.0.1:18084")
        #expect(hidden["fault"].string == "container-port-not-published")
        #expect(hidden["fixes"][0]["command"].string?.hasSuffix(":18084") == true)

        let local = try first(cli, engine, "[::1]:18085")
        #expect(local["fault"].string == "container-publish-loopback-only")
    }

    @Test("An engine that is asked for in vain")
    func noEngine() throws {
        let engine = try DockerEngine()
        let cli = CLI(in: engine.network)
        let message = "Cannot connect to the Docker daemon at unix:///nonexistent. Is the docker daemon running?"
        let down = try cli(
            "doctor", "--json", "--error", message, environment: ["DOCKER_HOST": "unix:///nonexistent"])
        #expect(down.code == 1)
        #expect(try down.json()["findings"][0]["fault"].string == "docker-daemon-not-running")
        // The same words where the engine answers are of yesterday.
        let up = try cli("doctor", "--json", "--error", message, environment: engine.environment)
        let faults = try up.json()["findings"].items.compactMap { $0["fault"].string }
        #expect(!faults.contains("docker-daemon-not-running"))
    }
}
