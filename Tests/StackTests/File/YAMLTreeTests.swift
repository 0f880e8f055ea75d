import Testing

@testable import Stack

/// The tree of a YAML text, before anybody asks what it means.
@Suite("A YAML tree") struct YAMLTreeTests {
    /// A node in short: scalars with `'` when they are quoted, lists and maps in brackets.
    private func short(_ node: YAMLNode?) -> String {
        guard let node else { return "no document" }
        switch node.content {
        case .null: return "null"
        case .scalar(let text, let isPlain): return isPlain ? text : "'\(text)'"
        case .list(let list): return "[" + list.map(short).joined(separator: " ") + "]"
        case .map(let entries): return "{" + entries.map { "\($0.key):\(short($0.value))" }.joined(separator: " ") + "}"
        }
    }

    @Test(
        "keeps scalars as they were written",
        arguments: [
            ("a: 080", "{a:080}"),
            ("a: 22:22", "{a:22:22}"),
            ("a: yes", "{a:yes}"),
            ("a: 1.10", "{a:1.10}"),
            ("a: 0x1F", "{a:0x1F}"),
            ("a: 2001-01-01", "{a:2001-01-01}"),
            ("a: \"1\"", "{a:'1'}"),
            ("a: '1'", "{a:'1'}"),
            ("a: ~", "{a:null}"),
            ("a: null", "{a:null}"),
            ("a:", "{a:null}"),
            ("a: \"~\"", "{a:'~'}"),
            ("a: ''", "{a:''}"),
            ("a: |\n  x\n  y\n", "{a:'x\ny\n'}"),
            ("a: >-\n  x\n  y\n", "{a:'x y'}"),
            ("a: \"\\u00e9\\t\"", "{a:'é\t'}"),
            ("a: [b, 'c', [d], {e: f}]", "{a:[b 'c' [d] {e:f}]}"),
            ("- a\n- b\n", "[a b]"),
            ("1: a\ntrue: b\n", "{1:a true:b}"),
            ("\u{FEFF}a: b", "{a:b}"),
            ("a: b\r\nc: d\r\n", "{a:b c:d}"),
            ("# x\n", "no document"),
            ("---\na: b\n...\n", "{a:b}"),
        ])
    func scalars(text: String, wanted: String) {
        let reading = YAMLTree.read(text)
        #expect(reading.faults == [])
        #expect(short(reading.root) == wanted)
    }

    @Test(
        "resolves aliases and merges maps, what stands there first",
        arguments: [
            ("a: &x 1\nb: *x\n", "{a:1 b:1}"),
            ("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\n", "{a:{p:1 q:2} b:{q:3 p:1}}"),
            ("a: &x {p: 1}\nb: &y {p: 2, r: 4}\nc: {<<: [*x, *y]}\n", "{a:{p:1} b:{p:2 r:4} c:{p:1 r:4}}"),
            ("a: &x {p: 1}\nb: &y {<<: *x, q: 2}\nc: {<<: *y}\n", "{a:{p:1} b:{q:2 p:1} c:{q:2 p:1}}"),
            ("a: {<<: {p: 1}, q: 2}\n", "{a:{q:2 p:1}}"),
            ("a: {<<: , q: 2}\n", "{a:{q:2}}"),
            ("a: {'<<': 1}\n", "{a:{<<:1}}"),
            ("a: &x 1\nb: &x 2\nc: *x\n", "{a:1 b:2 c:2}"),
            ("run: \"a * b\"\nglob: 'src/*: x'\n", "{run:'a * b' glob:'src/*: x'}"),
        ])
    func merges(text: String, wanted: String) {
        let reading = YAMLTree.read(text)
        #expect(reading.faults == [])
        #expect(short(reading.root) == wanted)
    }

    @Test("knows the place of keys and values")
    func places() throws {
        let root = try #require(YAMLTree.read("# c\na:\n  é: x\n  f: [p, \"q\"]\nb: {g: h}\n").root)
        #expect([root.line, root.column] == [2, 1])
        guard case .map(let entries) = root.content, case .map(let inner) = entries[0].value.content else {
            Issue.record("no map")
            return
        }
        #expect(entries.map(\.line) == [2, 5])
        #expect(inner.map { [$0.line, $0.column] } == [[3, 3], [4, 3]])
        #expect([inner[0].value.line, inner[0].value.column] == [3, 6])
        guard case .list(let list) = inner[1].value.content else { return }
        #expect(list.map { [$0.line, $0.column] } == [[4, 7], [4, 10]])
        #expect(root["b"]?["g"]?.content == .scalar("h", isPlain: true))
        #expect(root["c"] == nil)
        #expect(root["b"]?["g"]?["x"] == nil)
    }

    @Test(
        "finds the second of two equal keys",
        arguments: [
            ("a: 1\nb: 2\na: 3\n", 3, "a: 1\nb: 2\n\n"),
            ("a: 1\na:\n  x: 1\n  y: 2\nb: 3\n", 2, "a: 1\n\n\n\nb: 3\n"),
            ("a: 1\n\"a\": 2\n", 2, "a: 1\n\n"),
            ("a: 1\n'a' : 2\n", 2, "a: 1\n\n"),
            ("a: 1\na:\n- x\n- y\nb: 3\n", 2, "a: 1\n\n\n\nb: 3\n"),
            ("a: 1\nab: 2\na: |\n\n  x\n\nb: 1\n", 3, "a: 1\nab: 2\n\n\n\n\nb: 1\n"),
        ])
    func repeated(text: String, line: Int, rest: String) throws {
        let found = try #require(RepeatedKey.find("a", after: 1, 1, in: text))
        #expect(found.line == line)
        #expect(found.rest == rest)
    }

    @Test(
        "finds no second key where none has a line of its own",
        arguments: ["a: 1\n", "a: 1\nb: 2\n", "", "a: 1\n  a: 2\n"])
    func unrepeated(text: String) {
        #expect(RepeatedKey.find("a", after: 1, 1, in: text) == nil)
    }

    @Test("tells every repeated key, in every map")
    func allRepeated() {
        let text = (0..<10).map { "k\($0):\n  x: 1\n  x: 2\n" }.joined() + "k0: again\n"
        let faults = YAMLTree.read(text).faults
        #expect(faults.map(\.line) == (0..<10).map { $0 * 3 + 3 } + [31])
        #expect(faults.last?.text == "the key \"k0\" is given twice; the first one is in line 1")
    }

    @Test(
        "says what stands where something else is wanted",
        arguments: [
            ("a: 1", "a value"),
            ("a: '1'", "text"),
            ("a: [1]", "a list"),
            ("a: {b: 1}", "a map"),
            ("a:", "nothing"),
        ])
    func kinds(text: String, name: String) {
        #expect(YAMLTree.read(text).root?["a"]?.kindName == name)
    }
}
