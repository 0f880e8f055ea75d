import Diagnosis
import Endpoints
import Testing

@Suite struct WrongPortNearMissTests {
    private func scene(
        _ asked: String, listens: String, _ owner: ProcessFact? = ProcessFact(pid: 5, name: "node", program: "Vite"),
        uid: UInt32 = 1000
    ) throws -> TestScene {
        try .using(
            asked, sockets: [try .listener(listens, owner?.pid, uid: uid)], processes: owner.map { [$0] } ?? [])
    }

    @Test func theNextFreePortIsTheServers() throws {
        let finding = try #require(
            try scene("127.0.0.1:5173", listens: "127.0.0.1:5174").judge(WrongPortNearMiss.self))
        #expect(finding.fault == "wrong-port-near-miss")
        #expect(
            finding.summary
                == "Nothing listens on 127.0.0.1:5173, but Vite, pid 5, listens on port 5174 (the next port).")
        #expect(finding.confidence > Confidence.fallback)
        #expect(finding.fixes.first?.command == "use 127.0.0.1:5174")
    }

    @Test(arguments: [
        ("127.0.0.1:3000", "0.0.0.0:3001", "the next port"), ("127.0.0.1:8000", "127.0.0.1:8003", "3 ports further"),
        ("127.0.0.1:8080", "127.0.0.1:8008", "two digits changed places"),
        ("127.0.0.1:3000", "127.0.0.1:30000", "one digit differs"),
        ("127.0.0.1:3001", "127.0.0.1:3000", "the port before"),
        ("127.0.0.1:4200", "127.0.0.1:4300", "one digit differs"),
        ("[::1]:3000", "[::1]:3001", "the next port"), ("localhost:3000", "[::1]:3002", "2 ports further"),
    ])
    func slipsAreNamed(_ asked: String, _ listens: String, _ words: String) throws {
        let finding = try #require(try scene(asked, listens: listens).judge(WrongPortNearMiss.self))
        #expect(finding.summary.hasSuffix("(\(words))."))
    }

    @Test(arguments: [
        ("127.0.0.1:3000", "127.0.0.1:3999"), ("127.0.0.1:5173", "127.0.0.1:8080"), ("127.0.0.1:80", "127.0.0.1:8080"),
        ("127.0.0.1:40000", "127.0.0.1:40001"), ("127.0.0.1:632", "127.0.0.1:631"),
        ("127.0.0.1:3000", "192.168.9.9:3001"),
    ])
    func farOrForeignPortsAreNone(_ asked: String, _ listens: String) throws {
        #expect(try scene(asked, listens: listens).judge(WrongPortNearMiss.self) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1:3305", "127.0.0.1:3306", "mariadbd"), ("127.0.0.1:6380", "127.0.0.1:6381", "redis-server"),
        ("127.0.0.1:8001", "127.0.0.1:8002", "sshd"), ("127.0.0.1:3000", "127.0.0.1:3001", "systemd-resolve"),
        ("http://127.0.0.1:5433", "127.0.0.1:5432", "postgres"),
    ])
    func servicesOfTheSystemAreNone(_ asked: String, _ listens: String, _ name: String) throws {
        #expect(
            try scene(asked, listens: listens, ProcessFact(pid: 5, name: name)).judge(WrongPortNearMiss.self) == nil)
    }

    @Test func theProgramThatTheClientSpeaksToCounts() throws {
        var scene = try scene("127.0.0.1:5433", listens: "127.0.0.1:5432", ProcessFact(pid: 5, name: "postgres"))
        #expect(scene.judge(WrongPortNearMiss.self) == nil)
        scene.question.reports = [
            ErrorReport(.connectionRefused, host: "127.0.0.1", port: 5433, runtime: "PostgreSQL")
        ]
        #expect(scene.judge(WrongPortNearMiss.self)?.confidence == 0.84)
        // A web server beside is not what psql looks for.
        scene.facts.processes[5] = ProcessFact(pid: 5, name: "node")
        #expect(scene.judge(WrongPortNearMiss.self) == nil)
    }

    @Test func anIgnoredVariableTellsAtAnyDistance() throws {
        var scene = try scene("127.0.0.1:4567", listens: "127.0.0.1:9292", ProcessFact(pid: 5, name: "ruby", uid: 1000))
        #expect(scene.judge(WrongPortNearMiss.self) == nil)
        scene.set(.environment(5), .environment(["PORT": "4567"]))
        let finding = try #require(scene.judge(WrongPortNearMiss.self))
        #expect(finding.confidence == 0.93)
        #expect(finding.summary.hasSuffix("(its environment has PORT=4567)."))
    }

    @Test func aCommandLineThatIsNotObeyedTellsToo() throws {
        let owner = ProcessFact(pid: 5, name: "node", arguments: ["node", "dev", "--port=4567"])
        let finding = try #require(
            try scene("127.0.0.1:4567", listens: "127.0.0.1:3000", owner).judge(WrongPortNearMiss.self))
        #expect(finding.summary.hasSuffix("(its command line names port 4567)."))
    }

    @Test func theFolderThatIsAskedFromTells() throws {
        var scene = try scene(
            "127.0.0.1:3000", listens: "127.0.0.1:3001",
            ProcessFact(pid: 5, name: "node", workingDirectory: "/home/a/shop"))
        scene.facts.workingDirectory = "/home/a/shop/web"
        #expect(scene.judge(WrongPortNearMiss.self)?.confidence == 0.86)
        scene.facts.workingDirectory = "/home/a/blog"
        #expect(scene.judge(WrongPortNearMiss.self)?.confidence ?? 1 < 0.86)
    }

    @Test func anotherUsersServerIsJudgedByItsNumberAndItsPrograms() throws {
        var scene = try scene("127.0.0.1:5173", listens: "127.0.0.1:5174", nil, uid: 0)
        let finding = try #require(scene.judge(WrongPortNearMiss.self))
        #expect(finding.confidence == 0.72)
        #expect(finding.evidence.contains { $0.result == "a process of uid 0 (other user): the next port" })
        scene.facts.processes[8] = ProcessFact(
            pid: 8, name: "python3", arguments: ["python3", "-m", "http.server", "5174"], uid: 0)
        #expect(scene.judge(WrongPortNearMiss.self)?.summary.contains("python3, pid 8, listens") == true)
        // A database's own port is the database's.
        #expect(try self.scene("127.0.0.1:3305", listens: "127.0.0.1:3306", nil).judge(WrongPortNearMiss.self) == nil)
    }

    @Test func whatListensOnTheAskedPortIsAnotherMatter() throws {
        var scene = try scene("127.0.0.1:5173", listens: "127.0.0.1:5174")
        scene.facts.sockets.append(try .listener("[::1]:5173", 5))
        #expect(scene.judge(WrongPortNearMiss.self) == nil)
    }
}

@Suite struct PortSlipTests {
    @Test(arguments: [
        (3000, 3001, PortSlip.next(1)), (3000, 3010, .next(10)), (3001, 3000, .before(1)), (8080, 8800, .transposed),
        (5173, 5713, .transposed), (3000, 300, .digit), (5173, 5273, .digit),
    ])
    func common(_ asked: UInt16, _ other: UInt16, _ slip: PortSlip) {
        #expect(PortSlip(asked: asked, other: other) == slip)
    }

    @Test(arguments: [(3000, 3011), (3000, 5000), (80, 8080), (22, 2222), (5432, 3306), (80, 95), (123, 9123)])
    func uncommon(_ asked: UInt16, _ other: UInt16) { #expect(PortSlip(asked: asked, other: other) == nil) }
}
