import Diagnosis
import Endpoints
import Testing

@Suite struct NameResolutionTests {
    private func report(_ host: String?, _ text: String = "Name or service not known") -> ErrorReport {
        ErrorReport(.nameResolution, host: host, text: text)
    }

    // MARK: - localhost

    private func withoutLocalhost(_ question: Question) -> TestScene {
        var scene = TestScene(question)
        scene.facts.names.hosts = []
        scene.facts.names.order = ["files"]
        return scene
    }

    @Test func noLineForLocalhost() throws {
        let scene = withoutLocalhost(try QuestionReader.read("http://localhost:8000/", .use))
        let finding = try #require(scene.findings().first)
        #expect(finding.fault == "localhost-missing-from-hosts")
        #expect(finding.summary == "localhost does not resolve: /etc/hosts has no line for it.")
        #expect(finding.evidence.map(\.experiment) == ["resolve", "hosts", "setting"])
        #expect(finding.fixes.last?.command == "use 127.0.0.1:8000")
    }

    @Test func aMessageAloneIsChecked() throws {
        let question = QuestionReader.question(from: [report("localhost")])
        #expect(
            withoutLocalhost(question).judge(LocalhostMissingFromHosts.self)?.fault == "localhost-missing-from-hosts")
        // Today it resolves: what was, is no fault.
        #expect(TestScene(question).judge(LocalhostMissingFromHosts.self) == nil)
    }

    @Test func aFileThatNobodyReadsIsNoBetter() throws {
        var scene = TestScene(try QuestionReader.read("localhost:8000", .use))
        scene.facts.names.order = ["dns"]
        scene.fail("localhost")
        let finding = try #require(scene.judge(LocalhostMissingFromHosts.self))
        #expect(finding.summary == "localhost does not resolve: nsswitch.conf does not let anybody read /etc/hosts.")
    }

    @Test func theMachineAsAWholeIsAskedToo() {
        #expect(withoutLocalhost(Question(.machine)).judge(LocalhostMissingFromHosts.self) != nil)
        #expect(TestScene(Question(.machine)).judge(LocalhostMissingFromHosts.self) == nil)
    }

    @Test(arguments: ["127.0.0.1:8000", "myapp.test:8000", "api.localhost:8000", "/run/app.sock"])
    func otherNamesAreNotMeant(_ text: String) throws {
        #expect(withoutLocalhost(try QuestionReader.read(text, .use)).judge(LocalhostMissingFromHosts.self) == nil)
    }

    // MARK: - The machine's own name

    private func named(_ question: Question) -> TestScene {
        var scene = TestScene(question)
        scene.facts.names.hostName = "devbox"
        return scene
    }

    @Test(arguments: ["devbox", "DevBox", "devbox.lan"])
    func theOwnNameIsUnknown(host: String) throws {
        let scene = named(QuestionReader.question(from: [report(host)]))
        let finding = try #require(scene.judge(HostnameNotResolvable.self))
        #expect(finding.fault == "hostname-not-resolvable")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "This machine's own name, \(host), does not resolve.")
        #expect(finding.fixes.first?.command == "echo '127.0.1.1 \(host)' | sudo tee -a /etc/hosts")
    }

    @Test func aMessageWithoutANameAndTheWholeMachineAreLikely() {
        #expect(named(Question(.machine)).judge(HostnameNotResolvable.self)?.confidence == Confidence.likely)
        #expect(
            named(Question(.use, reports: [report(nil)])).judge(HostnameNotResolvable.self)?.confidence
                == Confidence.likely)
    }

    @Test func whatResolvesOrIsAnothersNameIsNot() throws {
        var known = named(QuestionReader.question(from: [report("devbox")]))
        known.resolve("devbox", "127.0.1.1")
        #expect(known.judge(HostnameNotResolvable.self) == nil)
        #expect(named(QuestionReader.question(from: [report("db")])).judge(HostnameNotResolvable.self) == nil)
        #expect(named(try QuestionReader.read("127.0.0.1:80", .use)).judge(HostnameNotResolvable.self) == nil)
    }

    // MARK: - Slow

    @Test(arguments: [(5004.0, true), (1000.0, true), (40.0, false), (300.0, false)])
    func secondsCount(_ milliseconds: Double, _ isSlow: Bool) throws {
        var scene = try TestScene.using(
            "http://myapp.test:8000/", sockets: [try .listener("127.0.0.1:8000", 5)])
        scene.facts.names.nameServers = ["10.9.9.9"]
        scene.resolve("myapp.test", "127.0.0.1", milliseconds: milliseconds)
        let finding = scene.judge(SlowNameResolution.self)
        #expect((finding != nil) == isSlow)
        if isSlow {
            #expect(finding?.confidence == Confidence.proven)
            #expect(
                finding?.summary.hasPrefix("Looking up myapp.test takes \(milliseconds == 1000 ? "1.0" : "5.0") s")
                    == true)
            #expect(finding?.fixes.first?.command == "echo '127.0.0.1 myapp.test' | sudo tee -a /etc/hosts")
        }
    }

    @Test func noAnswerAtAllIsTheSlowest() throws {
        var scene = try TestScene.using("http://db.internal:8000/")
        scene.fail("db.internal", milliseconds: 5000, timedOut: true)
        #expect(
            scene.judge(SlowNameResolution.self)?.summary.hasPrefix(
                "Looking up db.internal gets no answer within 5.0 s") == true)
    }

    @Test func addressesAndPathsAreNotLookedUp() throws {
        #expect(try TestScene.using("127.0.0.1:8000").judge(SlowNameResolution.self) == nil)
        #expect(try TestScene.using("/run/app.sock").judge(SlowNameResolution.self) == nil)
    }
}
