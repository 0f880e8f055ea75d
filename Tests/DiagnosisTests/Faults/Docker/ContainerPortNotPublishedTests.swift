import Diagnosis
import Endpoints
import Testing

@Suite struct ContainerPortNotPublishedTests {
    private func unpublished(_ inside: String? = "0.0.0.0:8080") throws -> ContainerScene {
        var scene = try ContainerScene("127.0.0.1:8080")
        scene.container.publishes = []
        scene.container.exposed = [8080]
        if let inside {
            try scene.open(inside)
            try scene.scene.connect("172.17.0.2:8080", ConnectOutcome(.connected))
        }
        return scene
    }

    @Test func whatListensInsideIsNotOnThisMachine() throws {
        let finding = try #require(try unpublished().judge(ContainerPortNotPublished.self))
        #expect(finding.fault == "container-port-not-published")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "The container web listens on port 8080 inside, and does not publish it: nothing on this machine "
                + "leads there.")
        #expect(finding.fixes.first?.command == "use 172.17.0.2:8080")
        #expect(finding.fixes.last?.command == "make the container anew with -p 8080:8080 (ports: in compose.yaml)")
    }

    @Test func publishedAsAnotherPortIsSaid() throws {
        var scene = try unpublished()
        scene.container.publishes = [ContainerFact.Publish(hostAddress: "", hostPort: 18080, containerPort: 8080)]
        let finding = try #require(scene.judge(ContainerPortNotPublished.self))
        #expect(finding.summary.hasSuffix("and publishes it as port 18080, not 8080."))
        #expect(finding.fixes.first?.command == "use port 18080 instead")
    }

    @Test func exposedAloneIsOnlyLikely() throws {
        var scene = try unpublished(nil)
        scene.container.listening = nil
        #expect(scene.judge(ContainerPortNotPublished.self)?.confidence == Confidence.likely)
        // Looked into, and nothing there: the server is missing, not the publish.
        #expect(try unpublished(nil).judge(ContainerPortNotPublished.self) == nil)
    }

    /// The engine is closed to the user; the listener belongs to this container.
    private func unseen(_ container: String?, own: String?) throws -> ContainerScene {
        var scene = try unpublished()
        scene.forbid()
        let pid = scene.scene.facts.ownPID
        scene.scene.facts.processes[pid] = ProcessFact(pid: pid, name: "ostia", container: own)
        let listener = ForeignListener(
            try TestScene.endpoint("0.0.0.0:8080"), namespace: 9, pid: 700, name: "httpd", container: container)
        scene.scene.set(.otherNamespaces(8080), .otherNamespaces([listener]))
        return scene
    }

    @Test func anyUserSeesTheOtherNamespace() throws {
        let finding = try #require(
            try unseen("0123456789ab", own: nil).judge(ContainerPortNotPublished.self))
        #expect(finding.confidence < Confidence.observed)
        #expect(finding.summary.hasPrefix("Port 8080 listens in the container 0123456789ab (httpd, pid 700)"))
    }

    @Test func aNamespaceThatIsNoContainersOrOursIsAnotherFault() throws {
        #expect(try unseen(nil, own: nil).judge(ContainerPortNotPublished.self) == nil)
        #expect(try unseen("0123456789ab", own: "0123456789ab").judge(ContainerPortNotPublished.self) == nil)
    }

    @Test func aContainerThatIsMeantToHaveThePortIsAnotherFault() throws {
        var scene = try unpublished()
        scene.container.publishes = [ContainerFact.Publish(hostAddress: "", hostPort: 8080, containerPort: 8080)]
        #expect(scene.judge(ContainerPortNotPublished.self) == nil)
        var stopped = try unpublished()
        stopped.container.state = "exited"
        #expect(stopped.judge(ContainerPortNotPublished.self) == nil)
    }
}
