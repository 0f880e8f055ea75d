import LinuxKernel
import Testing

@testable import Supervision

@Suite struct LogRecordTests {
    private func line(_ text: String) -> LogLine? {
        var text = text
        return text.withUTF8 { LogRecord(UnsafeRawBufferPointer($0)).map { LogLine($0) } }
    }

    @Test func partsOfARecord() {
        let record = line("2026-11-21T15:53:30.123Z api | a | b")
        #expect(record?.time == "2026-11-21T15:53:30.123Z")
        #expect(record?.service == "api")
        #expect(record?.mark == .out)
        #expect(record?.isContinued == false)
        #expect(record.map { String(decoding: $0.text, as: UTF8.self) } == "a | b")
        #expect(line("2026-11-21T15:53:30.123Z db ! ")?.text == [])
        #expect(line("2026-11-21T15:53:30.123Z db *+ x")?.isContinued == true)
        #expect(line("2026-11-21T15:53:30.123Z db * x")?.mark == .own)
    }

    @Test(arguments: [
        "", "x", "2026-11-21T15:53:30.123Z", "2026-11-21T15:53:30.123Z api", "2026-11-21T15:53:30.123Z api |",
        "2026-11-21T15:53:30.123Z api ? x", "2026-11-21T15:53:30.123Z api |x", "2026-11-21T15:53:30.123Z api |+",
        "2026-11-21T15:53:30.123+ api | x", "2026-11-21T15:53:30.123Z_api | x",
    ]) func whatIsNoRecord(text: String) { #expect(line(text) == nil) }

    @Test(arguments: [("api", "api"), ("a b", "a_b"), ("a\nb\t", "a_b_"), ("", "_"), ("dü", "dü")])
    func aNameIsOneField(service: String, name: String) {
        #expect(LogRecord.name(service) == Array(name.utf8))
    }

    @Test func aFilterTakesServicesAndTimes() {
        let all = [
            "2026-11-21T15:53:30.123Z api | one", "2026-11-21T15:53:30.124Z db | two",
            "2026-11-21T15:53:31.000Z api2 | three",
        ]
        func accepted(_ filter: LogFilter) -> [Int] {
            all.indices.filter { i in
                var text = all[i]
                return text.withUTF8 { LogRecord(UnsafeRawBufferPointer($0)).map { filter.accepts($0) } ?? false }
            }
        }
        #expect(accepted(LogFilter()) == [0, 1, 2])
        #expect(accepted(LogFilter(services: ["api"])) == [0])
        #expect(accepted(LogFilter(services: ["db", "api2"])) == [1, 2])
        #expect(accepted(LogFilter(since: 1_795_276_410.124)) == [1, 2])
        #expect(accepted(LogFilter(services: ["api"], since: 1_795_276_410.124)) == [])
    }

    @Test(arguments: [
        0.0, 1_795_276_410.123, 951_782_399.5, 951_782_400, 1_709_164_800, 4_102_444_799.999, 1_735_689_600,
    ]) func timesAreReadAsTheyAreWritten(seconds: Double) {
        let text = LogTime.text(seconds)
        #expect(text.count == LogRecord.timeLength)
        #expect(text.withUnsafeBytes { LogTime.seconds($0) } == Int(seconds))
    }

    @Test func aTimeOfAnotherFormIsNone() {
        #expect(Array("yesterday, a quarter past".utf8).withUnsafeBytes { LogTime.seconds($0) } == nil)
        #expect(Array("2026".utf8).withUnsafeBytes { LogTime.seconds($0) } == nil)
    }

    @Test func theClockIsTheWallClock() {
        var clock = LogClock()
        let before = LogTime.text(Clock.realtime() - 0.001)
        clock.look()
        let after = LogTime.text(Clock.realtime() + 0.001)
        #expect(!clock.text.lexicographicallyPrecedes(before) && !after.lexicographicallyPrecedes(clock.text))
    }
}
