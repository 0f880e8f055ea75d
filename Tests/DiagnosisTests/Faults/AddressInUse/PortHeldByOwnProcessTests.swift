import Diagnosis
import Endpoints
import Testing

@Suite struct PortHeldByOwnProcessTests {
    private func scene(_ process: ProcessFact, listener: String = "127.0.0.1:8000") throws -> TestScene {
        try BindScene.binding("127.0.0.1:8000", [BindScene.listener(listener)], [process], report: BindScene.inUse)
    }

    @Test func theSameUsersServerStillRuns() throws {
        let scene = try scene(BindScene.process(812, "python3", ["python3", "-m", "http.server", "8000"]))
        let finding = try #require(scene.judge(PortHeldByOwnProcess.self))
        #expect(
            finding.summary
                == "python3, pid 812, started 5 min ago in /home/ann/shop, already listens on 127.0.0.1:8000, "
                + "so 127.0.0.1:8000 is taken.")
        #expect(
            finding.evidence.first
                == EvidenceLine("bind", "127.0.0.1:8000", "EADDRINUSE, with and without SO_REUSEADDR"))
        #expect(finding.fixes.contains { $0.command == "ostia free 8000" && !$0.isSafe })
        #expect(scene.findings().map(\.fault) == ["port-held-by-own-process"])
    }

    @Test func otherHoldersHaveOtherNames() throws {
        let stopped = try scene(BindScene.process(state: "T"))
        #expect(stopped.judge(PortHeldByOwnProcess.self) == nil)
        let others = try scene(BindScene.process(uid: 7))
        #expect(others.judge(PortHeldByOwnProcess.self) == nil)
    }

    @Test func aFreePortIsNoFault() throws {
        let scene = try BindScene.binding("127.0.0.1:8000", [])
        #expect(scene.findings().isEmpty)
    }

    @Test func aProcessThatHidesItsDescriptorsIsOnlyLikely() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], unknown: "hidden")
        let finding = try #require(
            try BindScene.binding("127.0.0.1:8000", [hidden], []).judge(PortHeldByOwnProcess.self))
        #expect(finding.confidence <= Confidence.likely)
    }
}
