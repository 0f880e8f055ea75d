import Testing

@testable import Stack

/// Setup, readiness and being late.
@Suite struct ReadinessTests {
    @Test func withoutPortAndCheckItIsReadyWhenItRuns() {
        var stage = LifeStage(planned("worker"))
        stage.start()
        #expect(stage.runs("worker") == ["ready worker", "all ready"])
        #expect(stage["worker"].readyAt == 100)
        #expect(stage["worker"].pid > 0)
    }

    @Test func aListenerMakesItReady() {
        var stage = LifeStage(planned("web", port: 80))
        stage.start()
        #expect(stage.runs("web") == [])
        #expect(stage["web"].phase == .starting)
        stage.now += 3
        #expect(stage.listens("web") == ["ready web", "all ready"])
        #expect(stage["web"].startedAt == 100)
        #expect(stage["web"].readyAt == 103)
    }

    @Test func tcpAsksForNothingBeyondTheListener() {
        var stage = LifeStage(planned("web", port: 80, ready: .tcp))
        stage.start()
        stage.runs("web")
        #expect(stage.listens("web") == ["ready web", "all ready"])
    }

    @Test(arguments: [Check.Kind.http(path: "/", status: nil), .exec("true"), .log("listening")])
    func aCheckComesAfterTheListener(_ kind: Check.Kind) {
        var stage = LifeStage(planned("web", port: 80, ready: kind))
        stage.start()
        stage.runs("web")
        #expect(stage.listens("web") == [])
        #expect(stage.passes("web") == ["ready web", "all ready"])
        #expect(stage.passes("web") == [], "a second time tells nothing new")
    }

    @Test func aCheckWithoutAPortBeginsAtOnce() {
        var stage = LifeStage(planned("worker", ready: .log("connected")))
        stage.start()
        #expect(stage.runs("worker") == [])
        #expect(stage["worker"].phase == .checking)
        #expect(stage.passes("worker") == ["ready worker", "all ready"])
    }

    /// A line of the log is written once, and often before the kernel's table has been looked at.
    @Test func aLineOfTheLogCountsBeforeTheListenerIsSeen() {
        var stage = LifeStage(planned("web", port: 80, ready: .log("listening on")))
        stage.start()
        stage.runs("web")
        #expect(stage.passes("web") == [])
        #expect(stage.listens("web") == ["ready web", "all ready"])
    }

    /// The log's thread and the guardian tell of one start in any order.
    @Test func aLineOfTheLogCountsBeforeTheStartIsTold() {
        var stage = LifeStage(planned("worker", ready: .log("connected")))
        stage.start()
        #expect(stage.passes("worker") == [])
        #expect(stage.runs("worker") == ["ready worker", "all ready"])
    }

    @Test func anEarlyLineOfOneStartIsNoneOfTheNext() {
        var stage = LifeStage(planned("web", port: 80, ready: .log("listening on")))
        stage.start()
        stage.runs("web")
        stage.passes("web")
        stage.ends("web", 1)
        stage.wait(1)
        stage.runs("web")
        #expect(stage.listens("web") == [])
        #expect(stage["web"].phase == .checking)
    }

    @Test func setupRunsInOrderBeforeTheStart() {
        var stage = LifeStage(planned("web", setup: ["npm ci", "npm run build"]))
        #expect(stage.start() == ["set up web 0"])
        #expect(stage["web"].phase == .settingUp(0))
        #expect(stage.setupEnds("web") == ["set up web 1"])
        #expect(stage.setupEnds("web") == ["spawn web"])
    }

    @Test func setupThatFailsEndsTheStart() {
        var stage = LifeStage(planned("web", setup: ["npm ci", "x"]), planned("proxy", needs: ["web"]))
        stage.start()
        #expect(stage.setupEnds("web", 2) == ["setup 0 of web exited with 2", "finished badly"])
        #expect(stage["web"].phase == .failed("setup step 1 exited with 2"))
        #expect(stage["proxy"].phase == .skipped("web, which it needs, failed"))
    }

    @Test func setupRunsBeforeTheFirstStartAlone() {
        var stage = LifeStage(planned("web", setup: ["npm ci"]))
        stage.start()
        stage.setupEnds("web")
        stage.runs("web")
        stage.ends("web", 1)
        #expect(stage.wait(1) == ["spawn web"])
    }

    @Test func setupThatFailedIsDoneAgain() {
        var stage = LifeStage(planned("web", setup: ["a", "b"]))
        stage.start()
        stage.setupEnds("web")
        stage.setupEnds("web", 1)
        #expect(stage.restart("web") == ["set up web 0"])
    }

    @Test func setupDoesNotCountForStarted() {
        var stage = LifeStage(planned("db", setup: ["initdb"]), planned("api", needs: ["db:started"]))
        #expect(stage.start() == ["set up db 0"])
        #expect(stage.setupEnds("db") == ["spawn db", "spawn api"])
    }

    @Test func aProgramThatCannotBeStarted() {
        var stage = LifeStage(planned("web"), planned("proxy", needs: ["web"]))
        stage.start()
        #expect(stage(.spawnFailed(0, "nginx: No such file or directory")) == ["finished badly"])
        #expect(stage["web"].phase == .failed("nginx: No such file or directory"))
        #expect(stage["web"].pid == 0)
        #expect(stage.history.contains("say web failed: nginx: No such file or directory"))
        #expect(stage.life.nextDeadline == nil)
    }

    @Test func lateIsSaidOnceAndItIsLeftAlone() {
        var stage = LifeStage(planned("web", port: 80, timeout: 5))
        stage.start()
        stage.runs("web")
        #expect(stage.life.nextDeadline == 105)
        #expect(stage.wait(4.9) == [])
        #expect(stage.wait(0.1) == ["overdue web"])
        #expect(stage["web"].isOverdue)
        #expect(stage.wait(60) == [])
        #expect(stage.state == "web starting", "late is no reason to kill it")
        stage.listens("web")
        #expect(!stage["web"].isOverdue)
    }

    @Test func lateIsAlsoWhoCrashesAndCrashes() {
        var stage = LifeStage(planned("web", port: 80, timeout: 5))
        stage.start()
        stage.runs("web")
        stage.wait(3)
        #expect(stage.ends("web", 1) == ["crashed web exited with 1"])
        #expect(stage.wait(0.5) == ["spawn web"])
        #expect(stage.life.nextDeadline == 105)
        stage.runs("web")
        #expect(stage.wait(1.5) == ["overdue web"])
        stage.ends("web", 1)
        #expect(stage["web"].isOverdue, "another try is no new beginning")
        #expect(stage.wait(1) == ["spawn web"])
        #expect(stage.life.nextDeadline == nil, "late is said once")
        stage.comesUp("web")
        #expect(!stage["web"].isOverdue)
        stage.restart("web")
        stage.ends("web")
        #expect(stage.life.nextDeadline == stage.now + 5, "somebody asked for it: it gets its whole time")
    }

    @Test func aCheckIsPartOfTheTime() {
        var stage = LifeStage(planned("web", port: 80, ready: .exec("false"), timeout: 5))
        stage.start()
        stage.runs("web")
        stage.listens("web")
        #expect(stage.wait(5) == ["overdue web"])
    }

    @Test func whoIsReadyIsNotLate() {
        var stage = LifeStage(planned("web", port: 80, timeout: 5))
        stage.start()
        stage.comesUp("web")
        #expect(stage.life.nextDeadline == nil)
        #expect(stage.wait(100) == [])
    }

    @Test func noLimitIsNoLimit() {
        var stage = LifeStage(planned("web", port: 80, timeout: nil))
        stage.start()
        stage.runs("web")
        #expect(stage.life.nextDeadline == nil)
    }

    @Test func aFailedReadinessStopsNothing() {
        var stage = LifeStage(planned("web", port: 80, ready: .exec("false")))
        stage.start()
        stage.runs("web")
        stage.listens("web")
        #expect(stage(.liveFailed(0, "refused")) == [])
        #expect(stage["web"].phase == .checking)
    }

    @Test func aFailedLivenessStartsItAgain() {
        var stage = LifeStage(planned("web", port: 80))
        stage.start()
        stage.comesUp("web")
        #expect(stage(.liveFailed(0, "/health 500")) == ["stop web"])
        #expect(stage.history.contains("say web is not alive (/health 500): starting it again"))
        #expect(stage.ends("web", signal: 15) == ["spawn web"])
        #expect(stage["web"].restarts == 1)
    }

    @Test func eventsOfAnotherPhaseAreNothing() {
        var stage = LifeStage(planned("web", port: 80), planned("db", port: 1))
        stage.start()
        stage.comesUp("web")
        for event in [LifeEvent.listening(0), .checkPassed(0), .emptied(0), .setupEnded(0, Ending(code: 1)), .tick] {
            #expect(stage(event) == [])
            #expect(stage["web"].phase == .ready)
        }
    }
}
