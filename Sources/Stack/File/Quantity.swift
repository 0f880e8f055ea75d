/// Durations and sizes as people write them.
enum Quantity {
    /// Seconds of `10`, `10s`, `1.5s`, `500ms`, `1m30s`, `2h`, `1d`; `nil` for anything else, also below zero.
    static func seconds(_ text: String) -> Double? {
        if let plain = number(text) { return plain }
        var total = 0.0
        var rest = Substring(text)
        var seen = false
        var last = Double.infinity
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let amount = number(String(digits)), let factor = units[String(unit)], factor < last else {
                return nil
            }
            total += amount * factor
            last = factor
            seen = true
        }
        return seen ? total : nil
    }

    private static let units: [String: Double] = [
        "us": 0.000_001, "ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400,
    ]

    /// Bytes of `1048576`, `10MB`, `10 MiB`, `500k`, `1g`: K, M and G are powers of 1024, as logrotate(8) counts them.
    static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        guard let amount = number(String(digits)) else { return nil }
        let shift: Int
        switch unit {
        case "", "b": shift = 0
        case "k", "kb", "kib": shift = 10
        case "m", "mb", "mib": shift = 20
        case "g", "gb", "gib": shift = 30
        default: return nil
        }
        let bytes = amount * Double(1 << shift)
        return bytes >= 1 && bytes < Double(1 << 50) ? Int(bytes) : nil
    }

    /// Digits with at most one point; no sign, no exponent, no `inf`.
    private static func number(_ text: String) -> Double? {
        guard let first = text.utf8.first, text.utf8.count <= 15, 0x30...0x39 ~= first else { return nil }
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }) else { return nil }
        return Double(text)
    }
}
