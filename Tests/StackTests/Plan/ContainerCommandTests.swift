import Testing

@testable import Stack

@Suite struct ContainerCommandTests {
    private let stack = StackIdentity(project: "shop", workTree: "/w/shop", label: "main", id: "shop-main-1a2b")

    private func service(grace: Double) -> PlannedService {
        var spec = ServiceSpec("cache", .container(ContainerSpec(image: "redis:7")))
        spec.stop.grace = grace
        return PlannedService(name: "cache", spec: spec)
    }

    @Test func namesFollowTheWorkTree() {
        #expect(ContainerCommand.name("cache", stack) == "shop-main-1a2b-cache")
        #expect(ContainerCommand.name("cache.2", stack) == "shop-main-1a2b-cache.2")
    }

    /// The engine counts whole seconds: rounded up, since 0 means SIGKILL at once.
    @Test(arguments: [(10.0, "10"), (0.5, "1"), (2.1, "3"), (0.0, "0")])
    func stops(_ grace: Double, _ seconds: String) {
        #expect(
            ContainerCommand(engine: "podman", stack: stack).stop(service(grace: grace))
                == ["podman", "stop", "--time", seconds, "shop-main-1a2b-cache"])
    }

    @Test func runsInside() {
        #expect(
            ContainerCommand(engine: "podman", stack: stack).exec(service(grace: 1), ["ls", "-l"], options: ["-i"])
                == ["podman", "exec", "-i", "shop-main-1a2b-cache", "ls", "-l"])
    }

    @Test func removes() {
        #expect(
            ContainerCommand(engine: "docker", stack: stack).remove(["a", "b"]) == [
                "docker", "rm", "--force", "a", "b",
            ])
    }

    @Test func listsByTheLabelThatRunGives() throws {
        let words = ContainerCommand(engine: "docker", stack: stack).list
        #expect(words.contains("label=ostia.stack=shop-main-1a2b"))
        #expect(words.contains("--all"))
        let run = ContainerArguments.run(
            ContainerSpec(image: "redis:7"), service(grace: 1), engine: "docker", identity: stack, folder: "/w",
            home: nil)
        #expect(run.contains("ostia.stack=shop-main-1a2b"))
        #expect(run.contains(ContainerCommand.name("cache", stack)))
    }
}
