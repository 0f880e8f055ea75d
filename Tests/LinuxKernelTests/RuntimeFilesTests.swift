import CLinux
import LinuxKernel
import TestSupport
import Testing

/// Files of the moment below `/run` or `/tmp`, where others may have been first.
@Suite struct RuntimeFilesTests {
    private let base = TemporaryFolder()
    private var files: RuntimeFiles { RuntimeFiles(folder: base("ostia")) }

    @Test(
        arguments: [
            (["XDG_RUNTIME_DIR": "/run/user/1000"], 1000, "/run/user/1000/ostia"),
            (["XDG_RUNTIME_DIR": "/x"], 0, "/x/ostia"),
            // Only an absolute path counts (XDG Base Directory Specification).
            (["XDG_RUNTIME_DIR": "run"], 1000, "/tmp/ostia-1000"),
            (["XDG_RUNTIME_DIR": ""], 0, "/run/ostia"),
            ([:], 0, "/run/ostia"),
            ([:], 1000, "/tmp/ostia-1000"),
            (["HOME": "/root"], 4_294_967_294, "/tmp/ostia-4294967294"),
        ] as [([String: String], UInt32, String)])
    func place(_ environment: [String: String], _ user: UInt32, _ folder: String) {
        #expect(RuntimeFiles(environment: environment, user: user).folder == folder)
    }

    @Test func whatIsWrittenIsReadBackByUsAlone() {
        #expect(files.read("memory") == nil)
        files.write("memory", [1, 0, 255])
        #expect(files.read("memory") == [1, 0, 255])
        #expect(FileBytes.status(base("ostia"))?.mode == 0o040700)
        #expect(FileBytes.status(base("ostia/memory"))?.mode == 0o100600)
    }

    @Test func aFileIsReplacedInOneStepAndNothingIsLeftBeside() throws {
        files.write("memory", Array("first".utf8))
        let first = try #require(FileBytes.status(base("ostia/memory")))
        files.write("memory", Array("2".utf8))
        #expect(files.read("memory") == Array("2".utf8))
        // Another file took the name: who has the old one open still reads it whole.
        #expect(FileBytes.status(base("ostia/memory"))?.inode != first.inode)
        #expect(FileBytes.names(in: base("ostia")) == ["memory"])
    }

    @Test func anEmptyFileIsNotAMissingOne() {
        files.write("memory", [])
        #expect(files.read("memory") == [])
    }

    @Test(arguments: [0o755, 0o770, 0o701, 0o777, 0o1777, 0o740])
    func aFolderThatOthersMayEnterIsNotUsed(_ mode: UInt32) {
        base.makeFolder("ostia")
        #expect(chmod(base("ostia"), mode) == 0)
        files.write("memory", [1])
        #expect(FileBytes.names(in: base("ostia")) == [])
    }

    @Test func aFolderOfOursIsUsed() {
        base.makeFolder("ostia")
        #expect(chmod(base("ostia"), 0o700) == 0)
        files.write("memory", [1])
        #expect(files.read("memory") == [1])
    }

    @Test(.requires(.root)) func aFolderOfSomebodyElseIsNotUsed() {
        base.makeFolder("ostia")
        #expect(chmod(base("ostia"), 0o700) == 0)
        #expect(chown(base("ostia"), 65534, 65534) == 0)
        files.write("memory", [1])
        #expect(FileBytes.names(in: base("ostia")) == [])
    }

    @Test(.requires(.root)) func aFileOfSomebodyElseIsNotRead() {
        files.write("memory", [1])
        #expect(chown(base("ostia/memory"), 65534, 65534) == 0)
        #expect(files.read("memory") == nil)
    }

    /// A link somebody left under our temporary name must not make us write over what it points to.
    @Test func aLinkInTheWayIsNotFollowed() {
        let precious = base.write("precious", "keep")
        files.write("memory", Array("old".utf8))
        base.link("ostia/.memory.\(CurrentProcess.id)", to: precious)
        files.write("memory", Array("new".utf8))
        #expect(base.text("precious") == "keep")
        #expect(files.read("memory") == Array("old".utf8))
    }

    /// A link under the final name is replaced, not written through.
    @Test func aLinkUnderTheNameIsReplaced() {
        let precious = base.write("precious", "keep")
        files.write("other", [])
        base.link("ostia/memory", to: precious)
        files.write("memory", Array("new".utf8))
        #expect(base.text("precious") == "keep")
        #expect(FileBytes.link(base("ostia/memory")) == nil)
        #expect(files.read("memory") == Array("new".utf8))
    }

    @Test func aFileWhereTheFolderShouldBeStaysAsItIs() {
        base.write("ostia", "a file")
        files.write("memory", [1])
        #expect(files.read("memory") == nil)
        #expect(base.text("ostia") == "a file")
    }

    @Test func aFolderWhereTheFileShouldBeStaysAsItIs() {
        files.write("other", [1])
        base.makeFolder("ostia/memory")
        files.write("memory", [1])
        #expect(FileBytes.status(base("ostia/memory"))?.isDirectory == true)
        #expect(FileBytes.names(in: base("ostia"))?.sorted() == ["memory", "other"])
    }

    @Test func aBaseThatIsNotThereIsNotMade() {
        RuntimeFiles(folder: base("no/ostia")).write("memory", [1])
        #expect(!FileBytes.exists(base("no")))
        #expect(RuntimeFiles(folder: base("no/ostia")).read("memory") == nil)
    }

    @Test func withoutAFolderNothingIsKept() {
        let none = RuntimeFiles(folder: nil)
        none.write("memory", [1])
        #expect(none.read("memory") == nil)
    }
}
