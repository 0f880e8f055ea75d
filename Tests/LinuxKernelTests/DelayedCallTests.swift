import LinuxKernel
import Synchronization
import TestSupport
import Testing

@Suite struct DelayedCallTests {
    private final class Count: Sendable {
        private let value = Mutex(0)
        var now: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }

    @Test func itIsCalledOnce() {
        let count = Count()
        let call = DelayedCall(after: 0.001) { count.add() }
        #expect(eventually { count.now == 1 })
        call.cancel()
        #expect(count.now == 1)
    }

    @Test func whatIsTakenBackNeverHappens() {
        let count = Count()
        for _ in 0..<50 { DelayedCall(after: 60) { count.add() }.cancel() }
        #expect(count.now == 0, "and nobody waited a minute")
    }

    @Test func takingBackTwiceOrAfterTheCallIsNoHarm() {
        let count = Count()
        let call = DelayedCall(after: 0) { count.add() }
        #expect(eventually { count.now == 1 })
        call.cancel()
        call.cancel()
        #expect(count.now == 1)
    }

    @Test func theLastReferenceTakesItBack() {
        let count = Count()
        do { _ = DelayedCall(after: 60) { count.add() } }
        #expect(count.now == 0)
    }

    @Test func afterTakingBackTheBodyIsOver() {
        // The body's last word comes before `cancel` returns, whichever was first.
        for _ in 0..<20 {
            let (begun, ended) = (Count(), Count())
            let call = DelayedCall(after: 0.0005) {
                begun.add()
                ended.add()
            }
            Clock.sleep(0.0005)
            call.cancel()
            #expect(begun.now == ended.now)
        }
    }
}
