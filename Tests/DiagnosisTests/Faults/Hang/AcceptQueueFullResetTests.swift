import Diagnosis
import Endpoints
import Testing

@Suite struct AcceptQueueFullResetTests {
    private func scene(_ outcome: ConnectOutcome, waiting: UInt32 = 6, aborts: Bool = true) throws -> TestScene {
        var scene = try HangTesting.stuck(.queueFull, isBare: true)
        scene.facts.kernel.abortsOnOverflow = aborts
        scene.facts.sockets[0].receiveQueue = waiting
        try scene.connect("127.0.0.1:8000", outcome)
        return scene
    }

    @Test(arguments: [ConnectOutcome(.connected, ending: .reset), ConnectOutcome(.failed("ECONNRESET"))])
    func aResetFromAFullQueueIsProven(_ outcome: ConnectOutcome) throws {
        let finding = try #require(try scene(outcome).judge(AcceptQueueFullReset.self))
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "The accept queue of 127.0.0.1:8000 is full, and connections are reset (tcp_abort_on_overflow).")
        #expect(finding.evidence.map(\.experiment) == ["connect", "accept queue", "setting"])
    }

    @Test func otherwiseItIsNot() throws {
        let reset = ConnectOutcome(.connected, ending: .reset)
        #expect(try scene(reset, aborts: false).judge(AcceptQueueFullReset.self) == nil)
        #expect(try scene(reset, waiting: 2).judge(AcceptQueueFullReset.self) == nil)
        #expect(try scene(ConnectOutcome(.connected)).judge(AcceptQueueFullReset.self) == nil)
    }
}
