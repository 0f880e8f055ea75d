import Inventory
import LinuxKernel
import Stack
import Testing

@testable import Supervision

@Suite struct SupervisorTests {
    private func service(
        _ name: String, needs: [String] = [], restart: ServiceSpec.RestartPolicy = .never, setup: [String] = []
    ) -> PlannedService {
        var spec = ServiceSpec(name, .run("true"))
        spec.restart = restart
        var service = PlannedService(name: name, spec: spec)
        service.arguments = ["true"]
        service.command = "true"
        service.needs = needs.map { Need($0) }
        service.setup = setup
        return service
    }

    @Test func upAndDown() throws {
        let stage = try SupervisedStage([service("api", needs: ["db"]), service("db")])
        #expect(stage.turn { stage.phases == "ready ready" })
        #expect(stage.host.spawned == ["db", "api"])
        stage.supervisor.handle(.down)
        #expect(stage.turn { stage.supervisor.outcome != nil })
        #expect(stage.host.stopped == ["api", "db"])
        #expect(stage.supervisor.outcome == Supervisor.Outcome(isSuccess: true))
        #expect(stage.cards.isEmpty)
    }

    @Test func aCrashIsACardWithTheLastLines() throws {
        let stage = try SupervisedStage([service("web"), service("db")])
        stage.host.says["web"] = "unused"
        #expect(stage.turn { stage.phases == "ready ready" })
        stage.host.says["web"] = "first\nboom\n"
        stage.supervisor.handle(.restart([0]))
        #expect(stage.turn { stage.host.spawned.count == 3 && stage.phases == "ready ready" })
        stage.host.end("web", status: 1 << 8)
        #expect(stage.turn { !stage.cards.isEmpty })
        #expect(stage.cards.first?.ending == Ending(code: 1))
        #expect(stage.cards.first?.lines.suffix(2) == ["first", "boom"])
        #expect(stage.cards.first?.restarts == 1)
    }

    @Test func aMissingProgramIsNamed() throws {
        let stage = try SupervisedStage([service("web"), service("db")])
        stage.host.missing = ["web"]
        #expect(stage.turn { stage.phases == "ready ready" })
        stage.supervisor.handle(.restart([0]))
        #expect(stage.turn { stage.phases == "failed ready" })
        #expect(stage.supervisor.life.services[0].phase == .failed("true: not found on PATH"))
    }

    @Test func setupRunsFirst() throws {
        let stage = try SupervisedStage([service("web", setup: ["one"])])
        #expect(stage.turn { stage.host.spawned.count == 1 })
        #expect(stage.phases == "setting-up")
        stage.host.end("web", status: 0)
        #expect(stage.turn { stage.phases == "ready" })
        #expect(stage.host.spawned.count == 2)
    }

    @Test func ctrlCTwiceKillsWhoDoesNotListen() throws {
        let stage = try SupervisedStage([service("web"), service("db")])
        stage.host.stubborn = ["web"]
        #expect(stage.turn { stage.phases == "ready ready" })
        stage.supervisor.handle(.down)
        #expect(stage.turn { stage.phases == "stopping stopped" })
        stage.supervisor.handle(.kill)
        #expect(stage.turn { stage.supervisor.outcome != nil })
        #expect(stage.host.killed == ["web"])
        #expect(stage.cards.isEmpty)
    }

    @Test func statusOverTheSocket() throws {
        let stage = try SupervisedStage([service("web")])
        #expect(stage.turn { stage.phases == "ready" })
        let client = try ControlClient(stage.folders)
        let answer = try #require(client.ask(.status) { _ in !stage.turn(seconds: 0.05) { false } && false })
        let document = try #require(answer.document.flatMap { JSONValue(Array($0.utf8)) })
        #expect(document["schema"]?.string == "ostia/ps/1")
        #expect(document["services"]?.array?.first?["state"]?.string == "ready")
    }

    @Test func stopAndStartOverTheSocket() throws {
        let stage = try SupervisedStage([service("web"), service("db")])
        #expect(stage.turn { stage.phases == "ready ready" })
        let client = try ControlClient(stage.folders)
        func ask(_ request: ControlRequest) -> ControlAnswer? {
            client.ask(request) { _ in !stage.turn(seconds: 0.05) { false } && false }
        }
        #expect(ask(.stop(["web"]))?.isDone == true)
        #expect(stage.phases == "stopped ready")
        #expect(ask(.start(["web"]))?.isDone == true)
        #expect(stage.phases == "ready ready")
        let unknown = ask(.stop(["nobody"]))
        #expect(
            unknown == ControlAnswer(isDone: false, text: "no service is called nobody; there are web, db", status: 2))
    }

    /// Whoever sends no line's end is told once and let go; anything else is a loop without a pause.
    @Test func aClientWithoutSenseIsLetGo() throws {
        let stage = try SupervisedStage([service("web")])
        #expect(stage.turn { stage.phases == "ready" })
        let client = try ControlClient(stage.folders)
        client.send([UInt8](repeating: UInt8(ascii: "x"), count: 70_000))
        #expect(stage.turn { stage.supervisor.control?.clients.isEmpty == false })
        #expect(stage.turn(seconds: 2) { stage.supervisor.control?.clients.isEmpty == true })
    }
}
