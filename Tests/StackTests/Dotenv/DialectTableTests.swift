import Testing

@testable import Stack

/// How five tools read the same lines, as measured with foreman 0.90, honcho 2.0, dotenv 3.2 (Ruby), dotenv 17 (Node)
/// and compose-go 2.13.
@Suite("Dotenv dialects") struct DialectTableTests {
    struct Row: CustomTestStringConvertible, Sendable {
        var text: String
        /// foreman, honcho, Ruby, Node, Compose: variables, or `nil` where the tool gives up.
        var readings: [[String: String]?]
        var testDescription: String { text.debugDescription }

        init(
            _ text: String, _ foreman: [String: String]?, _ honcho: [String: String]?, _ ruby: [String: String]?,
            _ node: [String: String]?, _ compose: [String: String]?
        ) {
            self.text = text
            readings = [foreman, honcho, ruby, node, compose]
        }

        /// The same in all five.
        init(_ text: String, all: [String: String]) { self.init(text, all, all, all, all, all) }
    }

    static let rows: [Row] = [
        Row("A=b", all: ["A": "b"]),
        Row("A=b # c", ["A": "b # c"], ["A": "b"], ["A": "b"], ["A": "b"], ["A": "b"]),
        Row("A=", ["A": ""], [:], ["A": ""], ["A": ""], ["A": ""]),
        Row("export A=b", [:], [:], ["A": "b"], ["A": "b"], ["A": "b"]),
        Row("A = b", [:], ["A": "b"], ["A": "b"], ["A": "b"], ["A": "b"]),
        Row("A: b", [:], [:], ["A": "b"], ["A": "b"], ["A": "b"]),
        Row("A='b c'", all: ["A": "b c"]),
        Row("A=\"b c\"", all: ["A": "b c"]),
        Row("A=b c", ["A": "b c"], ["A": "bc"], ["A": "b c"], ["A": "b c"], ["A": "b c"]),
        Row(
            #"A="l1\nl2""#, ["A": "l1\nl2"], ["A": "l1\nl2"], ["A": #"l1\nl2"#], ["A": "l1\nl2"], ["A": "l1\nl2"]),
        Row(
            #"A='l1\nl2'"#, ["A": #"l1\nl2"#], ["A": "l1\nl2"], ["A": #"l1\nl2"#], ["A": #"l1\nl2"#],
            ["A": #"l1\nl2"#]),
        Row("A=\"l1\nl2\"", ["A": "\"l1"], nil, ["A": "l1\nl2"], ["A": "l1\nl2"], ["A": "l1\nl2"]),
        Row("A=$B", ["A": "$B"], ["A": "$B"], ["A": ""], ["A": "$B"], ["A": ""]),
        Row(
            "B=1\nA=$B", ["B": "1", "A": "$B"], ["B": "1", "A": "$B"], ["B": "1", "A": "1"], ["B": "1", "A": "$B"],
            ["B": "1", "A": "1"]),
        Row(
            "B=1\nA=\"${B}x\"", ["B": "1", "A": "${B}x"], ["B": "1", "A": "${B}x"], ["B": "1", "A": "1x"],
            ["B": "1", "A": "${B}x"], ["B": "1", "A": "1x"]),
        Row("B=1\nA='$B'", all: ["B": "1", "A": "$B"]),
        Row(
            "A=${HOSTVAR}", ["A": "${HOSTVAR}"], ["A": "${HOSTVAR}"], ["A": "host"], ["A": "${HOSTVAR}"],
            ["A": "host"]),
        Row(#"A="a\$b""#, ["A": "a$b"], ["A": #"a\$b"#], ["A": "a$b"], ["A": #"a\$b"#], ["A": "a$b"]),
        Row(
            #"A="say \"hi\"""#, ["A": #"say "hi""#], ["A": #"say "hi""#], ["A": #"say "hi""#],
            ["A": #"say \"hi\""#], ["A": #"say "hi""#]),
        Row(#"A='it\'s'"#, ["A": #"it\'s"#], nil, ["A": #"it\'s"#], ["A": #"it\'s"#], ["A": "it's"]),
        Row(
            #"A="b" # c"#, ["A": #""b" # c"#], ["A": "b"], ["A": "b"], ["A": "b"], ["A": "b"]),
        Row("A-B=1", [:], [:], [:], ["A-B": "1"], ["A-B": "1"]),
        Row("1A=b", ["1A": "b"], [:], ["1A": "b"], ["1A": "b"], ["1A": "b"]),
        Row("  A=b", [:], ["A": "b"], ["A": "b"], ["A": "b"], ["A": "b"]),
        Row("A=b\r\nB=c\r\n", all: ["A": "b", "B": "c"]),
        Row("A=http://h:1/x?y=1&z=2", all: ["A": "http://h:1/x?y=1&z=2"]),
        Row("A=`b`", ["A": "`b`"], ["A": "`b`"], ["A": "`b`"], ["A": "b"], ["A": "`b`"]),
        // Ruby would run the command; here it is shown, never run.
        Row(
            "A=$(echo hi)", ["A": "$(echo hi)"], ["A": "$(echohi)"], ["A": "$(echo hi)"], ["A": "$(echo hi)"],
            ["A": "$(echo hi)"]),
        Row("A=b=c", all: ["A": "b=c"]),
        Row(
            "A=\"unterminated", ["A": "\"unterminated"], nil, ["A": "\"unterminated"], ["A": "\"unterminated"], nil),
        Row("A\n", [:], [:], ["A": ""], [:], [:]),
        // Compose would give a variable without a name here.
        Row("A", [:], [:], ["A": ""], [:], [:]),
        Row("\u{FEFF}A=b\n", [:], [:], [:], ["A": "b"], ["A": "b"]),
    ]

    static let dialects: [DotenvDialect] = [.foreman, .honcho, .ruby, .node, .compose]

    @Test("read what the tools read", arguments: rows)
    func table(row: Row) {
        for (dialect, wanted) in zip(Self.dialects, row.readings) {
            let reading = Dotenv.plain(row.text, dialect) { $0 == "HOSTVAR" ? "host" : nil }
            #expect(reading.hasFailed == (wanted == nil), "\(dialect)")
            if let wanted { #expect(reading.values == wanted, "\(dialect)") }
        }
    }

    @Test("warn exactly where another tool differs", arguments: rows)
    func warnings(row: Row) {
        for (dialect, wanted) in zip(Self.dialects, row.readings) {
            guard let wanted else { continue }
            let reading = Dotenv.read(row.text, dialect: dialect) { $0 == "HOSTVAR" ? "host" : nil }
            let isOneInAll = row.readings.allSatisfy { $0 == wanted }
            let comparisons = reading.remarks.filter { $0.text.contains("here it is") }
            #expect(comparisons.isEmpty == isOneInAll, "\(dialect)")
            #expect(reading.remarks.allSatisfy { $0.line >= 1 })
        }
    }
}
