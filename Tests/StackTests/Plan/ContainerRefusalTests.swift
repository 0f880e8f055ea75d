import Testing

@testable import Stack

@Suite("Containers that an engine refuses") struct ContainerRefusalTests {
    private var service: PlannedService {
        var service = PlannedService(
            name: "cache", spec: ServiceSpec("cache", .container(ContainerSpec(image: "redis:9"))))
        service.ports = [PlannedPort(name: "", number: 7000, host: "127.0.0.1", isLeased: true)]
        return service
    }

    @Test(
        "say why, and what is next",
        arguments: [
            (
                "docker",
                [
                    "docker: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?.",
                    "See 'docker run --help'.",
                ],
                "docker says: Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?.; "
                    + "next: docker info"
            ),
            (
                "docker",
                [
                    "an older line", "Unable to find image 'redis:9' locally",
                    "docker: Error response from daemon: Get \"http://r/v2/\": dial tcp: connection refused", "",
                    "Run 'docker run --help' for more information",
                ],
                "docker says: Get \"http://r/v2/\": dial tcp: connection refused; next: docker pull redis:9"
            ),
            (
                "docker",
                ["docker: Error response from daemon: pull access denied for redis, repository does not exist."],
                "docker says: pull access denied for redis, repository does not exist.; next: docker pull redis:9"
            ),
            (
                "docker",
                ["docker: Error response from daemon: … Bind for 127.0.0.1:7000 failed: port is already allocated."],
                "docker says: … Bind for 127.0.0.1:7000 failed: port is already allocated.; next: ostia who 7000"
            ),
            (
                "podman", ["Error: initializing source docker://redis:9: reading manifest 9: manifest unknown"],
                "podman says: initializing source docker://redis:9: reading manifest 9: manifest unknown; "
                    + "next: podman pull redis:9"
            ),
            (
                "docker", ["unknown flag: --memry", "See 'docker run --help'.", "  "],
                "docker says: unknown flag: --memry; next: ostia up --dry-run shows what it was given"
            ),
            ("docker", [], "docker refuses to run it; next: ostia up --dry-run shows what it was given"),
        ])
    func text(engine: String, lines: [String], text: String) {
        #expect(ContainerRefusal(lines, engine: engine).text(service) == text)
    }
}
