import Terminal
import Testing

@Suite("Text with colours in it")
struct StyledTextTests {
    private let bold = "\u{1B}[1m"
    private let reset = "\u{1B}[0m"

    @Test("takes the room of its letters")
    func width() {
        #expect(StyledText.width("") == 0)
        #expect(StyledText.width("quay") == 4)
        #expect(StyledText.width("\(bold)quay\(reset) on 80") == 10)
        #expect(StyledText.width("日本\(bold)語\(reset)") == 6)
        #expect(StyledText.width(bold + reset) == 0)
        #expect(StyledText.width("e\u{301}") == 1)
    }

    @Test("is left as it is where it fits")
    func fits() {
        for text in ["", "quay", "\(bold)quay\(reset)", "\(bold)qu\(reset)ay"] {
            #expect(StyledText.truncate(text, to: 4) == text)
            #expect(StyledText.truncate(text, to: 80) == text)
        }
    }

    @Test("is cut by columns, and its colours are ended")
    func cut() {
        #expect(StyledText.truncate("harbour", to: 4) == "har…")
        #expect(StyledText.truncate("harbour", to: 1) == "…")
        #expect(StyledText.truncate("harbour", to: 0) == "")
        #expect(StyledText.truncate("\(bold)harbour\(reset)", to: 4) == "\(bold)har…\(reset)\(reset)")
        #expect(StyledText.truncate("\(bold)a\(reset) harbour", to: 4) == "\(bold)a\(reset) h…\(reset)")
        #expect(StyledText.truncate("日本語", to: 5) == "日本…")
        #expect(StyledText.truncate("日本語", to: 4) == "日…")
    }

    @Test("never takes more than the room there is", arguments: 0...40)
    func never(columns: Int) {
        for text in [
            "plain words that go on for a while",
            "\(bold)bold\(reset) and \u{1B}[31mred 日本語の長い文\(reset) and plain again",
            "日本語日本語日本語日本語日本語日本語",
        ] {
            let cut = StyledText.truncate(text, to: columns)
            #expect(StyledText.width(cut) <= columns)
            #expect(cut.contains("…") == (StyledText.width(text) > columns && columns > 0))
        }
    }
}
