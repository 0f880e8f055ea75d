import Testing

@testable import Stack

@Suite("References to variables") struct InterpolationTests {
    private func expand(_ text: String, unescapes: Bool = false) -> (text: String, faults: [String]) {
        let values = ["A": "1", "EMPTY": "", "LONG_NAME_2": "x y", "_U": "u", "DOLLAR": "$A"]
        var interpolation = Interpolation(lookup: { values[$0] }, unescapesDollar: unescapes)
        return (interpolation.expand(text), interpolation.faults)
    }

    @Test(
        "are filled as Compose does",
        arguments: [
            ("$A", "1"),
            ("${A}", "1"),
            ("$A$A", "11"),
            ("x${A}y", "x1y"),
            ("$A-b", "1-b"),
            ("$AB", ""),
            ("$LONG_NAME_2.", "x y."),
            ("$_U", "u"),
            ("${NOPE}", ""),
            ("${A:-d}", "1"),
            ("${NOPE:-d}", "d"),
            ("${EMPTY:-d}", "d"),
            ("${EMPTY-d}", ""),
            ("${NOPE-d}", "d"),
            ("${A:+r}", "r"),
            ("${EMPTY:+r}", ""),
            ("${EMPTY+r}", "r"),
            ("${NOPE+r}", ""),
            ("${A:?w}", "1"),
            ("${A?w}", "1"),
            ("${EMPTY?w}", ""),
            ("${NOPE:-${A}}", "1"),
            ("${NOPE:-${NOPE:-${A}}x}", "1x"),
            ("${NOPE:-$A}", "1"),
            ("${NOPE:-}", ""),
            ("${NOPE:-a b}", "a b"),
            ("$$", "$"),
            ("$$A", "$A"),
            ("$$$A", "$1"),
            ("$${A}", "${A}"),
            // What a variable holds is not read again.
            ("$DOLLAR", "$A"),
        ])
    func filled(text: String, wanted: String) {
        #expect(expand(text).text == wanted)
        #expect(expand(text).faults == [])
    }

    @Test(
        "that are none stay",
        arguments: [
            "", "plain", "$", "a$", "$ A", "$1", "${", "${}", "${1}", "${A", "${A/x/y}", "${A%x}", "${#A}", "$(A)",
            "$((1))",
            "$-", "$é", "${é}", "${A b}", "\\$", "{A}",
        ])
    func kept(text: String) {
        #expect(expand(text).text == text)
    }

    @Test(
        "that are demanded and not there are faults",
        arguments: [
            ("${NOPE:?give it}", "`NOPE` is not set: give it"),
            ("${NOPE?}", "`NOPE` is not set"),
            ("${EMPTY:?x ${A}}", "`EMPTY` is not set: x 1"),
        ])
    func demanded(text: String, fault: String) {
        #expect(expand(text).faults == [fault])
    }

    @Test(
        "can be escaped inside double quotes",
        arguments: [
            (#"\$A"#, "$A"),
            (#"\\$A"#, #"\$A"#),
            (#"a\b"#, #"a\b"#),
            (#"\${A}"#, "${A}"),
        ])
    func escaped(text: String, wanted: String) {
        #expect(expand(text, unescapes: true).text == wanted)
    }

    @Test("may be claimed by someone else first")
    func claimed() {
        var interpolation = Interpolation(
            lookup: { _ in "variable" }, braced: { $0 == "port" ? "80" : nil })
        #expect(interpolation.expand("${port} $port ${other} ${x:-${port}}") == "80 variable variable variable")
        var nested = Interpolation(lookup: { _ in nil }, braced: { $0 == "port" ? "80" : nil })
        #expect(nested.expand("${X:-${port}}") == "80")
    }
}
