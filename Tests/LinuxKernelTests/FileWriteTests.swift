import Foundation
import LinuxKernel
import TestSupport
import Testing

@Suite struct FileWriteTests {
    let folder = TemporaryFolder()

    @Test(arguments: [0, 1, 4096, 3_000_000])
    func writesWhatItIsGiven(_ count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        folder.write("file", String(repeating: "old", count: 100))
        try FileBytes.write(bytes, to: folder("file"))
        #expect(FileBytes.read(folder("file"), limit: 1 << 24) == bytes)
    }

    @Test func theModeOfAFileStays() throws {
        folder.write("secret", "", mode: 0o600)
        try FileBytes.write([1], to: folder("secret"))
        #expect(FileBytes.status(folder("secret"))?.mode == 0o100600)
    }

    @Test func aFolderThatIsNotThere() {
        let error = #expect(throws: SystemError.self) { try FileBytes.write([1], to: folder("no/file")) }
        #expect(error?.isMissing == true)
    }

    @Test func aFullDisk() {
        let error = #expect(throws: SystemError.self) { try FileBytes.write([1], to: "/dev/full") }
        #expect(error?.description == "write /dev/full: No space left on device")
    }

    @Test func someOfAPipe() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { close(ends[0]) }
        #expect(write(ends[1], "abc", 3) == 3)
        #expect(FileBytes.some(from: ends[0]) == Array("abc".utf8))
        close(ends[1])
        #expect(FileBytes.some(from: ends[0]) == [])
    }

    @Test func someOfAFileIsBounded() throws {
        let file = folder.write("big", [UInt8](repeating: 7, count: 100_000))
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        #expect(FileBytes.some(from: descriptor)?.count == 65_536)
        #expect(FileBytes.some(from: descriptor)?.count == 100_000 - 65_536)
        #expect(FileBytes.some(from: descriptor) == [])
    }

    @Test func someOfNothing() { #expect(FileBytes.some(from: -1) == nil) }

    @Test func someOfAFolderFails() {
        let descriptor = open(folder.path, O_RDONLY)
        defer { close(descriptor) }
        #expect(FileBytes.some(from: descriptor) == nil)
    }

    @Test func aStateFileMakesItsFolder() throws {
        let state = StateFolder(path: folder("a/b c/ostia"))
        try state.write("x.json", Array("one".utf8))
        try state.write("x.json", Array("2".utf8))
        #expect(folder.text("a/b c/ostia/x.json") == "2")
        #expect(FileBytes.names(in: state.path) == ["x.json"])
        #expect(FileBytes.status(state.path)?.mode == 0o040700)
        #expect(FileBytes.status("\(state.path)/x.json")?.mode == 0o100600)
    }

    @Test func aStateFileThatCannotBeWrittenLeavesTheOldOne() throws {
        let state = StateFolder(path: folder("s"))
        try state.write("x", Array("one".utf8))
        folder.link("s/x.new", to: "/dev/full")
        #expect(throws: SystemError.self) { try state.write("x", Array("two".utf8)) }
        #expect(folder.text("s/x") == "one")
    }
}
