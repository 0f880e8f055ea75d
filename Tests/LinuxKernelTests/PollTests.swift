import Foundation
import LinuxKernel
import Testing

@Suite struct PollTests {
    /// Both ends of a pipe.
    private func pipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        try #require(Foundation.pipe(&ends) == 0)
        return (ends[0], ends[1])
    }

    @Test func nothingToRead() throws {
        let (reader, writer) = try pipe()
        defer { for end in [reader, writer] { close(end) } }
        #expect(!Poll.readable(reader, seconds: 0))
        let begin = Clock.monotonic()
        #expect(!Poll.readable(reader, seconds: 0.02))
        #expect(Clock.monotonic() - begin >= 0.019)
    }

    @Test func somethingToRead() throws {
        let (reader, writer) = try pipe()
        defer { for end in [reader, writer] { close(end) } }
        #expect(write(writer, "x", 1) == 1)
        #expect(Poll.readable(reader, seconds: 60))
    }

    @Test func theOtherEndIsGone() throws {
        let (reader, writer) = try pipe()
        close(writer)
        defer { close(reader) }
        #expect(Poll.readable(reader, seconds: 60))
    }

    @Test func timeThatIsOverIsNoTime() throws {
        let (reader, writer) = try pipe()
        defer { for end in [reader, writer] { close(end) } }
        #expect(!Poll.readable(reader, seconds: -5))
    }

    @Test func eitherOfTwo() throws {
        let (first, firstWriter) = try pipe()
        let (second, secondWriter) = try pipe()
        defer { for end in [first, second, secondWriter] { close(end) } }
        #expect(write(secondWriter, "x", 1) == 1)
        #expect(Poll.either(first, second) == second)
        var byte: UInt8 = 0
        #expect(read(second, &byte, 1) == 1)
        close(firstWriter)
        #expect(Poll.either(first, second) == first)
    }
}
