import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldBySystemdSocketTests {
    @Test func systemdListens() throws {
        let scene = try BindScene.binding(
            "127.0.0.1:8080", [BindScene.listener("127.0.0.1:8080", [1], uid: 0, unit: "web.socket")], [])
        let finding = try #require(scene.judge(PortHeldBySystemdSocket.self))
        #expect(finding.summary == "systemd, pid 1 listens on 127.0.0.1:8080 for web.socket.")
        #expect(finding.fixes.contains { $0.command == "sudo systemctl stop web.socket" && $0.isRunnable })
        #expect(scene.findings().first?.fault == "port-held-by-systemd-socket")
    }

    @Test func itsCgroupTellsWithoutRoot() throws {
        let hidden = try BindScene.listener("127.0.0.1:631", [], uid: 0, unknown: "other user", unit: "cups.socket")
        let scene = try BindScene.binding("127.0.0.1:631", [hidden], [])
        #expect(scene.findings().first?.fault == "port-held-by-systemd-socket")
    }

    @Test func socketActivateIsStoppedItself() throws {
        let activate = BindScene.process(
            812, "systemd-socket-", ["systemd-socket-activate", "-l", "8080", "/bin/cat"])
        let finding = try #require(
            try BindScene.binding("127.0.0.1:8080", [BindScene.listener("[::]:8080", v6Only: false)], [activate])
                .judge(PortHeldBySystemdSocket.self))
        #expect(finding.fixes.first?.command == "ostia free 8080")
    }

    @Test func aServiceListensForItself() throws {
        let hidden = try BindScene.listener(
            "127.0.0.1:5432", [], uid: 26, unknown: "other user", unit: "postgresql.service")
        #expect(try BindScene.binding("127.0.0.1:5432", [hidden], []).judge(PortHeldBySystemdSocket.self) == nil)
    }
}
