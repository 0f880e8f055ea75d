import LinuxKernel
import Testing

@Suite struct SpawnTests {
    @Test func keepsBothStreamsApart() throws {
        let result = try Spawn.run(["sh", "-c", "echo out; echo err >&2; exit 3"])
        #expect(
            result
                == LinuxKernel.CommandResult(
                    status: 3, output: Array("out\n".utf8), errors: Array("err\n".utf8)))
        #expect(!result.succeeded)
        #expect(result.complaint == "err")
    }

    @Test func complaintOfASilentProgramIsItsOutput() throws {
        #expect(try Spawn.run(["sh", "-c", "echo one; echo two; exit 1"]).complaint == "one")
    }

    @Test func readsNothingFromStandardInput() throws {
        #expect(try Spawn.run(["cat"]) == LinuxKernel.CommandResult(status: 0))
    }

    @Test func cutsLongOutputAndLetsTheProgramFinish() throws {
        let result = try Spawn.run(["sh", "-c", "head -c 300000 /dev/zero; exit 7"], limit: 1000)
        #expect(result.output.count == 1000)
        #expect(result.status == 7)
    }

    @Test func endsWhatTakesTooLongWithItsChildren() throws {
        let begin = Clock.monotonic()
        let result = try Spawn.run(["sh", "-c", "sleep 60 & sleep 60"], seconds: 0.2)
        #expect(result.timedOut)
        #expect(result.status == 137)
        #expect(!result.succeeded)
        #expect(Clock.monotonic() - begin < 10)
    }

    @Test func doesNotWaitForADaemonThatKeepsThePipes() throws {
        let begin = Clock.monotonic()
        let result = try Spawn.run(["sh", "-c", "sleep 5 & echo started"], seconds: 20)
        #expect(result.text == "started\n")
        #expect(Clock.monotonic() - begin < 4)
    }

    @Test func namesTheProgramThatIsNotThere() {
        #expect(throws: SystemError("posix_spawn", "no-such-program-here", code: 2)) {
            try Spawn.run(["no-such-program-here"])
        }
    }

    @Test func childDiesOfABrokenPipeAsUsual() throws {
        // SIGPIPE is 13; a shell that had inherited "ignore" could not even reset it.
        #expect(try Spawn.run(["sh", "-c", "kill -PIPE $$; echo survived"]).status == 141)
    }

    @Test func findsProgramsAsAShellDoes() {
        #expect(Spawn.find("sh", path: "/nonexistent:/bin") == "/bin/sh")
        #expect(Spawn.find("/bin/sh", path: "") == "/bin/sh")
        #expect(Spawn.find("/bin/no-such-program", path: "/bin") == nil)
        #expect(Spawn.find("no-such-program", path: "/bin:/usr/bin") == nil)
        #expect(Spawn.find("", path: "/bin") == nil)
        #expect(Spawn.find("etc", path: "/") == nil, "a folder is no program")
        #expect(Spawn.find("passwd", path: "/etc") == nil, "nor is a file that may not be executed")
    }
}
