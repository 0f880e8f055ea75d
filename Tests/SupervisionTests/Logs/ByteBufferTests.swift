import TestSupport
import Testing

@testable import Supervision

@Suite struct ByteBufferTests {
    private func text(_ buffer: borrowing ByteBuffer) -> String { String(decoding: buffer.bytes, as: UTF8.self) }

    @Test func itGrowsAndShrinks() {
        var buffer = ByteBuffer(capacity: 2)
        buffer.append("hello")
        buffer.append(UInt8(ascii: ","))
        buffer.append(Array(" world".utf8))
        #expect(text(buffer) == "hello, world")
        buffer.removeFirst(7)
        buffer.removeLast(1)
        #expect(text(buffer) == "worl")
        buffer.overwrite(at: 2, with: Array("xyz".utf8))
        #expect(text(buffer) == "woxy")
        buffer.clear(keeping: 8)
        #expect(buffer.count == 0)
        Array("b".utf8).withUnsafeBytes { b in Array("a".utf8).withUnsafeBytes { a in buffer.append(a, b) } }
        #expect(text(buffer) == "ab\n")
    }

    @Test(arguments: [
        ("", "", true), ("abc", "", true), ("abc", "bc", true), ("abc", "cd", false), ("aab", "ab", true),
        ("ab", "abc", false), ("listening on 1", "on 1", true),
    ]) func texts(in text: String, find: String, expected: Bool) {
        #expect(Array(text.utf8).withUnsafeBytes { $0.contains(Array(find.utf8)) } == expected)
    }

    @Test func firstAndLast() {
        Array("a.b.c".utf8).withUnsafeBytes { bytes in
            #expect(bytes.first(46) == 1)
            #expect(bytes.first(46, from: 2) == 3)
            #expect(bytes.first(46, from: 4) == nil)
            #expect(bytes.first(46, from: 5) == nil)
            #expect(bytes.last(46) == 3)
            #expect(bytes.last(47) == nil)
        }
    }

    /// Eight bytes at a time must say the same as one at a time, wherever the odd one stands.
    @Test func plainIsPrintableAsciiAndTabs() {
        for byte in UInt8.min...UInt8.max {
            let expected = byte >= 0x20 && byte < 0x7F || byte == 9
            for place in 0..<19 {
                var bytes = [UInt8](repeating: UInt8(ascii: "~"), count: 19)
                bytes[place] = byte
                #expect(bytes.withUnsafeBytes { $0.isPlain } == expected, "\(byte) at \(place)")
            }
        }
    }
}
