import Diagnosis
import Endpoints
import Testing

/// Why nothing can be said: with every look that it asks for.
@Suite struct UnknownTests {
    /// The reasons, and the experiments that were asked for.
    private func ask(_ told: TestScene) -> (reasons: [String], asked: [Experiment]) {
        var scene = Scene(told.question, told.facts)
        var asked: [Experiment] = []
        for _ in 0..<20 {
            do {
                return (try Unknown.reasons(scene), asked)
            } catch {
                asked.append(error.experiment)
                scene.learn(
                    error.experiment, told.outcomes[error.experiment] ?? TestScene.nothing(error.experiment, told.facts)
                )
            }
        }
        Issue.record("it asks without end")
        return ([], asked)
    }

    @Test func anotherMachineIsNotConnectedToUnasked() throws {
        var scene = try TestScene.using("192.0.2.7:80")
        let address = try #require(IPAddress("192.0.2.7"))
        scene.set(.route(address), .route(RouteFact(.unicast, device: "eth0", gateway: IPAddress("10.0.0.1"))))
        let (reasons, asked) = ask(scene)
        #expect(
            reasons == [
                "192.0.2.7 is another machine, and only this one is looked at: the way there goes through eth0 and "
                    + "10.0.0.1; --remote allows one attempt to connect"
            ])
        #expect(asked == [.route(address)])
    }

    @Test func withLeaveTheAttemptIsTold() throws {
        var scene = try TestScene.using("192.0.2.7:80")
        scene.question.allowsRemote = true
        try scene.connect("192.0.2.7:80", ConnectOutcome(.silent, milliseconds: 1300))
        let reasons = ask(scene).reasons
        #expect(reasons.count == 1)
        #expect(reasons[0].contains("one attempt to connect: "))
        #expect(reasons[0].contains("there is no route to it"))
        #expect(!reasons[0].contains("--remote"))
    }

    @Test(arguments: [RouteFact.Kind.unreachable, .prohibit, .blackhole])
    func aRouteThatForbidsIsNamed(kind: RouteFact.Kind) throws {
        var scene = try TestScene.using("192.0.2.7:80")
        scene.set(.route(try #require(IPAddress("192.0.2.7"))), .route(RouteFact(kind)))
        #expect(ask(scene).reasons[0].contains(kind.rawValue))
    }

    @Test func aNameThatDoesNotResolveIsSaid() throws {
        let reasons = ask(try TestScene.using("http://b\u{FC}cher.example/")).reasons
        #expect(reasons == ["b\u{FC}cher.example does not resolve here: Name or service not known"])
    }

    @Test func anInterfaceThatIsNotThereIsSaid() throws {
        let reasons = ask(try TestScene.using("[fe80::1%nosuch0]:80")).reasons
        #expect(reasons.first == "this machine has no interface nosuch0")
        var there = try TestScene.using("[fe80::1%eth7]:80")
        there.facts.interfaces.append(InterfaceFact("eth7", addresses: []))
        #expect(!ask(there).reasons.contains { $0.contains("no interface") })
        #expect(!ask(try TestScene.using("[fe80::1%2]:80")).reasons.contains { $0.contains("no interface") })
    }

    @Test func ofThisMachineThereIsNothingToExcuse() throws {
        for subject in ["127.0.0.1:80", "[::1]:80", "localhost:80", "80", "/run/x.sock", "0.0.0.0:80"] {
            let (reasons, asked) = ask(try TestScene.using(subject))
            #expect(reasons == [], "\(subject)")
            #expect(asked.allSatisfy { $0.isLook }, "\(subject)")
        }
        #expect(ask(try TestScene.binding("192.0.2.7:80")).reasons == [])
        #expect(ask(TestScene(Question(.machine))).reasons == [])
    }
}

/// What may go to another machine, whatever rules ask for.
@Suite struct OneAttemptTests {
    private let other = "192.0.2.7:80"

    private func scene(_ subject: String) throws -> Scene {
        var question = try QuestionReader.read(subject, .use)
        question.allowsRemote = true
        return Scene(question)
    }

    @Test func theFirstConnectIsAskedForAndNoSecond() throws {
        let first = try TestScene.endpoint(other)
        let second = try TestScene.endpoint("192.0.2.8:80")
        var scene = try scene("http://\(other)/")
        #expect(throws: Need.self) { try scene.connect(first) }
        scene.learn(.connect(first), .connect(ConnectOutcome(.refused)))
        #expect(try scene.connect(first)?.result == .refused, "what is known is known")
        #expect(try scene.connect(second) == nil)
    }

    @Test func noRequestNoHandshakeNoDatagramGoesThere() throws {
        let endpoint = try TestScene.endpoint(other)
        let scene = try scene("http://\(other)/")
        #expect(try scene.http(HTTPAsk(endpoint, host: "x")) == nil)
        #expect(try scene.tls(TLSAsk(endpoint, serverName: "x")) == nil)
        #expect(try scene.speak(.redis, to: endpoint) == nil)
        #expect(try scene.datagram(Endpoint(.udp, endpoint.address, 80)) == nil)
    }

    @Test func thisMachineAndItsContainersAreTriedAsEver() throws {
        var facts = Facts()
        facts.interfaces.append(InterfaceFact("docker0", addresses: [try #require(IPAddress("172.17.0.1"))]))
        let question = try QuestionReader.read("http://172.17.0.2:80/", .use)
        let scene = Scene(question, facts)
        for text in ["127.0.0.1:80", "172.17.0.1:80", "172.17.0.2:80"] {
            let endpoint = try TestScene.endpoint(text)
            #expect(throws: Need.self, "\(text)") { try scene.connect(endpoint) }
            #expect(throws: Need.self, "\(text)") { try scene.http(HTTPAsk(endpoint, host: "x")) }
        }
    }
}
