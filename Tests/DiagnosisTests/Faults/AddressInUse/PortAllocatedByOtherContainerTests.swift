import Diagnosis
import Endpoints
import Testing

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
