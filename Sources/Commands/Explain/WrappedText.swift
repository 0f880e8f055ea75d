import Terminal

/// Text broken at spaces so that it fits a terminal.
enum WrappedText {
    /// The lines, none wider than `width` columns; a word too long for a line of its own is broken.
    ///
    /// - Parameter width: `nil` breaks nothing.
    static func lines(_ text: String, width: Int?) -> [String] {
        let text = Sanitizer.escape(text)
        guard let width, width > 0, DisplayWidth.of(text) > width else { return [text] }
        var out: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            var rest = String(word)
            let needed = DisplayWidth.of(rest)
            if used > 0, used + 1 + needed <= width {
                line += " " + rest
                used += 1 + needed
                continue
            }
            if used > 0 { out.append(line) }
            while DisplayWidth.of(rest) > width {
                let (head, tail) = broken(rest, at: width)
                out.append(head)
                rest = tail
            }
            line = rest
            used = DisplayWidth.of(rest)
        }
        if used > 0 { out.append(line) }
        return out
    }

    /// The longest beginning no wider than `width`, at least one scalar, and what is left.
    private static func broken(_ text: String, at width: Int) -> (String, String) {
        var head = ""
        var used = 0
        for (i, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
            let next = used + DisplayWidth.of(scalar)
            if next > width, !head.isEmpty { return (head, String(text.unicodeScalars[i...])) }
            head.unicodeScalars.append(scalar)
            used = next
        }
        return (head, "")
    }
}
