import Diagnosis
import Endpoints
import Testing

@Suite struct NothingListeningTests {
    @Test func aRefusalWithoutAListenerIsTheFallback() throws {
        let scene = try TestScene.using("127.0.0.1:3000")
        let finding = try #require(scene.judge(NothingListening.self))
        #expect(finding.fault == "nothing-listening")
        #expect(finding.confidence == Confidence.fallback)
        #expect(finding.evidence.first == EvidenceLine("connect", "127.0.0.1:3000", "refused (ECONNREFUSED)"))
    }

    @Test func aListenerAnywhereOnThePortIsAnotherFault() throws {
        let elsewhere = SocketFact(.listen, try TestScene.endpoint("[::1]:3000"))
        #expect(try TestScene.using("127.0.0.1:3000", sockets: [elsewhere]).judge(NothingListening.self) == nil)
    }

    @Test func whatConnectsIsNoFault() throws {
        let listener = SocketFact(.listen, try TestScene.endpoint("127.0.0.1:3000"))
        #expect(try TestScene.using("127.0.0.1:3000", sockets: [listener]).judge(NothingListening.self) == nil)
    }
}
