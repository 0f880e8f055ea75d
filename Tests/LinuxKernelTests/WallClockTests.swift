import Foundation
import LinuxKernel
import Testing

@Suite struct WallClockTests {
    /// Whatever the time zone: the same day as `now`, at the time asked for.
    @Test(arguments: [0.0, 1_700_000_000, 1_743_300_000, 1_761_440_000, 1_795_000_000.75])
    func today(_ now: Double) {
        for (hour, minute, second) in [(0, 0, 0), (12, 34, 56), (23, 59, 59)] {
            let time = WallClock.today(hour, minute, second, now: now)
            let (asked, day) = (parts(time), parts(now))
            #expect("\(asked.tm_hour):\(asked.tm_min):\(asked.tm_sec)" == "\(hour):\(minute):\(second)")
            #expect("\(asked.tm_yday) \(asked.tm_year)" == "\(day.tm_yday) \(day.tm_year)")
            #expect(abs(time - now) < 90_000)
        }
    }

    @Test func now() {
        let now = 1_700_000_000.0
        let parts = parts(now)
        #expect(WallClock.today(Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec), now: now) == now)
    }

    private func parts(_ time: Double) -> tm {
        var seconds = Int(time)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return parts
    }
}
