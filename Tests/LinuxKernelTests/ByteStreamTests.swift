import LinuxKernel
import TestSupport
import Testing

@Suite struct ByteStreamTests {
    private let folder = TemporaryFolder()

    private func pieces(_ path: String) throws -> [[UInt8]] {
        var out: [[UInt8]] = []
        try ByteStream.read(.file(path)) { out.append($0) }
        return out
    }

    @Test(arguments: [0, 1, 262_143, 262_144, 262_145, 1_000_000])
    func everyByteComesOnceAndInOrder(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        folder.write("log", bytes)
        let pieces = try pieces(folder("log"))
        #expect(pieces.flatMap { $0 } == bytes)
        #expect(pieces.allSatisfy { !$0.isEmpty && $0.count <= 1 << 18 })
        #expect(pieces.count == (size + (1 << 18) - 1) >> 18)
    }

    @Test func bytesThatAreNoTextStayAsTheyAre() throws {
        let bytes: [UInt8] = [0, 0xFF, 0xFE, 10, 13, 0x80, 0]
        folder.write("log", bytes)
        #expect(try pieces(folder("log")) == [bytes])
    }

    @Test func aFileThatIsNotThereIsNamed() {
        #expect(throws: SystemError("open", folder("none"), code: 2)) { try pieces(folder("none")) }
    }

    @Test func aFolderCannotBeRead() {
        // EISDIR of read(2): the folder itself can be opened.
        #expect(throws: SystemError("read", folder.path, code: 21)) { try pieces(folder.path) }
    }

    @Test func aFileOfTheKernelsWithoutASizeIsReadToItsEnd() throws {
        let text = try pieces("/proc/self/status").flatMap { $0 }
        #expect(String(decoding: text, as: UTF8.self).hasPrefix("Name:"))
    }
}
