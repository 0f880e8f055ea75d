import TestSupport
import Testing

@testable import Stack

/// Garbage in: faults out, never a crash, always with a place that exists.
@Suite("ostia.yaml from anywhere") struct FuzzTests {
    private static let seeds = [
        shop, "a: &x { b: *x }\n", "a: &x\n  <<: *x\n", "services:\n- a: b\n- - c\n", "? a\n: b\n",
        "--- !!map\na: !!int 3\n",
        "a: |\n  text\n  more\nb: >-\n  x\n", "%YAML 1.1\n---\na: b\n...\n", "'a': \"b\\u0041\\n\"\n",
    ]
    private static let pieces: [[UInt8]] = [
        ":", "- ", "{", "}", "[", "]", "&a ", "*a", "<<: ", "\n", "\n  ", "\t", "'", "\"", "|\n", "#", "!", "? ",
        "\u{FEFF}", "é",
        "\0", "port: ", "services:\n", "080", "22:22", "...", "---\n", "\\", "${", "}", "\r\n", "~", ",",
    ].map { Array($0.utf8) }

    @Test("is never fatal", arguments: 0..<10)
    func mutations(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            var bytes = Array((Self.seeds.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let at = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.insert(contentsOf: Self.pieces.randomElement(using: &random) ?? [], at: at)
                case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...20, using: &random)))
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
                default:
                    let end = min(bytes.count, at + Int.random(in: 0...30, using: &random))
                    bytes.insert(contentsOf: bytes[at..<end], at: at)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let read = OstiaYAML.read(text, path: "/x/ostia.yaml")
            #expect((read.file == nil) == !read.errors.isEmpty, "\(text.debugDescription)")
            let lines = text.utf8.count { $0 == 10 || $0 == 13 } + 2
            #expect(read.remarks.allSatisfy { $0.line <= lines }, "\(text.debugDescription)")
            if let file = read.file { _ = Planner.plan(input(file)) }
        }
    }

    @Test("is refused when it is too deep", arguments: ["[", "{a: ", "- ", "? "])
    func deep(opening: String) {
        for depth in [200, 5000] {
            let read = OstiaYAML.read(
                "services: " + (opening == "- " || opening == "? " ? "\n" : "")
                    + String(repeating: opening, count: depth),
                path: "/x")
            #expect(read.file == nil)
            #expect(!read.errors.isEmpty)
        }
        let closed = "x-a: " + String(repeating: "[", count: 150) + String(repeating: "]", count: 150) + "\n"
        #expect(OstiaYAML.read(closed, path: "/x").errors.contains { $0.text.contains("nested too deep") })
    }

    @Test("is refused when its aliases make it huge")
    func laughs() {
        var text = "x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "x-\(level): &a\(level) [\(aliases)]\n"
        }
        let read = OstiaYAML.read(text + "services: { a: x }\n", path: "/x")
        #expect(
            read.errors.first?.text
                == "it holds more than 100000 values, aliases counted each time: too many for a stack file")
        #expect(OstiaYAML.read(text + "x-k: { ? *a9 : 1 }\n", path: "/x").file == nil)
    }

    @Test("is read when it is large and honest")
    func large() throws {
        let services = (0..<2000).map { "  s\($0): { run: \"x\", needs: [s\(max(0, $0 - 1))x] }" }
        let read = OstiaYAML.read("services:\n" + services.joined(separator: "\n"), path: "/x")
        #expect(read.file?.services.count == 2000)
    }
}
