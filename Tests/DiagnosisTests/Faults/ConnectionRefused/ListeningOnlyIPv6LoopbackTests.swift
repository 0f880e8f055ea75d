import Diagnosis
import Endpoints
import Testing

@Suite struct ListeningOnlyIPv6LoopbackTests {
    private func scene(_ text: String, listener: String, v6Only: Bool? = nil) throws -> TestScene {
        try .using(
            text, sockets: [try .listener(listener, 812, v6Only: v6Only)],
            processes: [ProcessFact(pid: 812, name: "node", program: "Vite")])
    }

    @Test func theOtherLoopbackAddressIsTheReason() throws {
        let finding = try #require(
            try scene("127.0.0.1:5173", listener: "[::1]:5173").judge(ListeningOnlyIPv6Loopback.self))
        #expect(finding.fault == "listening-only-ipv6-loopback")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "Vite, pid 812, listens on [::1]:5173 only, so 127.0.0.1:5173 is refused.")
        #expect(finding.evidence.map(\.experiment) == ["connect", "connect", "listener"])
    }

    @Test func aWildcardThatKeepsIPv4OutIsTheSame() throws {
        let finding = try #require(
            try scene("http://127.0.0.1:5173/a", listener: "[::]:5173", v6Only: true)
                .judge(ListeningOnlyIPv6Loopback.self))
        #expect(finding.summary == "Vite, pid 812, listens on [::]:5173 only, so 127.0.0.1:5173 is refused.")
        #expect(finding.fixes.first?.command == "use http://[::1]:5173/a, or localhost:5173")
    }

    @Test(arguments: [
        ("[::1]:5173", "[::1]:5173"), ("127.0.0.1:5173", "127.0.0.2:5173"), ("localhost:5173", "[::1]:5173"),
        ("127.0.0.1:5173", "127.0.0.1:5173"), ("127.0.0.1:5173", "[::1]:5174"),
    ])
    func otherwiseItIsNot(_ text: String, listener: String) throws {
        #expect(try scene(text, listener: listener).judge(ListeningOnlyIPv6Loopback.self) == nil)
    }

    @Test func theReportedAddressCountsWhereTheNameStillWorks() throws {
        var scene = try scene("localhost:5173", listener: "[::1]:5173")
        scene.question.reports = [ErrorReport(.connectionRefused, host: "127.0.0.1", port: 5173, runtime: "Go")]
        let finding = try #require(scene.judge(ListeningOnlyIPv6Loopback.self))
        #expect(finding.evidence.first?.target == "127.0.0.1:5173")
    }

    @Test func aDebuggerIsNotConnectedTo() throws {
        var scene = try scene("127.0.0.1:9229", listener: "[::1]:9229")
        scene.facts.processes[812] = ProcessFact(pid: 812, name: "node", arguments: ["node", "--inspect=[::1]:9229"])
        let finding = try #require(scene.judge(ListeningOnlyIPv6Loopback.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(finding.evidence.map(\.experiment) == ["connect", "listener"])
    }

    @Test func aListenerThatDoesNotAnswerAtItsOwnPlaceHasAnotherFault() throws {
        var scene = try scene("127.0.0.1:5173", listener: "[::1]:5173")
        try scene.connect("[::1]:5173", .resetByFilter(onInput: true))
        #expect(scene.judge(ListeningOnlyIPv6Loopback.self) == nil)
    }
}
