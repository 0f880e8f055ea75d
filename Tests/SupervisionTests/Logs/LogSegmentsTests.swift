import CLinux
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct LogSegmentsTests {
    private func buffer(_ text: String) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.append(text)
        return buffer
    }

    @Test func namesSortAsNumbersDo() {
        #expect(LogSegments.path("/r", 1) == "/r/log.000001")
        #expect(LogSegments.path("/r", 123_456) == "/r/log.123456")
        #expect(LogSegments.path("/r", 1_234_567) == "/r/log.1234567")
    }

    @Test func aSegmentEndsWithTheWriteThatFillsIt() throws {
        let folder = TemporaryFolder()
        var segments = try LogSegments(folder: folder.path, limit: 10)
        for text in ["12345\n", "6789\n", "next\n"] {
            var bytes = buffer(text)
            try segments.write(&bytes)
            #expect(bytes.count == 0)
        }
        #expect(folder.text("log.000001") == "12345\n6789\n")
        #expect(folder.text("log.000002") == "next\n")
        #expect(RunFolder(path: folder.path, number: 1).segments() == [1, 2])
    }

    @Test func anotherWritersSegmentIsNotWrittenTo() {
        let folder = TemporaryFolder()
        folder.write("log.000001", "mine\n")
        #expect(throws: SystemError.self) { _ = try LogSegments(folder: folder.path, limit: 10) }
        #expect(folder.text("log.000001") == "mine\n")
    }

    @Test func withoutANextFileTheLogGoesOnInThisOne() throws {
        let folder = TemporaryFolder()
        folder.write("log.000002", "in the way\n")
        var segments = try LogSegments(folder: folder.path, limit: 1)
        for text in ["one\n", "two\n"] {
            var bytes = buffer(text)
            try segments.write(&bytes)
        }
        #expect(folder.text("log.000001") == "one\ntwo\n")
        #expect(folder.text("log.000002") == "in the way\n")
    }

    /// A write that stops within a record goes on there, in the same file.
    @Test(.requires(.root)) func aHalfWrittenRecordIsFinishedWhereItBegan() throws {
        let disk = try TinyDisk(kilobytes: 8)
        let text = (0..<1000).map { "record \($0)\n" }.joined()
        var bytes = buffer(text)
        var segments = try LogSegments(folder: disk.path, limit: 100)
        #expect(throws: SystemError.self) { try segments.write(&bytes) }
        #expect(bytes.count > 0 && bytes.count < text.utf8.count)
        try disk.grow(kilobytes: 64)
        bytes.append("after\n")
        try segments.write(&bytes)
        var next = buffer("next\n")
        try segments.write(&next)
        #expect(FileBytes.text("\(disk.path)/log.000001") == text + "after\n")
        #expect(FileBytes.text("\(disk.path)/log.000002") == "next\n")
    }
}
