import Diagnosis
import Endpoints
import Testing

/// A server that is on its way, one that comes and goes, and one that goes in good order.
@Suite struct ServerStartTests {
    private func scene(_ processes: ProcessFact..., sockets: [SocketFact] = []) throws -> TestScene {
        try .using("127.0.0.1:8000", sockets: sockets, processes: processes)
    }

    private let loop = ProcessFact(pid: 50, parent: 1, name: "bash", arguments: ["bash", "run.sh"], age: 40)
    private func young(_ arguments: String..., age: Double = 0.4, parent: Int32 = 50) -> ProcessFact {
        ProcessFact(pid: 60, parent: parent, name: arguments[0], arguments: arguments, age: age)
    }

    // MARK: - Crash loop

    @Test func aPortThatFlickersUnderALoopIsACrashLoop() throws {
        var scene = try scene(loop, young("python3", "server.py"))
        scene.watch(8000, "...####.....####...", pids: [61, 62])
        let finding = try #require(scene.judge(ServerCrashLoop.self))
        #expect(finding.fault == "server-crash-loop")
        #expect(finding.confidence == Confidence.proven)
        #expect(finding.summary == "The server on port 8000 keeps ending, and bash, pid 50, keeps starting it again.")
        #expect(
            finding.evidence.contains {
                $0.result == "in 1.5 s it began to listen 2 times and ended 2 times; pids 61, 62"
            })
        #expect(scene.judge(ServerStillStarting.self) == nil)
    }

    @Test func aWrapperBetweenIsSeenThrough() throws {
        var scene = try scene(
            loop, ProcessFact(pid: 59, parent: 50, name: "timeout", age: 0.4), young("python3", "a.py", parent: 59))
        scene.watch(8000, "####....", pids: [60])
        #expect(scene.judge(ServerCrashLoop.self)?.confidence == Confidence.observed)
    }

    @Test func whileItAcceptsItIsLookedAtToo() throws {
        var scene = try scene(
            loop, young("node", "app.js"), sockets: [try .listener("127.0.0.1:8000", 60)])
        scene.watch(8000, "####....###", pids: [60, 61])
        #expect(scene.judge(ServerCrashLoop.self)?.fault == "server-crash-loop")
        scene.watch(8000, "###########", pids: [60])
        #expect(scene.judge(ServerCrashLoop.self) == nil)
    }

    @Test func anotherUsersListenerIsWatchedWhenItsUserRestartsSomething() throws {
        var process = young("node", "app.js")
        process.uid = 33
        var scene = try scene(loop, process, sockets: [try .listener("127.0.0.1:8000", uid: 33)])
        scene.watch(8000, "####....###")
        #expect(scene.judge(ServerCrashLoop.self)?.confidence == Confidence.proven)
        scene.facts.sockets = [try .listener("127.0.0.1:8000", uid: 34)]
        #expect(scene.judge(ServerCrashLoop.self) == nil)
    }

    @Test func aConnectionThatEndsWithTheServerIsPartOfTheLoop() throws {
        var scene = try scene(loop, young("node", "app.js"), sockets: [try .listener("127.0.0.1:8000", 60)])
        try scene.connect("127.0.0.1:8000", ConnectOutcome(.connected, ending: .reset))
        scene.watch(8000, "#...####...", pids: [60, 61])
        #expect(scene.findings().first?.fault == "server-crash-loop")
    }

    @Test func anInteractiveShellIsNoLoop() throws {
        var typed = loop
        (typed.terminal, typed.session) = (34816, 50)
        var scene = try scene(typed, young("python3", "server.py"))
        scene.watch(8000, "...####.....####...", pids: [61, 62])
        #expect(scene.judge(ServerCrashLoop.self) == nil)
    }

    @Test func ourOwnKinAreNoHint() throws {
        var scene = try scene(loop, young("ostia-engine", "doctor"))
        scene.facts.ownPID = 60
        scene.watch(8000, "...####.....####...")
        #expect(scene.judge(ServerCrashLoop.self) == nil)
        scene.facts.ownPID = 70
        scene.facts.processes[70] = ProcessFact(pid: 70, parent: 50, name: "ostia", age: 0.1)
        #expect(scene.judge(ServerCrashLoop.self) == nil)
    }

    @Test func withoutAHintNothingIsWatched() throws {
        var scene = try scene(ProcessFact(pid: 50, name: "bash", age: 40), ProcessFact(pid: 51, name: "node", age: 900))
        scene.outcomes[.connect(try TestScene.endpoint("127.0.0.1:8000"))] = .connect(.refusedByKernel)
        let judged = Scene(scene.question, scene.facts, scene.outcomes)
        #expect(try ServerCrashLoop.judge(judged) == nil)
        #expect(try ServerStillStarting.judge(judged) == nil)
    }

    // MARK: - Still starting

    @Test func aPortThatOpensWhileItIsWatchedWasStarting() throws {
        var scene = try scene(young("java", "-jar", "app.jar", "--server.port=8000", age: 4, parent: 1))
        scene.watch(8000, "..........#####", pids: [60])
        let finding = try #require(scene.judge(ServerStillStarting.self))
        #expect(finding.fault == "server-still-starting")
        #expect(
            finding.summary == "127.0.0.1:8000 was refused because java, pid 60, was still starting; it listens now.")
        #expect(finding.evidence.last?.result == "began to listen after 500 ms")
        #expect(scene.judge(ServerCrashLoop.self) == nil)
    }

    @Test(arguments: [
        ["java", "-cp", "/tmp", "App", "--server.port=8000"], ["python3", "manage.py", "runserver", "0.0.0.0:8000"],
        ["python3", "-m", "http.server", "8000"], ["php", "-S", "127.0.0.1:8000"], ["node", "app.js", "-p8000"],
    ])
    func aYoungProcessThatIsToldThePortIsOnItsWay(_ arguments: [String]) throws {
        var scene = try scene(ProcessFact(pid: 60, name: arguments[0], arguments: arguments, age: 7))
        scene.watch(8000, "..............")
        let finding = try #require(scene.judge(ServerStillStarting.self))
        #expect(finding.confidence == Confidence.likely - 0.05)
        #expect(finding.summary.contains("7 s after its start"))
    }

    @Test(arguments: [
        ["curl", "http://127.0.0.1:8000"], ["python3", "client.py", "http://127.0.0.1:8000"], ["sleep", "8000"],
        ["bash", "-c", "serve 8000"], ["node", "app.js", "18000"], ["python3", "-c", "x\n8000"], ["node", "8000.js"],
    ])
    func clientsAndNumbersThatMerelyLookAlikeAreNot(_ arguments: [String]) throws {
        var scene = try scene(ProcessFact(pid: 60, name: arguments[0], arguments: arguments, age: 7))
        scene.watch(8000, "..............")
        #expect(scene.judge(ServerStillStarting.self) == nil)
    }

    @Test func anOldProcessIsNotStarting() throws {
        var scene = try scene(ProcessFact(pid: 60, name: "node", arguments: ["node", "--port=8000"], age: 700))
        scene.watch(8000, "..............")
        #expect(scene.judge(ServerStillStarting.self) == nil)
    }
}
