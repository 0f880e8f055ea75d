import Diagnosis
import Endpoints
import Testing

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
