import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldBySuspendedProcessTests {
    private func scene(_ states: [Character]) throws -> TestScene {
        let pids = states.indices.map { Int32(812 + $0) }
        return try BindScene.binding(
            "127.0.0.1:8000", [BindScene.listener("127.0.0.1:8000", pids)],
            zip(pids, states).map { BindScene.process($0, state: $1, terminal: 34817) })
    }

    @Test func aStoppedJobKeepsThePort() throws {
        let scene = try scene(["T"])
        let finding = try #require(scene.judge(PortHeldBySuspendedProcess.self))
        #expect(finding.summary.contains("pid 812, started 5 min ago in /home/ann/shop, is suspended (state T)"))
        #expect(finding.fixes.first?.command == "kill -CONT 812")
        #expect(finding.fixes.first?.undo == "kill -STOP 812")
        #expect(finding.fixes.contains { $0.command == "fg" })
        #expect(scene.findings().first?.fault == "port-held-by-suspended-process")
    }

    @Test(arguments: [["S"], ["S", "T"], ["t"], ["R"]] as [[Character]])
    func oneThatRunsIsEnough(_ states: [Character]) throws {
        #expect(try scene(states).judge(PortHeldBySuspendedProcess.self) == nil)
    }
}
