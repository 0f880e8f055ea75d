import Diagnosis
import Endpoints
import Testing

@Suite struct DockerBindAddressNotLocalTests {
    private func scene(_ kind: ErrorKind = .notAvailable, host: String = "192.0.2.10") throws -> TestScene {
        let report = ErrorReport(
            kind, host: host, port: 8080,
            text: "Error starting userland proxy: listen tcp4 \(host):8080: bind: cannot assign requested address.")
        var scene = TestScene(QuestionReader.question(from: [report]))
        try scene.refuse("192.0.2.10:8080", plain: "EADDRNOTAVAIL", reusing: "EADDRNOTAVAIL")
        return scene
    }

    @Test func theHostHasNoSuchAddress() throws {
        let scene = try scene()
        let finding = try #require(scene.judge(DockerBindAddressNotLocal.self))
        #expect(finding.fixes.first?.command == "-p 127.0.0.1:8080:<container port>")
        #expect(scene.findings().first?.fault == "docker-bind-address-not-local")
    }

    @Test func anAddressThatIsThereIsNot() throws {
        #expect(try scene(host: "127.0.0.1").judge(DockerBindAddressNotLocal.self) == nil)
        #expect(try scene(.addressInUse).judge(DockerBindAddressNotLocal.self) == nil)
    }
}
