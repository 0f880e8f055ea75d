import Foundation
import Terminal
import TestSupport
import Testing

/// One table for both sinks: what a terminal could act on is made visible by `Sanitizer` and escaped by `JSON`.
@Suite struct EscapeTableTests {
    @Test(
        arguments: [
            // C0 controls and DEL.
            (0x00, "\\x00", "\\u0000"), (0x01, "\\x01", "\\u0001"), (0x07, "\\x07", "\\u0007"),
            (0x08, "\\x08", "\\u0008"), (0x09, "\\t", "\\t"), (0x0A, "\\n", "\\n"), (0x0B, "\\x0b", "\\u000b"),
            (0x0C, "\\x0c", "\\u000c"), (0x0D, "\\r", "\\r"), (0x0E, "\\x0e", "\\u000e"),
            (0x1A, "\\x1a", "\\u001a"), (0x1B, "\\e", "\\u001b"), (0x1F, "\\x1f", "\\u001f"),
            (0x7F, "\\x7f", "\\u007f"),
            // C1 controls, of which 0x9B is CSI in one byte.
            (0x80, "\\x80", "\\u0080"), (0x85, "\\x85", "\\u0085"), (0x90, "\\x90", "\\u0090"),
            (0x9B, "\\x9b", "\\u009b"), (0x9D, "\\x9d", "\\u009d"), (0x9F, "\\x9f", "\\u009f"),
            // Invisible, zero-width and joining.
            (0xAD, "\\xad", "\\u00ad"), (0x180E, "\\u{180e}", "\\u180e"), (0x200B, "\\u{200b}", "\\u200b"),
            (0x200C, "\\u{200c}", "\\u200c"), (0x200D, "\\u{200d}", "\\u200d"), (0x2060, "\\u{2060}", "\\u2060"),
            (0x2064, "\\u{2064}", "\\u2064"), (0x206F, "\\u{206f}", "\\u206f"), (0xFEFF, "\\u{feff}", "\\ufeff"),
            // Direction.
            (0x061C, "\\u{61c}", "\\u061c"), (0x200E, "\\u{200e}", "\\u200e"), (0x200F, "\\u{200f}", "\\u200f"),
            (0x202A, "\\u{202a}", "\\u202a"), (0x202B, "\\u{202b}", "\\u202b"), (0x202C, "\\u{202c}", "\\u202c"),
            (0x202D, "\\u{202d}", "\\u202d"), (0x202E, "\\u{202e}", "\\u202e"), (0x2066, "\\u{2066}", "\\u2066"),
            (0x2067, "\\u{2067}", "\\u2067"), (0x2068, "\\u{2068}", "\\u2068"), (0x2069, "\\u{2069}", "\\u2069"),
            // Separators that some readers take for newlines.
            (0x2028, "\\u{2028}", "\\u2028"), (0x2029, "\\u{2029}", "\\u2029"),
            // Annotations, noncharacters and tags.
            (0xFFF9, "\\u{fff9}", "\\ufff9"), (0xFFFB, "\\u{fffb}", "\\ufffb"), (0xFDD0, "\\u{fdd0}", "\\ufdd0"),
            (0xFDEF, "\\u{fdef}", "\\ufdef"), (0xFFFE, "\\u{fffe}", "\\ufffe"), (0xFFFF, "\\u{ffff}", "\\uffff"),
            (0x1FFFE, "\\u{1fffe}", "\\ud83f\\udffe"), (0xE0000, "\\u{e0000}", "\\udb40\\udc00"),
            (0xE0041, "\\u{e0041}", "\\udb40\\udc41"), (0xE007F, "\\u{e007f}", "\\udb40\\udc7f"),
            (0xE0FFF, "\\u{e0fff}", "\\udb43\\udfff"), (0x10FFFF, "\\u{10ffff}", "\\udbff\\udfff"),
        ] as [(UInt32, String, String)])
    func dangerous(_ value: UInt32, _ onScreen: String, _ inJSON: String) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let text = "a\(Character(scalar))"
        #expect(Sanitizer.isDangerous(scalar))
        #expect(Sanitizer.escape(text) == "a\(onScreen)")
        #expect(JSON.string(text).text() == "\"a\(inJSON)\"")
        #expect(JSON.object([(text, .null)]).text() == "{\"a\(inJSON)\":null}")
    }

    /// The neighbours of every class above, and what people write in names: none of it is touched.
    @Test(
        arguments: [
            0x20, 0x21, 0x7E, 0xA0, 0xA1, 0xAC, 0xAE, 0xFF, 0x301, 0x61B, 0x61D, 0x180D, 0x180F, 0x200A, 0x2010, 0x2027,
            0x202F, 0x205F, 0x2070, 0x3042, 0xD7FF, 0xE000, 0xFDCF, 0xFDF0, 0xFE0F, 0xFEFE, 0xFF00, 0xFFF8, 0xFFFC,
            0xFFFD, 0x10000, 0x1F600, 0x1FFFD, 0xDFFFD, 0xE1000, 0x10FFFD,
        ] as [UInt32])
    func harmless(_ value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let text = String(Character(scalar))
        #expect(!Sanitizer.isDangerous(scalar))
        #expect(Sanitizer.escape(text) == text)
        #expect(JSON.string(text).text() == "\"\(text)\"")
    }

    /// Quotation marks and backslashes mean something to JSON alone.
    @Test(arguments: [
        ("\"", "\"", "\\\""), ("\\", "\\", "\\\\"), ("\\n", "\\n", "\\\\n"), ("/", "/", "/"), ("'", "'", "'"),
        ("\\\"\\", "\\\"\\", "\\\\\\\"\\\\"), ("</script>", "</script>", "</script>"),
    ])
    func quotation(_ text: String, _ onScreen: String, _ inJSON: String) {
        #expect(Sanitizer.escape(text) == onScreen)
        #expect(JSON.string(text).text() == "\"\(inJSON)\"")
    }

    /// What real attacks on terminals look like.
    @Test(arguments: [
        ("\u{1B}]0;title\u{7}", "\\e]0;title\\x07"),
        ("\u{1B}]52;c;cm0gLXJm\u{1B}\\", "\\e]52;c;cm0gLXJm\\e\\"),
        ("\u{1B}[8m hidden \u{1B}[28m", "\\e[8m hidden \\e[28m"),
        ("\u{9B}2J", "\\x9b2J"),
        ("ok\r80 root", "ok\\r80 root"),
        ("a\u{8}\u{8}b", "a\\x08\\x08b"),
        ("node\u{0}evil", "node\\x00evil"),
        ("user\u{202E}fdp.exe", "user\\u{202e}fdp.exe"),
        ("pass\u{200B}word", "pass\\u{200b}word"),
    ])
    func attacks(_ text: String, _ expected: String) {
        #expect(Sanitizer.escape(text) == expected)
        #expect(Cell(text).text == expected)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func anyTextIsSafeAndSurvivesJSON(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var text = ""
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                let top: UInt32 = Bool.random(using: &random) ? 0xFF : 0x10FFFF
                guard let scalar = Unicode.Scalar(UInt32.random(in: 0...top, using: &random)) else { continue }
                text.unicodeScalars.append(scalar)
            }
            let escaped = Sanitizer.escape(text)
            #expect(!escaped.unicodeScalars.contains { Sanitizer.isDangerous($0) })
            #expect(Sanitizer.escape(escaped) == escaped)
            for pretty in [false, true] {
                let bytes = JSON.array([.string(text)]).encoded(pretty: pretty)
                let back = try JSONDecoder().decode([String].self, from: Data(bytes))
                #expect(back.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
            }
            #expect(DisplayWidth.of(DisplayWidth.truncate(escaped, to: 10)) <= 10)
        }
    }
}

@Suite struct JSONShapeTests {
    @Test(
        arguments: [
            (.null, "null"), (.bool(true), "true"), (.bool(false), "false"), (.int(0), "0"), (.int(-1), "-1"),
            (.int(.max), "9223372036854775807"), (.int(.min), "-9223372036854775808"), (.double(0.5), "0.5"),
            (.double(-2), "-2.0"), (.double(1e21), "1e+21"), (.double(.nan), "null"), (.double(.infinity), "null"),
            (.double(-.infinity), "null"), (.string(""), "\"\""), (.array([]), "[]"), (.object([]), "{}"),
            (.array([.null, .array([])]), "[null,[]]"), (.object([("", .int(1))]), "{\"\":1}"),
            // Members keep their order, and a name given twice stays twice.
            (.object([("b", 1), ("a", 2), ("b", 3)]), "{\"b\":1,\"a\":2,\"b\":3}"),
        ] as [(JSON, String)])
    func onOneLine(_ value: JSON, _ text: String) {
        #expect(value.text() == text)
        #expect(value.encoded() == Array(text.utf8))
    }

    @Test func indentedByTwoSpacesALevel() {
        let value: JSON = ["list": [1, [2, []]], "empty": [:], "text": "a\nb", "flag": false]
        #expect(
            value.text(pretty: true) == """
                {
                  "list": [
                    1,
                    [
                      2,
                      []
                    ]
                  ],
                  "empty": {},
                  "text": "a\\nb",
                  "flag": false
                }
                """)
        #expect(JSON.int(7).text(pretty: true) == "7")
    }

    @Test func numbersOfEveryWidthAreWhole() {
        #expect(JSON.int(orNull: UInt8.max).text() == "255")
        #expect(JSON.int(orNull: UInt32.max).text() == "4294967295")
        #expect(JSON.int(orNull: Int64.min).text() == "-9223372036854775808")
        #expect(JSON.bool(orNull: false).text() == "false")
        #expect(JSON.string(orNull: "").text() == "\"\"")
    }
}

@Suite struct WidthTableTests {
    /// Unicode Standard Annex #11: wide and full-width take two columns, marks and format characters none.
    @Test(
        arguments: [
            (0x20, 1), (0x41, 1), (0xE9, 1), (0x2FF, 1), (0x300, 0), (0x36F, 0), (0x370, 1), (0x488, 0), (0x591, 0),
            (0x10FF, 1), (0x1100, 2), (0x115F, 2), (0x20DD, 0), (0x231A, 2), (0x231C, 1), (0x2328, 1), (0x2329, 2),
            (0x2500, 1), (0x2588, 1), (0x25FD, 2), (0x26A1, 2), (0x26A2, 1), (0x2705, 2), (0x2713, 1), (0x274C, 2),
            (0x2B1B, 2), (0x2E80, 2), (0x3001, 2), (0x3042, 2), (0x30A2, 2), (0x4E00, 2), (0x9FFF, 2), (0xA960, 2),
            (0xAC00, 2), (0xD7A3, 2), (0xD7A4, 1), (0xF900, 2), (0xFE0F, 0), (0xFF01, 2), (0xFF60, 2), (0xFF61, 1),
            (0xFFE0, 2), (0x1F300, 2), (0x1F324, 1), (0x1F600, 2), (0x1F680, 2), (0x1F700, 1), (0x1F900, 2),
            (0x1FA70, 2), (0x20000, 2), (0x2FFFD, 2), (0x30000, 2), (0xE0100, 0),
        ] as [(UInt32, Int)])
    func columns(_ value: UInt32, _ width: Int) throws {
        #expect(DisplayWidth.of(try #require(Unicode.Scalar(value))) == width)
    }

    @Test(arguments: [
        ("日本語サーバ", 12), ("한국어", 6), ("Größe", 5), ("Gro\u{308}ße", 5), ("→ ok", 4), ("┌──┐", 4), ("a😀b", 4),
        ("ｆｕｌｌ", 8), ("👍", 2),
    ])
    func texts(_ text: String, _ width: Int) {
        #expect(DisplayWidth.of(text) == width)
        #expect(StyledText.width("\u{1B}[1m\(text)\u{1B}[0m") == width)
        #expect(DisplayWidth.truncate(text, to: width) == text)
        #expect(DisplayWidth.truncate(text, to: width - 1).hasSuffix("…"))
    }
}
