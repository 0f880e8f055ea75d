import Foundation
import TestSupport
import Testing

@testable import Supervision

@Suite struct ChangedFilesTests {
    let folder = TemporaryFolder()

    /// Writes a file as if at that second.
    private func write(_ name: String, at time: Int) {
        folder.write(name, "x")
        var times = [timespec(tv_sec: time, tv_nsec: 0), timespec(tv_sec: time, tv_nsec: 0)]
        #expect(utimensat(AT_FDCWD, folder(name), &times, 0) == 0)
    }

    @Test func theNewestFirst() {
        write("old.py", at: 100)
        write("b.py", at: 300)
        write("deep/er/c.py", at: 400)
        write("a.py", at: 200)
        #expect(ChangedFiles.since(150, in: folder.path) == ["deep/er/c.py", "b.py", "a.py"])
    }

    @Test func noMoreThanAskedFor() {
        for i in 0..<20 { write("f\(i)", at: 1000 + i) }
        #expect(ChangedFiles.since(0, in: folder.path, most: 3) == ["f19", "f18", "f17"])
        #expect(ChangedFiles.since(0, in: folder.path).count == 5)
    }

    @Test func whatToolsFillDoesNotCount() {
        for name in ["node_modules/x", ".git/index", "__pycache__/a.pyc", ".cache", "target/debug/x", "venv/lib/y"] {
            write(name, at: 500)
        }
        write(".env", at: 500)
        #expect(ChangedFiles.since(0, in: folder.path) == [".env"])
    }

    @Test func looksAreCounted() {
        for i in 0..<50 { write("f\(i)", at: 500) }
        #expect(ChangedFiles.since(0, in: folder.path, most: 100, looks: 10).count < 10)
        #expect(ChangedFiles.since(0, in: folder.path, most: 100, looks: 0) == [])
        #expect(ChangedFiles.since(0, in: folder.path, most: 100).count == 50)
    }

    @Test func aFolderThatIsNotThere() { #expect(ChangedFiles.since(0, in: folder("missing")) == []) }

    @Test func aLinkToItselfIsNoSecondFile() {
        write("src/a.py", at: 500)
        folder.link("src/self", to: ".")
        #expect(ChangedFiles.since(0, in: folder.path) == ["src/a.py"])
    }
}
