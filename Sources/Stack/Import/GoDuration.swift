/// Durations as Go writes them, which compose and Kubernetes took over: `1m30s`, `500ms`, `1.5h`.
enum GoDuration {
    /// Seconds; a bare number counts as seconds. `nil` when it is none, is negative or is beyond ten years.
    static func seconds(_ text: String) -> Double? {
        let limit = 3.2e8
        if let number = Double(text) { return number.isFinite && (0...limit).contains(number) ? number : nil }
        var rest = text.utf8[...]
        var total = 0.0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !((48...57).contains($0) || $0 == UInt8(ascii: ".")) }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(String(decoding: digits, as: UTF8.self)), let factor = factor(String(unit)) else {
                return nil
            }
            total += number * factor
        }
        return total.isFinite && total <= limit ? total : nil
    }

    /// The shortest way to write it: `1m30s`, `2s`, `500ms`.
    static func text(_ seconds: Double) -> String {
        let milliseconds = Int((min(max(seconds, 0), 3.2e8) * 1000).rounded())
        if milliseconds % 1000 != 0 { return "\(milliseconds)ms" }
        let whole = milliseconds / 1000
        let parts = [(whole / 3600, "h"), (whole / 60 % 60, "m"), (whole % 60, "s")].filter { $0.0 > 0 }
        return parts.isEmpty ? "0s" : parts.map { "\($0.0)\($0.1)" }.joined()
    }

    private static func factor(_ unit: String) -> Double? {
        switch unit {
        case "ns": 1e-9
        case "us", "µs", "μs": 1e-6
        case "ms": 1e-3
        case "s": 1
        case "m": 60
        case "h": 3600
        case "d": 86400
        default: nil
        }
    }
}

extension String {
    fileprivate init(_ bytes: Substring.UTF8View) { self = String(decoding: bytes, as: UTF8.self) }
}
