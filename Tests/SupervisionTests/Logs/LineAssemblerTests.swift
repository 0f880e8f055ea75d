import TestSupport
import Testing

@testable import Supervision

@Suite struct LineAssemblerTests {
    private static let time = Array("2026-11-21T15:53:30.123Z".utf8)

    /// The records of these chunks, without their common beginning.
    private func records(
        _ chunks: [[UInt8]], dropsReturn: Bool = false, limit: Int = LineAssembler.limit
    ) -> [LogLine] {
        var assembler = LineAssembler(
            service: Array("api".utf8), mark: .out, dropsReturn: dropsReturn, limit: limit)
        var out = ByteBuffer()
        for chunk in chunks { chunk.withUnsafeBytes { assembler.feed($0, time: Self.time, to: &out) } }
        assembler.end(time: Self.time, to: &out)
        var lines: [LogLine] = []
        LogRecord.each(in: out.bytes) { lines.append(LogLine($0)) }
        #expect(assembler.lines == lines.count)
        return lines
    }

    private func texts(_ chunks: String..., dropsReturn: Bool = false, limit: Int = LineAssembler.limit) -> [String] {
        records(chunks.map { Array($0.utf8) }, dropsReturn: dropsReturn, limit: limit).map {
            String(decoding: $0.text, as: UTF8.self) + ($0.isContinued ? "+" : "")
        }
    }

    @Test func aRecordHasTimeNameMarkAndText() {
        var assembler = LineAssembler(service: Array("api".utf8), mark: .error)
        var out = ByteBuffer()
        Array("no cache\n".utf8).withUnsafeBytes { assembler.feed($0, time: Self.time, to: &out) }
        #expect(String(decoding: out.bytes, as: UTF8.self) == "2026-11-21T15:53:30.123Z api ! no cache\n")
    }

    @Test func linesAreWholeWhereverTheChunksAreCut() {
        #expect(texts("one\ntwo\n") == ["one", "two"])
        #expect(texts("o", "ne\ntw", "o", "\n") == ["one", "two"])
        #expect(texts("\n", "\n", "a\n") == ["", "", "a"])
        #expect(texts("last one without an end") == ["last one without an end"])
        #expect(texts("a\nb", "") == ["a", "b"])
        #expect(texts() == [])
    }

    @Test func aTerminalsReturnGoesAndNoOther() {
        #expect(texts("one\r\n", "two\r", "\nth\rree\r\r\n", dropsReturn: true) == ["one", "two", "th\rree\r"])
        #expect(texts("one\r\n") == ["one\r"])
    }

    @Test func aLineBeyondTheLimitComesInPieces() {
        #expect(texts("abcd\n", limit: 4) == ["abcd"])
        #expect(texts("abcde\n", limit: 4) == ["abcd+", "e"])
        #expect(texts("ab", "cdefgh", "ijk\nl\n", limit: 4) == ["abcd+", "efgh+", "ijk", "l"])
        #expect(texts("abcdefgh\n", limit: 4) == ["abcd+", "efgh"])
        #expect(texts("abcdefgh", limit: 4) == ["abcd+", "efgh"])
    }

    @Test(arguments: 0..<60) func randomChunksNeitherTearNorLoseALine(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var expected: [[UInt8]] = []
        var stream: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            let length =
                Bool.random(using: &random)
                ? Int.random(in: 0...5, using: &random) : Int.random(in: 0...900, using: &random)
            // Any bytes at all but the newline: invalid UTF-8, zeros, escapes, marks.
            let line = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }.map { $0 == 10 ? 124 : $0 }
            expected.append(line)
            stream += line + [10]
        }
        var chunks: [[UInt8]] = []
        while !stream.isEmpty {
            let count = min(stream.count, Int.random(in: 1...400, using: &random))
            chunks.append(Array(stream.prefix(count)))
            stream.removeFirst(count)
        }
        #expect(records(chunks).map(\.text) == expected)

        // In pieces of a few bytes the same bytes come, in the same order.
        var joined: [[UInt8]] = []
        var isOpen = false
        for record in records(chunks, limit: 7) {
            #expect(record.text.count <= 7)
            if isOpen { joined[joined.count - 1] += record.text } else { joined.append(record.text) }
            isOpen = record.isContinued
        }
        #expect(joined == expected)
    }
}
