import Diagnosis
import Endpoints
import Testing

@Suite struct ListeningOnlyIPv6LoopbackTests {
    private func scene(_ text: String, listener: String) throws -> TestScene {
        try .using(
            text, sockets: [SocketFact(.listen, try TestScene.endpoint(listener), owners: [812])],
            processes: [ProcessFact(pid: 812, name: "node", program: "Vite")])
    }

    @Test func theOtherLoopbackAddressIsTheReason() throws {
        let finding = try #require(
            try scene("127.0.0.1:5173", listener: "[::1]:5173").judge(ListeningOnlyIPv6Loopback.self))
        #expect(finding.fault == "listening-only-ipv6-loopback")
        #expect(finding.summary == "Vite, pid 812, listens on [::1]:5173 only, so 127.0.0.1:5173 is refused.")
        #expect(finding.evidence.map(\.experiment) == ["connect", "connect", "listener"])
    }

    @Test(arguments: [
        ("[::1]:5173", "[::1]:5173"), ("127.0.0.1:5173", "127.0.0.2:5173"), ("localhost:5173", "[::1]:5173"),
        ("127.0.0.1:5173", "[::]:5173"),
    ])
    func otherwiseItIsNot(_ text: String, listener: String) throws {
        #expect(try scene(text, listener: listener).judge(ListeningOnlyIPv6Loopback.self) == nil)
    }
}
