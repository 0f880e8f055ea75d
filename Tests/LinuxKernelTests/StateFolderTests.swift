import LinuxKernel
import TestSupport
import Testing

@Suite struct StateFolderTests {
    let folder = TemporaryFolder()
    var state: StateFolder { StateFolder(path: folder("base/b/ostia")) }

    @Test func whatIsNotThereIsEmpty() throws {
        #expect(try state.read("x") == [])
        #expect(!FileBytes.exists(folder("base")))
    }

    @Test func theLockMakesTheFolderForUsAlone() throws {
        let lock = try state.lock("lock")
        #expect(FileBytes.status(state.path)?.mode == 0o040700)
        #expect(FileBytes.status(folder("base"))?.mode == 0o040700)
        #expect(FileBytes.status("\(state.path)/lock")?.mode == 0o100600)
        lock.release()
    }

    @Test func replaces() throws {
        let lock = try state.lock("lock")
        defer { lock.release() }
        try state.replace("x", Array("one".utf8), synced: true)
        try state.replace("x", Array("two".utf8), synced: false)
        #expect(folder.text("base/b/ostia/x") == "two")
        #expect(FileBytes.names(in: state.path)?.sorted() == ["lock", "x"])
        #expect(FileBytes.status("\(state.path)/x")?.mode == 0o100600)
    }

    @Test func aFailureLeavesTheOldContent() throws {
        let lock = try state.lock("lock")
        defer { lock.release() }
        try state.replace("x", Array("one".utf8), synced: true)
        folder.link("base/b/ostia/x.new", to: "/dev/full")
        let error = #expect(throws: SystemError.self) { try state.replace("x", Array("two".utf8), synced: true) }
        #expect(error?.description == "write \(state.path)/x.new: No space left on device")
        #expect(folder.text("base/b/ostia/x") == "one")
    }

    @Test func aLockIsWaitedForNoLongerThanSaid() throws {
        let lock = try state.lock("lock")
        let error = #expect(throws: SystemError.self) { try state.lock("lock", seconds: 0.02) }
        #expect(error?.call == "flock")
        lock.release()
        try state.lock("lock", seconds: 0).release()
    }

    @Test func aLockEndsWithItsValue() throws {
        do { _ = try state.lock("lock") }
        try state.lock("lock", seconds: 0).release()
    }

    @Test func aFileInTheWay() {
        folder.write("base", "")
        let error = #expect(throws: SystemError.self) { try state.lock("lock") }
        #expect(error?.description == "mkdir \(folder("base/b")): Not a directory")
    }
}
