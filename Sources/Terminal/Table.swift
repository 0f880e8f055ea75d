/// One cell of a table: text from anywhere (it is sanitized here) and its style.
package struct Cell: Sendable {
    package let text: String
    package var style: Style
    /// The columns the text takes.
    package let width: Int

    package init(_ text: String, _ style: Style = .plain) {
        self.text = Sanitizer.escape(text)
        self.style = style
        width = DisplayWidth.of(self.text)
    }
}

extension Cell: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}

/// A column: its title and how it gives way when the terminal is narrow.
package struct TableColumn: Sendable {
    package enum Alignment: Sendable { case left, right }

    package var title: String
    package var alignment: Alignment
    /// The fewest columns it may be squeezed to; `nil` keeps it whole.
    package var minimum: Int?

    package init(_ title: String, _ alignment: Alignment = .left, minimum: Int? = nil) {
        self.title = title
        self.alignment = alignment
        self.minimum = minimum
    }
}

/// Aligned columns that never get wider than the terminal.
package struct Table: Sendable {
    package var columns: [TableColumn]
    package var rows: [[Cell]] = []
    /// Written before each line.
    package var indent: String
    /// Whether the titles are written.
    package var showsTitles: Bool

    package init(_ columns: [TableColumn], indent: String = "", showsTitles: Bool = true) {
        self.columns = columns
        self.indent = indent
        self.showsTitles = showsTitles
    }

    package mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, without newlines.
    ///
    /// - Parameter width: the terminal's columns; `nil` cuts nothing.
    package func lines(width: Int?, color: Bool) -> [String] {
        let titles = columns.map { Cell($0.title, .dim) }
        let widths = fit(titles, to: width)
        var out: [String] = []
        out.reserveCapacity(rows.count + 1)
        if showsTitles { out.append(line(titles, widths, width, color)) }
        for row in rows { out.append(line(row, widths, width, color)) }
        return out
    }

    package func render(to console: Console) {
        for line in lines(width: console.width, color: console.color) { console.out.line(line) }
    }

    /// Natural widths, then the widest squeezable column loses until the line fits.
    private func fit(_ titles: [Cell], to limit: Int?) -> [Int] {
        var widths = columns.map { showsTitles ? DisplayWidth.of($0.title) : 0 }
        for row in rows {
            for (i, cell) in row.enumerated() where i < widths.count {
                widths[i] = max(widths[i], cell.width)
            }
        }
        guard let limit else { return widths }
        let gaps = 2 * max(0, columns.count - 1) + DisplayWidth.of(indent)
        var excess = widths.reduce(0, +) + gaps - limit
        while excess > 0 {
            let candidates = columns.indices.filter { i in columns[i].minimum.map { widths[i] > $0 } ?? false }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ limit: Int?, _ color: Bool) -> String {
        // Bytes, not text: appending to a String costs several times as much, and a listing appends thousands of times.
        var out: [UInt8] = []
        out.reserveCapacity(256)
        out.append(contentsOf: indent.utf8)
        var used = DisplayWidth.of(indent)
        for (i, cell) in cells.enumerated() where i < widths.count {
            let isLast = i == cells.count - 1
            var room = widths[i]
            if let limit { room = min(room, max(0, limit - used)) }
            let fits = cell.width <= room
            let text = fits ? cell.text : DisplayWidth.truncate(cell.text, to: room)
            let padding = max(0, room - (fits ? cell.width : DisplayWidth.of(text)))
            if columns[i].alignment == .right { out.append(contentsOf: repeatElement(0x20, count: padding)) }
            out.append(contentsOf: cell.style.apply(to: text, color: color).utf8)
            if columns[i].alignment == .left && !isLast { out.append(contentsOf: repeatElement(0x20, count: padding)) }
            used += room
            if !isLast {
                let gap = limit.map { min(2, max(0, $0 - used)) } ?? 2
                out.append(contentsOf: repeatElement(0x20, count: gap))
                used += gap
            }
        }
        while out.last == 0x20 { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }
}
