import Testing

@testable import Stack

@Suite struct ImportedVariablesTests {
    private let variables = ["A": "one", "E": "", "UP": "mixed Case", "P": "a/b/a"]

    @Test(arguments: [
        ("plain", "plain"), ("$A", "one"), ("${A}", "one"), ("x${A}y", "xoney"), ("$$A", "$A"), ("$${A}", "${A}"),
        ("${N:-d}", "d"), ("${N-d}", "d"), ("${E:-d}", "d"), ("${E-d}", ""), ("${A:-d}", "one"), ("${A:+r}", "r"),
        ("${N:+r}", ""), ("${E+r}", "r"), ("${E:+r}", ""), ("${N:-${A}}", "one"), ("${N:-${M:-deep}}", "deep"),
        ("${N:-}", ""), ("$A.$A", "one.one"), ("${N:-a:b}", "a:b"), ("${N:-$$x}", "$x"),
    ])
    func fillsAsComposeDoes(text: String, filled: String) {
        let result = ImportedVariables(dialect: .compose) { variables[$0] }.fill(text)
        #expect(result.text == filled)
        #expect(result.findings.isEmpty)
    }

    @Test(arguments: [
        ("${UP^^}", "MIXED CASE"), ("${UP,,}", "mixed case"), ("${UP^}", "Mixed Case"), ("${P/a/x}", "x/b/a"),
        ("${P//a/x}", "x/b/x"), ("${#A}", "3"), ("${N:=d}", "d"), ("$A", "one"), ("cost: 5$", "cost: 5$"),
    ])
    func fillsAsEnvsubstDoes(text: String, filled: String) {
        #expect(ImportedVariables(dialect: .envsubst) { variables[$0] }.fill(text).text == filled)
    }

    @Test(arguments: [
        ("$N", ImportedVariables.Finding.missing("N")), ("${N}", .missing("N")),
        ("${N:?give it}", .required("N", "give it")), ("${E:?}", .required("E", "")), ("${1x}", .invalid("${1x}")),
        ("${A^^}", .invalid("${A^^}")), ("${A", .invalid("a ${ without its }")),
        ("5$", .invalid("a lone $ (write $$)")),
        ("${}", .invalid("${}")),
    ])
    func saysWhatItMet(text: String, finding: ImportedVariables.Finding) {
        #expect(ImportedVariables(dialect: .compose) { variables[$0] }.fill(text).findings == [finding])
    }

    @Test func whatIsNoVariableIsLeft() {
        let compose = ImportedVariables(dialect: .compose) { variables[$0] }
        #expect(compose.fill("a ${1x} b").text == "a ${1x} b")
        #expect(compose.fill("a ${A").text == "a ${A")
        #expect(compose.fill("5$ x").text == "5$ x")
    }

    @Test func aRequiredVariableThatIsEmptyButSet() {
        let filled = ImportedVariables(dialect: .compose) { variables[$0] }.fill("${E?must}")
        #expect(filled.text == "")
        #expect(filled.findings.isEmpty)
    }

    @Test func deepNestingEnds() {
        let text = String(repeating: "${N:-", count: 5_000) + "x" + String(repeating: "}", count: 5_000)
        #expect(ImportedVariables(dialect: .compose) { _ in nil }.fill(text).text.count <= text.count)
    }
}

@Suite struct GoDurationTests {
    @Test(arguments: [
        (90, "1m30s"), (0, "0s"), (0.5, "500ms"), (3600, "1h"), (10, "10s"), (1.5, "1500ms"), (3661, "1h1m1s"),
        (-1, "0s"), (86_400, "24h"), (0.001, "1ms"),
    ])
    func writes(seconds: Double, text: String) {
        #expect(GoDuration.text(seconds) == text)
        #expect(Quantity.seconds(text) == max(seconds, 0))
    }
}

@Suite struct CommandWordsJoinTests {
    @Test(arguments: ["a", "", "a b", "it's", "$x", "\"", "\\", "a;b", "~", "*", "ä", "new\nline", "'''"])
    func aLineThatSplitsIntoTheSameWords(word: String) {
        #expect(CommandWords.split(CommandWords.join([word, "x", word])) == [word, "x", word])
    }
}

@Suite struct GoTemplateTests {
    @Test(arguments: [
        ("{{.A}}", "1"), ("x {{ .A }} y", "x 1 y"), ("{{.A}}{{.B}}", "12"), ("none", "none"), ("{", "{"), ("{{", "{{"),
        ("{{.A", "{{.A"),
    ])
    func fills(text: String, filled: String) {
        let result = GoTemplate.fill(text, ["A": "1", "B": "2"])
        #expect(result.text == filled)
        #expect(result.left.isEmpty)
    }

    @Test(arguments: ["{{.C}}", "{{if .A}}x{{end}}", "{{ .A | upper }}", "{{}}"])
    func leavesTheRestAndSaysSo(text: String) {
        let result = GoTemplate.fill(text, ["A": "1"])
        #expect(result.text == text)
        #expect(!result.left.isEmpty)
    }
}
