import Diagnosis
import Endpoints
import Testing

/// A machine with a container that publishes a port.
enum Published {
    static func container(_ port: UInt16, state: String = "running") -> ContainerFact {
        ContainerFact(
            id: "1", name: "w1", image: "bb", state: state,
            publishes: [.init(hostAddress: "0.0.0.0", hostPort: port, containerPort: 80)])
    }

    static let proxy = BindScene.process(
        812, "docker-proxy",
        [
            "docker-proxy", "-proto", "tcp", "-host-port", "8080", "-container-ip", "172.17.0.2", "-container-port",
            "80",
        ],
        uid: 0)

    static func scene(
        _ question: Question, _ sockets: [SocketFact] = [], _ processes: [ProcessFact] = [], engine: Bool = true,
        containers: [ContainerFact] = []
    ) -> TestScene {
        var scene = TestScene(question, sockets: sockets, processes: BindScene.roots + processes)
        scene.set(
            .containers,
            .containers(
                ContainerPicture(engine ? .answered : .unreachable("permission denied"), containers: containers)))
        return scene
    }

    static func message(_ text: String, host: String = "0.0.0.0", port: Int = 8080) -> Question {
        QuestionReader.question(from: [ErrorReport(.addressInUse, host: host, port: port, text: text)])
    }
}

@Suite struct PortHeldByContainerPublishTests {
    private func bind() throws -> Question { try QuestionReader.read("0.0.0.0:8080", .bind) }

    @Test func theProxyListens() throws {
        let scene = Published.scene(
            try bind(), [try BindScene.listener("0.0.0.0:8080", uid: 0)], [Published.proxy],
            containers: [Published.container(8080)])
        let finding = try #require(scene.judge(PortHeldByContainerPublish.self))
        #expect(finding.summary.contains("published by the container w1, which leads to its port 80"))
        #expect(finding.fixes.contains { $0.command == "docker stop w1" && $0.undo == "docker start w1" })
        #expect(scene.findings().first?.fault == "port-held-by-container-publish")
    }

    @Test func withoutTheEngineItsArgumentsTell() throws {
        let hidden = try BindScene.listener("0.0.0.0:8080", [], uid: 0, unknown: "other user")
        let scene = Published.scene(try bind(), [hidden], [Published.proxy], engine: false)
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "port-held-by-container-publish")
        #expect(finding.summary.contains("which leads to 172.17.0.2:80"))
    }

    @Test func aRuleWithoutAListener() throws {
        let scene = Published.scene(try bind(), containers: [Published.container(8080)])
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "port-held-by-container-publish")
        #expect(finding.summary.contains("by a rule of the firewall alone"))
    }

    @Test func aContainerThatHasExitedPublishesNothing() throws {
        let scene = Published.scene(try bind(), containers: [Published.container(8080, state: "exited")])
        #expect(scene.findings().isEmpty)
    }

    @Test func aHostProcessIsAnotherFault() throws {
        let scene = Published.scene(try bind(), [try BindScene.listener("0.0.0.0:8080")], [BindScene.process()])
        #expect(scene.judge(PortHeldByContainerPublish.self) == nil)
    }
}

@Suite struct PortAllocatedByOtherContainerTests {
    private let question = Published.message("Bind for 0.0.0.0:8080 failed: port is already allocated.")

    @Test func theEngineNamesIt() throws {
        let scene = Published.scene(
            question, [try BindScene.listener("0.0.0.0:8080", uid: 0)], [Published.proxy],
            containers: [Published.container(8080)])
        let finding = try #require(scene.judge(PortAllocatedByOtherContainer.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.hasPrefix("The container w1 (running) already publishes port 8080"))
        #expect(scene.findings().first?.fault == "port-allocated-by-other-container")
    }

    @Test func anEngineThatMayNotBeAskedLeavesTheMessage() throws {
        let hidden = try BindScene.listener("0.0.0.0:8080", [], uid: 0, unknown: "other user")
        let scene = Published.scene(question, [hidden], [Published.proxy], engine: false)
        #expect(scene.judge(PortAllocatedByOtherContainer.self)?.confidence == 0.85)
        #expect(scene.findings().first?.fault == "port-allocated-by-other-container")
    }

    @Test func yesterdaysMessageIsNoFault() throws {
        #expect(Published.scene(question).findings().isEmpty)
    }

    @Test func otherMessagesAreNotMeant() throws {
        let other = Published.message("Error starting userland proxy: listen tcp4 0.0.0.0:8080: address already in use")
        let scene = Published.scene(other, containers: [Published.container(8080)])
        #expect(scene.judge(PortAllocatedByOtherContainer.self) == nil)
    }
}

@Suite struct ContainerPublishBlockedByHostProcessTests {
    private let text = "Error starting userland proxy: listen tcp4 0.0.0.0:8080: bind: address already in use"

    @Test func aHostProcessIsInTheWay() throws {
        let scene = Published.scene(
            Published.message(text), [try BindScene.listener("127.0.0.1:8080")], [BindScene.process()])
        let finding = try #require(scene.judge(ContainerPublishBlockedByHostProcess.self))
        #expect(
            finding.summary
                == "The container cannot publish 0.0.0.0:8080: python3, pid 812 of the host listens on 127.0.0.1:8080.")
        #expect(scene.findings().first?.fault == "container-publish-blocked-by-host-process")
    }

    @Test func itsServiceIsStopped() throws {
        let database = BindScene.process(812, "postgres", uid: 26, unit: "postgresql.service")
        let finding = Published.scene(
            Published.message(text), [try BindScene.listener("127.0.0.1:8080", uid: 26)], [database]
        ).judge(ContainerPublishBlockedByHostProcess.self)
        #expect(finding?.fixes.contains { $0.command == "sudo systemctl stop postgresql.service" } == true)
    }

    @Test func anotherContainerIsAnotherFault() throws {
        let scene = Published.scene(
            Published.message(text), [try BindScene.listener("0.0.0.0:8080", uid: 0)], [Published.proxy])
        #expect(scene.judge(ContainerPublishBlockedByHostProcess.self) == nil)
    }

    @Test func aServersOwnMessageIsAnotherFault() throws {
        let plain = Published.message("listen tcp4 0.0.0.0:8080: bind: address already in use")
        let scene = Published.scene(plain, [try BindScene.listener("0.0.0.0:8080")], [BindScene.process()])
        #expect(scene.judge(ContainerPublishBlockedByHostProcess.self) == nil)
    }

    @Test func aFreePortIsNoFaultOfToday() throws {
        #expect(Published.scene(Published.message(text)).findings().isEmpty)
    }
}
