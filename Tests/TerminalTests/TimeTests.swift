import Terminal
import Testing

@Suite struct DurationsTests {
    @Test(
        arguments: [
            (-1, "0 s"), (0, "0 ms"), (0.0004, "0 ms"), (0.084, "84 ms"), (0.9999, "1 s"), (1, "1 s"), (59.9, "59 s"),
            (60, "1 min"),
            (3599, "59 min"), (3600, "1 h"), (3660, "1 h 1 min"), (12_000, "3 h 20 min"), (86_399, "23 h 59 min"),
            (86_400, "1 d"), (187_200, "2 d 4 h"), (863_999, "9 d 23 h"), (864_000, "10 d"), (3_542_400, "41 d"),
            (.infinity, "for ever"), (.nan, "0 s"), (1e300, "for ever"),
        ] as [(Double, String)])
    func texts(_ seconds: Double, _ expected: String) {
        #expect(Durations.text(seconds: seconds) == expected)
    }

    @Test(arguments: [
        ("500ms", 0.5), ("10s", 10), ("2m", 120), ("2min", 120), ("1h", 3600), ("7", 7), ("0", 0), ("1.5s", 1.5),
        ("0.25", 0.25),
    ])
    func reads(_ text: String, _ seconds: Double) {
        #expect(Durations.parse(text) == seconds)
    }

    @Test(arguments: [
        "", "s", "ms", "-1", "-1s", "+1s", "1 s", "1d", "abc", "inf", "nan", "infs", "1e400", "0x10", "1..2", ".5",
        "5.",
        "1h30m", "١s",
    ])
    func refuses(_ text: String) {
        #expect(Durations.parse(text) == nil)
    }
}

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:01.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
            (951_782_400, "2000-02-29T00:00:00.000Z"), (951_868_800, "2000-03-01T00:00:00.000Z"),
            (1_000_000_000, "2001-09-09T01:46:40.000Z"), (1_709_164_800, "2024-02-29T00:00:00.000Z"),
            (1_735_689_599.999, "2024-12-31T23:59:59.999Z"), (2_147_483_648, "2038-01-19T03:14:08.000Z"),
            (4_107_542_400, "2100-03-01T00:00:00.000Z"), (4_107_456_000, "2100-02-28T00:00:00.000Z"),
            (1_795_242_644.125, "2026-11-21T06:30:44.125Z"), (-2_208_988_800, "1900-01-01T00:00:00.000Z"),
            (-0.5, "1969-12-31T23:59:59.500Z"),
        ] as [(Double, String)])
    func writesRFC3339(_ seconds: Double, _ expected: String) {
        #expect(Timestamp.rfc3339(seconds) == expected)
    }

    /// A day more is a date more, over a whole cycle of leap years; the months have the lengths they have.
    @Test func countsEveryDayOfFourHundredYears() {
        var (year, month, day) = (1970, 1, 1)
        for count in 0..<146_097 {
            let text = Timestamp.rfc3339(Double(count) * 86_400)
            func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
            if text != "\(year)-\(two(month))-\(two(day))T00:00:00.000Z" {
                Issue.record("day \(count) is \(text), not \(year)-\(month)-\(day)")
                return
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            day += 1
            if day > length { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect((year, month, day) == (2370, 1, 1))
    }
}
