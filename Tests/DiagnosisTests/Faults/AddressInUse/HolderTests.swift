import Endpoints
import Testing

@testable import Diagnosis

@Suite struct HolderTests {
    private func holder(_ scene: TestScene) throws -> Holder? {
        var whole = Scene(scene.question, scene.facts, scene.outcomes)
        for _ in 0..<50 {
            do {
                return try whole.holder()
            } catch {
                whole.learn(
                    error.experiment,
                    scene.outcomes[error.experiment] ?? TestScene.nothing(error.experiment, scene.facts))
            }
        }
        return nil
    }

    @Test func theMostTellingTraitDecides() throws {
        let scene = try BindScene.binding(
            "0.0.0.0:8000", [BindScene.listener("127.0.0.1:8000", uid: 0)],
            [BindScene.process(uid: 0, state: "T")])
        let found = try #require(try holder(scene))
        #expect(found.traits == [.suspended, .wildcard, .otherUser])
        #expect(found.confidence(.suspended) == Confidence.proven)
        #expect((found.confidence(.otherUser) ?? 1) < 0.75)
        #expect(found.confidence(.own) == nil)
    }

    @Test func whatIsFreeHasNoHolder() throws {
        #expect(try holder(BindScene.binding("127.0.0.1:8000", [], [])) == nil)
        var other = try BindScene.binding("127.0.0.1:8000", [BindScene.listener("127.0.0.2:8000")])
        try other.refuse("127.0.0.1:8000", plain: nil, reusing: nil)
        #expect(try holder(other) == nil)
    }

    @Test func portZeroIsNeverTaken() throws {
        let scene = try BindScene.binding("127.0.0.1:0", [])
        #expect(scene.findings().isEmpty)
    }

    @Test func anOwnerThatMayNotBeSeenIsInferredFromTheCommandLine() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], uid: 0, unknown: "other user")
        let server = BindScene.process(900, "python3", ["python3", "-m", "http.server", "8000"], uid: 0)
        let sudo = BindScene.process(899, "sudo", ["sudo", "python3", "-m", "http.server", "8000"], uid: 0)
        var child = server
        child.parent = 899
        let found = try #require(try holder(BindScene.binding("127.0.0.1:8000", [hidden], [sudo, child])))
        #expect(found.process?.pid == 900)
        #expect(found.isGuess)
        #expect(found.traits == [.otherUser])
    }

    @Test func anInferredProcessStillExplainsMoreThanItsUser() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], uid: 0, unknown: "other user")
        let stopped = BindScene.process(900, "python3", ["python3", "-m", "http.server", "8000"], uid: 0, state: "T")
        let scene = try BindScene.binding("127.0.0.1:8000", [hidden], [stopped])
        let findings = scene.findings()
        #expect(findings.map(\.fault) == ["port-held-by-suspended-process", "port-held-by-other-user"])
        #expect((findings.first?.confidence ?? 1) < Confidence.observed)
    }

    @Test func twoThatNameThePortAreNoGuess() throws {
        let hidden = try BindScene.listener("127.0.0.1:8000", [], uid: 0, unknown: "other user")
        let both = [900, 901].map { BindScene.process($0, "node", ["node", "app.js", "--port=8000"], uid: 0) }
        let found = try #require(try holder(BindScene.binding("127.0.0.1:8000", [hidden], both)))
        #expect(found.process == nil)
    }

    @Test func aBindThatMayNotBeTriedLeavesTheTableToSpeak() throws {
        var scene = try BindScene.binding(
            "0.0.0.0:80", [BindScene.listener("0.0.0.0:80", uid: 0)], [BindScene.process(uid: 0)],
            report: ErrorReport(.addressInUse, port: 80))
        try scene.refuse("0.0.0.0:80", plain: "EACCES", reusing: "EACCES")
        #expect(try holder(scene)?.traits == [.otherUser])
    }

    @Test func sudoAsksForItsUser() throws {
        var scene = try BindScene.binding("127.0.0.1:8000", [BindScene.listener("127.0.0.1:8000")])
        scene.facts.userID = 0
        #expect(try holder(scene)?.traits == [.otherUser])
        scene.facts.environment["SUDO_UID"] = "1000"
        #expect(try holder(scene)?.traits == [.own])
    }

    @Test func debuggersHaveRulesOfTheirOwn() throws {
        var scene = try BindScene.binding("127.0.0.1:9229", [BindScene.listener("127.0.0.1:9229")])
        scene.question.reports = [ErrorReport(.debuggerPortInUse)]
        #expect((try holder(scene)?.confidence(.own) ?? 1) <= 0.7)
        let java = BindScene.process(
            812, "java", ["java", "-agentlib:jdwp=transport=dt_socket,server=y,address=127.0.0.1:5005", "Main"])
        let debugged = try BindScene.binding("127.0.0.1:5005", [BindScene.listener("127.0.0.1:5005")], [java])
        #expect(try holder(debugged)?.confidence(.own) == 0.88)
    }

    @Test func withoutAHostEveryAddressIsMeant() throws {
        let scene = try BindScene.binding("3000", [BindScene.listener("192.168.1.5:3000")])
        #expect(try holder(scene)?.traits == [.own])
    }

    @Test func aMessageNamesThePortOfAUseQuestion() throws {
        var scene = try TestScene.using(
            "http://localhost:8080/", sockets: [BindScene.listener("127.0.0.1:3000")], processes: [BindScene.process()],
            reports: [ErrorReport(.addressInUse, port: 3000)])
        scene.facts.userID = BindScene.user
        #expect(try holder(scene)?.port == 3000)
        scene.question.reports = []
        #expect(try holder(scene) == nil)
    }

    @Test(arguments: [
        ("[2026-11-21 03:10:38 +0000] [466] [ERROR] Connection in use", [466]),
        ("2026/11/21 03:16:37 [emerg] 34#34: bind() to 0.0.0.0:18080 failed (98: Address", [34, 34]),
        ("252:M 21 Nov 2026 03:17:00.737 # Warning: Could not create", [252]),
        ("[ALERT]    (242) : Binding [/tmp/h.cfg:7]", [242]), ("socat[593] E bind(5, {AF=2", [593]),
        ("listen EADDRINUSE: address already in use :::3000", []), ("[Errno 98] Address already in use", []),
    ])
    func pidsInMessages(_ text: String, _ pids: [Int32]) {
        let found = ReportedPID.all(in: text)
        #expect(pids.allSatisfy(found.contains))
        if pids.isEmpty { #expect(found.isEmpty) }
    }

    @Test(arguments: [
        ("--port=8000", true), ("127.0.0.1:8000", true), ("8000:80", true), ("18000", false), ("8000.txt", false),
        ("v8000", false), ("8000", true), ("", false),
    ])
    func numbersInArguments(_ argument: String, _ holds: Bool) {
        #expect(argument.holdsNumber("8000") == holds)
    }
}
