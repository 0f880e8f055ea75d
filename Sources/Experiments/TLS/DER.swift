/// Reads the distinguished encoding of ASN.1 (X.690), one value after another.
struct DER {
    struct Value {
        var tag: UInt8
        var content: ArraySlice<UInt8>
        /// With tag and length.
        var whole: ArraySlice<UInt8>

        /// The values inside a constructed one.
        var inside: DER { DER(content) }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next value, `nil` at the end and where the bytes are not DER.
    mutating func next() -> Value? {
        guard rest.count >= 2 else { return nil }
        let start = rest.startIndex
        let tag = rest[start]
        var length = Int(rest[start + 1])
        var header = 2
        if length >= 0x80 {
            let count = length & 0x7F
            guard (1...4).contains(count), rest.count >= 2 + count else { return nil }
            length = rest[(start + 2)..<(start + 2 + count)].reduce(0) { $0 << 8 | Int($1) }
            header += count
        }
        guard rest.count >= header + length else { return nil }
        let value = Value(
            tag: tag, content: rest[(start + header)..<(start + header + length)],
            whole: rest[start..<(start + header + length)])
        rest = rest[(start + header + length)...]
        return value
    }

    /// The next value if it is of this kind; otherwise nothing is taken.
    mutating func next(_ tag: UInt8) -> Value? {
        guard rest.first == tag else { return nil }
        return next()
    }

    var isAtEnd: Bool { rest.isEmpty }

    static let boolean: UInt8 = 0x01
    static let integer: UInt8 = 0x02
    static let octets: UInt8 = 0x04
    static let identifier: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let set: UInt8 = 0x31
}

/// Moments as certificates write them (RFC 5280 section 4.1.2.5).
enum DERTime {
    /// Seconds since 1970 of a UTCTime (`YYMMDDHHMMSSZ`) or a GeneralizedTime (`YYYYMMDDHHMMSSZ`).
    static func seconds(_ value: DER.Value) -> Int64? {
        let digits = value.content.prefix { (48...57).contains($0) }.map { Int64($0 - 48) }
        let yearDigits = value.tag == 0x17 ? 2 : 4
        guard value.tag == 0x17 || value.tag == 0x18, digits.count >= yearDigits + 8 else { return nil }
        func number(_ from: Int, _ count: Int) -> Int64 {
            from + count <= digits.count ? digits[from..<(from + count)].reduce(0) { $0 * 10 + $1 } : 0
        }
        var year = number(0, yearDigits)
        if yearDigits == 2 { year += year < 50 ? 2000 : 1900 }
        let days = days(year, number(yearDigits, 2), number(yearDigits + 2, 2))
        return ((days * 24 + number(yearDigits + 4, 2)) * 60 + number(yearDigits + 6, 2)) * 60
            + number(yearDigits + 8, 2)
    }

    /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let monthOfYear = (month + 9) % 12
        let dayOfYear = (153 * monthOfYear + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
