import CLinux

/// The fields of `/proc/PID/stat` that Ostia reads (proc_pid_stat(5)).
package struct ProcessStat: Hashable, Sendable {
    package var name: String
    /// `R`, `S`, `D`, `Z`, `T` (stopped), `t` (traced) …
    package var state: Character
    package var parent: Int32
    package var group: Int32
    package var session: Int32
    /// The controlling terminal's device number; 0 for none.
    package var terminal: Int32
    /// The terminal's foreground process group; -1 for none.
    package var foregroundGroup: Int32
    /// User and system time so far, in clock ticks.
    package var cpuTicks: UInt64
    /// Clock ticks after boot; together with the pid it identifies the process.
    package var startTicks: UInt64
    /// How many threads it has; a zombie counts as one.
    package var threads: Int32
    /// Forked, and no other program was executed since (`PF_FORKNOEXEC`, bit 0x40 of the flags).
    package var isForkedOnly: Bool

    package init(
        name: String, state: Character = "S", parent: Int32 = 1, group: Int32 = 0, session: Int32 = 0,
        terminal: Int32 = 0, foregroundGroup: Int32 = -1, cpuTicks: UInt64 = 0, startTicks: UInt64 = 0,
        threads: Int32 = 1, isForkedOnly: Bool = false
    ) {
        self.name = name
        self.state = state
        self.parent = parent
        self.group = group
        self.session = session
        self.terminal = terminal
        self.foregroundGroup = foregroundGroup
        self.cpuTicks = cpuTicks
        self.startTicks = startTicks
        self.threads = threads
        self.isForkedOnly = isForkedOnly
    }

    /// Reads from the *last* parenthesis on: the name may itself hold parentheses, spaces and newlines.
    package init?(_ bytes: [UInt8]) {
        guard let open = bytes.firstIndex(of: UInt8(ascii: "(")), let close = bytes.lastIndex(of: UInt8(ascii: ")")),
            open < close
        else { return nil }
        var fields: [Int64] = []
        fields.reserveCapacity(24)
        var rest = bytes[(close + 1)...].drop { $0 == 32 }
        guard let state = rest.first else { return nil }
        rest = rest.dropFirst()
        var number: Int64 = 0
        var negative = false
        var inNumber = false
        for byte in rest {
            switch byte {
            case 48...57:
                number = number &* 10 &+ Int64(byte - 48)
                inNumber = true
            case 45: negative = true
            default:
                if inNumber { fields.append(negative ? -number : number) }
                (number, negative, inNumber) = (0, false, false)
            }
            if fields.count > 18 { break }
        }
        guard fields.count > 18 else { return nil }
        self.init(
            name: String(outside: bytes[(open + 1)..<close]), state: Character(Unicode.Scalar(state)),
            parent: Int32(truncatingIfNeeded: fields[0]), group: Int32(truncatingIfNeeded: fields[1]),
            session: Int32(truncatingIfNeeded: fields[2]), terminal: Int32(truncatingIfNeeded: fields[3]),
            foregroundGroup: Int32(truncatingIfNeeded: fields[4]),
            cpuTicks: UInt64(truncatingIfNeeded: fields[10] &+ fields[11]),
            startTicks: UInt64(truncatingIfNeeded: fields[18]), threads: Int32(truncatingIfNeeded: fields[16]),
            isForkedOnly: fields[5] & 0x40 != 0)
    }

    /// Whether it still runs: not a zombie, not dead. `kill(pid, 0)` succeeds on zombies too. One whose first thread has
    /// ended looks like a zombie while the others work on.
    package var isAlive: Bool { state != "Z" && state != "X" || threads > 1 && state == "Z" }
}

/// The clocks that turn start ticks into times of day.
package struct BootClock: Sendable {
    /// Clock ticks a second (`_SC_CLK_TCK`).
    package let ticksPerSecond: Double
    /// The moment of boot in seconds since 1970, rounded to a tick so that two runs say the same.
    package let boot: Double

    package init(ticksPerSecond: Double, boot: Double) {
        self.ticksPerSecond = ticksPerSecond
        self.boot = boot
    }

    /// This machine's: `CLOCK_REALTIME` less `CLOCK_BOOTTIME` (clock_gettime(2)).
    package static func now() -> BootClock {
        let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
        let offset = Clock.realtime() - Clock.boottime()
        return BootClock(ticksPerSecond: ticks, boot: (offset * ticks).rounded() / ticks)
    }

    /// When a process with these start ticks began, in seconds since 1970.
    package func time(_ startTicks: UInt64) -> Double { boot + Double(startTicks) / ticksPerSecond }
}

/// Readings of the kernel's clocks, in seconds.
package enum Clock {
    package static func realtime() -> Double { read(CLOCK_REALTIME) }
    package static func monotonic() -> Double { read(CLOCK_MONOTONIC) }
    package static func boottime() -> Double { read(CLOCK_BOOTTIME) }

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Sleeps without busy waiting; a signal may end it early.
    package static func sleep(_ seconds: Double) {
        guard seconds > 0 else { return }
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
        nanosleep(&time, nil)
    }
}
