import LinuxKernel
import Testing

@testable import StackCommands

@Suite struct MomentTests {
    let now = 1_763_740_800.0

    @Test(arguments: [
        ("0s", 0.0), ("90s", 90), ("10m", 600), ("1.5h", 5400), ("2h", 7200), ("3d", 259_200), ("0.5s", 0.5),
    ])
    func ago(_ text: String, _ seconds: Double) { #expect(Moment.read(text, now: now) == now - seconds) }

    @Test func inUTC() {
        #expect(Moment.read("2023-11-14T22:13:20Z", now: now) == 1_700_000_000)
        #expect(Moment.read("2023-11-14T22:13:20.5Z", now: now).map { Int($0) } == 1_700_000_000)
        #expect(Moment.read("1970-01-01T00:00:00Z", now: now) == 0)
    }

    @Test(arguments: [("00:00", 0, 0, 0), ("15:04", 15, 4, 0), ("7:05", 7, 5, 0), ("23:59:58", 23, 59, 58)])
    func onTodaysClock(_ text: String, _ hour: Int, _ minute: Int, _ second: Int) {
        #expect(Moment.read(text, now: now) == WallClock.today(hour, minute, second, now: now))
    }

    @Test(arguments: [
        "", "m", "10", "-5m", "10x", "24:00", "12:60", "12:00:60", "12", "12:", ":12", "1:2:3:4", "yesterday",
        "2023-11-14", "2023-11-14T22:13:20", "infs", "nand", "0x10s", "-1:30", "+1:30", "1e3s",
    ])
    func nonsense(_ text: String) { #expect(Moment.read(text, now: now) == nil) }
}
