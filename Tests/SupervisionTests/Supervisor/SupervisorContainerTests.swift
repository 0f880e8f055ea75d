import LinuxKernel
import Stack
import Testing

@testable import Supervision

/// What the supervisor does about containers, over a host on which nothing runs.
@Suite struct SupervisorContainerTests {
    private func container(restart: ServiceSpec.RestartPolicy = .onFailure) -> PlannedService {
        var spec = ServiceSpec("cache", .container(ContainerSpec(image: "redis:7")))
        spec.restart = restart
        var service = PlannedService(name: "cache", spec: spec)
        service.arguments = ["docker", "run"]
        return service
    }

    /// What is asked of the engine now, by the word after `docker`.
    private func verbs(_ stage: SupervisedStage) -> [String] {
        stage.host.running.values.compactMap { request in
            request.arguments.firstIndex(of: "docker").map { request.arguments[$0 + 1] }
        }.sorted()
    }

    private func end(_ verb: String, _ stage: SupervisedStage, status: Int32) {
        stage.host.end(status: status) { $0.arguments.contains(verb) }
    }

    @Test func isStoppedByTheEngine() throws {
        let stage = try SupervisedStage([container()])
        #expect(stage.turn { stage.phases == "ready" })
        stage.supervisor.handle(.stop([0]))
        #expect(verbs(stage) == ["run", "stop"])
        #expect(stage.host.stopped == [], "a signal would reach the container beside the engine's own")
        end("stop", stage, status: 0)
        end("run", stage, status: 0)
        #expect(stage.turn { stage.phases == "stopped" })
        #expect(stage.cards.isEmpty)
    }

    /// It was not made yet: there is nothing to stop, and what makes it has to go.
    @Test func isStoppedThroughItsCommandWhenTheEngineRefuses() throws {
        let stage = try SupervisedStage([container()])
        #expect(stage.turn { stage.phases == "ready" })
        stage.supervisor.handle(.stop([0]))
        end("stop", stage, status: 1 << 8)
        #expect(stage.turn { stage.phases == "stopped" })
        #expect(stage.host.stopped == ["cache"])
    }

    @Test func isRemovedBeforeTheNextWhenItsCommandWasKilled() throws {
        let stage = try SupervisedStage([container()])
        #expect(stage.turn { stage.phases == "ready" })
        end("run", stage, status: 9)
        #expect(stage.turn { verbs(stage) == ["rm"] })
        #expect(stage.turn { stage.phases == "starting" }, "its pause is over, and it waits")
        #expect(verbs(stage) == ["rm"])
        end("rm", stage, status: 0)
        #expect(stage.turn { stage.phases == "ready" })
        #expect(verbs(stage) == ["run"])
    }

    @Test func canBeStoppedWhileItWaits() throws {
        let stage = try SupervisedStage([container()])
        #expect(stage.turn { stage.phases == "ready" })
        end("run", stage, status: 9)
        #expect(stage.turn { stage.phases == "starting" })
        stage.supervisor.handle(.stop([0]))
        #expect(stage.phases == "stopped")
        end("rm", stage, status: 0)
        stage.supervisor.turn()
        #expect(verbs(stage) == [], "nothing is started after all")
    }

    @Test func isRefusedOnce() throws {
        var service = container()
        service.ports = [PlannedPort(name: "", number: 1, host: "127.0.0.1", isLeased: true)]
        let stage = try SupervisedStage([service])
        #expect(stage.turn { verbs(stage) == ["run"] && stage.supervisor.life.services[0].pid > 0 })
        end("run", stage, status: 125 << 8)
        #expect(stage.turn { stage.phases == "failed" })
        #expect(
            stage.supervisor.life.services[0].phase
                == .failed("docker refuses to run it; next: ostia up --dry-run shows what it was given"))
        #expect(stage.cards.map(\.ending) == [Ending(code: 125)])
    }

    @Test func isCheckedInside() throws {
        var service = container()
        service.ready = Check(.exec("redis-cli ping"))
        let stage = try SupervisedStage([service])
        #expect(stage.turn { verbs(stage) == ["exec", "run"] })
        let words = stage.host.running.values.first { $0.arguments.contains("exec") }?.arguments
        #expect(words == ["docker", "exec", "shop-1-cache", "/bin/sh", "-c", "redis-cli ping"])
        end("exec", stage, status: 0)
        #expect(stage.turn { stage.phases == "ready" })
    }
}
