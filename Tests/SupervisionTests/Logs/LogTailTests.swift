import TestSupport
import Testing

@testable import Supervision

@Suite struct LogTailTests {
    /// What is found from behind must be what a walk from the front finds.
    @Test(arguments: 0..<25) func fromBehindAsFromTheFront(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let folder = TemporaryFolder()
        var all: [LogLine] = []
        for segment in 1...Int.random(in: 1...3, using: &random) {
            var text = ""
            for _ in 0..<Int.random(in: 0...80, using: &random) {
                let service = ["api", "db", "web"].randomElement(using: &random) ?? "api"
                let isLong = Int.random(in: 0..<20, using: &random) == 0
                let length = Int.random(in: 0...(isLong ? 150_000 : 200), using: &random)
                let line = "2026-11-21T15:53:30.123Z \(service) | \(String(repeating: "x", count: length))"
                var bytes = line
                bytes.withUTF8 { LogRecord(UnsafeRawBufferPointer($0)).map { all.append(LogLine($0)) } }
                text += line + "\n"
            }
            folder.write("1/log.00000\(segment)", text)
        }
        let run = RunStore(path: folder.path).run(1)
        for (count, services) in [(1, ["api"]), (5, ["db", "web"]), (30, []), (1000, ["web"])] as [(Int, Set<String>)] {
            let expected = all.filter { services.isEmpty || services.contains($0.service) }.suffix(count)
            #expect(LogTail.last(count, of: services, in: run) == Array(expected), "last \(count) of \(services)")
        }
    }

    @Test func nothingIsThere() {
        let folder = TemporaryFolder()
        #expect(LogTail.last(3, in: RunStore(path: folder.path).run(1)) == [])
        folder.write("1/log.000001", "")
        #expect(LogTail.last(3, in: RunStore(path: folder.path).run(1)) == [])
        folder.write("1/log.000001", "2026-11-21T15:53:30.123Z api | not whole")
        #expect(LogTail.last(3, in: RunStore(path: folder.path).run(1)) == [])
    }

    @Test func whatIsNoRecordDoesNotCount() {
        let folder = TemporaryFolder()
        folder.write(
            "1/log.000001", "2026-11-21T15:53:30.123Z api | one\ngarbage\n\n2026-11-21T15:53:30.123Z api | two\n")
        let tail = LogTail.last(2, in: RunStore(path: folder.path).run(1))
        #expect(tail.map { String(decoding: $0.text, as: UTF8.self) } == ["one", "two"])
    }
}
