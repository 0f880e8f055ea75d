import Testing

@testable import Supervision

@Suite struct LogTextTests {
    private func shown(_ text: [UInt8], colour: Bool) -> String {
        var out = ByteBuffer()
        text.withUnsafeBytes { LogText.appendForTerminal($0, keepsColour: colour, to: &out) }
        return String(decoding: out.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("plain\ttext", "plain\ttext"),
        ("\u{1B}[31mred\u{1B}[0m", "\u{1B}[31mred\u{1B}[0m\u{1B}[0m"),
        ("\u{1B}[1;38;5;208mx", "\u{1B}[1;38;5;208mx\u{1B}[0m"),
        // What gcc and grep write.
        ("\u{1B}[01;31m\u{1B}[Kerror\u{1B}[m\u{1B}[K", "\u{1B}[01;31merror\u{1B}[m\u{1B}[0m"),
        ("\u{1B}]0;title\u{7}x", "\\e]0;title\\x07x"),
        ("\u{1B}[2J\u{1B}[Hx", "\\e[2J\\e[Hx"),
        ("\u{1B}[>4;2mx", "\\e[>4;2mx"),
        ("\u{1B}[", "\\e["), ("\u{1B}", "\\e"), ("\u{1B}[31", "\\e[31"),
        ("10%\r20%\r30%", "30%"), ("done\r", "done"), ("done\r\r", "done"),
        ("Grüße, 世界", "Grüße, 世界"), ("\u{202E}olleh", "\\u{202e}olleh"), ("\u{9B}31m", "\\x9b31m"),
        ("a\u{0}b\u{8}", "a\\x00b\\x08"),
    ]) func whatATerminalGets(text: String, expected: String) {
        #expect(shown(Array(text.utf8), colour: true) == expected)
    }

    @Test func withoutColourOnlyTheTextIsLeft() {
        #expect(shown(Array("\u{1B}[31mred\u{1B}[0m \u{1B}[Hx".utf8), colour: false) == "red \\e[Hx")
    }

    @Test func bytesThatAreNoTextStayVisible() {
        #expect(shown([0x61, 0xFF, 0xFE, 0x62, 0xC3], colour: true) == "a\\xff\\xfeb\\xc3")
    }

    @Test(arguments: [
        ("plain", "plain"), ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}[H\u{1B}[1mx", "\u{1B}[Hx"),
        ("\u{1B}]0;t\u{7}", "\u{1B}]0;t\u{7}"), ("a\u{1B}", "a\u{1B}"), ("1\r2", "1\r2"),
    ]) func aPipeGetsItAsItIsButForColour(text: String, expected: String) {
        var out = ByteBuffer()
        Array(text.utf8).withUnsafeBytes { LogText.appendWithoutColour($0, to: &out) }
        #expect(String(decoding: out.bytes, as: UTF8.self) == expected)
    }
}
