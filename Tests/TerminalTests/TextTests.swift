import Terminal
import Testing

@Suite struct SanitizerTests {
    @Test(arguments: [
        ("node", "node"), ("", ""), ("naïve 日本", "naïve 日本"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u{1B}]0;owned\u{7}", "\\e]0;owned\\x07"), ("\u{1B}[2J", "\\e[2J"), ("\u{0}", "\\x00"), ("\u{7F}", "\\x7f"),
        ("\u{9B}31m", "\\x9b31m"), ("\u{85}", "\\x85"), ("a\u{202E}gpj.exe", "a\\u{202e}gpj.exe"),
        ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("a\u{200B}b", "a\\u{200b}b"), ("a\u{200D}b", "a\\u{200d}b"),
        ("\u{FEFF}", "\\u{feff}"), ("\u{E0041}", "\\u{e0041}"), ("\u{2028}", "\\u{2028}"), ("\u{FFFE}", "\\u{fffe}"),
        ("\u{10FFFF}", "\\u{10ffff}"), ("soft\u{AD}hyphen", "soft\\xadhyphen"), ("😀", "😀"), ("e\u{301}", "e\u{301}"),
        ("\r\n", "\\r\\n"),
    ])
    func escapes(_ text: String, _ expected: String) {
        #expect(Sanitizer.escape(text) == expected)
    }

    /// Whatever comes in, nothing dangerous goes out; and what is safe already is left as it is.
    @Test func everyScalarIsEitherKeptOrMadeVisible() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(Character(scalar))
            let escaped = Sanitizer.escape(text)
            if Sanitizer.isDangerous(scalar) {
                if !escaped.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) || escaped.first != "\\" {
                    Issue.record("U+\(String(value, radix: 16)) became \(escaped)")
                }
            } else if escaped != text {
                Issue.record("U+\(String(value, radix: 16)) was changed")
            }
        }
    }
}

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("😀", 2), ("ａ", 2), ("→", 1), ("…", 1),
        ("–", 1), ("❤\u{FE0F}", 1), ("ﬀ", 1),
    ])
    func widths(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("abcdef", -3, ""),
        ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"), ("", 0, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
    ])
    func truncates(_ text: String, _ columns: Int, _ expected: String) {
        #expect(DisplayWidth.truncate(text, to: columns) == expected)
    }

    @Test func neverExceedsTheColumns() {
        let text = "日a本😀b語e\u{301}한c"
        for columns in 0...20 { #expect(DisplayWidth.of(DisplayWidth.truncate(text, to: columns)) <= columns) }
    }
}

@Suite struct StyleTests {
    @Test func wrapsTextOnlyWhereColourIsTaken() {
        #expect(Style.red.apply(to: "x", color: true) == "\u{1B}[31mx\u{1B}[0m")
        #expect(Style.red.apply(to: "x", color: false) == "x")
        #expect(Style.plain.apply(to: "x", color: true) == "x")
        #expect(Style.bold.apply(to: "", color: true) == "")
    }

    @Test(
        arguments: [
            (.auto, true, [:], true), (.auto, false, [:], false), (.auto, true, ["TERM": "dumb"], false),
            (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
            (.auto, false, ["CLICOLOR_FORCE": "1"], true), (.auto, false, ["CLICOLOR_FORCE": "0"], false),
            (.auto, true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false), (.always, false, ["NO_COLOR": "1"], true),
            (.never, true, ["CLICOLOR_FORCE": "1"], false),
        ] as [(ColorChoice, Bool, [String: String], Bool)])
    func choosesColour(_ choice: ColorChoice, _ isTerminal: Bool, _ environment: [String: String], _ expected: Bool) {
        #expect(choice.resolve(isTerminal: isTerminal, environment: environment) == expected)
    }
}

@Suite struct ConsoleTests {
    @Test func writesInOrderToMemory() {
        let console = Console(out: Output(), err: Output(), color: true)
        console.out.write("a")
        console.out.line("b")
        console.out.write([0x63])
        console.out.line()
        #expect(console.out.text == "ab\nc\n")
        #expect(console.err.text.isEmpty)
        #expect(console.styled("x", .green) == "\u{1B}[32mx\u{1B}[0m")
    }

    @Test func withoutATerminalTheSizeComesFromTheEnvironment() {
        let size = Console.size(of: -1, environment: ["COLUMNS": "132", "LINES": "50"])
        #expect(size.columns == 132)
        #expect(size.rows == 50)
        let usual = Console.size(of: -1, environment: ["COLUMNS": "wide"])
        #expect(usual.columns == 80)
        #expect(usual.rows == 24)
    }
}
