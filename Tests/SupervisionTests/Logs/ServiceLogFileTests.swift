import CLinux
import LinuxKernel
import TestSupport
import Testing

@testable import Supervision

@Suite struct ServiceLogFileTests {
    private func append(_ text: String, continued: Bool = false, to file: ServiceLogFile) -> SystemError? {
        var line = "2026-11-21T15:53:30.123Z api |\(continued ? "+" : "") \(text)"
        line.withUTF8 { LogRecord(UnsafeRawBufferPointer($0)).map { file.append($0) } }
        return file.flush()
    }

    @Test func piecesOfALineBecomeOneAgain() {
        let folder = TemporaryFolder()
        let file = ServiceLogFile(path: folder("api.log"), maxSize: nil, keep: 3)
        #expect(append("one, ", continued: true, to: file) == nil)
        #expect(append("and its end", to: file) == nil)
        #expect(append("two", to: file) == nil)
        #expect(folder.text("api.log") == "one, and its end\ntwo\n")
    }

    @Test func whatWasThereBeforeStaysAndCounts() {
        let folder = TemporaryFolder()
        folder.write("api.log", "yesterday\n")
        let file = ServiceLogFile(path: folder("api.log"), maxSize: 14, keep: 1)
        #expect(append("abc", to: file) == nil)
        #expect(folder.text("api.log") == "yesterday\nabc\n")
        #expect(append("d", to: file) == nil)
        #expect(folder.text("api.log.1") == "yesterday\nabc\n")
        #expect(folder.text("api.log") == "d\n")
    }

    @Test(arguments: [0, 1, 2, 5]) func soManyFilesAreKept(keep: Int) {
        let folder = TemporaryFolder()
        let file = ServiceLogFile(path: folder("api.log"), maxSize: 2, keep: keep)
        for i in 0..<8 { #expect(append("\(i)", to: file) == nil) }
        #expect(folder.text("api.log") == "7\n")
        for i in 1...8 {
            #expect(folder.text("api.log.\(i)") == (i <= keep && i <= 7 ? "\(7 - i)\n" : ""))
        }
    }

    @Test func aFailureIsToldOnce() {
        let file = ServiceLogFile(path: "/proc/no/such/file", maxSize: nil, keep: 1)
        #expect(append("one", to: file)?.code == ENOENT)
        #expect(append("two", to: file) == nil)
    }

    @Test func aFolderMadeLaterIsFound() {
        let folder = TemporaryFolder()
        let file = ServiceLogFile(path: folder("logs/api.log"), maxSize: nil, keep: 1)
        #expect(append("one", to: file)?.code == ENOENT)
        folder.makeFolder("logs")
        #expect(append("two", to: file) == nil)
        #expect(folder.text("logs/api.log") == "two\n")
    }
}
