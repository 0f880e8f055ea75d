import Diagnosis
import Endpoints
import Testing

@Suite struct DockerDaemonNotRunningTests {
    private static let down = ErrorReport(
        .daemonNotRunning, transport: .unix, runtime: "Docker",
        text: "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")

    private func scene(
        _ engine: ContainerPicture.Engine, socket: String? = "/var/run/docker.sock", report: ErrorReport = Self.down
    ) -> TestScene {
        var scene = TestScene(Question(.use, reports: [report]))
        scene.set(.containers, .containers(ContainerPicture(engine, socket: socket)))
        return scene
    }

    @Test func aDeadSocketIsTheReason() throws {
        let finding = try #require(
            scene(.unreachable("nobody listens on /var/run/docker.sock")).judge(DockerDaemonNotRunning.self))
        #expect(finding.fault == "docker-daemon-not-running")
        #expect(finding.confidence > Confidence.proven)
        #expect(
            finding.summary
                == "The docker command reaches no engine: nobody listens on /var/run/docker.sock.")
        #expect(finding.fixes.map(\.command).contains("sudo systemctl start docker"))
    }

    @Test func noSocketAtAllIsToo() throws {
        let finding = try #require(scene(.absent, socket: nil).judge(DockerDaemonNotRunning.self))
        #expect(finding.summary.contains("no socket of an engine is there"))
    }

    @Test func aClosedSocketAsksForRights() throws {
        let denied = ErrorReport(
            .permissionDenied, runtime: "Docker",
            text: "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock"
        )
        let finding = try #require(
            scene(.unreachable("/var/run/docker.sock may not be opened by this user"), report: denied)
                .judge(DockerDaemonNotRunning.self))
        #expect(finding.summary.hasPrefix("The Docker engine's socket is closed to this user"))
        #expect(finding.fixes.first?.command == "sudo docker ps")
    }

    @Test func anEngineBehindTCPIsTried() throws {
        var scene = scene(
            .unreachable("DOCKER_HOST is tcp://127.0.0.1:2375, which is no socket"), socket: "tcp://127.0.0.1:2375")
        scene.facts.environment["DOCKER_HOST"] = "tcp://127.0.0.1:2375"
        let finding = try #require(scene.judge(DockerDaemonNotRunning.self))
        #expect(finding.summary.contains("127.0.0.1:2375, where DOCKER_HOST or the context leads, is refused"))
        #expect(finding.fixes.map(\.command).contains("unset DOCKER_HOST"))
        try scene.connect("127.0.0.1:2375", ConnectOutcome(.connected))
        #expect(scene.judge(DockerDaemonNotRunning.self) == nil)
    }

    @Test(arguments: [
        (UnixPath.State.missing, "/var/run/docker.sock is not there"),
        (.stale, "nobody listens on /var/run/docker.sock"),
        (.forbidden, "/var/run/docker.sock may not be opened by this user"),
    ])
    func theSocketItselfMayBeAskedAbout(_ state: UnixPath.State, _ words: String) throws {
        var scene = try TestScene.using("unix:///var/run/docker.sock")
        scene.set(.unixSocket("/var/run/docker.sock"), .unixSocket(UnixPath(state)))
        let finding = try #require(scene.judge(DockerDaemonNotRunning.self))
        #expect(finding.summary.hasSuffix("\(words)."))
    }

    @Test func anEngineThatAnswersOrAnotherDaemonIsNot() throws {
        #expect(scene(.answered).judge(DockerDaemonNotRunning.self) == nil)
        let bus = ErrorReport(.daemonNotRunning, runtime: "systemd", text: "Failed to connect to bus")
        #expect(scene(.absent, report: bus).judge(DockerDaemonNotRunning.self) == nil)
        let refused = ErrorReport(.connectionRefused, host: "127.0.0.1", port: 80, runtime: "curl")
        #expect(scene(.absent, report: refused).judge(DockerDaemonNotRunning.self) == nil)
        var open = try TestScene.using("unix:///var/run/docker.sock")
        open.set(.unixSocket("/var/run/docker.sock"), .unixSocket(UnixPath(.listening)))
        #expect(open.judge(DockerDaemonNotRunning.self) == nil)
    }
}
