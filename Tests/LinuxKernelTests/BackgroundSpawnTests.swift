import Foundation
import LinuxKernel
import TestSupport
import Testing

@Suite struct BackgroundSpawnTests {
    let folder = TemporaryFolder()

    private func run(_ script: String) throws -> Int32 {
        try Spawn.background(["sh", "-c", script], errors: folder("errors"))
    }

    /// The exit code of a child, waited for.
    private func end(of pid: Int32) -> Int32? {
        var code: Int32?
        _ = eventually {
            code = Spawn.hasEnded(pid)
            return code != nil
        }
        return code
    }

    @Test func complaintsGoIntoTheFile() throws {
        folder.write("errors", "of an earlier one, which was much longer\n")
        let pid = try run("echo out; echo err >&2; exit 3")
        #expect(end(of: pid) == 3)
        #expect(folder.text("errors") == "err\n")
        #expect(FileBytes.status(folder("errors")) != nil)
    }

    @Test func theFileIsForUsAlone() throws {
        #expect(end(of: try run("true")) == 0)
        #expect(FileBytes.status(folder("errors"))?.mode == 0o100600)
    }

    @Test func itRunsInASessionOfItsOwn() throws {
        let pid = try run("exec sleep 60")
        defer {
            kill(pid, SIGKILL)
            _ = end(of: pid)
        }
        #expect(Spawn.hasEnded(pid) == nil)
        #expect(getsid(pid) == pid)
    }

    @Test func itGetsNoneOfOurDescriptors() throws {
        let descriptor = open("/etc/hosts", O_RDONLY)
        defer { close(descriptor) }
        #expect(end(of: try run("ls -l /proc/self/fd >&2")) == 0)
        #expect(!folder.text("errors").contains("hosts"))
    }

    @Test func itReadsNothing() throws { #expect(end(of: try run("read x; test -z \"$x\"")) == 0) }

    @Test func aSignalCountsAsShellsCount() throws {
        let pid = try run("kill -TERM $$")
        #expect(end(of: pid) == 143)
    }

    @Test func anEndIsToldOnce() throws {
        let pid = try run("true")
        #expect(end(of: pid) == 0)
        #expect(Spawn.hasEnded(pid) == nil)
    }

    @Test func aMissingProgram() {
        let error = #expect(throws: SystemError.self) {
            try Spawn.background([folder("missing")], errors: folder("errors"))
        }
        #expect(error?.isMissing == true)
    }
}
