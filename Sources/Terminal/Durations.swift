/// Durations as people say them.
package enum Durations {
    /// One or two units, the largest first: `840 ms`, `12 s`, `4 min`, `3 h 20 min`, `2 d 4 h`, `41 d`.
    package static func text(seconds: Double) -> String {
        if !(seconds >= 0) { return "0 s" }
        if seconds > 1e12 { return "for ever" }
        if seconds < 0.9995 { return "\(Int((seconds * 1000).rounded())) ms" }
        let s = max(1, Int(seconds))
        switch s {
        case ..<60: return "\(s) s"
        case ..<3600: return "\(s / 60) min"
        case ..<86_400: return s / 60 % 60 == 0 ? "\(s / 3600) h" : "\(s / 3600) h \(s / 60 % 60) min"
        case ..<864_000: return s / 3600 % 24 == 0 ? "\(s / 86_400) d" : "\(s / 86_400) d \(s / 3600 % 24) h"
        default: return "\(s / 86_400) d"
        }
    }

    /// Reads `500ms`, `10s`, `2m`, `1h`, or a bare number of seconds; `nil` for anything else.
    package static func parse(_ text: String) -> Double? {
        let units: [(String, Double)] = [("ms", 0.001), ("min", 60), ("s", 1), ("m", 60), ("h", 3600), ("", 1)]
        for (unit, factor) in units where text.hasSuffix(unit) {
            let number = text.dropLast(unit.count)
            // Double alone would also read "0x10", "1e9" and "inf".
            guard number.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }), number.first != ".",
                number.last != ".", let value = Double(number), value.isFinite
            else { return nil }
            return value * factor
        }
        return nil
    }
}

/// Timestamps in UTC as RFC 3339 writes them, without Foundation.
package enum Timestamp {
    /// `2026-11-21T06:30:44.120Z` from seconds since 1970.
    package static func rfc3339(_ seconds: Double) -> String {
        // Rounded as a whole: 599.999 has no exact Double, and cutting its fraction alone would say .998.
        let total = Int((seconds * 1000).rounded())
        let whole = floorDivide(total, 1000)
        let millis = total - whole * 1000
        let (y, m, d) = civil(days: floorDivide(whole, 86_400))
        let s = whole - floorDivide(whole, 86_400) * 86_400
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        let fraction = millis < 10 ? "00\(millis)" : millis < 100 ? "0\(millis)" : "\(millis)"
        return "\(y)-\(two(m))-\(two(d))T\(two(s / 3600)):\(two(s / 60 % 60)):\(two(s % 60)).\(fraction)Z"
    }

    private static func floorDivide(_ a: Int, _ b: Int) -> Int { (a >= 0 ? a : a - b + 1) / b }

    /// The Gregorian date of a count of days since 1970-01-01: eras of 400 years that begin in March.
    private static func civil(days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let day = shifted - era * 146_097
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let ofYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let date = ofYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        return (year + era * 400 + (calendarMonth <= 2 ? 1 : 0), calendarMonth, date)
    }
}
