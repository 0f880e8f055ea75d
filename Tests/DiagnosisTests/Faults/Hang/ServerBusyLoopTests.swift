import Diagnosis
import Endpoints
import Testing

@Suite struct ServerBusyLoopTests {
    private func scene(_ way: Stuck.Way, cores: Double, isBare: Bool = false) throws -> TestScene {
        var scene = try HangTesting.stuck(way, isBare: isBare)
        let thread = ProcessActivity.Thread(812, state: "R", name: "python3")
        scene.set(.activity(812), .activity(ProcessActivity(cores: cores, threads: [thread])))
        return scene
    }

    @Test(arguments: [(Stuck.Way.notAccepted, 0.96), (.notRead, 0.96), (.read, 0.93), (.queueFull, 0.96)])
    func aServerThatSpinsIsTheReason(_ way: Stuck.Way, confidence: Double) throws {
        let finding = try #require(try scene(way, cores: 1.01).judge(ServerBusyLoop.self))
        #expect(finding.fault == "server-busy-loop")
        #expect(finding.confidence == confidence)
        #expect(finding.summary == "python3, pid 812, uses 101 % of a core and does not serve 127.0.0.1:8000.")
        #expect(finding.fixes.first?.command == "py-spy dump --pid 812")
    }

    @Test func itComesBeforeTheRequestInHand() throws {
        var scene = try scene(.notAccepted, cores: 1)
        let look = ConnectionsLook(connections: [try HangTesting.connection(.inHand, from: 40000)])
        scene.set(.connections(8000, after: try HangTesting.ask), .connections(look))
        #expect(scene.judge(SingleThreadedServerBusy.self) == nil)
        #expect(scene.findings().first?.fault == "server-busy-loop")
    }

    @Test func anotherUsersProcessThatRunsIsLikely() throws {
        var scene = try HangTesting.stuck(.notAccepted, owner: nil)
        scene.facts.processes[812] = ProcessFact(
            pid: 812, name: "node", arguments: ["node", "app.js"], uid: 1000, state: "R")
        scene.set(.activity(812), .activity(ProcessActivity(cores: 0.9)))
        #expect(scene.judge(ServerBusyLoop.self)?.confidence == Confidence.likely)
        scene.facts.processes[812]?.state = "S"
        #expect(scene.judge(ServerBusyLoop.self) == nil)
    }

    @Test(arguments: [(0.1, 0.85, true), (0.1, 0.3, false), (0.01, 0.95, false)])
    func timeSpentWaitingForAProcessorCounts(cores: Double, waiting: Double, expected: Bool) throws {
        var scene = try HangTesting.stuck(.notAccepted)
        scene.set(.activity(812), .activity(ProcessActivity(cores: cores, waiting: waiting)))
        let finding = scene.judge(ServerBusyLoop.self)
        #expect((finding != nil) == expected)
        #expect(finding?.evidence.contains { $0.result.hasSuffix("waits for a processor 85 % of the time") } ?? true)
    }

    @Test(arguments: [("R", 0.2, false), ("R", 0.4, true), ("S", 0.4, false), ("S", 0.8, true)])
    func onABusyMachineAThreadThatIsReadyCounts(_ state: String, cores: Double, expected: Bool) throws {
        var scene = try HangTesting.stuck(.notAccepted)
        let thread = ProcessActivity.Thread(812, state: try #require(state.first))
        scene.set(.activity(812), .activity(ProcessActivity(cores: cores, threads: [thread])))
        #expect((scene.judge(ServerBusyLoop.self) != nil) == expected)
    }

    @Test func aServerThatAnswersMaySpin() throws {
        var scene = try scene(.read, cores: 1)
        scene.set(.http(try HangTesting.ask), .http(HTTPOutcome(.answered, status: 200)))
        #expect(scene.judge(ServerBusyLoop.self) == nil)
    }
}
