import Testing

@testable import Diagnosis

@Suite("Streams of any length")
struct LogStreamTests {
    private let chunk = 65_536

    /// Feeds the bytes a chunk at a time and tells how much the reader held back at most.
    private func feed(_ reader: inout LogReader, _ bytes: [UInt8], times: Int) -> Int {
        var most = 0
        for _ in 0..<times {
            for start in stride(from: 0, to: bytes.count, by: chunk) {
                reader.read(bytes[start..<min(start + chunk, bytes.count)])
                most = max(most, reader.held)
            }
        }
        return most
    }

    @Test("Five megabytes of a log: nothing grows, the one error is found")
    func log() {
        let quiet = Array((0..<1000).map { "INFO peer 10.1.0.\($0 % 250):9092 is alive\n" }.joined().utf8)
        var reader = LogReader()
        let most = feed(&reader, quiet, times: 60)
        reader.read("dial tcp 10.1.7.7:9092: connect: connection refused\n".utf8)
        let after = feed(&reader, quiet, times: 60)
        #expect(max(most, after) <= CleanLine.longest)
        let sightings = reader.finished()
        #expect(sightings.map(\.report.host) == ["10.1.7.7"])
        #expect(sightings.first?.firstLine == 60_001)
    }

    @Test("Two megabytes of binary bytes: nothing grows, nothing is made up")
    func binary() {
        var state: UInt32 = 2_463_534_242
        // Marsaglia's xorshift: the same bytes in each run.
        let bytes = (0..<500_000).map { _ in
            state ^= state << 13
            state ^= state >> 17
            state ^= state << 5
            return UInt8(truncatingIfNeeded: state)
        }
        var reader = LogReader()
        let most = feed(&reader, bytes, times: 4)
        #expect(most <= CleanLine.longest)
        #expect(reader.finish().allSatisfy { $0.port == nil && $0.text.utf8.count <= 1300 })
    }

    @Test("A line without an end is read in pieces")
    func endless() {
        var reader = LogReader()
        let most = feed(&reader, [UInt8](repeating: 0x61, count: 500_000), times: 4)
        #expect(most <= CleanLine.longest)
        reader.read(" ECONNREFUSED 10.0.0.1:80 ".utf8)
        #expect(reader.finish().map(\.kind) == [.connectionRefused])
    }

    @Test("Zeros, escapes without end and torn UTF-8 between two errors")
    func torn() {
        var bytes = Array("Error: connect ECONNREFUSED 10.0.0.1:80\n".utf8)
        bytes +=
            [UInt8](repeating: 0, count: 5000) + [0x0A, 0x1B, 0x5D] + [UInt8](repeating: 0x78, count: 300) + [0x0A]
        bytes += [0xE2, 0x80, 0x0A, 0xF0, 0x9F, 0x0A]
        bytes += Array("Error: listen EADDRINUSE: address already in use :::80".utf8)
        var reader = LogReader()
        reader.read(bytes)
        #expect(reader.finish().map(\.kind) == [.addressInUse, .connectionRefused])
    }

    @Test("Ten thousand endpoints in one text: the one that fails")
    func endpoints() {
        var lines = (0..<10_000).map { "GET http://10.2.\($0 / 250).\($0 % 250 + 1):8080/health 200" }
        lines[4_321] = "GET http://10.9.9.9:8080/health failed: connect ECONNREFUSED 10.9.9.9:8080"
        lines[9_000] = "10.3.3.3:8080 closed the connection unexpectedly"
        let reports = ErrorMessages.read(lines.joined(separator: "\n"))
        #expect(reports.map(\.host) == ["10.9.9.9", "10.3.3.3"])
    }

    @Test("A thousand failing endpoints are kept in order, the first first")
    func many() {
        let lines = (1...1000).map { "dial tcp 10.0.0.1:\($0): connect: connection refused" }
        #expect(ErrorMessages.read(lines.joined(separator: "\n")).map(\.port) == (1...1000).map { $0 })
    }

    @Test("An empty chunk and no chunk at all")
    func empty() {
        var reader = LogReader()
        #expect(reader.finish().isEmpty)
        reader.read([UInt8]())
        #expect(reader.finish().isEmpty)
        #expect(reader.held == 0)
    }

    @Test("Asking in between does not lose what comes after")
    func between() {
        var reader = LogReader()
        reader.read("Error: connect ECONNREFUSED 10.0.0.1:80\nok\n".utf8)
        #expect(reader.finish().count == 1)
        reader.read("Error: connect ECONNREFUSED 10.0.0.2:80\n".utf8)
        #expect(reader.finish().map(\.host) == ["10.0.0.1", "10.0.0.2"])
    }

    @Test("A copy of the reader goes its own way")
    func copies() {
        var reader = LogReader()
        reader.read("Error: connect ECONNREFUSED 10.0.0.1:80\n".utf8)
        var copy = reader
        copy.read("Error: connect ECONNREFUSED 10.0.0.2:80\n".utf8)
        #expect(copy.finish().count == 2)
        #expect(reader.finish().count == 1)
    }
}
