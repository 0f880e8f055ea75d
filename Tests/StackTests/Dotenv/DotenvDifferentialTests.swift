import TestSupport
import Testing

@testable import Stack

/// foreman's and honcho's readings against their rules, run by Python: its shlex is the one that honcho uses, and its
/// regular expressions read foreman's patterns as Ruby does for these texts.
@Suite("Dotenv files read by the real rules", .requires("python3")) struct DotenvDifferentialTests {
    private static let script = #"""
        import json, re, shlex, sys

        def honcho(text):
            values = {}
            for line in text.splitlines():
                tokens = list(shlex.shlex(line, posix=True))
                if len(tokens) > 2 and tokens[1] == "=" and re.match("[A-Za-z_]", tokens[0]):
                    values[tokens[0]] = "".join(tokens[2:]).replace("\\n", "\n").replace("\\t", "\t")
            return values

        def foreman(text):
            values = {}
            for line in text.replace("\r\n", "\n").split("\n"):
                found = re.fullmatch("([A-Za-z_0-9]+)=(.*)", line)
                if not found:
                    continue
                value = found[2]
                if re.fullmatch("'.*'", value):
                    value = value[1:-1]
                elif re.fullmatch('".*"', value):
                    value = re.sub(r"\\(.)", r"\1", value[1:-1].replace("\\n", "\n"))
                values[found[1]] = value
            return values

        for text in json.load(open(sys.argv[1])):
            try:
                one = honcho(text)
            except ValueError:
                one = None
            print(json.dumps([one, foreman(text)]))
        """#

    private static let pieces = [
        "A", "B", "=", "=", "\"", "'", "`", "\\", "\\n", "\\t", "$", "{", "}", "(", ")", "#", " #", " ", "\n", "\r\n",
        "\t",
        ":", "-", "export ", "é", "×", "0", "x", "b c", "A=", "B=\"", "C='", "\\\"", "\\'", "$A", ",", "|", "~",
        "\u{2028}",
    ]

    @Test("agree on random texts", arguments: [1, 2, 3])
    func random(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let texts = (0..<1000).map { number in
            (number % 2 == 0 ? "A=" : "")
                + (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    Self.pieces.randomElement(using: &random) ?? ""
                }.joined()
        }
        let folder = TemporaryFolder()
        let path = folder.write("texts.json", SchemaText.list(texts.map { .text($0) }).escaped)
        let result = try Command.run("python3", ["-c", Self.script, path])
        try #require(result.code == 0, "\(result.error)")
        try #require(result.lines.count == texts.count)
        for (text, line) in zip(texts, result.lines) {
            for (dialect, wanted) in zip([DotenvDialect.honcho, .foreman], try Reading.list(line)) {
                let reading = Dotenv.plain(text, dialect) { _ in nil }
                #expect((reading.hasFailed ? nil : reading.values) == wanted, "\(dialect): \(text.debugDescription)")
            }
        }
    }

    /// The little of JSON that the script answers with: a list of `null` and of maps of texts.
    private enum Reading {
        static func list(_ line: String) throws -> [[String: String]?] {
            // JSON of this shape is YAML's flow form, and there is a reader of that at hand.
            guard case .list(let items)? = YAMLTree.read(line).root?.content else {
                throw TestFailure("no list: \(line)")
            }
            return items.map { item in
                guard case .map(let entries) = item.content else { return nil }
                return Dictionary(
                    uniqueKeysWithValues: entries.map { entry in
                        guard case .scalar(let text, _) = entry.value.content else { return (entry.key, "") }
                        return (entry.key, text)
                    })
            }
        }
    }
}

extension SchemaText {
    /// On one line, everything but plain ASCII as `\uXXXX`.
    fileprivate var escaped: String {
        guard case .list(let list) = self else { return "" }
        let texts = list.map { item -> String in
            guard case .text(let text) = item else { return "null" }
            let units = text.utf16.map { unit -> String in
                let isPlain = (0x20..<0x7F).contains(unit) && unit != 0x22 && unit != 0x5C
                if isPlain, let scalar = Unicode.Scalar(unit) { return String(scalar) }
                let digits = String(unit, radix: 16)
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
            return "\"" + units.joined() + "\""
        }
        return "[" + texts.joined(separator: ",") + "]"
    }
}
