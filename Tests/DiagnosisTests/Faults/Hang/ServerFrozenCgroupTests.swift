import Diagnosis
import Endpoints
import Testing

@Suite struct ServerFrozenCgroupTests {
    private func scene(_ group: CgroupFact?, owner: ProcessFact? = HangTesting.python) throws -> TestScene {
        var scene = try HangTesting.stuck(.notAccepted, owner: owner)
        scene.facts.processes[812] = HangTesting.python
        scene.set(.cgroup(812), .cgroup(group))
        return scene
    }

    @Test func aFrozenGroupIsTheReason() throws {
        let finding = try #require(
            try scene(CgroupFact(path: "/system.slice/app.service", isFrozen: true, unit: "app.service"))
                .judge(ServerFrozenCgroup.self))
        #expect(finding.fault == "server-frozen-cgroup")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.fixes.map(\.command) == [
                "sudo systemctl thaw app.service",
                "echo 0 | sudo tee /sys/fs/cgroup/system.slice/app.service/cgroup.freeze",
            ])
    }

    @Test func anotherUsersFrozenProcessIsLikely() throws {
        let finding = try #require(
            try scene(CgroupFact(path: "/x", isFrozen: true), owner: nil).judge(ServerFrozenCgroup.self))
        #expect(finding.confidence == Confidence.likely)
    }

    @Test func aRunningGroupIsNot() throws {
        #expect(try scene(CgroupFact(path: "/x")).judge(ServerFrozenCgroup.self) == nil)
        #expect(try scene(nil).judge(ServerFrozenCgroup.self) == nil)
        #expect(try HangTesting.stuck(.read).judge(ServerFrozenCgroup.self) == nil)
    }
}
