import Diagnosis
import Endpoints
import Testing

@Suite struct BoundNotListeningTests {
    @Test func aBoundSocketOfThisMachine() throws {
        let bound = SocketFact(.bound, try TestScene.endpoint("127.0.0.1:9999"), uid: 1000, inode: 5, owners: [812])
        let scene = try Remnant.scene("127.0.0.1:9999", [bound], [BindScene.process()])
        let finding = try #require(scene.judge(BoundNotListening.self))
        #expect(
            finding.summary
                == "python3, pid 812 has bound 127.0.0.1:9999 without listening, so nobody else can listen there.")
        #expect(scene.findings().map(\.fault) == ["bound-not-listening"])
    }

    @Test func kernelsThatDoNotShowItLeaveALikelihood() throws {
        var scene = try Remnant.scene("127.0.0.1:9999", [])
        scene.facts.kernel.release = "6.1.0-28-amd64"
        let finding = try #require(scene.judge(BoundNotListening.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.evidence.contains { $0.result.contains("6.1.0-28-amd64") })
    }

    @Test func aListenerOrAConnectionIsAnotherFault() throws {
        let listener = try BindScene.listener("127.0.0.1:9999")
        #expect(try Remnant.scene("127.0.0.1:9999", [listener]).judge(BoundNotListening.self) == nil)
        #expect(
            try Remnant.scene("127.0.0.1:9999", [Remnant.timeWait(9999)]).judge(BoundNotListening.self) == nil)
    }
}
