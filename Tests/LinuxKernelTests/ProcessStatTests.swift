import TestSupport
import Testing

@testable import LinuxKernel

@Suite("/proc/PID/stat")
struct ProcessStatTests {
    @Test("is read field by field")
    func reads() throws {
        let text =
            "4242 (node) S 17 4242 17 34816 4242 4194304 9000 0 1 0 123 45 0 0 20 0 11 0 987654 1000 200 184467 1 1 0 0 0 0 0"
        #expect(
            ProcessStat(Array(text.utf8))
                == ProcessStat(
                    name: "node", state: "S", parent: 17, group: 4242, session: 17, terminal: 34816,
                    foregroundGroup: 4242, cpuTicks: 168, startTicks: 987_654, threads: 11))
    }

    @Test("tells a fork from a program of its own", arguments: [("4194368", true), ("4194304", false), ("64", true)])
    func forks(flags: String, isForkedOnly: Bool) {
        let text = "7 (python3) S 1 7 7 0 -1 \(flags) 0 0 0 0 1 1 0 0 20 0 1 0 55 0 0"
        #expect(ProcessStat(Array(text.utf8))?.isForkedOnly == isForkedOnly)
    }

    @Test(
        "survives every name a process can give itself",
        arguments: [
            "a) S 1 (b", "))))", "((", ") Z 0 0 0", "a b  c", "tab\there", "new\nline", "\u{1B}[31mred", "", "名前",
            "-1 -2",
        ])
    func evilNames(name: String) {
        let bytes = FakeProc.stat(7, name: Array(name.utf8), state: "R", parent: 3, cpuTicks: 9, startTicks: 55)
        #expect(ProcessStat(bytes) == ProcessStat(name: name, state: "R", parent: 3, cpuTicks: 9, startTicks: 55))
    }

    @Test("shows a name that is not UTF-8")
    func notUTF8() {
        #expect(ProcessStat(FakeProc.stat(7, name: [0xFF, 0x61, 0xC3]))?.name == "\\xffa\\xc3")
    }

    @Test(
        "that is not whole is none",
        arguments: ["", "1", "1 (x", "1 x) S 1", ")(", "1 (x)", "1 (x) ", "1 (x) S", "1 (x) S 1 2 3", ") S (1 2 3"])
    func broken(text: String) {
        #expect(ProcessStat(Array(text.utf8)) == nil)
    }

    @Test("keeps a start time that needs 64 bits")
    func largeStart() {
        #expect(ProcessStat(FakeProc.stat(7, name: [97], startTicks: 1 << 50))?.startTicks == 1 << 50)
    }

    @Test(
        "tells the living from the dead",
        arguments: zip("RSDTtIZX", [true, true, true, true, true, true, false, false]))
    func alive(state: Character, alive: Bool) {
        #expect(ProcessStat(name: "x", state: state).isAlive == alive)
    }

    @Test("sees that a zombie with threads still runs", arguments: [(1, "Z", false), (2, "Z", true), (2, "X", false)])
    func firstThreadEnded(threads: Int32, state: Character, alive: Bool) {
        #expect(ProcessStat(name: "x", state: state, threads: threads).isAlive == alive)
    }

    @Test("turns ticks into a time of day")
    func clock() {
        #expect(BootClock(ticksPerSecond: 100, boot: 1000).time(250) == 1002.5)
    }

    @Test("of this very process is a start in the past")
    func ownStart() throws {
        let stat = try #require(ProcFS().stat(CurrentProcess.id))
        let age = Clock.realtime() - BootClock.now().time(stat.startTicks)
        #expect(age > -1 && age < 24 * 3600)
        #expect(stat.isAlive)
    }
}
