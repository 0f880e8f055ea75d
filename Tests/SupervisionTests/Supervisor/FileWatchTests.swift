import Foundation
import TestSupport
import Testing

@testable import Supervision

/// inotify(7) tells of a change before the call that made it returns, so nothing here waits.
@Suite struct FileWatchTests {
    let folder = TemporaryFolder()

    /// The names told of until there are none.
    private func changes(_ watch: FileWatch) -> [String] {
        var out: [String] = []
        while let name = watch.change(), out.count < 100 { out.append(name) }
        return out
    }

    @Test func nothingYet() {
        folder.write("a.py", "")
        #expect(FileWatch(["a.py"], in: folder.path).change() == nil)
    }

    @Test func aFile() {
        folder.write("a.py", "")
        folder.write("b.py", "")
        let watch = FileWatch(["a.py"], in: folder.path)
        folder.write("b.py", "other")
        #expect(watch.change() == nil)
        folder.write("a.py", "new")
        #expect(watch.change() == "a.py")
        #expect(watch.change() == nil)
    }

    @Test func anAbsolutePath() {
        folder.write("a.py", "")
        let watch = FileWatch([folder("a.py")], in: "/nowhere")
        folder.write("a.py", "new")
        #expect(watch.change() == "a.py")
    }

    /// Editors write beside a file and rename.
    @Test func aFileThatIsReplaced() {
        folder.write("a.py", "")
        let watch = FileWatch(["a.py"], in: folder.path)
        folder.write("b.tmp", "new")
        #expect(rename(folder("b.tmp"), folder("a.py")) == 0)
        #expect(changes(watch) == ["a.py"])
        folder.write("a.py", "again")
        #expect(changes(watch) == ["a.py"], "it goes on being watched")
    }

    @Test func aFileThatComesAndGoes() {
        let watch = FileWatch(["a.py"], in: folder.path)
        folder.write("a.py", "x")
        #expect(changes(watch) == ["a.py"])
        folder.remove("a.py")
        #expect(changes(watch) == ["a.py"])
    }

    @Test func aFolderWithEverythingBelow() {
        folder.makeFolder("src/deep/er")
        let watch = FileWatch(["src"], in: folder.path)
        folder.write("src/deep/er/x.c", "")
        #expect(changes(watch) == ["x.c"])
        folder.write("y.c", "")
        #expect(changes(watch) == [])
    }

    @Test func hereIsAFolderToo() {
        folder.makeFolder("src")
        let watch = FileWatch(["."], in: folder.path)
        folder.write("src/x.c", "")
        #expect(changes(watch) == ["x.c"])
    }

    @Test(arguments: ["src/*.py", "src/**/*.py", "src/*/*.py"])
    func patterns(_ pattern: String) {
        folder.makeFolder("src/api")
        let watch = FileWatch([pattern], in: folder.path)
        folder.write("src/api/notes.txt", "")
        folder.write("src/notes.txt", "")
        #expect(changes(watch) == [])
        folder.write(pattern == "src/*.py" ? "src/a.py" : "src/api/a.py", "")
        #expect(changes(watch) == ["a.py"])
    }

    @Test func aPatternOfOneFolderIsOfThatFolder() {
        folder.makeFolder("src/api")
        let watch = FileWatch(["src/*.py"], in: folder.path)
        folder.write("src/api/a.py", "")
        #expect(changes(watch) == [])
    }

    @Test func twoPatternsOfOneFolder() {
        let watch = FileWatch(["*.py", "*.html"], in: folder.path)
        folder.write("a.py", "")
        #expect(changes(watch) == ["a.py"])
        folder.write("a.html", "")
        #expect(changes(watch) == ["a.html"])
        folder.write("a.css", "")
        #expect(changes(watch) == [])
    }

    @Test(arguments: [["a.txt", "./b.txt"], ["./a.txt", "b.txt"], ["a.txt", "src/../b.txt"]])
    func oneFolderByTwoNames(_ paths: [String]) {
        folder.makeFolder("src")
        let watch = FileWatch(paths, in: folder.path)
        folder.write("a.txt", "")
        #expect(changes(watch) == ["a.txt"])
        folder.write("b.txt", "")
        #expect(changes(watch) == ["b.txt"])
    }

    @Test(arguments: [["src", "src/a.py"], ["src/a.py", "src"]])
    func aFolderIsMoreThanAFileOfIt(_ paths: [String]) {
        folder.makeFolder("src")
        folder.write("src/a.py", "")
        let watch = FileWatch(paths, in: folder.path)
        folder.write("src/b.py", "")
        #expect(changes(watch) == ["b.py"])
    }

    @Test func aNewFolderIsWatchedToo() {
        folder.makeFolder("src")
        let watch = FileWatch(["src"], in: folder.path)
        folder.makeFolder("src/new")
        #expect(changes(watch) == [], "an empty folder is no change")
        folder.write("src/new/a.py", "")
        #expect(changes(watch) == ["a.py"])
    }

    @Test func aNewFolderKeepsThePattern() {
        folder.makeFolder("src")
        let watch = FileWatch(["src/**/*.py"], in: folder.path)
        folder.makeFolder("src/new")
        #expect(changes(watch) == [])
        folder.write("src/new/a.txt", "")
        #expect(changes(watch) == [])
        folder.write("src/new/a.py", "")
        #expect(changes(watch) == ["a.py"])
    }

    /// A checkout makes folder and files faster than anybody could watch them.
    @Test func aNewFolderWithFilesInIt() {
        folder.makeFolder("src")
        let watch = FileWatch(["src"], in: folder.path)
        folder.write("src/new/a.py", "x")
        #expect(watch.change() != nil)
    }

    @Test(arguments: ["node_modules", "__pycache__", "logs", ".git"])
    func foldersThatToolsFill(_ name: String) {
        folder.makeFolder("src/\(name)")
        let watch = FileWatch(["src"], in: folder.path)
        folder.write("src/\(name)/x", "")
        #expect(changes(watch) == [])
    }

    @Test(arguments: ["node_modules", "__pycache__", "logs", ".git"])
    func foldersThatToolsMakeLater(_ name: String) {
        folder.makeFolder("src")
        let watch = FileWatch(["src"], in: folder.path)
        folder.makeFolder("src/\(name)")
        #expect(changes(watch) == [])
        folder.write("src/\(name)/x", "")
        #expect(changes(watch) == [])
    }

    @Test(arguments: [".a.py.swp", "a.py~", ".hidden"])
    func whatEditorsLeave(_ name: String) {
        let watch = FileWatch(["."], in: folder.path)
        folder.write(name, "x")
        #expect(changes(watch) == [])
    }

    /// Asked for by name, a hidden file is meant.
    @Test func aHiddenFileByName() {
        folder.write(".env", "A=1")
        let watch = FileWatch([".env"], in: folder.path)
        folder.write(".env", "A=2")
        #expect(changes(watch) == [".env"])
    }

    @Test func whatIsNotThere() {
        let watch = FileWatch(["missing/x", "nothing/**/*.py"], in: folder.path)
        folder.write("x.py", "")
        #expect(changes(watch) == [])
    }

    @Test func manyAtOnceAreOneChange() {
        let watch = FileWatch(["."], in: folder.path)
        for i in 0..<2000 { folder.write("file\(i)", "") }
        #expect(watch.change() == "file0")
        #expect(watch.change() == nil)
    }

    @Test(arguments: [
        ("a.py", "*.py", true), ("a.pyc", "*.py", false), ("a.py", "a.py", true), ("", "*", true), ("abc", "a?c", true),
        ("ac", "a?c", false), ("aXbXc", "a*b*c", true), ("abd", "a*c", false), ("abab", "*ab", true), ("a", "", false),
        ("a", "a**", true), ("ä.py", "*.py", true), ("a*b", "a*b", true),
    ])
    func matches(_ name: String, _ pattern: String, _ expected: Bool) {
        #expect(FileWatch.matches(name, pattern) == expected)
    }

    @Test func aHardPatternIsNoTrap() {
        let name = String(repeating: "a", count: 3000)
        #expect(!FileWatch.matches(name, String(repeating: "a*", count: 30) + "b"))
    }
}
