import TestSupport
import Testing

/// A real engine with a published port, in a network namespace of its own.
@Suite(.requires("ostia", "dockerd", "docker", "busybox", "ip", "nsenter", .root), .serialized)
struct FreeDockerTests {
    @Test func stopsTheContainerBehindItsProxy() throws {
        let engine = try DockerEngine()
        let cli = CLI(in: engine.network)
        let started = try engine.docker(
            "run", "-d", "--name", "shop-web", "--restart=always", "-p", "18070:80", "box", "/bin/busybox", "httpd",
            "-f", "-p", "80")
        #expect(started.code == 0, "\(started.error)")

        let plan = try cli("free", "18070", "--dry-run", environment: engine.environment)
        #expect(plan.code == 0)
        #expect(plan.lines.first == "stop container shop-web: docker stop -t 5 shop-web")

        // Without the engine its proxy is left alone, force or not.
        let blind = try cli(
            "free", "18070", "--yes", "--force", environment: ["DOCKER_HOST": "unix:///nonexistent"])
        #expect(blind.code == 1)
        #expect(blind.error.contains("docker-proxy (pid "))
        #expect(blind.error.contains("docker ps --filter publish=18070"))

        let freed = try cli("free", "18070", "--yes", "--grace", "1s", "--json", environment: engine.environment)
        #expect(freed.code == 0, "\(freed.error)")
        let answer = try freed.json()
        #expect(answer["freed"].items.map(\.int) == [18070])
        #expect(answer["actions"][0]["kind"].string == "container-stop")
        #expect(answer["actions"][0]["manager"].string == "container shop-web")
        #expect(try engine.docker("ps", "-q").output == "", "and its restart policy does not bring it back")
    }
}
