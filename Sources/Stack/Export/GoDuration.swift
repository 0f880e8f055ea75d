/// Durations as Go writes them, which compose, Kubernetes and our own file read.
enum GoDuration {
    /// The shortest way to write it: `1m30s`, `2s`, `500ms`.
    static func text(_ seconds: Double) -> String {
        let milliseconds = Int((min(max(seconds, 0), 3.2e8) * 1000).rounded())
        if milliseconds % 1000 != 0 { return "\(milliseconds)ms" }
        let whole = milliseconds / 1000
        let parts = [(whole / 3600, "h"), (whole / 60 % 60, "m"), (whole % 60, "s")].filter { $0.0 > 0 }
        return parts.isEmpty ? "0s" : parts.map { "\($0.0)\($0.1)" }.joined()
    }
}
