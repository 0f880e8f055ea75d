/// Times as HTTP writes them (IMF-fixdate, RFC 9110 section 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`; `nil` for the two obsolete forms and for anything else.
    static func seconds(_ text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int64(words[1]), (1...31).contains(day),
            let month = months.firstIndex(where: { $0 == words[2] }).map({ Int64($0 + 1) }),
            let year = Int64(words[3]), (1970...9999).contains(year)
        else { return nil }
        let time = words[4].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, time[0] < 24, time[1] < 60, time[2] < 61, time.allSatisfy({ $0 >= 0 }) else {
            return nil
        }
        // Days since 1970, with March as the first month so that a leap day comes last.
        let y = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let days = y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
        return days * 86400 + time[0] * 3600 + time[1] * 60 + time[2]
    }
}
