import Testing

@testable import Stack

/// `restart`, the pauses before it, and being given up.
@Suite struct RestartTests {
    /// The pauses of so many crashes in a row, each before it was ready.
    private func pauses(_ count: Int, _ service: PlannedService) -> [Double] {
        var stage = LifeStage(service)
        stage.start()
        return (0..<count).map { _ in
            stage.runs("a")
            stage.ends("a", 1)
            let pause = (stage.life.nextDeadline ?? -1) - stage.now
            stage.wait(pause)
            return pause
        }
    }

    @Test func pausesDouble() {
        #expect(pauses(9, planned("a", port: 1)) == [0.5, 1, 2, 4, 8, 16, 30, 30, 30])
    }

    @Test func aPauseIsWaitedForToItsEnd() {
        var stage = LifeStage(planned("a", port: 1))
        stage.start()
        stage.runs("a")
        #expect(stage.ends("a", 1) == ["crashed a exited with 1"])
        #expect(stage["a"].phase == .backingOff)
        #expect(stage.history.contains("say a exited with 1: starting it again in 0.5 s"))
        #expect(stage.wait(0.4) == [])
        #expect(stage.wait(0.1) == ["spawn a"])
        #expect(stage["a"].restarts == 1)
    }

    @Test(arguments: [(29.0, 4.0), (30.0, 0.5), (3000.0, 0.5)])
    func stayingUpMakesItTheFirstAgain(_ up: Double, _ expected: Double) {
        var stage = LifeStage(planned("a", port: 1))
        stage.start()
        for _ in 0..<3 {
            stage.runs("a")
            stage.ends("a", 1)
            stage.wait(60)
        }
        stage.comesUp("a")
        stage.wait(up)
        stage.ends("a", 1)
        #expect((stage.life.nextDeadline ?? 0) - stage.now == expected)
    }

    @Test func timeWithoutBeingReadyDoesNotCount() {
        var stage = LifeStage(planned("a", port: 1))
        stage.start()
        stage.runs("a")
        stage.ends("a", 1)
        stage.wait(1)
        stage.runs("a")
        stage.wait(600)
        stage.ends("a", 1)
        #expect((stage.life.nextDeadline ?? 0) - stage.now == 1)
    }

    /// Each policy, each end, and what becomes of it.
    @Test(arguments: [
        (ServiceSpec.RestartPolicy.never, Int32(0), "exited"), (.never, 1, "failed"), (.onFailure, 0, "exited"),
        (.onFailure, 1, "restarting"), (.always, 0, "restarting"), (.always, 1, "restarting"),
    ])
    func policies(_ policy: ServiceSpec.RestartPolicy, _ code: Int32, _ expected: String) {
        var stage = LifeStage(planned("a", restart: policy), planned("b"))
        stage.start()
        stage.comesUp("a", "b")
        stage.ends("a", code)
        #expect(stage.state == "a \(expected), b ready")
        #expect(stage.history.contains { $0.hasPrefix("crashed") } == (code != 0))
    }

    @Test func aCodeThatIsNoFailure() {
        var stage = LifeStage(planned("java", success: [143]))
        stage.start()
        stage.runs("java")
        #expect(stage.ends("java", 143) == ["finished well"])
        #expect(stage["java"].phase == .exited)
    }

    @Test func aSignalIsAFailure() {
        var stage = LifeStage(planned("a", restart: .never))
        stage.start()
        stage.runs("a")
        #expect(stage.ends("a", signal: 11) == ["crashed a killed by SIGSEGV", "finished badly"])
        #expect(stage["a"].phase == .failed("killed by SIGSEGV"))
        #expect(stage["a"].lastEnding == Ending(signal: 11))
    }

    @Test(arguments: [0, 1, 3])
    func givenUp(_ limit: Int) {
        var stage = LifeStage(planned("a", port: 1, maxRestarts: limit))
        stage.start()
        for _ in 0..<limit {
            stage.runs("a")
            stage.ends("a", 1)
            #expect(stage.wait(60) == ["spawn a"])
        }
        stage.runs("a")
        #expect(stage.ends("a", 1) == ["crashed a exited with 1", "finished badly"])
        #expect(stage["a"].phase == .failed("exited with 1; given up after \(limit) restart\(limit == 1 ? "" : "s")"))
        #expect(stage["a"].restarts == limit)
    }

    @Test func aLimitIsOfRestartsInARow() {
        var stage = LifeStage(planned("a", port: 1, maxRestarts: 1))
        stage.start()
        for _ in 0..<5 {
            stage.comesUp("a")
            stage.wait(31)
            stage.ends("a", 1)
            #expect(stage.wait(1) == ["spawn a"])
        }
    }

    @Test func restartByHandBeginsTheCountAnew() {
        var stage = LifeStage(planned("a", port: 1, maxRestarts: 1))
        stage.start()
        for _ in 0..<2 {
            stage.runs("a")
            stage.ends("a", 1)
            stage.wait(60)
        }
        #expect(stage["a"].phase.word == "failed")
        #expect(stage.restart("a") == ["spawn a"])
        stage.runs("a")
        stage.ends("a", 1)
        #expect(stage["a"].phase == .backingOff)
    }

    @Test func whatItLeavesBehindGoesBeforeItStartsAgain() {
        var stage = LifeStage(planned("a"))
        stage.start()
        stage.runs("a")
        stage(.exited(0, Ending(code: 1)))
        #expect(stage["a"].phase == .draining)
        #expect(stage["a"].pid == 0)
        #expect(stage.wait(60) == [])
        stage(.emptied(0))
        #expect(stage["a"].phase == .backingOff)
    }

    @Test func aChangedFileStartsItAgain() {
        var stage = LifeStage(planned("web"))
        stage.start()
        stage.runs("web")
        #expect(stage(.changed(0, "app.py")) == ["stop web"])
        #expect(stage.history.contains("say web app.py changed: starting it again"))
        #expect(stage.ends("web", signal: 15) == ["spawn web"])
        #expect(!stage.history.contains { $0.hasPrefix("crashed") })
    }

    @Test func aChangedFileWhileItStopsIsNothingNew() {
        var stage = LifeStage(planned("web"), planned("db"))
        stage.start()
        stage.comesUp("web", "db")
        stage.stop("web")
        #expect(stage(.changed(0, "app.py")) == [])
        stage.ends("web", signal: 15)
        #expect(stage["web"].phase == .stopped)
    }

    @Test func aChangedFileOfWhatIsStoppedIsNothing() {
        var stage = LifeStage(planned("web"), planned("db"))
        stage.start()
        stage.comesUp("web", "db")
        stage.stop("web")
        stage.ends("web")
        #expect(stage(.changed(0, "app.py")) == [])
        #expect(stage["web"].phase == .stopped)
    }

    @Test func twoChangesAreOneRestart() {
        var stage = LifeStage(planned("web"))
        stage.start()
        stage.runs("web")
        #expect(stage(.changed(0, "a.py")) == ["stop web"])
        #expect(stage(.changed(0, "b.py")) == [])
        #expect(stage.ends("web") == ["spawn web"])
        stage.runs("web")
        #expect(stage.state == "web ready")
        #expect(stage["web"].restarts == 1)
    }

    @Test func restartOfOneLeavesTheOthers() {
        var stage = LifeStage(planned("db"), planned("api", needs: ["db"]))
        stage.start()
        stage.comesUp("db", "api")
        #expect(stage.restart("db") == ["stop db"])
        #expect(stage.ends("db") == ["spawn db"])
        stage.runs("db")
        #expect(stage.state == "db ready, api ready")
        #expect(stage["api"].restarts == 0)
    }

    @Test func restartWhileItWaitsForItsNextStart() {
        var stage = LifeStage(planned("a", port: 1))
        stage.start()
        stage.runs("a")
        stage.ends("a", 1)
        #expect(stage.restart("a") == ["spawn a"])
        #expect(stage.wait(30).isEmpty)
    }

    @Test func restartOfWhatNeverRan() {
        var stage = LifeStage(planned("a"), planned("b"))
        stage.start("a")
        #expect(stage.restart("b") == ["spawn b"])
    }
}
