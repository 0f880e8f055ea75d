import Diagnosis
import Endpoints
import Testing

@Suite struct TCPSelfConnectTests {
    private func itself() throws -> SocketFact {
        try BindScene.connection(.established, "127.0.0.1:45000", "127.0.0.1:45000", owners: [812])
    }

    @Test func theClientHasTheServersPort() throws {
        let scene = try Remnant.scene("127.0.0.1:45000", [itself()], [BindScene.process()])
        let finding = try #require(scene.judge(TCPSelfConnect.self))
        #expect(finding.summary.hasPrefix("python3, pid 812 is connected to itself on 127.0.0.1:45000"))
        #expect(scene.findings().map(\.fault) == ["tcp-self-connect"])
    }

    @Test func theServersClientsAreRefused() throws {
        let scene = try TestScene.using("127.0.0.1:45000", sockets: [itself()], processes: [BindScene.process()])
        #expect(scene.findings().first?.fault == "tcp-self-connect")
    }

    @Test func anOrdinaryConnectionIsNone() throws {
        let other = try BindScene.connection(.established, "127.0.0.1:45000", "127.0.0.1:45001", owners: [812])
        #expect(try Remnant.scene("127.0.0.1:45000", [other]).judge(TCPSelfConnect.self) == nil)
        #expect(try TestScene.using("127.0.0.1:3000", sockets: [itself()]).judge(TCPSelfConnect.self) == nil)
    }
}
