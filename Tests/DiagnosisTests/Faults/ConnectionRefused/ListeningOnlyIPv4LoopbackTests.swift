import Diagnosis
import Endpoints
import Testing

@Suite struct ListeningOnlyIPv4LoopbackTests {
    private func scene(_ text: String, listener: String) throws -> TestScene {
        try .using(
            text, sockets: [try .listener(listener, 31)],
            processes: [ProcessFact(pid: 31, name: "python3", arguments: ["python3", "-m", "http.server"])])
    }

    @Test(arguments: ["127.0.0.1:8000", "0.0.0.0:8000"])
    func theClientCameByIPv6(listener: String) throws {
        let finding = try #require(try scene("[::1]:8000", listener: listener).judge(ListeningOnlyIPv4Loopback.self))
        #expect(finding.fault == "listening-only-ipv4-loopback")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary == "python3, pid 31, listens on \(listener), IPv4 only, so [::1]:8000 is refused.")
        #expect(finding.fixes.first?.command == "use 127.0.0.1:8000")
    }

    @Test func theNameMayLeadToIPv6Alone() throws {
        var scene = try scene("http://localhost:8000/", listener: "127.0.0.1:8000")
        scene.resolve("localhost", "::1")
        scene.question.reports = [
            ErrorReport(.connectionRefused, host: "::1", port: 8000, runtime: "Node.js")
        ]
        let finding = try #require(scene.judge(ListeningOnlyIPv4Loopback.self))
        #expect(finding.summary.hasSuffix("so [::1]:8000, where localhost led the client, is refused."))
        #expect(finding.fixes.map(\.command).contains("NODE_OPTIONS=--dns-result-order=ipv4first"))
    }

    @Test func aClientThatDoesNotFallBackIsBelieved() throws {
        var scene = try scene("http://localhost:8000/", listener: "127.0.0.1:8000")
        scene.resolve("localhost", "::1", "127.0.0.1")
        #expect(scene.judge(ListeningOnlyIPv4Loopback.self) == nil)
        scene.question.reports = [ErrorReport(.connectionRefused, host: "::1", port: 8000)]
        #expect(scene.judge(ListeningOnlyIPv4Loopback.self)?.fault == "listening-only-ipv4-loopback")
        scene.question.reports = [ErrorReport(.connectionRefused, host: "::1", port: 8001)]
        #expect(scene.judge(ListeningOnlyIPv4Loopback.self) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:8000", "127.0.0.1:8000"), ("[::1]:8000", "127.0.0.2:8000"), ("[::1]:8000", "192.168.50.7:8000"),
        ("[::1]:8000", "127.0.0.1:8001"),
    ])
    func otherwiseItIsNot(_ text: String, listener: String) throws {
        var scene = try scene(text, listener: listener)
        scene.addInterface("eth0", "192.168.50.7")
        #expect(scene.judge(ListeningOnlyIPv4Loopback.self) == nil)
    }

    @Test func aFilterOnTheWayIsAnotherFault() throws {
        var scene = try scene("localhost:8000", listener: "127.0.0.1:8000")
        scene.resolve("localhost", "::1", "127.0.0.1")
        try scene.connect("127.0.0.1:8000", .answeredByICMP(3, 3))
        #expect(scene.judge(ListeningOnlyIPv4Loopback.self) == nil)
    }
}
