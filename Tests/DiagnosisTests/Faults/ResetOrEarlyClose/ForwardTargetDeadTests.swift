import Diagnosis
import Endpoints
import Testing

@Suite struct ForwardTargetDeadTests {
    private func scene(
        _ name: String, _ arguments: [String], atOnce: Ending = .closed, isSeen: Bool = true
    ) throws -> TestScene {
        try EarlyEndTesting.scene(
            atOnce: atOnce, isBare: true,
            owner: ProcessFact(pid: 812, name: name, arguments: [name] + arguments, uid: 1000), isSeen: isSeen)
    }

    private let socat = ["TCP-LISTEN:8000,fork,reuseaddr", "TCP:127.0.0.1:81"]
    private let ssh = ["-p", "2222", "-f", "-N", "-L", "8000:127.0.0.1:81"]

    @Test func aForwarderWhoseTargetRefusesIsTheReason() throws {
        let finding = try #require(try scene("socat", socat).judge(ForwardTargetDead.self))
        #expect(finding.fault == "forward-target-dead")
        #expect(finding.confidence == Confidence.proven)
        #expect(
            finding.summary
                == "socat, pid 812, forwards 127.0.0.1:8000 to 127.0.0.1:81, where nothing answers.")
        #expect(finding.evidence.last == EvidenceLine("connect", "127.0.0.1:81", "refused (ECONNREFUSED)"))
        #expect(finding.fixes.first?.command == "ostia doctor 127.0.0.1:81")
        #expect(try scene("socat", socat).findings().first?.fault == "forward-target-dead")
    }

    @Test(arguments: [(["root@127.0.0.1"], Confidence.proven), (["me@example.org"], Confidence.observed)])
    func sshReachesItsTargetFromTheFarEnd(_ host: [String], confidence: Double) throws {
        let finding = try #require(try scene("ssh", ssh + host).judge(ForwardTargetDead.self))
        #expect(finding.confidence == confidence)
        #expect(finding.summary.contains("127.0.0.1:81"))
    }

    @Test func itsConfigurationComesBeforeItsArguments() throws {
        var scene = try scene("haproxy", ["-f", "h.cfg"])
        scene.set(
            .upstreams(812), .upstreams([Upstream(host: "localhost", port: 6399, source: "h.cfg:9")]))
        let finding = try #require(scene.judge(ForwardTargetDead.self))
        #expect(finding.summary.contains("to 127.0.0.1:6399"))
    }

    @Test func itsOwnWayToTheFarEndIsNoTarget() throws {
        var scene = try scene("ssh", ssh + ["root@127.0.0.1"])
        scene.set(
            .upstreams(812),
            .upstreams([
                Upstream(host: "127.0.0.1", port: 81, source: "-L"),
                Upstream(host: "127.0.0.1", port: 2222, source: "connections"),
            ]))
        try scene.connect("127.0.0.1:2222", ConnectOutcome(.connected))
        #expect(scene.judge(ForwardTargetDead.self)?.confidence == Confidence.proven)
    }

    @Test func oneDeadTargetOfTwoIsLikely() throws {
        var scene = try scene("haproxy", ["-f", "h.cfg"])
        scene.set(
            .upstreams(812),
            .upstreams([
                Upstream(host: "127.0.0.1", port: 81, source: "h.cfg:9"),
                Upstream(host: "127.0.0.1", port: 82, source: "h.cfg:10"),
            ]))
        try scene.connect("127.0.0.1:82", ConnectOutcome(.connected))
        #expect(scene.judge(ForwardTargetDead.self)?.confidence == Confidence.likely)
    }

    @Test func anotherUsersForwarderIsKnownByItsPort() throws {
        let finding = try #require(try scene("socat", socat, isSeen: false).judge(ForwardTargetDead.self))
        #expect(finding.confidence == Confidence.observed)
        #expect(
            try scene("socat", ["TCP-LISTEN:9", "TCP:127.0.0.1:81"], isSeen: false).judge(ForwardTargetDead.self) == nil
        )
    }

    @Test func aTargetThatAnswersIsNotDead() throws {
        var scene = try scene("socat", socat)
        try scene.connect("127.0.0.1:81", ConnectOutcome(.connected))
        #expect(scene.judge(ForwardTargetDead.self) == nil)
    }

    @Test func otherProgramsAndOpenConnectionsAreNot() throws {
        #expect(try scene("python3", socat).judge(ForwardTargetDead.self) == nil)
        #expect(try scene("socat", socat, atOnce: .open).judge(ForwardTargetDead.self) == nil)
    }

    @Test(arguments: [
        (["ssh", "-L8000:[::1]:81", "host"], "::1:81"), (["ssh", "-L", "127.0.0.1:8000:db:5432", "host"], "db:5432"),
        (["ssh", "-L", "9000:db:5432", "host"], nil),
        (["socat", "TCP6-LISTEN:8000", "TCP6:[::1]:81,retry=3"], "::1:81"),
        (["socat", "TCP-LISTEN:8000", "EXEC:cat"], nil),
    ])
    func targetsOfCommandLines(_ arguments: [String], expected: String?) throws {
        var scene = try scene(arguments[0], Array(arguments.dropFirst()), isSeen: true)
        scene.set(.upstreams(812), .upstreams([]))
        let finding = scene.judge(ForwardTargetDead.self)
        let text = "\(finding?.summary ?? "") \(finding?.fixes.map(\.command).joined() ?? "")"
        if let expected {
            let bracketed = expected.hasPrefix("::1") ? "[::1]:81" : expected
            #expect(text.contains(expected) || text.contains(bracketed))
        } else {
            #expect(finding?.confidence == Confidence.observed)
        }
    }
}
