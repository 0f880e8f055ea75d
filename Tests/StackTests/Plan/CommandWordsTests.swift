import TestSupport
import Testing

@testable import Stack

@Suite("Command lines") struct CommandWordsTests {
    @Test(
        "are split as a shell splits them",
        arguments: [
            ("a b  c", ["a", "b", "c"]),
            ("  a\tb\n", ["a", "b"]),
            ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
            ("a''b \"\"", ["ab", ""]),
            (#"a\ b \"c"#, ["a b", "\"c"]),
            (#""a\"b\$c\d""#, [#"a"b$c\d"#]),
            ("'a\\'b", [#"a\b"#]),
            ("", []),
            ("a\\\nb", ["ab"]),
            ("\"a\\\nb\"", ["ab"]),
            ("é 'ü'", ["é", "ü"]),
        ])
    func split(line: String, words: [String]) {
        #expect(CommandWords.split(line) == words)
    }

    @Test("with an open quote are not split", arguments: ["'a", "\"a", "a\\", "\"a\\\"", "'a\" b"])
    func open(line: String) {
        #expect(CommandWords.split(line) == nil)
    }

    @Test(
        "are split exactly as /bin/sh does it",
        arguments: [
            "a b", "'a b' c", "a\\ b", "\"a'b\" 'c\"d'", "x=1 y", "\"a\\b\"", "a'b'\"c\"d", "--x='a b'", "é ü", "a\\'b",
        ])
    func real(line: String) throws {
        let result = try Command.run("/bin/sh", ["-c", "for w in \(line); do printf '%s\\n' \"$w\"; done"])
        #expect(CommandWords.split(line) == result.lines)
    }

    @Test(
        "that are simple need no shell",
        arguments: [
            "node server.js", "postgres -D .data -p 5432", "echo 'a b; c'", "rails s --port=3000", "x a=b", "x 100%",
            "x a~b",
            "./bin/api", "x --pattern='*.js'",
        ])
    func words(line: String) {
        #expect(CommandWords.form(line) == .words(CommandWords.split(line) ?? []))
    }

    @Test(
        "with expansions are one program",
        arguments: [
            "rails s -p $PORT", "rails s -p ${PORT}", "x ${A:-b c}", "x \"${A}\"", "x *.js", "x > log", "x < in",
            "x ~/a", "x --dir=~/a", "x \"$HOME\"", "x a\\ b", "x a:~/b",
        ])
    func oneProgram(line: String) {
        #expect(CommandWords.form(line) == .oneProgram)
    }

    @Test(
        "that are more than that keep their shell",
        arguments: [
            "a && b", "a | b", "a; b", "a &", "(a)", "{ a; }", "A=1 b", "cd x", "exec a", "if a; then b; fi", "a\nb",
            "$X y", "x a{b,c}", "${X} y", "x ${A} && y",
            "a # b", "! a", "a `b`", "a \"`b`\"", "'a", "", "  ", "source x", ". x", "ulimit -n 5", "x $(date)",
            "~/bin/x", "bin/* x",
            "a 2>&1", "nvm use 20",
        ])
    func script(line: String) {
        #expect(CommandWords.form(line) == .script)
    }

    @Test(
        "are started as their form allows",
        arguments: [
            ("a 'b c'", nil, ["a", "b c"]),
            ("a $B", nil, ["/bin/sh", "-c", "exec a $B"]),
            ("a; b", nil, ["/bin/sh", "-c", "a; b"]),
            ("a b", ["bash", "-c"], ["bash", "-c", "a b"]),
        ] as [(String, [String]?, [String])])
    func arguments(line: String, shell: [String]?, wanted: [String]) {
        #expect(ServicePlanning.arguments(line, shell) == wanted)
    }

    @Test(
        "come back from quotes", arguments: ["a", "", "a b", "it's", "$x", "a\nb", "*", "é", "-x=/y:1", "'", "a\"b\\"])
    func quote(word: String) throws {
        #expect(CommandWords.split(CommandWords.quote(word)) == [word])
        let result = try Command.run("/bin/sh", ["-c", "printf %s \(CommandWords.quote(word))"])
        #expect(result.output == word)
    }
}
