import Diagnosis
import Endpoints
import Testing

@Suite struct StdinTTYStopTests {
    private let job = ProcessFact(
        pid: 812, name: "node", arguments: ["node", "app.js", "-p", "8000"], uid: 1000, state: "T", group: 812,
        terminal: 34816, foregroundGroup: 700)

    private func scene(_ call: String?, _ descriptor: Int32?) throws -> TestScene {
        var scene = try HangTesting.stuck(.notAccepted, owner: job)
        let thread = ProcessActivity.Thread(812, state: "T", systemCall: call, descriptor: descriptor)
        scene.set(.activity(812), .activity(ProcessActivity(threads: [thread])))
        return scene
    }

    @Test(arguments: [("read", Int32(0)), ("ioctl", 0), ("write", 1)])
    func aStopAtTheTerminalIsProven(_ call: String, descriptor: Int32) throws {
        let finding = try #require(try scene(call, descriptor).judge(StdinTTYStop.self))
        #expect(finding.fault == "stdin-tty-stop")
        #expect(finding.confidence == 0.98)
        #expect(
            finding.summary
                == "node, pid 812, was stopped in the background of its terminal, which it read from or changed: nothing "
                + "answers on 127.0.0.1:8000.")
        #expect(finding.evidence.contains { $0.experiment == "system call" })
    }

    @Test func elsewhereSomebodyStoppedItByHand() throws {
        let finding = try #require(try scene("epoll_wait", 7).judge(StdinTTYStop.self))
        let stop = try #require(try scene("epoll_wait", 7).judge(ServerStoppedSigstop.self))
        #expect(finding.confidence < stop.confidence)
    }

    @Test func withoutALookAtItsCallsItIsStillLikely() throws {
        #expect(try scene(nil, nil).judge(StdinTTYStop.self)?.confidence == 0.95)
    }

    @Test func aStopBeforeItListened() throws {
        let scene = try TestScene.using("127.0.0.1:8000", processes: [job])
        let finding = try #require(scene.judge(StdinTTYStop.self))
        #expect(finding.confidence == Confidence.likely)
        #expect(finding.evidence.map(\.experiment) == ["connect", "process"])
    }

    @Test func aForegroundOrDetachedProcessIsNot() throws {
        var detached = try scene("read", 0)
        detached.facts.processes[812]?.terminal = 0
        #expect(detached.judge(StdinTTYStop.self) == nil)
        var foreground = try scene("read", 0)
        foreground.facts.processes[812]?.foregroundGroup = 812
        #expect(foreground.judge(StdinTTYStop.self) == nil)
        #expect(try TestScene.using("127.0.0.1:9000", processes: [job]).judge(StdinTTYStop.self) == nil)
    }
}
