import CLinux

/// The clock on the wall here, in the user's time zone.
package enum WallClock {
    /// Seconds since 1970 of a time of today (mktime(3)).
    ///
    /// - Parameter now: seconds since 1970, which say what day it is.
    package static func today(_ hour: Int, _ minute: Int, _ second: Int, now: Double) -> Double {
        var time = Int(now)
        var parts = tm()
        localtime_r(&time, &parts)
        parts.tm_hour = Int32(hour)
        parts.tm_min = Int32(minute)
        parts.tm_sec = Int32(second)
        // Whether summer time holds at that hour is the library's to find out.
        parts.tm_isdst = -1
        return Double(mktime(&parts))
    }
}
