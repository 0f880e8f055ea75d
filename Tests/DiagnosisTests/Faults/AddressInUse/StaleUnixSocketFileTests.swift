import Endpoints
import Testing

@testable import Diagnosis

@Suite struct StaleUnixSocketFileTests {
    private func scene(
        _ text: String?, _ state: UnixPath.State, _ report: ErrorReport? = nil, path: String = "/tmp/app.sock"
    ) throws -> TestScene {
        var question =
            try text.map { try QuestionReader.read($0, .bind) }
            ?? QuestionReader.question(from: report.map { [$0] } ?? [])
        question.reports = report.map { [$0] } ?? []
        var scene = TestScene(question)
        scene.set(.unixSocket(path), .unixSocket(UnixPath(state)))
        return scene
    }

    @Test func aLeftOverFile() throws {
        let scene = try scene("unix:///tmp/app.sock", .stale)
        let finding = try #require(scene.judge(StaleUnixSocketFile.self))
        #expect(
            finding.summary == "/tmp/app.sock is the file of a Unix socket that nobody listens on any more, and no "
                + "server can bind that path while it is there.")
        #expect(finding.fixes.first?.command == "rm /tmp/app.sock")
        #expect(finding.fixes.first.map { $0.isSafe && $0.isRunnable } == true)
        #expect(scene.findings().first?.fault == "stale-unix-socket-file")
    }

    @Test(arguments: [
        ErrorReport(
            .connectionRefused, transport: .unix,
            text: "connect() to unix:/tmp/app.sock failed (111: Connection refused) while connecting to upstream"),
        ErrorReport(.addressInUse, text: "Error: listen EADDRINUSE: address already in use /tmp/app.sock"),
    ])
    func messagesNameThePath(_ report: ErrorReport) throws {
        #expect(try scene(nil, .stale, report).judge(StaleUnixSocketFile.self) != nil)
    }

    @Test(arguments: [UnixPath.State.listening, .missing, .missingFolder])
    func otherStates(_ state: UnixPath.State) throws {
        #expect(try scene("unix:///tmp/app.sock", state).judge(StaleUnixSocketFile.self) == nil)
    }

    @Test func aFileThatMayNotBeOpenedIsLookedUpInTheTable() throws {
        var scene = try scene("unix:///tmp/app.sock", .forbidden)
        let finding = try #require(scene.judge(StaleUnixSocketFile.self))
        #expect(finding.confidence < Confidence.observed)
        #expect(!finding.fixes.contains { $0.command.contains("rm ") && $0.isSafe })
        scene.set(.unixListeners, .unixListeners([UnixFact(path: "/tmp/app.sock")]))
        #expect(scene.judge(StaleUnixSocketFile.self) == nil)
    }

    @Test func anotherFileIsNotRemoved() throws {
        let finding = try #require(
            try scene("unix:///tmp/app.sock", .notASocket).judge(StaleUnixSocketFile.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(!finding.fixes.contains { $0.command.hasPrefix("rm") })
    }

    @Test func aPathIsQuotedForTheShell() throws {
        let path = "/tmp/a b'c.sock"
        var scene = try scene(nil, .stale)
        scene.question = Question(.bind, unixPath: path)
        scene.set(.unixSocket(path), .unixSocket(UnixPath(.stale)))
        #expect(scene.judge(StaleUnixSocketFile.self)?.fixes.first?.command == "rm '/tmp/a b'\\''c.sock'")
    }

    @Test(arguments: [
        ("unix:/run/gunicorn.sock:/index failed", ["/run/gunicorn.sock"]),
        ("could not connect to \"/var/run/postgresql/.s.PGSQL.5432\" failed", ["/var/run/postgresql/.s.PGSQL.5432"]),
        ("address already in use /tmp/n", ["/tmp/n"]), ("GET /index.html failed", []),
        ("http+unix:///var/run/docker.sock.", ["/var/run/docker.sock"]), ("nothing", []),
    ])
    func paths(_ text: String, _ paths: [String]) {
        #expect(Scene.socketPaths(in: text) == paths)
    }
}
