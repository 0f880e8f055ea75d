import LinuxKernel
import Synchronization
import TestSupport
import Testing

@testable import EngineCommands

@Suite struct ProgressTests {
    /// A terminal that keeps what was written to it.
    private final class Screen: Sendable {
        private let written = Mutex<[String]>([])
        var all: [String] { written.withLock { $0 } }
        func write(_ text: String) { written.withLock { $0.append(text) } }
    }

    @Test func aQuickAnswerShowsNothing() {
        let screen = Screen()
        let progress = Progress(delay: 60) { screen.write($0) }
        let result = progress.during { () -> Int in
            progress.show("connecting")
            return 7
        }
        #expect(result == 7)
        #expect(screen.all == [])
    }

    @Test func aSlowOneShowsWhatItIsAtWithoutBeingAsked() {
        let screen = Screen()
        let progress = Progress(delay: 0.01) { screen.write($0) }
        progress.during {
            progress.show("connecting")
            // One experiment may last for seconds: the line comes meanwhile.
            #expect(eventually { !screen.all.isEmpty })
            progress.show("asking")
        }
        #expect(screen.all == ["\r\u{1B}[Klooking: connecting", "\r\u{1B}[Klooking: asking", "\r\u{1B}[K"])
    }

    @Test func afterTheEndNothingIsDrawn() {
        let screen = Screen()
        let progress = Progress(delay: 0.001) { screen.write($0) }
        progress.during { #expect(eventually { !screen.all.isEmpty }) }
        let after = screen.all
        progress.show("late")
        #expect(screen.all == after)
        #expect(after.last == "\r\u{1B}[K")
    }
}
