import Terminal
import Testing

/// How a table gives way, column by column, and what styles do to it.
@Suite struct TableLayoutTests {
    private func table(_ columns: [TableColumn], _ rows: [[Cell]], titles: Bool = true) -> Table {
        var table = Table(columns, showsTitles: titles)
        for row in rows { table.add(row) }
        return table
    }

    @Test(
        arguments: [
            (nil, "NAME          PLACE", "harbour pier  /srv/app"),
            (22, "NAME          PLACE", "harbour pier  /srv/app"),
            (21, "NAME         PLACE", "harbour pi…  /srv/app"),
            (18, "NAME      PLACE", "harbour…  /srv/app"),
            (10, "NAME  PLA…", "har…  /sr…"),
        ] as [(Int?, String, String)])
    func theWidestGivesWayFirst(_ width: Int?, _ title: String, _ row: String) {
        let table = table(
            [TableColumn("NAME", minimum: 4), TableColumn("PLACE", minimum: 4)], [["harbour pier", "/srv/app"]])
        #expect(table.lines(width: width, color: false) == [title, row])
    }

    @Test func aColumnIsNeverSqueezedBelowItsMinimum() {
        let table = table(
            [TableColumn("A", minimum: 6), TableColumn("B", minimum: 3)], [["aaaaaaaaaa", "bbbbbbbbbb"]], titles: false)
        #expect(table.lines(width: 11, color: false) == ["aaaaa…  bb…"])
        #expect(table.lines(width: 12, color: false) == ["aaaaa…  bbb…"])
        // Below both minima the line itself is cut.
        #expect(table.lines(width: 9, color: false) == ["aaaaa…  …"])
        #expect(table.lines(width: 8, color: false) == ["aaaaa…"])
        #expect(table.lines(width: 3, color: false) == ["aa…"])
        #expect(table.lines(width: 0, color: false) == [""])
    }

    @Test func aColumnWithoutAMinimumKeepsItsWidth() {
        let table = table(
            [TableColumn("PORT", .right), TableColumn("NAME", minimum: 1)], [["62893", "a rather long name"]])
        #expect(table.lines(width: 12, color: false) == [" PORT  NAME", "62893  a ra…"])
        #expect(table.lines(width: 8, color: false) == [" PORT  …", "62893  …"])
    }

    @Test func rightAlignmentCountsColumnsAndNotLetters() {
        let table = table(
            [TableColumn("N", .right), TableColumn("X")], [["日本", "a"], ["1", "b"], ["e\u{301}e", "c"], ["😀", "d"]])
        #expect(
            table.lines(width: nil, color: false) == [
                "   N  X",
                "日本  a",
                "   1  b",
                "  e\u{301}e  c",
                "  😀  d",
            ])
    }

    @Test func theLastColumnIsNotPadded() {
        let table = table([TableColumn("A"), TableColumn("LONGER")], [["1", "2"], ["1", ""], ["", ""]])
        #expect(table.lines(width: nil, color: false) == ["A  LONGER", "1  2", "1", ""])
    }

    @Test func aTitleMakesRoomOnlyWhereItIsShown() {
        let columns = [TableColumn("WIDE TITLE"), TableColumn("B")]
        #expect(table(columns, [["x", "y"]]).lines(width: nil, color: false) == ["WIDE TITLE  B", "x           y"])
        #expect(table(columns, [["x", "y"]], titles: false).lines(width: nil, color: false) == ["x  y"])
    }

    @Test func cellsBeyondTheColumnsAreLeftOut() {
        let table = table([TableColumn("A")], [["1", "2", "3"]])
        #expect(table.lines(width: nil, color: false) == ["A", "1"])
    }

    @Test func anIndentTakesRoomToo() {
        var table = Table([TableColumn("A", minimum: 2)], indent: "    ", showsTitles: false)
        table.add(["abcdef"])
        #expect(table.lines(width: 10, color: false) == ["    abcdef"])
        #expect(table.lines(width: 9, color: false) == ["    abcd…"])
        #expect(table.lines(width: nil, color: false) == ["    abcdef"])
    }

    @Test(
        arguments: [
            (.plain, ""), (.bold, "1"), (.dim, "2"), (.red, "31"), (.green, "32"), (.yellow, "33"), (.blue, "34"),
            (.magenta, "35"), (.cyan, "36"),
        ] as [(Style, String)])
    func stylesWrapTheTextAndNotThePadding(_ style: Style, _ code: String) {
        let table = table([TableColumn("AAAA"), TableColumn("B")], [[Cell("x", style), Cell("y", style)]])
        let (on, off) = code.isEmpty ? ("", "") : ("\u{1B}[\(code)m", "\u{1B}[0m")
        #expect(
            table.lines(width: nil, color: true) == [
                "\u{1B}[2mAAAA\u{1B}[0m  \u{1B}[2mB\u{1B}[0m",
                "\(on)x\(off)     \(on)y\(off)",
            ])
        #expect(table.lines(width: nil, color: false) == ["AAAA  B", "x     y"])
    }

    @Test func aCutCellKeepsItsStyleAndEndsIt() {
        let table = table([TableColumn("A", minimum: 3)], [[Cell("harbour", .green)]], titles: false)
        #expect(table.lines(width: 4, color: true) == ["\u{1B}[32mhar…\u{1B}[0m"])
        // What is cut away altogether leaves no escape behind.
        #expect(table.lines(width: 0, color: true) == [""])
    }

    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "\\e[31mred\\e[0m", 14),
        ("two\nlines", "two\\nlines", 10),
        ("a\u{200B}b", "a\\u{200b}b", 10),
        ("\u{202E}txt.exe", "\\u{202e}txt.exe", 15),
        ("日本", "日本", 4),
        ("e\u{301}", "e\u{301}", 1),
        ("", "", 0),
    ])
    func aCellIsSafeAndKnowsItsWidth(_ text: String, _ shown: String, _ width: Int) {
        let cell = Cell(text)
        #expect(cell.text == shown)
        #expect(cell.width == width)
        #expect(cell.style == .plain)
    }

    /// Escapes and marks that take no room must not push a column out of line.
    @Test func ghostsDoNotShiftColumns() {
        let table = table(
            [TableColumn("NAME"), TableColumn("N", .right)],
            [["cafe\u{301}", "1"], ["cafes", "22"], ["a\u{200D}b", "3"], ["❤\u{FE0F}", "4"]])
        #expect(
            table.lines(width: nil, color: false) == [
                "NAME         N",
                "cafe\u{301}         1",
                "cafes       22",
                "a\\u{200d}b   3",
                "❤\u{FE0F}            4",
            ])
    }

    @Test func anEmptyTableIsItsTitles() {
        #expect(table([TableColumn("A"), TableColumn("B")], []).lines(width: nil, color: false) == ["A  B"])
        #expect(table([TableColumn("A")], [], titles: false).lines(width: nil, color: false).isEmpty)
    }
}
