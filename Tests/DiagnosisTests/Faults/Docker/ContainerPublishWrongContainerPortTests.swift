import Diagnosis
import Endpoints
import Testing

@Suite struct ContainerPublishWrongContainerPortTests {
    private func behindProxy() throws -> ContainerScene {
        var scene = try ContainerScene("127.0.0.1:8080")
        try scene.proxy()
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.connected, ending: .reset))
        return scene
    }

    @Test func thePortThatIsOpenInsideIsNamed() throws {
        var scene = try behindProxy()
        try scene.open("0.0.0.0:3000")
        try scene.open("127.0.0.11:40123")
        let finding = try #require(scene.judge(ContainerPublishWrongContainerPort.self))
        #expect(finding.fault == "container-publish-wrong-container-port")
        #expect(finding.confidence == 0.98)
        #expect(
            finding.summary
                == "127.0.0.1:8080 is published to port 80 of the container web, where nothing listens on it, but on 3000."
        )
        #expect(finding.fixes.first?.command.contains("8080:3000 instead of 8080:80") == true)
    }

    @Test func nothingAtAllInsideIsSaidSo() throws {
        let finding = try #require(try behindProxy().judge(ContainerPublishWrongContainerPort.self))
        #expect(finding.confidence == 0.95)
        #expect(finding.evidence.last?.result == "no TCP port at all")
    }

    @Test func withoutTheProxyItIsRefused() throws {
        var scene = try ContainerScene("127.0.0.1:8080")
        try scene.open("0.0.0.0:3000")
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.refused))
        #expect(scene.judge(ContainerPublishWrongContainerPort.self)?.confidence == 0.98)
    }

    @Test func itsProxysCommandLineTellsWhereTheEngineMayNotBeAsked() throws {
        var scene = try behindProxy()
        scene.forbid()
        let finding = try #require(scene.judge(ContainerPublishWrongContainerPort.self))
        #expect(finding.confidence == 0.95)
        #expect(finding.summary.contains("port 80 of the container at 172.17.0.2"))
        #expect(finding.fixes.map(\.command) == ["sudo docker ps"])
    }

    @Test func aPortThatListensInsideOrAContainerThatRestartsIsAnotherFault() throws {
        var open = try behindProxy()
        try open.open("127.0.0.1:80")
        #expect(open.judge(ContainerPublishWrongContainerPort.self) == nil)
        var looping = try behindProxy()
        looping.container.restarts = 4
        #expect(looping.judge(ContainerPublishWrongContainerPort.self) == nil)
        var stopped = try behindProxy()
        stopped.container.state = "exited"
        #expect(stopped.judge(ContainerPublishWrongContainerPort.self) == nil)
    }

    @Test func aServerThatStaysConnectedIsHealthy() throws {
        var scene = try ContainerScene("127.0.0.1:8080")
        try scene.proxy()
        #expect(scene.judge(ContainerPublishWrongContainerPort.self) == nil)
    }

    @Test func aServerOfThisMachineThatClosesIsNobodysContainer() throws {
        var scene = try behindProxy()
        scene.scene.facts.sockets = [
            SocketFact(.listen, try TestScene.endpoint("127.0.0.1:8080"), owners: [812])
        ]
        scene.scene.facts.processes[812] = ProcessFact(pid: 812, name: "node")
        #expect(scene.judge(ContainerPublishWrongContainerPort.self) == nil)
    }
}
