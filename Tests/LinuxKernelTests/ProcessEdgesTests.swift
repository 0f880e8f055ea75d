import CLinux
import TestSupport
import Testing

@testable import LinuxKernel

/// Programs that are run: what they get, what they leave, and how they are ended.
@Suite struct SpawnEdgesTests {
    @Test(arguments: [0, 1, 2, 77, 126, 255] as [Int32])
    func theExitCodeIsTheProgramsOwn(_ code: Int32) throws {
        let result = try Spawn.run(["sh", "-c", "exit \(code)"])
        #expect(result.status == code)
        #expect(result.succeeded == (code == 0))
        #expect(!result.timedOut)
    }

    @Test(arguments: [("KILL", 137), ("USR1", 138), ("TERM", 143)] as [(String, Int32)])
    func aSignalCountsAsAShellCounts(_ name: String, _ status: Int32) throws {
        #expect(try Spawn.run(["sh", "-c", "kill -\(name) $$; sleep 5"]).status == status)
    }

    @Test func argumentsArriveAsTheyAre() throws {
        let words = ["", "a b", "$HOME", "'\"", "\u{1B}[2J", "日本", "-n", "*"]
        let result = try Spawn.run(["sh", "-c", "printf '%s\\n' \"$@\"", "sh"] + words)
        #expect(result.text == words.map { "\($0)\n" }.joined())
    }

    @Test func itLeadsAGroupOfItsOwn() throws {
        let fields = try Spawn.run([
            "sh", "-c", "read pid name state parent group rest < /proc/$$/stat; echo $$ $group",
        ])
        .text.split(whereSeparator: \.isWhitespace)
        #expect(fields.count == 2)
        #expect(fields.first == fields.last)
    }

    @Test(arguments: [0, 1, 10, 16_384, 16_385])
    func eachStreamIsCutAtTheLimit(_ limit: Int) throws {
        let result = try Spawn.run(["sh", "-c", "head -c 40000 /dev/zero; head -c 40000 /dev/zero >&2"], limit: limit)
        #expect(result.output.count == limit)
        #expect(result.errors.count == limit)
        #expect(result.status == 0)
    }

    /// Both pipes are read at once: a program that fills one while the other is read would hang.
    @Test func twoFullStreamsDoNotBlockEachOther() throws {
        let script =
            "i=0; while [ $i -lt 40 ]; do head -c 10000 /dev/zero; head -c 10000 /dev/zero >&2; i=$((i+1)); done"
        let result = try Spawn.run(["sh", "-c", script], seconds: 60, limit: 1 << 20)
        #expect(result.output.count == 400_000)
        #expect(result.errors.count == 400_000)
    }

    @Test func whatWasSaidBeforeTheTimeWasOverIsKept() throws {
        let result = try Spawn.run(["sh", "-c", "echo before; echo why >&2; exec sleep 60"], seconds: 0.5)
        #expect(result.timedOut && !result.succeeded)
        #expect(result.text == "before\n")
        #expect(result.complaint == "why")
    }

    @Test(arguments: [[], [""], ["/no/such/program"], ["/etc"], ["/etc/passwd"]])
    func whatCannotBeRunThrows(_ arguments: [String]) {
        let error = #expect(throws: SystemError.self) { try Spawn.run(arguments) }
        #expect(error?.call == "posix_spawn")
        #expect(error?.subject == arguments.first ?? "")
        #expect(error.map { [ENOENT, EACCES, EFAULT, EINVAL].contains($0.code) } == true)
    }

    @Test(
        arguments: [
            ([], [], ""), (Array("out\nmore\n".utf8), [], "out"), (Array("out".utf8), Array("err\nx".utf8), "err"),
            ([], Array("\n\nlate\n".utf8), "late"), ([0xFF], [], "\\xff"), (Array("o".utf8), [10], ""),
        ] as [([UInt8], [UInt8], String)])
    func complaints(_ output: [UInt8], _ errors: [UInt8], _ complaint: String) {
        #expect(LinuxKernel.CommandResult(status: 1, output: output, errors: errors).complaint == complaint)
    }

    @Test func programsAreFoundInTheOrderOfThePath() {
        let folder = TemporaryFolder()
        let first = folder.write("a/tool", "", mode: 0o755)
        let second = folder.write("b/tool", "", mode: 0o755)
        folder.write("c/tool", "", mode: 0o644)
        folder.makeFolder("d/tool")
        func find(_ folders: String...) -> String? {
            Spawn.find("tool", path: folders.map { folder($0) }.joined(separator: ":"))
        }
        #expect(find("a", "b") == first)
        #expect(find("b", "a") == second)
        #expect(find("c", "d", "b") == second)
        #expect(find("c", "d") == nil)
        #expect(find("nowhere") == nil)
        #expect(Spawn.find(first, path: "/nowhere") == first)
    }
}

@Suite struct InterruptsTests {
    /// The signal goes to this thread alone, where it is blocked: nothing else in the process notices.
    @Test(arguments: [(SIGTERM, "TERM"), (SIGINT, "INT"), (SIGHUP, "HUP")])
    func aSignalBecomesAnAnswer(_ number: Int32, _ name: String) {
        let interrupts = Interrupts()
        #expect(interrupts.caught == nil)
        #expect(!interrupts.pause(0))
        pthread_kill(pthread_self(), number)
        #expect(interrupts.pause(10))
        #expect(interrupts.caught == Signal(number: number))
        #expect(interrupts.caught?.name == name)
        // Once is for ever, and costs no wait.
        #expect(interrupts.pause(60))
    }

    @Test func aPauseEndsWithItsTime() {
        let interrupts = Interrupts()
        let begin = Clock.monotonic()
        #expect(!interrupts.pause(0.05))
        #expect((0.045..<5).contains(Clock.monotonic() - begin))
        #expect(!interrupts.pause(-1))
    }

    @Test func somethingElseToReadEndsAPauseAtOnce() {
        var ends: [Int32] = [-1, -1]
        #expect(clinux_pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        #expect(clinux_write(ends[1], "x", 1) == 1)
        let interrupts = Interrupts()
        let begin = Clock.monotonic()
        #expect(!interrupts.pause(60, others: [ends[0]]))
        #expect(Clock.monotonic() - begin < 10)
    }

    @Test func releasingGivesTheSignalsBack() {
        func blocked() -> [Int32] {
            var set = sigset_t()
            pthread_sigmask(SIG_BLOCK, nil, &set)
            return [SIGINT, SIGTERM, SIGHUP].filter { sigismember(&set, $0) == 1 }
        }
        let before = blocked()
        let interrupts = Interrupts()
        #expect(blocked() == [SIGINT, SIGTERM, SIGHUP])
        interrupts.release()
        #expect(blocked() == before)
        interrupts.release()
        #expect(blocked() == before)
    }
}

@Suite struct SignalNamesTests {
    @Test(
        arguments: [
            ("HUP", 1), ("INT", 2), ("QUIT", 3), ("ABRT", 6), ("KILL", 9), ("USR1", 10), ("USR2", 12), ("PIPE", 13),
            ("ALRM", 14), ("TERM", 15), ("CONT", 18), ("STOP", 19), ("TSTP", 20), ("WINCH", 28),
        ] as [(String, Int32)])
    func areReadInEveryForm(_ name: String, _ number: Int32) {
        for text in [name, "SIG\(name)", name.lowercased(), "sig\(name.lowercased())", "\(number)", "0\(number)"] {
            #expect(Signal(text) == Signal(number: number))
        }
        #expect(Signal(number: number).name == name)
    }

    @Test(arguments: ["SIGSIGTERM", " TERM", "TERM\n", "15 ", "1.5", "0x9", "99999999999", "TÉRM", "-15", "+"])
    func nothingElseIs(_ text: String) { #expect(Signal(text) == nil) }

    @Test func haveTheNumbersOfTheKernel() {
        #expect(Signal.none.number == 0 && Signal.hangUp.number == 1 && Signal.interrupt.number == 2)
        #expect(Signal.kill.number == 9 && Signal.terminate.number == 15 && Signal.resume.number == 18)
        #expect(Signal(number: 64).name == "64")
    }
}

@Suite struct ClockTests {
    @Test func clocksRun() {
        let (monotonic, boot) = (Clock.monotonic(), Clock.boottime())
        Clock.sleep(0.01)
        #expect(Clock.monotonic() - monotonic >= 0.009)
        #expect(Clock.boottime() - boot >= 0.009)
        // 2020-01-01: a realtime clock in other units would be far off.
        #expect(Clock.realtime() > 1_577_836_800 && Clock.realtime() < 10_000_000_000)
        #expect(Clock.boottime() + 0.001 >= monotonic)
    }

    @Test func aSleepOfNothingReturns() {
        let begin = Clock.monotonic()
        for seconds in [0, -1, -Double.infinity] { Clock.sleep(seconds) }
        #expect(Clock.monotonic() - begin < 1)
    }

    @Test func twoReadingsOfTheBootClockAgree() {
        let (first, second) = (BootClock.now(), BootClock.now())
        #expect(first.ticksPerSecond == 100)
        #expect(abs(first.boot - second.boot) <= 0.02)
        #expect(BootClock(ticksPerSecond: 250, boot: 10).time(500) == 12)
        #expect(BootClock(ticksPerSecond: 100, boot: 0).time(.max) > 1e17)
    }
}

@Suite struct CurrentProcessTests {
    @Test func isTheOneTheKernelKnows() throws {
        #expect(FileBytes.link("/proc/self") == "\(CurrentProcess.id)")
        #expect(CurrentProcess.isRoot == (CurrentProcess.user == 0))
        let directory = try #require(CurrentProcess.directory())
        #expect(FileBytes.status(directory)?.inode == FileBytes.status(".")?.inode)
        #expect(CurrentProcess.environment()["PATH"]?.isEmpty == false)
        #expect(CurrentProcess.environment()[""] == nil)
    }

    @Test(
        arguments: [
            (EACCES, true, false, false, false), (EPERM, true, false, false, false),
            (ENOENT, false, true, false, false), (EADDRINUSE, false, false, true, false),
            (EAFNOSUPPORT, false, false, false, true), (EADDRNOTAVAIL, false, false, false, true),
            (EIO, false, false, false, false),
        ] as [(Int32, Bool, Bool, Bool, Bool)])
    func errorsAreToldApart(_ code: Int32, _ permission: Bool, _ file: Bool, _ inUse: Bool, _ address: Bool) {
        let error = SystemError("call", "it", code: code)
        #expect(error.isPermission == permission && error.isMissingFile == file)
        #expect(error.isAddressInUse == inUse && error.isMissingAddress == address)
    }

    @Test func errorsSayWhatHappenedToWhat() {
        #expect(SystemError("bind", "127.0.0.1:80", code: EACCES).description == "bind 127.0.0.1:80: Permission denied")
        #expect(SystemError("fork", code: EAGAIN).description == "fork: Resource temporarily unavailable")
        #expect(SystemError.text(of: ENOENT) == "No such file or directory")
    }
}
