import Diagnosis
import Endpoints
import Testing

@Suite struct ContainerExitedTests {
    private func ended(_ code: Int? = 1, state: String = "exited", restarts: Int = 0) throws -> ContainerScene {
        var scene = try ContainerScene("127.0.0.1:8080")
        scene.container.state = state
        scene.container.exitCode = code
        scene.container.sinceExit = 30
        scene.container.restarts = restarts
        scene.container.pid = 0
        scene.container.listening = nil
        return scene
    }

    @Test(arguments: [
        (1, "has ended with exit code 1 30 s ago.", "docker logs --tail 50 web"),
        (127, "has ended with exit code 127 (no such command in the image) 30 s ago.", "docker logs --tail 50 web"),
        (0, "has ended with exit code 0 30 s ago.", "docker start web"),
        (137, "has ended with exit code 137 (SIGKILL) 30 s ago.", "docker start web"),
    ])
    func theContainerThatHadThePortIsNamed(_ code: Int, _ words: String, _ first: String) throws {
        let finding = try #require(try ended(code).judge(ContainerExited.self))
        #expect(finding.fault == "container-exited")
        #expect(finding.summary == "The container web, which publishes 127.0.0.1:8080, \(words)")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.fixes.first?.command == first)
        let safe = finding.fixes.filter { $0.isSafe }
        #expect(safe.count == finding.fixes.count)
    }

    @Test func outOfMemoryIsSaid() throws {
        var scene = try ended(137)
        scene.container.isOutOfMemory = true
        #expect(scene.judge(ContainerExited.self)?.summary.hasSuffix("out of memory.") == true)
    }

    @Test(arguments: ["restarting", "running"])
    func aLoopIsSeenBetweenTwoEndsAndInTheMidstOfOne(_ state: String) throws {
        var scene = try ended(1, state: state, restarts: 6)
        let finding = try #require(scene.judge(ContainerExited.self))
        #expect(finding.summary.hasSuffix("keeps ending with exit code 1; it was restarted 6 times."))
        #expect(finding.fixes.last?.command == "docker stop web")
        try scene.proxy()
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.connected, ending: .reset))
        #expect(scene.judge(ContainerExited.self)?.fault == "container-exited")
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.connected))
        #expect(scene.judge(ContainerExited.self) == nil, "it serves again")
    }

    @Test func aRestartOfLongAgoIsNoLoop() throws {
        var scene = try ended(nil, state: "running", restarts: 6)
        scene.container.pid = 700
        scene.scene.facts.processes[700] = ProcessFact(pid: 700, name: "httpd", age: 4000)
        #expect(scene.judge(ContainerExited.self) == nil)
        #expect(scene.judge(ContainerPublishWrongContainerPort.self) != nil)
    }

    @Test func whatEndedLongAgoOrNeverBeganIsOnlyLikely() throws {
        var old = try ended()
        old.container.sinceExit = 30 * 86_400
        #expect(old.judge(ContainerExited.self)?.confidence == Confidence.likely)
        let never = try #require(try ended(nil, state: "created").judge(ContainerExited.self))
        #expect(never.confidence == Confidence.likely)
        #expect(never.summary.hasSuffix("was made and never started."))
    }

    @Test func podmansContainersAreManagedByPodman() throws {
        var scene = try ended(0)
        scene.socket = "/run/podman/podman.sock"
        #expect(scene.judge(ContainerExited.self)?.fixes.first?.command == "podman start web")
    }

    @Test func aContainerThatRunsOrHasAnotherPortIsNot() throws {
        #expect(try ended(nil, state: "running").judge(ContainerExited.self) == nil)
        var other = try ended()
        other.container.publishes[0].hostPort = 9090
        #expect(other.judge(ContainerExited.self) == nil)
        var elsewhere = try ended()
        elsewhere.container.publishes[0].hostAddress = "192.168.50.7"
        #expect(elsewhere.judge(ContainerExited.self) == nil)
    }

    @Test func aServerThatAnswersInItsPlaceIsHealthy() throws {
        var scene = try ended()
        scene.scene.facts.sockets = [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:8080"))]
        #expect(scene.judge(ContainerExited.self) == nil)
    }
}
