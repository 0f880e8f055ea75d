/// How a process ended, as wait(2) tells it.
package struct Ending: Hashable, Sendable {
    /// The exit code; 0 where a signal ended it.
    package var code: Int32
    /// The signal's number; 0 where it exited by itself.
    package var signal: Int32
    /// Whether the kernel's out-of-memory killer is known to have done it.
    package var wasOutOfMemory: Bool
    /// The most memory it had, in bytes; 0 where unknown.
    package var peakMemory: Int

    package init(code: Int32 = 0, signal: Int32 = 0, wasOutOfMemory: Bool = false, peakMemory: Int = 0) {
        self.code = code
        self.signal = signal
        self.wasOutOfMemory = wasOutOfMemory
        self.peakMemory = peakMemory
    }

    /// From a status of wait(2).
    package init(waitStatus: Int32, peakMemory: Int = 0) {
        let signal = waitStatus & 0x7f
        self.init(code: signal == 0 ? (waitStatus >> 8) & 0xff : 0, signal: signal, peakMemory: peakMemory)
    }

    package func isSuccess(_ codes: [Int32] = []) -> Bool { signal == 0 && (code == 0 || codes.contains(code)) }

    /// As shells count: 128 and the signal's number.
    package var shellStatus: Int32 { signal == 0 ? code : 128 + signal }

    /// In words: `exited with 1`, `killed by SIGKILL`.
    package var text: String {
        if wasOutOfMemory { return "killed by the kernel: out of memory" }
        if signal == 0 { return "exited with \(code)" }
        return "killed by \(Self.names[signal].map { "SIG\($0)" } ?? "signal \(signal)")"
    }

    /// The numbers of signal(7) that are the same on every architecture Linux and macOS run on, of those that end a
    /// process by themselves.
    private static let names: [Int32: String] = [
        1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 8: "FPE", 9: "KILL", 11: "SEGV", 13: "PIPE",
        14: "ALRM", 15: "TERM",
    ]
}
