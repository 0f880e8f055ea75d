import Diagnosis
import Endpoints
import Testing

@Suite struct ContainerPublishLoopbackOnlyTests {
    private func published(_ address: String, asked: String) throws -> ContainerScene {
        var scene = try ContainerScene(asked)
        scene.container.publishes = [ContainerFact.Publish(hostAddress: address, hostPort: 8080, containerPort: 80)]
        try scene.proxy("\(address):8080")
        scene.scene.facts.interfaces.append(
            InterfaceFact("eth0", addresses: [try #require(IPAddress("192.168.50.7"))]))
        return scene
    }

    @Test(arguments: ["http://192.168.50.7:8080/", "http://[::1]:8080/"])
    func anotherAddressOfTheMachineIsRefused(_ asked: String) throws {
        let finding = try #require(
            try published("127.0.0.1", asked: asked).judge(ContainerPublishLoopbackOnly.self))
        #expect(finding.fault == "container-publish-loopback-only")
        #expect(finding.confidence > Confidence.proven)
        #expect(finding.summary.hasPrefix("The container web is published on 127.0.0.1:8080 only; "))
        #expect(finding.fixes.first?.command == "use http://127.0.0.1:8080/")
        #expect(finding.evidence.map(\.experiment) == ["connect", "connect", "published"])
    }

    @Test func theProxysCommandLineIsEnough() throws {
        var scene = try published("127.0.0.1", asked: "192.168.50.7:8080")
        scene.forbid()
        let finding = try #require(scene.judge(ContainerPublishLoopbackOnly.self))
        #expect(finding.summary.hasPrefix("The container at 172.17.0.2 is published on 127.0.0.1:8080 only"))
    }

    @Test func whatIsPublishedEverywhereOrNotAtAllIsAnotherFault() throws {
        var everywhere = try published("127.0.0.1", asked: "192.168.50.7:8080")
        everywhere.container.publishes.append(
            ContainerFact.Publish(hostAddress: "0.0.0.0", hostPort: 8080, containerPort: 80))
        #expect(everywhere.judge(ContainerPublishLoopbackOnly.self) == nil)
        var other = try published("127.0.0.1", asked: "192.168.50.7:8080")
        other.container.publishes[0].hostPort = 9090
        #expect(other.judge(ContainerPublishLoopbackOnly.self) == nil)
        var stopped = try published("127.0.0.1", asked: "192.168.50.7:8080")
        stopped.container.state = "exited"
        #expect(stopped.judge(ContainerPublishLoopbackOnly.self) == nil)
    }

    @Test(arguments: ["127.0.0.1:8080", "10.9.9.9:8080"])
    func whatConnectsOrIsAnotherMachinesIsNot(_ asked: String) throws {
        #expect(try published("127.0.0.1", asked: asked).judge(ContainerPublishLoopbackOnly.self) == nil)
    }
}
