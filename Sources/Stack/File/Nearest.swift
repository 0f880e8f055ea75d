/// The known name that a mistyped one most probably meant.
enum Nearest {
    /// The closest of `names`, `nil` when none is close: up to a third of the letters may be wrong, at least one.
    ///
    /// Letters' case does not count, two letters in the wrong order are one mistake, and a name that begins with the
    /// typed one (`serv` for `services`) counts as close.
    static func name(to typed: String, among names: some Sequence<String>) -> String? {
        let wanted = Array(typed.lowercased().unicodeScalars.prefix(64))
        guard !wanted.isEmpty else { return nil }
        var best: (distance: Int, name: String)?
        for name in names {
            let candidate = Array(name.lowercased().unicodeScalars.prefix(64))
            var distance = distance(wanted, candidate)
            let limit = max(1, max(wanted.count, candidate.count) / 3)
            if distance > limit, wanted.count >= 3, candidate.starts(with: wanted) { distance = limit }
            guard distance <= limit, distance < best?.distance ?? .max else { continue }
            best = (distance, name)
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var older: [Int] = []
        var old = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            row.reserveCapacity(b.count + 1)
            for j in 1...b.count {
                var value = min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { value = min(value, older[j - 2] + 1) }
                row.append(value)
            }
            older = old
            old = row
        }
        return old[b.count]
    }
}
