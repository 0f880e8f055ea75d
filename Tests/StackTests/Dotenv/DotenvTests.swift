import TestSupport
import Testing

@testable import Stack

@Suite("Dotenv files") struct DotenvTests {
    private func compose(_ text: String, _ host: [String: String] = [:]) -> DotenvReading {
        Dotenv.plain(text, .compose) { host[$0] }
    }

    @Test(
        "in Compose's way",
        arguments: [
            ("A= # c", ["A": ""]),
            ("A=b#c", ["A": "b#c"]),
            ("A='b' # c", ["A": "b"]),
            ("A=\"b\"#c", ["A": "b"]),
            ("A=  b  ", ["A": "b"]),
            ("A=$$B", ["A": "$B"]),
            ("A=${B:-x}", ["A": "x"]),
            ("A=${H:-x}", ["A": "host"]),
            ("A=${E:-x}", ["A": "x"]),
            ("A=${E-x}", ["A": ""]),
            ("A=${H:+y}", ["A": "y"]),
            ("A=${B+y}", ["A": ""]),
            ("A=${B:-${H}}", ["A": "host"]),
            ("A=${B:-${C:-d}}", ["A": "d"]),
            ("A=\"a\\tb\\\\c\\$H\"", ["A": "a\tb\\c$H"]),
            ("A=\"\\0101\"", ["A": "A"]),
            ("A=\"\\q\"", ["A": "\\q"]),
            ("A='a\nb'", ["A": "a\nb"]),
            ("A.b-c[0]=x", ["A.b-c[0]": "x"]),
            ("H\n", ["H": "host"]),
            ("H", ["H": "host"]),
            ("export H\n", ["H": "host"]),
            ("export=x", ["export": "x"]),
            ("A=1\nA=2", ["A": "2"]),
            ("# c\n\n  # d\nA=1", ["A": "1"]),
            ("A=$", ["A": "$"]),
            ("A=$1", ["A": "$1"]),
            ("A=${", ["A": "${"]),
            ("A=a\\$b", ["A": "a\\"]),
        ])
    func values(text: String, values: [String: String]) {
        let reading = compose(text, ["H": "host", "E": ""])
        #expect(reading.values == values)
        #expect(!reading.hasFailed)
    }

    @Test(
        "with faults say which line",
        arguments: [
            ("A=1\nB='x\nC=2", 2, "not closed"),
            ("A B=1", 1, "has no blank"),
            ("A=\"b\" c", 1, "behind the closing quote"),
            ("=x", 1, "name of the variable is missing"),
            ("A=1\n\nB%=2", 3, "cannot stand in the name"),
            ("A=${B:?give it}", 1, "`B` is not set: give it"),
            ("A=${B?}", 1, "`B` is not set"),
        ])
    func faults(text: String, line: Int, words: String) throws {
        let fault = try #require(compose(text).remarks.first)
        #expect(fault.kind == .error)
        #expect(fault.line == line)
        #expect(fault.text.contains(words))
    }

    @Test("keep the line on which each begins")
    func lines() {
        let reading = compose("# c\nA=1\nB=\"x\ny\"\n\nC='z'\r\nD=1\n")
        #expect(reading.entries.map(\.line) == [2, 3, 6, 7])
        for dialect in [DotenvDialect.ruby, .node] {
            #expect(
                Dotenv.plain("# c\nA=1\nB=\"x\ny\"\n\nC='z'\r\nD=1\n", dialect, { _ in nil }).entries.map(\.line) == [
                    2, 3, 6, 7,
                ])
        }
    }

    @Test(
        "taken raw are taken as they stand",
        arguments: [
            ("A= b # \"c\" $D ", ["A": " b # \"c\" $D "]),
            ("A='x'\r\nB=", ["A": "'x'", "B": ""]),
            ("# c\nA=1", ["A": "1"]),
            ("A", [:]),
        ])
    func raw(text: String, values: [String: String]) {
        let reading = Dotenv.read(text, dialect: .raw)
        #expect(reading.values == values)
        #expect(reading.remarks == [])
    }

    @Test("never run what Ruby would run")
    func commands() throws {
        let reading = Dotenv.read("A=$(touch /tmp/x)\nB='$(y)'\nC=\"a $(b $(c)) $(d)\"\nE=\\$(f)\n", dialect: .ruby)
        #expect(reading.values["A"] == "$(touch /tmp/x)")
        let told = reading.remarks.filter { $0.text.contains("would run") }
        #expect(told.map(\.subject) == ["A", "C"])
        #expect(told.last?.text.contains("$(b $(c)), $(d)") == true)
        let asCompose = Dotenv.read("A=$(touch /tmp/x)\n")
        #expect(asCompose.remarks.contains { $0.text.contains("Ruby's dotenv would run $(touch /tmp/x)") })
    }

    @Test(
        "in Ruby's way may demand a variable",
        arguments: [
            ("A=1\nexport A\n", ["A": "1"]),
            ("A=\\$(x", ["A": "\\$(x"]),
            ("A=\\$(x)", ["A": "$(x)"]),
            ("A=\\$x", ["A": "$x"]),
        ])
    func ruby(text: String, values: [String: String]) {
        #expect(Dotenv.plain(text, .ruby, { _ in nil }).values == values)
    }

    @Test("in Ruby's way fail where a demand is not met")
    func demand() {
        #expect(Dotenv.plain("B=1\nexport A\n", .ruby, { _ in nil }).remarks.map(\.line) == [2])
        #expect(Dotenv.read("export A=\n").remarks.map(\.text).contains { $0.contains("Ruby's dotenv cannot read it") })
    }

    @Test("name those who differ together")
    func sentence() {
        #expect(
            Dotenv.read("export A=b\n").remarks.map(\.text) == ["foreman and honcho ignore it; here it is \"b\""])
        #expect(
            Dotenv.read("A=$B\n").remarks.map(\.text) == [
                "foreman, honcho and Node's dotenv read \"$B\"; here it is \"\""
            ])
        #expect(
            Dotenv.read("export A=b\n", dialect: .foreman).remarks.map(\.text)
                == ["Ruby's dotenv, Node's dotenv and Docker Compose read \"b\"; here it is not set"])
    }

    @Test("that a tool cannot read at all are said once, at the line where it gives up")
    func gaveUp() {
        let remarks = Dotenv.read("A=1\nB=\"x\ny\"\nC=1\nD=1\n").remarks
        #expect(remarks.map(\.line) == [2])
        #expect(
            remarks.first?.text
                == "foreman reads \"\\\"x\"; honcho cannot read it; here it is \"x\\ny\"".replacing("\\\"", with: "\""))
    }

    @Test("read from garbage give no crash", arguments: 0..<4)
    func garbage(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "A", "=", "\"", "'", "`", "\\", "$", "{", "}", "(", ")", "#", " ", "\n", "\r", "\t", ":", "-", "export ",
            "é", "\u{FEFF}", "0", "\u{0}", "?", "+",
        ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            for dialect in DotenvDialect.allCases {
                let reading = Dotenv.read(text, dialect: dialect) { $0 == "A" ? "${A}" : nil }
                let lines = text.unicodeScalars.count { $0 == "\n" || $0 == "\r" } + 1
                #expect(reading.entries.allSatisfy { (1...lines).contains($0.line) }, "\(text.debugDescription)")
            }
        }
    }

    @Test("have a title each", arguments: DotenvDialect.allCases)
    func titles(dialect: DotenvDialect) {
        #expect(!dialect.title.isEmpty)
    }

    @Test("fill deep nests without overflow")
    func nests() {
        var interpolation = Interpolation(lookup: { _ in nil })
        let text = String(repeating: "${A:-", count: 5000) + "x" + String(repeating: "}", count: 5000)
        #expect(!interpolation.expand(text).isEmpty)
    }

    @Test("note what is missing")
    func missing() {
        var interpolation = Interpolation(lookup: { $0 == "A" ? "1" : nil })
        #expect(interpolation.expand("$A $B ${C} ${D:-d}") == "1   d")
        #expect(interpolation.missing == ["B", "C"])
    }
}
