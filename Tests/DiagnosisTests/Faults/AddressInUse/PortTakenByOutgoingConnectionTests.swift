import Diagnosis
import Endpoints
import Testing

@Suite struct PortTakenByOutgoingConnectionTests {
    @Test func aClientsOwnEnd() throws {
        let client = try BindScene.connection(.established, "127.0.0.1:45454", "127.0.0.1:6000", owners: [812])
        let server = try BindScene.listener("127.0.0.1:6000", [900])
        let scene = try Remnant.scene("127.0.0.1:45454", [client, server], [BindScene.process()])
        let finding = try #require(scene.judge(PortTakenByOutgoingConnection.self))
        #expect(
            finding.summary
                == "Port 45454 is the local end of an outgoing connection: python3, pid 812, connected to "
                + "127.0.0.1:6000; it lies in the kernel's range for such ends, 32768–60999.")
        #expect(scene.findings().first?.fault == "port-taken-by-outgoing-connection")
    }

    @Test func oneToTheInternet() throws {
        let client = try BindScene.connection(.established, "192.168.1.5:45454", "203.0.113.7:443", owners: [812])
        var scene = try Remnant.scene("0.0.0.0:45454", [client], [BindScene.process()])
        scene.facts.kernel.reservedPorts = [8000...8000, 9000...9009]
        let finding = try #require(scene.judge(PortTakenByOutgoingConnection.self))
        let reserve = try #require(finding.fixes.first { $0.command.contains("reserved") })
        #expect(reserve.command.hasSuffix("=8000,9000-9009,45454"))
        #expect(reserve.undo?.hasSuffix("=8000,9000-9009") == true)
    }

    @Test func anAcceptedOneIsAnotherFault() throws {
        let accepted = try BindScene.connection(.established, "127.0.0.1:9000", "127.0.0.1:45679", owners: [812])
        #expect(
            try Remnant.scene("127.0.0.1:9000", [accepted]).judge(PortTakenByOutgoingConnection.self) == nil)
    }
}
