import Diagnosis
import Endpoints
import Testing

@Suite struct TimeWaitTests {
    @Test func onlyABindWithoutTheOptionFails() throws {
        let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000)], reusing: nil)
        let finding = try #require(scene.judge(TimeWaitWithoutReuseaddr.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary.contains("1 connection of the old server in TIME_WAIT makes a bind without"))
        #expect(finding.fixes.first?.command == "ostia wait 9000 --free --timeout 70s")
        #expect(scene.findings().map(\.fault) == ["time-wait-without-reuseaddr"])
    }

    @Test func withoutAMessageItIsNoMoreThanAHint() throws {
        let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000)], reusing: nil, report: nil)
        #expect(scene.judge(TimeWaitWithoutReuseaddr.self)?.confidence == Confidence.fallback)
    }

    @Test func bothFailWhenTheOldSocketHadItNot() throws {
        let scene = try Remnant.scene("[::1]:9000", [Remnant.timeWait(9000)])
        let finding = try #require(scene.judge(TimeWaitOldSocketNoReuseaddr.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(scene.findings().map(\.fault) == ["time-wait-old-socket-no-reuseaddr"])
    }

    @Test func aListenerOrALivingConnectionIsAnotherFault() throws {
        let listener = try BindScene.listener("127.0.0.1:9000")
        let beside = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000), listener])
        #expect(beside.judge(TimeWaitOldSocketNoReuseaddr.self) == nil)
        let alive = try BindScene.connection(.closeWait, "127.0.0.1:9000", "127.0.0.1:45679", owners: [812])
        for reusing in [nil, "EADDRINUSE"] {
            let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000), alive], reusing: reusing)
            #expect(scene.judge(TimeWaitWithoutReuseaddr.self) == nil)
            #expect(scene.judge(TimeWaitOldSocketNoReuseaddr.self) == nil)
        }
    }

    @Test func whatCanBeBoundIsFree() throws {
        let scene = try Remnant.scene("127.0.0.1:9000", [Remnant.timeWait(9000)], plain: nil, reusing: nil)
        #expect(scene.findings().isEmpty)
    }
}
