import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldByOtherUserTests {
    @Test func theUsersNumberIsEnough() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], uid: 12345, unknown: "other user")
        let scene = try BindScene.binding("127.0.0.1:8000", [hidden], [])
        let finding = try #require(scene.judge(PortHeldByOtherUser.self))
        #expect(
            finding.summary == "127.0.0.1:8000 is held by a process of uid 12345, not of yours (uid 1000).")
        #expect(finding.fixes.first?.command == "sudo ostia who 8000")
        #expect(scene.findings().first?.fault == "port-held-by-other-user")
    }

    @Test func rootSeesIt() throws {
        var scene = try BindScene.binding("127.0.0.1:8000", [BindScene.listener("127.0.0.1:8000")])
        scene.facts.userID = 0
        let finding = try #require(scene.judge(PortHeldByOtherUser.self))
        #expect(finding.summary.contains("of ann: python3, pid 812"))
        #expect(finding.fixes.contains { $0.command == "ostia free 8000" && $0.isRunnable })
    }

    @Test func theUnitIsStoppedRatherThanTheProcess() throws {
        let hidden = try BindScene.listener(
            "0.0.0.0:5432", [], uid: 26, unknown: "other user", unit: "postgresql.service")
        let finding = try #require(
            try BindScene.binding("0.0.0.0:5432", [hidden], []).judge(PortHeldByOtherUser.self))
        #expect(finding.fixes.contains { $0.command == "sudo systemctl stop postgresql.service" && $0.undo != nil })
    }

    @Test func oneOwnerOfOursMakesItOurs() throws {
        let shared = try BindScene.listener("127.0.0.1:8000", [812, 813])
        let scene = try BindScene.binding(
            "127.0.0.1:8000", [shared], [BindScene.process(uid: 0), BindScene.process(813, parent: 812)])
        #expect(scene.judge(PortHeldByOtherUser.self) == nil)
    }
}
