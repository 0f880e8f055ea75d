import Testing

@testable import Diagnosis

@Suite("Clean lines")
struct CleanLineTests {
    private func clean(_ text: String) -> String {
        let line = CleanLine(text)
        return line.text(0..<line.bytes.count)
    }

    @Test(
        "Every quotation mark is an apostrophe",
        arguments: [
            "\"x\"", "'x'", "`x`", "\u{201C}x\u{201D}", "\u{2018}x\u{2019}", "\u{201E}x\u{201C}", "\u{AB}x\u{BB}",
            "\\\"x\\\"", "\\\\\"x\\\\\"",
        ])
    func quotes(text: String) {
        #expect(clean(text) == "'x'")
    }

    @Test(
        "Every run of blanks is one, none at the ends",
        arguments: ["a b", " a  b ", "a\tb", "a\u{A0}b", "a\u{3000}b", "a\u{202F}b", "a \u{0}\u{7F} b\r\n"])
    func blanks(text: String) {
        #expect(clean(text) == "a b")
    }

    @Test(
        "Wide punctuation is narrow",
        arguments: [("\u{FF08}x\u{FF09}", "(x)"), ("a\u{FF1A}1\u{FF0C}2\u{FF1B}", "a:1,2;")])
    func punctuation(text: String, result: String) {
        #expect(clean(text) == result)
    }

    @Test(
        "Colours, titles and cursor moves are gone",
        arguments: [
            "\u{1B}[31mx\u{1B}[0m", "\u{1B}]0;title\u{07}x", "\u{1B}]0;t\u{1B}\\x", "\u{1B}7x\u{1B}8",
            "\u{1B}[2K\u{1B}[1Gx",
        ])
    func escapes(text: String) {
        #expect(clean(text) == "x")
    }

    @Test("Other letters stay, whole or torn")
    func letters() {
        #expect(clean("Stra\u{DF}e \u{8FDE}\u{63A5} \u{F1}") == "Stra\u{DF}e \u{8FDE}\u{63A5} \u{F1}")
        #expect(CleanLine([0xE2, 0x80]).bytes == [0xE2, 0x80])
        #expect(CleanLine([0xC2, 0x20, 0x61]).bytes == [0xC2, 0x20, 0x61])
        #expect(CleanLine([0xE2, 0x28, 0xA1]).bytes.contains(0x28))
    }

    @Test("Lower case has the same offsets")
    func folded() {
        let line = CleanLine("ABC \u{C4}bc")
        #expect(line.bytes.count == line.folded.count)
        #expect(String(decoding: line.folded, as: UTF8.self) == "abc \u{C4}bc")
    }

    @Test("Classes of bytes")
    func classes() {
        let all: [UInt8] = Array(0...255)
        func count(_ holds: (UInt8) -> Bool) -> Int { all.filter(holds).count }
        #expect(count { $0.isASCIIDigit } == 10)
        #expect(count { $0.isUppercase } == 26)
        #expect(count { $0.isASCIILetter } == 52)
        #expect(count { $0.isHexDigit } == 22)
        #expect(count { $0.isWord } == 63)
        #expect(count { $0.isName } == 65)
        #expect(count { $0.lowercased != $0 } == 26)
        #expect(UInt8(ascii: "Z").lowercased == UInt8(ascii: "z"))
        #expect(!UInt8(ascii: "@").isASCIILetter)
    }
}
