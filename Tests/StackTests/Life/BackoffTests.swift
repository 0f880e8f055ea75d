import Testing

@testable import Stack

@Suite struct BackoffTests {
    @Test func doubles() {
        var backoff = Backoff()
        #expect((0..<8).map { _ in backoff.next(upFor: nil) } == [0.5, 1, 2, 4, 8, 16, 30, 30])
        #expect(backoff.count == 8)
    }

    @Test func neverBeyondTheLongest() {
        var backoff = Backoff()
        for _ in 0..<2000 { #expect(backoff.next(upFor: 1) <= Backoff.longest) }
    }

    @Test(arguments: [(0.0, 2), (29.9, 2), (30.0, 1), (1e9, 1)])
    func stayingUpResets(_ up: Double, _ count: Int) {
        var backoff = Backoff()
        _ = backoff.next(upFor: nil)
        _ = backoff.next(upFor: up)
        #expect(backoff.count == count)
    }

    @Test func resets() {
        var backoff = Backoff()
        for _ in 0..<5 { _ = backoff.next(upFor: nil) }
        backoff.reset()
        #expect(backoff == Backoff())
        #expect(backoff.next(upFor: nil) == Backoff.first)
    }
}

@Suite struct EndingTests {
    /// Statuses as wait(2) gives them: the code in the second byte, a signal in the first, 0x80 for a core.
    @Test(arguments: [
        (Int32(0x0000), Int32(0), Int32(0), "exited with 0", Int32(0)), (0x0100, 1, 0, "exited with 1", 1),
        (0xff00, 255, 0, "exited with 255", 255), (0x0009, 0, 9, "killed by SIGKILL", 137),
        (0x008b, 0, 11, "killed by SIGSEGV", 139), (0x0022, 0, 34, "killed by signal 34", 162),
    ])
    func statuses(_ status: Int32, _ code: Int32, _ signal: Int32, _ text: String, _ shell: Int32) {
        let ending = Ending(waitStatus: status, peakMemory: 7)
        #expect(ending == Ending(code: code, signal: signal, peakMemory: 7))
        #expect(ending.text == text)
        #expect(ending.shellStatus == shell)
    }

    @Test func outOfMemory() {
        #expect(Ending(signal: 9, wasOutOfMemory: true).text == "killed by the kernel: out of memory")
    }

    @Test func success() {
        #expect(Ending().isSuccess())
        #expect(!Ending(code: 1).isSuccess())
        #expect(Ending(code: 143).isSuccess([130, 143]))
        #expect(!Ending(signal: 15).isSuccess([15]), "a signal is no code")
    }
}

@Suite struct PhaseTests {
    @Test(arguments: [
        (ServiceLife.Phase.stopped, "stopped", false, true), (.waiting, "waiting", false, false),
        (.settingUp(2), "setting-up", true, false), (.starting, "starting", true, false),
        (.checking, "checking", true, false), (.ready, "ready", true, false), (.stopping, "stopping", true, false),
        (.draining, "ending", true, false), (.backingOff, "restarting", false, false), (.exited, "exited", false, true),
        (.failed("x"), "failed", false, true), (.skipped("x"), "skipped", false, true),
    ])
    func words(_ phase: ServiceLife.Phase, _ word: String, _ isActive: Bool, _ isOver: Bool) {
        #expect(phase.word == word)
        #expect(phase.isActive == isActive)
        #expect(phase.isOver == isOver)
    }
}
