import Testing

@testable import Stack

/// `needs`: who waits for whom, and for how much.
@Suite struct StartOrderTests {
    @Test func whoNeedsNobodyStartsAtOnce() {
        var stage = LifeStage(planned("web"), planned("worker"))
        #expect(stage.start() == ["spawn web", "spawn worker"])
        #expect(stage.state == "web starting, worker starting")
    }

    @Test func theFileNeedNotBeInOrder() {
        var stage = LifeStage(planned("api", needs: ["db"]), planned("db", port: 5432))
        #expect(stage.start() == ["spawn db"])
        #expect(stage.state == "api waiting, db starting")
        #expect(stage.runs("db") == [])
        #expect(stage.listens("db") == ["ready db", "spawn api"])
    }

    @Test func startedIsEnoughWhereItIsAskedFor() {
        var stage = LifeStage(planned("db", port: 5432), planned("api", needs: ["db:started"]))
        #expect(stage.start() == ["spawn db", "spawn api"])
    }

    @Test func readyWaitsForTheCheckToo() {
        var stage = LifeStage(
            planned("db", port: 5432, ready: .exec("pg_isready")), planned("api", needs: ["db"]))
        stage.start()
        stage.runs("db")
        #expect(stage.listens("db") == [])
        #expect(stage["db"].phase == .checking)
        #expect(stage.passes("db") == ["ready db", "spawn api"])
    }

    @Test func exitedWaitsForAGoodEnd() {
        var stage = LifeStage(planned("migrate", restart: .never), planned("api", needs: ["migrate:exited"]))
        #expect(stage.start() == ["spawn migrate"])
        #expect(stage.runs("migrate") == ["ready migrate"])
        #expect(stage["api"].phase == .waiting)
        #expect(stage(.exited(0, Ending())) == [])
        #expect(stage["api"].phase == .waiting, "what it left behind may still write")
        #expect(stage(.emptied(0)) == ["spawn api"])
    }

    @Test func exitedIsNotMetByAFailure() {
        var stage = LifeStage(
            planned("migrate", restart: .never), planned("api", needs: ["migrate:exited"]),
            planned("web", needs: ["api"]))
        stage.start()
        stage.runs("migrate")
        #expect(stage.ends("migrate", 1) == ["crashed migrate exited with 1", "finished badly"])
        #expect(stage.state == "migrate failed, api skipped, web skipped")
        #expect(stage["api"].phase == .skipped("migrate, which it needs, failed"))
        #expect(stage["web"].phase == .skipped("api, which it needs, was not started"))
    }

    @Test func aNeedOfAOneShotIsMetByItsGoodEnd() {
        var stage = LifeStage(planned("assets"), planned("late", needs: ["assets", "slow"]), planned("slow", port: 80))
        stage.start()
        stage.runs("assets")
        stage.ends("assets")
        stage.runs("slow")
        #expect(stage.listens("slow") == ["ready slow", "spawn late"])
    }

    @Test func aServerThatEndedWellIsNotReady() {
        var stage = LifeStage(planned("db", port: 5432, restart: .onFailure), planned("api", needs: ["db"]))
        stage.start()
        stage.runs("db")
        stage.ends("db")
        #expect(stage.state == "db exited, api skipped")
    }

    @Test func whatIsNotRequiredStopsNobody() {
        var stage = LifeStage(
            planned("cache", restart: .never), planned("api", needs: ["cache:exited"], isRequired: false))
        stage.start()
        stage.runs("cache")
        #expect(stage.ends("cache", 1).suffix(1) == ["spawn api"])
    }

    @Test func whatIsNotRequiredIsWaitedForAllTheSame() {
        var stage = LifeStage(planned("cache", port: 6379), planned("api", needs: ["cache"], isRequired: false))
        #expect(stage.start() == ["spawn cache"])
    }

    @Test func aNeedOfTwoWaitsForBoth() {
        var stage = LifeStage(
            planned("a", port: 1), planned("b", port: 2), planned("c", needs: ["a", "b"]))
        stage.start()
        stage.comesUp("b")
        #expect(stage["c"].phase == .waiting)
        stage.comesUp("a")
        #expect(stage["c"].phase == .starting)
    }

    @Test func aNeedThatIsStartedAgainIsWaitedFor() {
        var stage = LifeStage(planned("db", port: 5432), planned("api", needs: ["db"]))
        stage.start()
        stage.runs("db")
        stage.ends("db", 1)
        #expect(stage.state == "db restarting, api waiting")
        #expect(stage.wait(1) == ["spawn db"])
        stage.runs("db")
        #expect(stage.listens("db") == ["ready db", "spawn api"])
    }

    @Test func onceUpAServiceDoesNotCareForItsNeedsFailures() {
        var stage = LifeStage(planned("db", port: 5432), planned("api", needs: ["db"]))
        stage.start()
        stage.comesUp("db", "api")
        stage.ends("db", 1)
        #expect(stage.state == "db restarting, api ready")
    }

    @Test func allReadyIsSaidOnce() {
        var stage = LifeStage(planned("db", port: 5432), planned("migrate"))
        stage.start()
        stage.runs("migrate")
        stage.ends("migrate")
        stage.runs("db")
        #expect(stage.listens("db") == ["ready db", "all ready"])
        stage.ends("db", 1)
        stage.wait(1)
        stage.comesUp("db")
        #expect(stage.history.filter { $0 == "all ready" }.count == 1)
    }

    @Test func whatFailedIsNotReady() {
        var stage = LifeStage(planned("a", restart: .never), planned("b"))
        stage.start()
        stage.runs("a")
        stage.ends("a", 1)
        stage.runs("b")
        #expect(!stage.history.contains("all ready"))
    }

    @Test func theEndIsToldOnce() {
        var stage = LifeStage(planned("a", restart: .never))
        stage.start()
        stage.runs("a")
        #expect(stage.ends("a") == ["all ready", "finished well"] || stage.history.contains("all ready"))
        #expect(stage.wait(5) == [])
        #expect(stage(.emptied(0)) == [])
        #expect(stage.history.filter { $0.hasPrefix("finished") } == ["finished well"])
    }

    @Test func aSkippedOneCanBeStartedByHandOnceItsNeedIsThere() {
        var stage = LifeStage(planned("db", port: 5432, restart: .never), planned("api", needs: ["db"]))
        stage.start()
        stage.runs("db")
        stage.ends("db", 1)
        #expect(stage.state == "db failed, api skipped")
        #expect(stage.start("db") == ["spawn db"])
        stage.comesUp("db")
        #expect(stage.start("api") == ["spawn api"])
    }
}
