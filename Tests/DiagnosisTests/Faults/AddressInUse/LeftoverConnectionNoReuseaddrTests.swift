import Diagnosis
import Endpoints
import Testing

@Suite struct LeftoverConnectionNoReuseaddrTests {
    @Test(arguments: [SocketFact.State.established, .closeWait, .finWait2])
    func anAcceptedConnectionOwnsThePort(_ state: SocketFact.State) throws {
        let alive = try BindScene.connection(state, "127.0.0.1:9000", "127.0.0.1:45679", owners: [812])
        let scene = try Remnant.scene("127.0.0.1:9000", [alive], [BindScene.process()])
        let finding = try #require(scene.judge(LeftoverConnectionNoReuseaddr.self))
        #expect(finding.summary.contains("still open (\(state == .closeWait ? "CLOSE-WAIT" : finding.state))"))
        #expect(finding.summary.hasSuffix("python3, pid 812."))
        #expect(finding.fixes.first?.command == "kill 812")
        #expect(scene.findings().first?.fault == "leftover-connection-no-reuseaddr")
    }

    @Test func theKernelsOwnRemnant() throws {
        let alone = try BindScene.connection(.finWait2, "127.0.0.1:9000", "127.0.0.1:45679")
        let finding = try #require(
            try Remnant.scene("127.0.0.1:9000", [alone]).judge(LeftoverConnectionNoReuseaddr.self))
        #expect(finding.summary.contains("no process: the kernel closes it"))
    }

    @Test func anOutgoingConnectionIsAnotherFault() throws {
        let client = try BindScene.connection(.established, "127.0.0.1:45454", "127.0.0.1:6000", owners: [812])
        let server = try BindScene.listener("127.0.0.1:6000", [900])
        let scene = try Remnant.scene("127.0.0.1:45454", [client, server])
        #expect(scene.judge(LeftoverConnectionNoReuseaddr.self) == nil)
    }
}
