import Diagnosis
import Endpoints
import Testing

@Suite struct AntivirusOrVPNFilterLoopbackTests {
    private func scene(
        _ text: String, _ kind: ErrorKind = .reset, asked: String = "127.0.0.1:8080", listens: Bool = false
    ) throws -> TestScene {
        let report = ErrorReport(kind, host: "127.0.0.1", port: 8080, text: text)
        let sockets = listens ? [SocketFact(.listen, try TestScene.endpoint("127.0.0.1:8080"))] : []
        return try .using(asked, sockets: sockets, reports: [report])
    }

    @Test(arguments: ["127.0.0.1:8080", "[::1]:8080", "localhost:8080", "8080"])
    func theClientsOwnMachineEndedIt(_ asked: String) throws {
        let finding = try #require(
            try scene(
                "An established connection was aborted by the software in your host machine", asked: asked
            ).judge(AntivirusOrVPNFilterLoopback.self))
        #expect(finding.fault == "antivirus-or-vpn-filter-loopback")
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.summary.contains("a connection to \(asked)"))
    }

    @Test func whatWorksHereIsSaid() throws {
        let finding = try #require(
            try scene("WinError 10053", listens: true).judge(AntivirusOrVPNFilterLoopback.self))
        #expect(finding.evidence.map(\.experiment) == ["message", "connect"])
    }

    @Test func aResetByTheServerOrAnotherMachineIsNot() throws {
        #expect(try scene("ECONNRESET").judge(AntivirusOrVPNFilterLoopback.self) == nil)
        #expect(try scene("WinError 10053", .addressInUse).judge(AntivirusOrVPNFilterLoopback.self) == nil)
        #expect(
            try scene("WinError 10053", asked: "10.0.0.9:8080").judge(AntivirusOrVPNFilterLoopback.self) == nil)
    }
}
