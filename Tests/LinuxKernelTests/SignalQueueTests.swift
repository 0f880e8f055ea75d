import Foundation
import LinuxKernel
import TestSupport
import Testing

/// In threads of their own: a queue blocks its signals in the thread that makes it.
@Suite struct SignalQueueTests {
    private let first = Signal(number: SIGUSR1)
    private let second = Signal(number: SIGUSR2)

    @Test func nothingHasCome() {
        let taken = inThread { [first] in SignalQueue([first]).take() }
        #expect(taken == [])
    }

    @Test func eachTimeItComes() {
        let taken = inThread { [first] in
            let queue = SignalQueue([first])
            return (0..<3).map { _ in
                pthread_kill(pthread_self(), first.number)
                return queue.take()
            }
        }
        #expect(taken == [[first], [first], [first]])
    }

    @Test func whatIsTakenIsGone() {
        let taken = inThread { [first] in
            let queue = SignalQueue([first])
            pthread_kill(pthread_self(), first.number)
            return [queue.take(), queue.take()]
        }
        #expect(taken == [[first], []])
    }

    @Test func severalAtOnce() {
        let taken = inThread { [first, second] in
            let queue = SignalQueue([first, second, .windowSize])
            for signal in [first, second, .windowSize] { pthread_kill(pthread_self(), signal.number) }
            return Set(queue.take())
        }
        #expect(taken == [first, second, .windowSize])
    }

    @Test func itIsReadableWhileOneWaits() {
        let readable = inThread { [first] in
            let queue = SignalQueue([first])
            let before = Poll.readable(queue.descriptor, seconds: 0)
            pthread_kill(pthread_self(), first.number)
            let during = Poll.readable(queue.descriptor, seconds: 0)
            _ = queue.take()
            return [before, during, Poll.readable(queue.descriptor, seconds: 0)]
        }
        #expect(readable == [false, true, false])
    }

    @Test func names() {
        #expect(Signal.quit.name == "QUIT")
        #expect(Signal.windowSize.name == "WINCH")
    }

    private final class Box<Value: Sendable>: @unchecked Sendable { var value: Value? }

    /// Runs this in a thread of its own, whose mask goes with it.
    private func inThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) -> Value? {
        let box = Box<Value>()
        let done = DispatchSemaphore(value: 0)
        Thread {
            box.value = body()
            done.signal()
        }.start()
        return done.wait(timeout: .now() + 10) == .success ? box.value : nil
    }
}
