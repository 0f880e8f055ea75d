import Testing
import Yams

@testable import Stack

@Suite struct YAMLTextTests {
    @Test(arguments: [
        "npm run dev", "postgres -D .data -p ${port}", "/health", "127.0.0.1", "10s", "1m30s", "ready", "a:b",
        "http://x:80",
        "redis", ".env", "$HOME", "é", "(a; b)", "5000s", "a#b", "8080/tcp",
    ])
    func staysPlain(text: String) { #expect(YAMLText.scalar(text) == text) }

    @Test(arguments: [
        "yes", "No", "on", "OFF", "y", "N", "true", "null", "~", "", "12", "0755", "1e3", "1.5", "0x1F", "0o17",
        "1_000",
        "22:22", "1:30:45.5", "2024-01-01", ".inf", ".5", "+1", "-1", "- a", "? a", ": a", "a: b", "a:", "a #b", "# a",
        "&a",
        "*a", "!a", "|", ">", "'a", "\"a", "%a", "@a", "`a`", "{a}", "[a]", "a ", " a", "a\tb", "a\nb", "a\rb", "=",
        "<<",
        "\u{0}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}a", "5000-5010", "1e", "2024-01-01 10:00",
    ])
    func isQuoted(text: String) {
        let first = YAMLText.scalar(text).first
        #expect(first == "\"" || first == "'")
    }

    /// Every text must come back as a string from YAML 1.1 with its types, in both styles.
    @Test(arguments: [
        "yes", "12", "0755", "1e3", "22:22", "a: b", "a #b", "it's", "say \"hi\"", "back\\slash", "\"q\" and 'q'",
        "a\nb", "a\n",
        "\na", "a\n\nb\n\n", "  a\n b", "a\n  b\nc", "tab\there", "\u{1}\u{85}\u{2028}\u{FEFF}", "😀 é", "a,b", "[x]",
        "{y}", "- x",
        "#", "~", "null", "2024-01-01", "a\n ", "trailing \nspace", "\r\n", "x: y: z", "👨‍👩‍👧", "!tag", "1_000", "0b11",
        "=", "a:",
    ])
    func comesBack(text: String) throws {
        let values: [YAMLValue] = [
            .map([.init("k", .text(text))]), .map([.init("k", .list([.text(text)]))]),
            .map([.init("k", .short(.list([.text(text)])))]),
            .map([.init("k", .short(.map([.init(text, .text(text))])))]),
            .map([.init("k", .list([.map([.init(text, .text(text)), .init("z", .text(text))])]))]),
        ]
        for value in values {
            let loaded = try Yams.load(yaml: value.document) as? [String: Any]
            let found: Any? =
                switch loaded?["k"] {
                case let list as [Any]: list.first.flatMap { ($0 as? [String: Any])?[text] ?? $0 }
                case let map as [String: Any]: map[text]
                case let other: other
                }
            #expect(found as? String == text, "\(value.document)")
        }
    }

    @Test func commentsAreOneLine() {
        let value = YAMLValue.map([.init("a", .plain("1"), comments: ["b\nc: d\u{85}e"])])
        #expect(value.document == "# b c: d e\na: 1\n")
    }
}

@Suite struct YAMLValueTests {
    @Test func aDocument() {
        let value = YAMLValue.map([
            .init("a", .text("x")), .init("n", .number(3)), .init("none", .list([])), .init("empty", .map([])),
            .init("list", .list([.text("a"), .map([.init("k", .text("v")), .init("l", .texts(["m"]))])])),
            .init("short", .short(.map([.init("p", .plain("auto")), .init("q", .texts(["r", "s"]))]))),
            .init("script", .text("one\n\n  two\n")),
            .init("last", .map([.init("b", .flag(false))]), comments: ["said"], isApart: true),
        ])
        #expect(
            value.document == """
                a: x
                "n": 3
                none: []
                empty: {}
                list:
                  - a
                  - k: v
                    l:
                      - m
                short: { p: auto, q: [r, s] }
                script: |
                  one

                    two

                # said
                last:
                  b: false

                """)
    }

    @Test func whatIsTooLongForALineIsWrittenBelow() {
        let long = YAMLValue.short(.texts((0..<30).map { "word\($0)" }))
        let document = YAMLValue.map([.init("k", long)]).document
        #expect(document.split(separator: "\n").count == 31)
    }
}
