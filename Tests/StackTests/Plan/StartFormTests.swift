import TestSupport
import Testing

@testable import Stack

/// Leaving the shell out, or letting it be replaced, changes nothing that a program sees.
@Suite("Commands started without a shell between") struct StartFormTests {
    static let lines = [
        "printf '%s|' a b c",
        "printf '%s|' 'a b' \"c d\"",
        "printf '%s|' a\\ b",
        "printf '%s|' \"$OSTIA_T\" $OSTIA_T ${OSTIA_T}",
        "printf '%s|' '$OSTIA_T'",
        "printf '%s|' --x=$OSTIA_T",
        "printf '%s|' ${OSTIA_NOPE:-d e}",
        "printf '%s|' a=b 100% x~y",
        "printf '%s|' /et[c] /nope*",
        "printf '%s|' '/et[c]'",
        "printf '%s|' ~root",
        "printf '%s|' '~root'",
        "printf '%s|' a; printf '%s|' b",
        "printf '%s|' a && printf '%s|' b || printf '%s|' c",
        "printf '%s|' a | cat",
        "A=1 printf '%s|' a",
        "{ printf '%s|' a; }",
        "(printf '%s|' a)",
        "printf '%s|' $(printf b)",
        "printf '%s|' `printf b`",
        "printf '%s|' a # b",
        "printf '%s|' 'a # b'",
        "cd / && printf '%s|' *tc",
        "if true; then printf '%s|' a; fi",
        "printf '%s|' \"it's\" 'say \"hi\"'",
        "printf '%s|' \"a\\\"b\\\\c\\$d\"",
        "printf '%s|' é ü '日本'",
        "  printf   '%s|'   a  ",
        "printf '%s|' \"\" ''",
        "test -d /etc > /dev/null",
        "false",
        "exit 3",
        "sh -c 'exit 4'",
    ]

    @Test("say and end the same as through a shell", arguments: lines)
    func same(line: String) throws {
        let environment = ["OSTIA_T": "x  y"]
        let plain = try Command.run("/bin/sh", ["-c", line], environment: environment)
        let words = ServicePlanning.arguments(line, nil)
        let ours = try Command.run(words[0], Array(words.dropFirst()), environment: environment)
        #expect(ours.output == plain.output)
        #expect(ours.code == plain.code)
    }

    @Test(
        "leave no shell behind",
        arguments: [
            "cat /proc/self/stat",
            "cat $OSTIA_NOPE /proc/self/stat",
            "cat < /proc/self/stat",
        ])
    func parent(line: String) throws {
        let words = ServicePlanning.arguments(line, nil)
        // The parent of `cat` is then the same process that is the parent of the started one: not a shell of ours.
        let shell = try Command.run(
            "/bin/sh", ["-c", "echo $$; \"$@\"; true", "sh"] + words)
        let lines = shell.output.split(separator: "\n")
        let parent = try #require(lines.last?.split(separator: ")").last?.split(separator: " ").dropFirst().first)
        #expect(parent == lines[0])
    }
}
