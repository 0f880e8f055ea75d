import Diagnosis
import Endpoints
import Testing

/// A machine that is a container itself and runs an engine: development containers and build servers do.
@Suite struct ContainersInContainersTests {
    private func scene(_ text: String) throws -> ContainerScene {
        let report = ErrorReport(.connectionRefused, host: "127.0.0.1", port: 5432, text: text)
        var scene = try ContainerScene("127.0.0.1:5432", reports: [report])
        scene.scene.facts.surroundings = "container"
        scene.scene.facts.sockets = [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:5432"))]
        scene.container.name = "shop-app-1"
        return scene
    }

    @Test func theClientInAnInnerContainerIsTold() throws {
        let scene = try scene("app-1 | Error: connect ECONNREFUSED 127.0.0.1:5432")
        let finding = try #require(scene.judge(LocalhostInsideContainerMeansItself.self))
        #expect(finding.summary.hasPrefix("The client runs in container shop-app-1,"))
        #expect(finding.confidence == Confidence.observed)
    }

    @Test func itsEnvironmentProvesIt() throws {
        var scene = try scene("Error: connect ECONNREFUSED 127.0.0.1:5432")
        scene.scene.set(.environment(700), .environment(["DATABASE_URL": "postgres://app:secret@localhost:5432/app"]))
        let finding = try #require(scene.judge(LocalhostInsideContainerMeansItself.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.evidence.last?.result == "DATABASE_URL names localhost:5432")
    }

    @Test func withoutAnEngineAWorkingServerIsHealthy() throws {
        var scene = try scene("Error: connect ECONNREFUSED 127.0.0.1:5432").scene
        scene.facts.processes = [:]
        scene.facts.interfaces = InterfaceFact.usual
        #expect(scene.judge(LocalhostInsideContainerMeansItself.self) == nil)
    }
}
