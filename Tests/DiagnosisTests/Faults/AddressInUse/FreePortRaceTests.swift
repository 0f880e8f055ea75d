import Diagnosis
import Endpoints
import Testing

@Suite struct FreePortRaceTests {
    private func scene(
        _ text: String, port: UInt16 = 40123, arguments: [String] = ["node", "-e", "listen(0)"]
    ) throws -> TestScene {
        try BindScene.binding(
            "127.0.0.1:\(port)", [BindScene.listener("127.0.0.1:\(port)")], [BindScene.process(812, "node", arguments)],
            report: ErrorReport(.addressInUse, port: Int(port), text: text))
    }

    private let searched = "Port 40123 is already in use (chosen by TestSocketUtils.findAvailableTcpPort)"

    @Test func somebodyWasFaster() throws {
        let scene = try scene(searched)
        let finding = try #require(scene.judge(FreePortRace.self))
        #expect(finding.summary.hasPrefix("Port 40123 was free when it was picked; node, pid 812 got it"))
        #expect(scene.findings().first?.fault == "free-port-race")
    }

    @Test func aPortThatIsSetIsNoRace() throws {
        #expect(try scene("Port 40123 is already in use").judge(FreePortRace.self) == nil)
        #expect(try scene(searched, port: 8080).judge(FreePortRace.self) == nil)
        #expect(try scene(searched, arguments: ["node", "a.js", "--port=40123"]).judge(FreePortRace.self) == nil)
    }
}
