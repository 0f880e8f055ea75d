import Diagnosis
import Endpoints
import Testing

@Suite struct ServerRejectsByPolicyTests {
    private let asked = "127.0.0.1:6380"

    private func scene(_ text: String, _ kind: ErrorKind = .auth, name: String = "redis-server") throws -> TestScene {
        let reports = text.isEmpty ? [] : [ErrorReport(kind, text: text)]
        return try TestScene.serving(asked, at: asked, ProcessFact(pid: 9, name: name), reports: reports)
    }

    @Test func itSaysTheSameToUs() throws {
        var scene = try scene("NOAUTH Authentication required.")
        try scene.speak(.redis, asked, "-NOAUTH Authentication required.")
        let finding = try #require(scene.judge(ServerRejectsByPolicy.self))
        #expect(finding.fault == "server-rejects-by-policy")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "Redis-server, pid 9 at 127.0.0.1:6380 works and wants a password that was not given or is wrong.")
    }

    @Test(arguments: [
        ("FATAL: no pg_hba.conf entry for host \"127.0.0.1\"", "pg_hba.conf"),
        ("FATAL:  password authentication failed for user \"app\"", "user or password"),
        ("ERROR 1045 (28000): Access denied for user 'app'@'localhost'", "from this host"),
        ("FATAL:  sorry, too many clients already", "as many clients"),
        ("DENIED Redis is running in protected mode", "protected mode"),
    ])
    func inTheWordsOfOthers(_ text: String, _ part: String) throws {
        let finding = try #require(try scene(text, name: "db").judge(ServerRejectsByPolicy.self))
        #expect(finding.summary.contains(part))
        #expect(finding.confidence > Confidence.observed)
    }

    @Test func aPasswordThatIsWantedIsNoFaultByItself() throws {
        var scene = try scene("")
        try scene.speak(.redis, asked, "-NOAUTH Authentication required.")
        #expect(scene.judge(ServerRejectsByPolicy.self) == nil)
    }

    @Test func aRefusalUnaskedIsToldWithoutAMessage() throws {
        var scene = try scene("")
        try scene.greet(asked, "-DENIED Redis is running in protected mode because\r\n")
        #expect(scene.judge(ServerRejectsByPolicy.self)?.confidence == Confidence.proven)
        try scene.connect(
            asked,
            ConnectOutcome(
                .connected,
                greeting: [40, 0, 0, 0, 0xFF, 0x6A, 4] + Array("Host 'x' is not allowed to connect to this".utf8)))
        #expect(scene.judge(ServerRejectsByPolicy.self)?.summary.contains("from this host") == true)
    }

    @Test(arguments: ["SSH-2.0-OpenSSH\r\n", "+PONG\r\n"])
    func otherGreetings(_ greeting: String) throws {
        var scene = try scene("")
        try scene.greet(asked, greeting)
        #expect(scene.judge(ServerRejectsByPolicy.self) == nil)
    }

    @Test func withNobodyThereTheMessageIsOld() throws {
        var scene = try scene("NOAUTH Authentication required.")
        scene.facts.sockets = []
        #expect(scene.judge(ServerRejectsByPolicy.self) == nil)
    }

    @Test func aPortWithTheNumberOfAnErrorIsNone() throws {
        let scene = try scene("connect ECONNREFUSED 127.0.0.1:1045", .connectionRefused)
        #expect(scene.judge(ServerRejectsByPolicy.self) == nil)
    }
}
