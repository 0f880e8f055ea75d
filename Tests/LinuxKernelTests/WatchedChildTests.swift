import Endpoints
import LinuxKernel
import TestSupport
import Testing

@Suite struct WatchedChildTests {
    /// All that a child wrote, and how it ended.
    private struct Course: Equatable {
        var output = ""
        var errors = ""
        var status: Int32?
    }

    /// Follows a child to its end.
    private func follow(_ child: WatchedChild, patience: Double = 20) -> Course {
        var course = Course()
        for _ in 0..<100_000 {
            switch child.next(patience) {
            case .wrote(.output, let bytes): course.output += String(decoding: bytes, as: UTF8.self)
            case .wrote(.errors, let bytes): course.errors += String(decoding: bytes, as: UTF8.self)
            case .quiet: return course
            case .ended(let status):
                course.status = status
                return course
            }
        }
        return course
    }

    private func run(_ script: String) throws -> Course { follow(try WatchedChild(["sh", "-c", script])) }

    @Test func bothStreamsAndTheExitCode() throws {
        #expect(
            try run("echo out; echo err >&2; exit 3") == Course(output: "out\n", errors: "err\n", status: 3))
        #expect(try run("exit 0") == Course(status: 0))
    }

    @Test(arguments: [("TERM", Int32(143)), ("KILL", 137), ("SEGV", 139)])
    func aSignalCountsAsShellsCount(name: String, status: Int32) throws {
        #expect(try run("kill -\(name) $$").status == status)
    }

    @Test func allThatWasWrittenComesBeforeTheEnd() throws {
        let course = try run("i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done")
        #expect(course.status == 0)
        #expect(course.output.split(separator: "\n").count == 20_000)
        #expect(course.output.hasSuffix("line 19999\n"))
    }

    @Test func quietIsToldAndTheChildGoesOn() throws {
        let folder = TemporaryFolder()
        let child = try WatchedChild([
            "sh", "-c", "while [ ! -e \(folder("gate")) ]; do sleep 0.02; done; echo on",
        ])
        guard case .quiet = child.next(0.05) else {
            Issue.record("it wrote or ended before it was let go")
            return
        }
        folder.write("gate", "")
        #expect(follow(child) == Course(output: "on\n", status: 0))
    }

    @Test func aDaemonThatKeepsThePipesDoesNotKeepUs() throws {
        let begin = Clock.monotonic()
        let course = try run("sleep 60 & echo $!")
        #expect(course.status == 0)
        #expect(Clock.monotonic() - begin < 30)
        let daemon = try #require(Int32(course.output.split(separator: "\n").first ?? ""))
        #expect(try PIDFD(daemon).waitForExit() == false)
        try PIDFD(daemon).send(.kill)
    }

    @Test func aChildThatClosesItsStreamsIsWaitedFor() throws {
        // Both pipes end long before the program does: nothing to read is not the end.
        let course = try run("exec >&- 2>&-; sleep 0.2; exit 9")
        #expect(course == Course(status: 9))
    }

    @Test func itHasOurProcessGroupAndNoMaskedSignals() throws {
        // exec: dash masks its own signals for as long as a vfork(2) of it takes, and would be seen doing so.
        let course = try run(
            "read -r _ _ _ _ group rest < /proc/$$/stat; echo $group; exec grep SigBlk /proc/self/status")
        let lines = course.output.split(separator: "\n")
        let own = try #require(FileBytes.text("/proc/self/stat")?.split(separator: ")").last?.split(separator: " ")[2])
        #expect(lines.first == own)
        #expect(lines.last?.split(separator: "\t").last == "0000000000000000")
    }

    @Test func whatIsNotThereIsNamed() {
        #expect(throws: SystemError("posix_spawn", "no-such-program-here", code: 2)) {
            _ = try WatchedChild(["no-such-program-here"])
        }
    }
}
