import LinuxKernel
import Testing

@Suite struct SignalTests {
    @Test(arguments: [
        ("TERM", 15), ("SIGTERM", 15), ("term", 15), ("sigint", 2), ("HUP", 1), ("9", 9), ("KILL", 9), ("USR2", 12),
        ("64", 64), ("WINCH", 28),
    ])
    func reads(_ text: String, _ number: Int32) { #expect(Signal(text)?.number == number) }

    @Test(arguments: ["", "SIG", "0", "65", "-9", "NOPE", "TERM ", "9x"])
    func refuses(_ text: String) { #expect(Signal(text) == nil) }

    @Test func names() {
        #expect(Signal.terminate.name == "TERM")
        #expect(Signal.resume.name == "CONT")
        #expect(Signal(number: 34).name == "34")
    }
}
