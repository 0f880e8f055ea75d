/// Text that already holds colour escapes of our own.
package enum StyledText {
    /// The longest beginning no wider than `columns`; escapes take no room and a cut one ends with a reset.
    package static func truncate(_ text: String, to columns: Int) -> String {
        var out = ""
        var used = 0
        var isEscape = false
        var isStyled = false
        var cut = false
        let total = width(text)
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" { isEscape = true }
            if isEscape {
                out.unicodeScalars.append(scalar)
                if scalar == "m" { isEscape = false }
                isStyled = true
                continue
            }
            if cut { continue }
            let width = DisplayWidth.of(scalar)
            if total > columns && used + width > columns - 1 {
                out += columns > 0 ? "…" : ""
                cut = true
                continue
            }
            used += width
            out.unicodeScalars.append(scalar)
        }
        return isStyled && cut ? out + "\u{1B}[0m" : out
    }

    /// The columns it takes.
    package static func width(_ text: String) -> Int {
        var total = 0
        var isEscape = false
        for scalar in text.unicodeScalars {
            if scalar == "\u{1B}" { isEscape = true }
            if !isEscape { total += DisplayWidth.of(scalar) }
            if isEscape && scalar == "m" { isEscape = false }
        }
        return total
    }
}
