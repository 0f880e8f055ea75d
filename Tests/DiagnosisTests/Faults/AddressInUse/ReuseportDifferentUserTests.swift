import Diagnosis
import Endpoints
import Testing

@Suite struct ReuseportDifferentUserTests {
    private func scene(holderShares: Bool) throws -> TestScene {
        var scene = try BindScene.binding(
            "127.0.0.1:8500", [BindScene.listener("127.0.0.1:8500", uid: 12345)], [BindScene.process(uid: 12345)])
        scene.facts.userID = 0
        let endpoint = try TestScene.endpoint("127.0.0.1:8500")
        let asOther = BindOptions(reuseAddress: true, reusePort: true, asUser: 12345)
        scene.set(.bind(endpoint, asOther), .bind(BindOutcome(failure: holderShares ? nil : "EADDRINUSE")))
        return scene
    }

    @Test func theSameBindWorksForTheHoldersUser() throws {
        let scene = try scene(holderShares: true)
        let finding = try #require(scene.judge(ReuseportDifferentUser.self))
        #expect(finding.summary.contains("only with programs of bob; yours runs as uid 0"))
        #expect(scene.findings().first?.fault == "reuseport-different-user")
    }

    @Test func aHolderWithoutTheOptionIsOnlyAnotherUser() throws {
        let scene = try scene(holderShares: false)
        #expect(scene.findings().first?.fault == "port-held-by-other-user")
    }

    @Test func withoutRootItIsNotTried() throws {
        var scene = try scene(holderShares: true)
        scene.facts.userID = 54321
        #expect(scene.judge(ReuseportDifferentUser.self) == nil)
    }
}
