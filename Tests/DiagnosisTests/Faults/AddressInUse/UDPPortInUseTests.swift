import Diagnosis
import Endpoints
import Testing

@Suite struct UDPPortInUseTests {
    private func scene(_ wanted: String, _ held: String) throws -> TestScene {
        try BindScene.binding(wanted, [BindScene.listener(held, [812], .udp)])
    }

    @Test func anotherAddressOverlaps() throws {
        let scene = try scene("udp://0.0.0.0:5300", "127.0.0.53:5300")
        let finding = try #require(scene.judge(UDPPortInUse.self))
        #expect(
            finding.summary
                == "python3, pid 812 has UDP 127.0.0.53:5300, which overlaps with 0.0.0.0:5300, "
                + "so UDP 0.0.0.0:5300 cannot be bound.")
        #expect(scene.findings().first?.fault == "udp-port-in-use")
        #expect(finding.fixes.contains { $0.command == "ostia free 5300 --udp" })
    }

    @Test func sixWantsFourAsWell() throws {
        #expect(try scene("udp://[::]:8125", "0.0.0.0:8125").judge(UDPPortInUse.self) != nil)
    }

    @Test func tcpAndUdpDoNotMeet() throws {
        var scene = try scene("127.0.0.1:5300", "127.0.0.1:5300")
        try scene.refuse("127.0.0.1:5300", plain: nil, reusing: nil)
        #expect(scene.findings().isEmpty)
        var free = try BindScene.binding("udp://127.0.0.1:5300", [BindScene.listener("127.0.0.1:5300")])
        try free.refuse("127.0.0.1:5300", .udp, plain: nil, reusing: nil)
        #expect(free.findings().isEmpty)
    }
}
