/// The lines of `/proc/PID/status` that are asked for (proc_pid_status(5)).
package struct ProcessStatus: Hashable, Sendable {
    /// The effective user.
    package var user: UInt32?
    /// The process that traces it (ptrace(2)); 0 for none.
    package var tracer: Int32 = 0
    /// The effective capabilities (capabilities(7)), a bit each.
    package var capabilities: UInt64 = 0
    package var hasNoNewPrivileges = false
    /// 0 for none, 1 strict, 2 a filter (seccomp(2)).
    package var seccomp = 0
    /// The most memory it has had resident, in KiB; kernel threads have none.
    package var peakMemory: Int?

    package init() {}

    /// Reads bytes, not text: a look at the machine reads some hundred of these.
    package init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: 10) {
            guard let colon = line.firstIndex(of: 58) else { continue }
            let value = line[(colon + 1)...]
            // The first letter settles it for most of the fifty lines.
            switch line.first {
            case UInt8(ascii: "U") where Self.name(line, colon, "Uid"):
                user = Self.words(value).dropFirst().first.flatMap { UInt32(Self.text($0)) }
            case UInt8(ascii: "T") where Self.name(line, colon, "TracerPid"):
                tracer = Int32(Self.first(value)) ?? 0
            case UInt8(ascii: "C") where Self.name(line, colon, "CapEff"):
                capabilities = UInt64(Self.first(value), radix: 16) ?? 0
            case UInt8(ascii: "N") where Self.name(line, colon, "NoNewPrivs"):
                hasNoNewPrivileges = Self.first(value) == "1"
            case UInt8(ascii: "S") where Self.name(line, colon, "Seccomp"): seccomp = Int(Self.first(value)) ?? 0
            case UInt8(ascii: "V") where Self.name(line, colon, "VmHWM"): peakMemory = Int(Self.first(value))
            default: break
            }
        }
    }

    private static func name(_ line: ArraySlice<UInt8>, _ colon: Int, _ name: StaticString) -> Bool {
        name.withUTF8Buffer { line[..<colon].elementsEqual($0) }
    }

    private static func words(_ value: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        value.split { $0 == 9 || $0 == 32 }
    }

    private static func first(_ value: ArraySlice<UInt8>) -> String { words(value).first.map(text) ?? "" }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension ProcFS {
    /// `/proc/PID/status`, or `nil` once the process is gone.
    package func status(_ pid: Int32) -> ProcessStatus? {
        FileBytes.read(path(pid, "status"), isOneRecord: true).map { ProcessStatus($0) }
    }
}

extension ProcessVisit {
    /// The process's status, or `nil` once it is gone.
    package func status() -> ProcessStatus? {
        FileBytes.read(at: folder, "status", isOneRecord: true).map { ProcessStatus($0) }
    }
}
