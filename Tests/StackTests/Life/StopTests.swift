import Testing

@testable import Stack

/// Stopping one, and going down.
@Suite struct StopTests {
    private func shop() -> LifeStage {
        var stage = LifeStage(
            planned("db", port: 1), planned("api", needs: ["db"], port: 2), planned("web", needs: ["api"], port: 3),
            planned("worker", needs: ["db"]))
        stage.start()
        stage.comesUp("db", "api", "worker", "web")
        return stage
    }

    @Test func aStopEndsWithTheService() {
        var stage = LifeStage(planned("a"))
        stage.start()
        stage.runs("a")
        #expect(stage.stop("a") == ["stop a"])
        #expect(stage["a"].phase == .stopping)
        #expect(stage(.exited(0, Ending(signal: 15))) == [])
        #expect(stage["a"].phase == .draining)
        #expect(stage(.emptied(0)) == ["finished well"])
        #expect(stage["a"].phase == .stopped)
    }

    @Test func downGoesInReverse() {
        var stage = shop()
        #expect(stage(.down) == ["stop web", "stop worker"])
        #expect(stage.state == "db ready, api ready, web stopping, worker stopping")
        #expect(stage.ends("web", signal: 15) == ["stop api"])
        #expect(stage.ends("api", signal: 15) == [])
        #expect(stage.ends("worker", signal: 15) == ["stop db"])
        #expect(stage.ends("db", signal: 15) == ["finished well"])
        #expect(stage.state == "db stopped, api stopped, web stopped, worker stopped")
        #expect(!stage.history.contains { $0.hasPrefix("crashed") })
    }

    @Test func downWaitsForWhatADependentLeftBehind() {
        var stage = shop()
        stage(.down)
        #expect(stage(.exited(stage.place("web"), Ending(signal: 15))) == [])
        #expect(stage(.emptied(stage.place("web"))) == ["stop api"])
    }

    @Test func downWaitsForADependentThatHasJustCrashed() {
        var stage = LifeStage(planned("db", port: 1), planned("api", needs: ["db"], port: 2))
        stage.start()
        stage.comesUp("db", "api")
        stage(.exited(1, Ending(code: 1)))
        #expect(stage(.down) == [], "something of api still runs")
        #expect(stage(.emptied(1)) == ["stop db"])
    }

    @Test func aServiceThatEndsBeforeItsTurn() {
        var stage = shop()
        stage(.down)
        stage(.exited(0, Ending()))
        for name in ["web", "api", "worker"] { stage.ends(name, signal: 15) }
        #expect(stage(.emptied(0)).last?.hasPrefix("finished") == true)
        #expect(stage["db"].phase.isOver)
    }

    @Test func aStopIsAskedForOnce() {
        var stage = shop()
        stage(.down)
        #expect(stage(.down) == [])
        #expect(stage.wait(1) == [])
        for name in ["web", "api", "worker", "db"] { stage.ends(name, signal: 15) }
        #expect(
            stage.history.filter { $0.hasPrefix("stop ") }.sorted() == [
                "stop api", "stop db", "stop web", "stop worker",
            ])
        #expect(stage.history.filter { $0.hasPrefix("finished") } == ["finished well"])
    }

    @Test func stopOfOneLeavesThoseThatUseIt() {
        var stage = shop()
        #expect(stage.stop("db") == ["stop db"])
        stage.ends("db", signal: 15)
        #expect(stage.state == "db stopped, api ready, web ready, worker ready")
    }

    @Test func stopOfTwoKeepsTheirOrder() {
        var stage = shop()
        #expect(stage.stop("db", "worker", "api", "web") == ["stop web", "stop worker"])
    }

    @Test func whatWasStoppedStaysSo() {
        var stage = shop()
        stage.stop("worker")
        stage.ends("worker", 1)
        #expect(stage["worker"].phase == .stopped)
        #expect(stage.wait(100) == [])
        #expect(stage.start("worker") == ["spawn worker"])
    }

    @Test func killIsForEveryoneAtOnce() {
        var stage = shop()
        let actions = stage(.kill).filter { $0.hasPrefix("kill") }
        #expect(actions == ["kill db", "kill api", "kill web", "kill worker"])
    }

    /// Ctrl-C twice: what is killed before its turn has not crashed.
    @Test func whatIsKilledHasNotCrashed() {
        var stage = shop()
        stage(.down)
        stage(.kill)
        for name in ["db", "api", "web", "worker"] { stage.ends(name, signal: 9) }
        #expect(!stage.history.contains { $0.hasPrefix("crashed") })
        #expect(stage.state == "db stopped, api stopped, web stopped, worker stopped")
        #expect(stage.history.last == "finished well")
    }

    @Test func downWhileOthersWait() {
        var stage = LifeStage(planned("db", port: 1), planned("api", needs: ["db"]))
        stage.start()
        stage.runs("db")
        #expect(stage(.down) == ["stop db"])
        #expect(stage.state == "db stopping, api stopped")
        #expect(stage.listens("db") == [], "too late to be ready")
        #expect(stage.ends("db", signal: 15) == ["finished well"])
    }

    @Test func downWhileItBacksOff() {
        var stage = LifeStage(planned("a", port: 1))
        stage.start()
        stage.runs("a")
        stage.ends("a", 1)
        #expect(stage(.down) == ["finished well"])
        #expect(stage["a"].phase == .stopped)
        #expect(stage.life.nextDeadline == nil)
        #expect(stage.wait(60) == [])
    }

    @Test func stopWhileItBacksOff() {
        var stage = LifeStage(planned("a", port: 1), planned("b"))
        stage.start()
        stage.comesUp("b")
        stage.runs("a")
        stage.ends("a", 1)
        stage.stop("a")
        #expect(stage["a"].phase == .stopped)
        #expect(stage.wait(60) == [])
    }

    @Test func stopDuringSetup() {
        var stage = LifeStage(planned("a", setup: ["one", "two"]), planned("b"))
        stage.start()
        stage.comesUp("b")
        #expect(stage.stop("a") == ["stop a"])
        #expect(stage.wait(1) == [], "one signal is enough")
        #expect(stage.setupEnds("a", 143) == [])
        #expect(stage["a"].phase == .stopped)
        #expect(stage.start("a") == ["set up a 0"])
    }

    @Test func downDuringSetup() {
        var stage = LifeStage(planned("a", setup: ["one", "two"]))
        stage.start()
        #expect(stage(.down) == ["stop a"])
        #expect(stage.setupEnds("a", 0) == ["finished well"], "a step that ended well leads to no next one")
    }

    @Test func stopOfWhatCrashedAMomentAgo() {
        var stage = LifeStage(planned("a"), planned("b"))
        stage.start()
        stage.comesUp("a", "b")
        stage(.exited(0, Ending(code: 1)))
        stage.stop("a")
        stage(.emptied(0))
        #expect(stage["a"].phase == .stopped)
    }

    @Test func startIsRefusedOnTheWayDown() {
        var stage = shop()
        stage(.down)
        stage.ends("web", signal: 15)
        #expect(stage.start("web") == [])
        #expect(stage.restart("web") == [])
        #expect(stage["web"].phase == .stopped)
    }

    /// A file that is saved, or a check that fails, while everything goes down changes neither order nor end.
    @Test(arguments: [LifeEvent.changed(0, "x.sql"), .liveFailed(0, "refused"), .restart([0])])
    func nothingIsStartedAgainOnTheWayDown(_ event: LifeEvent) {
        var stage = shop()
        stage(.down)
        #expect(stage(event) == [], "db waits for those that use it")
        #expect(!stage.history.contains { $0.hasSuffix("starting it again") })
        for name in ["web", "api", "worker", "db"] { stage.ends(name, signal: 15) }
        #expect(stage.history.last == "finished well")
    }

    @Test func aStartThatFailsOnTheWayDown() {
        var stage = LifeStage(planned("a"))
        stage.start()
        stage(.down)
        #expect(stage(.spawnFailed(0, "no such file")).last?.hasPrefix("finished") == true)
        #expect(stage["a"].phase.isOver)
    }

    @Test func downOfNothing() {
        var stage = LifeStage(planned("a", restart: .never))
        stage.start()
        stage.runs("a")
        stage.ends("a")
        #expect(stage(.down) == [])
    }

    // MARK: As foreman does

    @Test(arguments: [(Int32(0), "a exited, b stopped", "finished well"), (1, "a failed, b stopped", "finished badly")])
    func oneEndIsTheEndOfAll(_ code: Int32, _ state: String, _ last: String) {
        var stage = LifeStage(planned("a"), planned("b"), endsTogether: true)
        stage.start()
        stage.comesUp("a", "b")
        #expect(stage.ends("a", code).last == "stop b")
        #expect(stage.ends("b", signal: 15) == [last])
        #expect(stage.state == state)
        #expect(stage.history.filter { $0.hasPrefix("crashed b") }.isEmpty)
    }

    @Test func oneThatCannotStartIsTheEndOfAll() {
        var stage = LifeStage(planned("a"), planned("b"), endsTogether: true)
        stage.start()
        stage.comesUp("b")
        #expect(stage(.spawnFailed(0, "the folder x: No such file or directory")) == ["stop b"])
    }
}
