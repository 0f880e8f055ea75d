import Diagnosis
import Endpoints
import Testing

@Suite struct ContainerPausedTests {
    private let proxy = ProcessFact(pid: 812, name: "docker-proxy", arguments: ["docker-proxy"])

    private func scene(
        _ state: String, way: Stuck.Way = .read, port: UInt16 = 8000, transport: String = "tcp"
    ) throws -> TestScene {
        var scene = try HangTesting.stuck(way, owner: proxy)
        let container = ContainerFact(
            id: "abc", name: "shop-web-1", state: state,
            publishes: [.init(hostAddress: "0.0.0.0", hostPort: port, containerPort: 80, transport: transport)])
        scene.set(.containers, .containers(ContainerPicture(.answered, containers: [container])))
        return scene
    }

    @Test(arguments: [Stuck.Way.read, .unknown, .notAccepted])
    func thePublishingContainerIsPaused(_ way: Stuck.Way) throws {
        let finding = try #require(try scene("paused", way: way).judge(ContainerPaused.self))
        #expect(finding.fault == "container-paused")
        #expect(finding.confidence == 0.98)
        #expect(finding.summary == "The container shop-web-1, which publishes 127.0.0.1:8000, is paused.")
        #expect(finding.fixes.map(\.command) == ["docker unpause shop-web-1"])
    }

    @Test(arguments: [("running", UInt16(8000), "tcp"), ("paused", 8001, "tcp"), ("paused", 8000, "udp")])
    func otherContainersAreNot(_ state: String, port: UInt16, transport: String) throws {
        #expect(try scene(state, port: port, transport: transport).judge(ContainerPaused.self) == nil)
    }

    @Test func theFreezerTellsItWithoutTheEngine() throws {
        var scene = try HangTesting.stuck(.notAccepted)
        scene.facts.processes[812]?.container = "shop-web-1"
        scene.set(.cgroup(812), .cgroup(CgroupFact(path: "/docker/abc", isFrozen: true)))
        let finding = try #require(scene.judge(ContainerPaused.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.fixes.first?.command == "docker unpause shop-web-1")
    }

    @Test func aPlainProgramAsksNoEngine() throws {
        var scene = try HangTesting.stuck(.notAccepted)
        scene.set(.containers, .containers(ContainerPicture(.absent)))
        #expect(scene.judge(ContainerPaused.self) == nil)
    }
}
