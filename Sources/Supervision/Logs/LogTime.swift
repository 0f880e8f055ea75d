import CLinux
import Terminal

/// A record's time, written and read.
package enum LogTime {
    /// Seconds since 1970 of an RFC 3339 time in UTC, such as `2026-11-21T15:53:30Z`; `nil` for anything else.
    package static func seconds(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes.last == UInt8(ascii: "Z") else { return nil }
        return bytes.withUnsafeBytes { seconds($0) }.map(Double.init)
    }

    /// `2026-11-21T15:53:30.123Z`, 24 bytes, from seconds since 1970.
    static func text(_ seconds: Double) -> [UInt8] { Array(Timestamp.rfc3339(seconds).utf8) }

    /// Seconds since 1970 of `2026-11-21T15:53:30…`; `nil` for anything else.
    static func seconds(_ text: UnsafeRawBufferPointer) -> Int? {
        guard text.count >= 19 else { return nil }
        func number(_ from: Int, _ to: Int) -> Int? {
            var value = 0
            for i in from..<to {
                guard (48...57).contains(text[i]) else { return nil }
                value = value * 10 + Int(text[i] - 48)
            }
            return value
        }
        guard let year = number(0, 4), let month = number(5, 7), let day = number(8, 10), let hour = number(11, 13),
            let minute = number(14, 16), let second = number(17, 19)
        else { return nil }
        // Days of a year that begins in March, so that the leap day comes last.
        let shifted = month > 2 ? year : year - 1
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + ofYear - 719_468
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// The wall clock's `15:53:30` here (localtime_r(3)) of seconds since 1970.
    static func clock(_ seconds: Int) -> [UInt8] {
        var time = seconds
        var parts = tm()
        localtime_r(&time, &parts)
        var out: [UInt8] = []
        for (i, part) in [parts.tm_hour, parts.tm_min, parts.tm_sec].enumerated() {
            if i > 0 { out.append(UInt8(ascii: ":")) }
            out.append(48 + UInt8(part / 10 % 10))
            out.append(48 + UInt8(part % 10))
        }
        return out
    }
}

/// The time now as records carry it, put into text once a millisecond.
struct LogClock {
    private var millisecond = Int.min
    private(set) var text = [UInt8](repeating: 0x30, count: LogRecord.timeLength)

    /// Looks at the clock.
    mutating func look() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let current = now.tv_sec * 1000 + now.tv_nsec / 1_000_000
        guard current != millisecond else { return }
        millisecond = current
        text = LogTime.text(Double(current) / 1000)
    }
}
