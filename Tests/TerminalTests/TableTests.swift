import Terminal
import Testing

@Suite struct TableTests {
    private func listing() -> Table {
        var table = Table([
            TableColumn("PORT", .right), TableColumn("NAME", minimum: 6), TableColumn("COMMAND", minimum: 8),
            TableColumn("EXPOSURE"),
        ])
        table.add(["5432", Cell("postgres", .green), "/usr/lib/postgresql/15/bin/postgres -D /data", "loopback"])
        table.add(["80", "日本語サーバ", "a\u{1B}[2Jb", Cell("everyone", .red)])
        return table
    }

    @Test func alignsColumns() {
        #expect(
            listing().lines(width: nil, color: false) == [
                "PORT  NAME          COMMAND                                       EXPOSURE",
                "5432  postgres      /usr/lib/postgresql/15/bin/postgres -D /data  loopback",
                "  80  日本語サーバ  a\\e[2Jb                                       everyone",
            ])
    }

    @Test func squeezesTheWidestColumnThatMayBe() {
        #expect(
            listing().lines(width: 50, color: false) == [
                "PORT  NAME          COMMAND               EXPOSURE",
                "5432  postgres      /usr/lib/postgresql…  loopback",
                "  80  日本語サーバ  a\\e[2Jb               everyone",
            ])
    }

    @Test(arguments: [0, 1, 2, 5, 10, 19] + Array(20...200)) func isNeverWiderThanTheTerminal(_ width: Int) {
        var indented = listing()
        indented.indent = "    "
        for table in [listing(), indented] {
            for line in table.lines(width: width, color: false) { #expect(DisplayWidth.of(line) <= width) }
        }
    }

    /// Colour adds escapes and nothing else: without them the lines are the same.
    @Test(arguments: [24, 40, 60, 120]) func colourTakesNoRoom(_ width: Int) {
        let plain = listing().lines(width: width, color: false)
        let colored = listing().lines(width: width, color: true).map { line in
            var out = ""
            var inEscape = false
            for scalar in line.unicodeScalars {
                if scalar == "\u{1B}" { inEscape = true }
                if !inEscape { out.unicodeScalars.append(scalar) }
                if scalar == "m" { inEscape = false }
            }
            return out
        }
        for (a, b) in zip(plain, colored) { #expect(a == b.trimmed) }
        #expect(plain.count == colored.count)
    }

    @Test func leavesTitlesOutAndTakesShortRows() {
        var table = Table([TableColumn("A"), TableColumn("B")], indent: "> ", showsTitles: false)
        table.add(["one"])
        table.add(["two", "three"])
        #expect(table.lines(width: nil, color: false) == ["> one", "> two  three"])
        #expect(Table([TableColumn("A"), TableColumn("B")]).lines(width: nil, color: false) == ["A  B"])
        #expect(Table([]).lines(width: 10, color: false) == [""])
    }

    @Test func rendersToAConsole() {
        let console = Console(out: Output(), err: Output(), width: 12)
        var table = Table([TableColumn("NAME", minimum: 2), TableColumn("N", .right)])
        table.add(["a long name of it", "1"])
        table.render(to: console)
        #expect(console.out.text == "NAME       N\na long n…  1\n")
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
