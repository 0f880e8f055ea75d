import Diagnosis
import Endpoints
import Testing

@Suite struct ContainerListensOnLoopbackInsideTests {
    private func behindProxy(inside: String, ending: Ending = .reset) throws -> ContainerScene {
        var scene = try ContainerScene("127.0.0.1:8080")
        try scene.proxy()
        try scene.open(inside)
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.connected, ending: ending))
        return scene
    }

    @Test(arguments: [Ending.reset, .closed])
    func theProxyConnectsAndEnds(_ ending: Ending) throws {
        let finding = try #require(
            try behindProxy(inside: "127.0.0.1:80", ending: ending).judge(ContainerListensOnLoopbackInside.self))
        #expect(finding.fault == "container-listens-on-loopback-inside")
        #expect(
            finding.summary
                == "The container web listens on its own 127.0.0.1:80 only, so what is published as 127.0.0.1:8080 "
                + "reaches nobody.")
        #expect(finding.confidence > Confidence.proven)
        #expect(finding.evidence.map(\.experiment) == ["connect", "connect", "published", "listener"])
        #expect(finding.fixes.last?.command == "docker logs --tail 20 web")
    }

    @Test func withoutTheProxyItIsRefused() throws {
        var scene = try ContainerScene("127.0.0.1:8080")
        try scene.open("[::1]:80")
        try scene.scene.connect("127.0.0.1:8080", ConnectOutcome(.refused))
        let finding = try #require(scene.judge(ContainerListensOnLoopbackInside.self))
        #expect(finding.evidence.first?.result == "refused (ECONNREFUSED)")
    }

    @Test func aRequestThatEndsSilentlyTellsWhenTheConnectionStaysOpen() throws {
        var scene = try ContainerScene("http://127.0.0.1:8080/")
        try scene.proxy()
        try scene.open("127.0.0.1:80")
        let ask = HTTPAsk(try TestScene.endpoint("127.0.0.1:8080"), host: "127.0.0.1:8080")
        #expect(scene.judge(ContainerListensOnLoopbackInside.self) == nil, "it answers")
        scene.scene.set(.http(ask), .http(HTTPOutcome(.endedSilently, ending: .closed)))
        let finding = try #require(scene.judge(ContainerListensOnLoopbackInside.self))
        #expect(finding.evidence.contains { $0.experiment == "request" })
    }

    @Test func anyUserMayReadTheTablesOfANamespace() throws {
        var scene = try behindProxy(inside: "127.0.0.1:80")
        scene.forbid()
        #expect(scene.judge(ContainerListensOnLoopbackInside.self) == nil)
        scene.scene.set(
            .otherNamespaces(80),
            .otherNamespaces([
                ForeignListener(try TestScene.endpoint("127.0.0.1:80"), namespace: 9, pid: 700, name: "httpd")
            ]))
        let finding = try #require(scene.judge(ContainerListensOnLoopbackInside.self))
        #expect(finding.summary.hasPrefix("The container at 172.17.0.2 listens on its own 127.0.0.1:80 only"))
        #expect(finding.confidence == 0.95)
    }

    @Test(arguments: ["0.0.0.0:80", "127.0.0.1:3000", "127.0.0.11:80"])
    func itIsAnotherFaultWhenNothingOrEverythingListensInside(_ inside: String) throws {
        #expect(try behindProxy(inside: inside).judge(ContainerListensOnLoopbackInside.self) == nil)
    }

    @Test func aContainerThatAnswersByItsOwnAddressIsNotDead() throws {
        var scene = try behindProxy(inside: "127.0.0.1:80")
        try scene.scene.connect("172.17.0.2:80", ConnectOutcome(.connected))
        #expect(scene.judge(ContainerListensOnLoopbackInside.self) == nil)
    }

    @Test func withoutAnyHintNoEngineIsAsked() throws {
        var scene = try behindProxy(inside: "127.0.0.1:80").told
        scene.facts = Facts()
        let told = Scene(scene.question, scene.facts)
        #expect(try ContainerListensOnLoopbackInside.judge(told) == nil)
        #expect(try ContainerPortNotPublished.judge(told) == nil)
        #expect(try ContainerExited.judge(told) == nil)
    }
}
