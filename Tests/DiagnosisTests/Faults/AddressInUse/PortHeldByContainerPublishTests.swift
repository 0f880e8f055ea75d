import Diagnosis
import Endpoints
import Testing

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
