import CLinux

/// The process file system (proc(5)) below some root, `/proc` unless a test made its own.
package struct ProcFS: Sendable {
    package let root: String

    package init(root: String = "/proc") { self.root = root }

    /// `root/PID/name`.
    package func path(_ pid: Int32, _ name: String) -> String { "\(root)/\(pid)/\(name)" }

    /// All process ids, newest (highest) first; empty when the folder cannot be read.
    package func processes() -> [Int32] {
        guard let directory = RawDirectory(path: root) else { return [] }
        var pids: [Int32] = []
        directory.forEach { name in
            if let pid = name.asNumber { pids.append(Int32(truncatingIfNeeded: pid)) }
            return true
        }
        return pids.sorted(by: >)
    }

    /// `/proc/PID/stat`, or `nil` once the process is gone.
    package func stat(_ pid: Int32) -> ProcessStat? {
        FileBytes.read(path(pid, "stat"), isOneRecord: true).flatMap { ProcessStat($0) }
    }

    /// The name a process gave itself or got from its executable, at most 15 bytes.
    package func name(_ pid: Int32) -> String? {
        FileBytes.read(path(pid, "comm")).map { bytes in
            String(outside: bytes.last == 10 ? bytes.dropLast() : bytes[...])
        }
    }

    /// The arguments; empty for a kernel thread or a zombie, `nil` when the process is gone or hidden.
    package func commandLine(_ pid: Int32) -> [String]? {
        FileBytes.read(path(pid, "cmdline"), limit: Self.longestCommandLine, isOneRecord: true).map(Self.strings)
    }

    /// Command lines are read up to here; one of 100 KB is real, one of megabytes tells no more.
    package static let longestCommandLine = 1 << 18

    /// The environment the process started with; `nil` without permission.
    package func environment(_ pid: Int32) -> [(name: String, value: String)]? {
        guard let bytes = FileBytes.read(path(pid, "environ")) else { return nil }
        return Self.strings(bytes).compactMap { entry in
            guard let equals = entry.firstIndex(of: "=") else { return nil }
            return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
        }
    }

    /// The executable's path and whether the file has been deleted or replaced since.
    package func executable(_ pid: Int32) -> (path: String, isDeleted: Bool)? {
        FileBytes.link(path(pid, "exe")).map(Self.executable)
    }

    static func executable(_ link: String) -> (path: String, isDeleted: Bool) {
        let mark = " (deleted)"
        // A file may really be called so; only a path that is not there was deleted.
        if link.hasSuffix(mark) && !FileBytes.exists(link) { return (String(link.dropLast(mark.count)), true) }
        return (link, false)
    }

    package func workingDirectory(_ pid: Int32) -> String? { FileBytes.link(path(pid, "cwd")) }

    /// Real user id, from `/proc/PID/status`: the folder's own owner is root for a process that is not dumpable.
    package func user(_ pid: Int32) -> UInt32? {
        guard let text = FileBytes.text(path(pid, "status")) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("Uid:") {
            return line.split(whereSeparator: { $0 == "\t" || $0 == " " }).dropFirst(2).first.flatMap { UInt32($0) }
        }
        return nil
    }

    /// The most memory it has had resident, in KiB (`VmHWM` of `/proc/PID/status`). Unlike getrusage(2)'s, this figure
    /// does not include what the parent had before it executed us.
    package func peakMemory(_ pid: Int32) -> Int? {
        for line in (FileBytes.text(path(pid, "status")) ?? "").split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(whereSeparator: { $0 == "\t" || $0 == " " }).dropFirst().first.flatMap { Int($0) }
        }
        return nil
    }

    /// The cgroup paths by hierarchy; the key of cgroup v2 is `""` (cgroups(7)).
    package func cgroups(_ pid: Int32) -> [String: String] {
        var out: [String: String] = [:]
        for line in (FileBytes.text(path(pid, "cgroup")) ?? "").split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if parts.count == 3 { out[String(parts[1])] = String(parts[2]) }
        }
        return out
    }

    /// The inode of a namespace (`net`, `pid`, `mnt` …) the process is in; `nil` without permission.
    package func namespace(_ pid: Int32, _ kind: String) -> UInt64? {
        FileBytes.link(path(pid, "ns/\(kind)")).flatMap(Self.namespaceInode)
    }

    /// The number in `mnt:[4026531841]`.
    static func namespaceInode(_ link: String) -> UInt64? {
        link.firstIndex(of: "[").flatMap { UInt64(link[link.index(after: $0)...].dropLast()) }
    }

    /// The target of one descriptor's link, such as `socket:[123]` or a path.
    package func descriptor(_ pid: Int32, _ fd: Int32) -> String? { FileBytes.link(path(pid, "fd/\(fd)")) }

    /// The socket's inode in a descriptor's target of the form `socket:[123]`; `nil` for any other.
    package static func socketInode(_ target: String) -> UInt32? {
        target.hasPrefix("socket:[") ? UInt32(target.dropFirst(8).dropLast()) : nil
    }

    /// All open descriptors and their targets; `nil` without permission.
    package func descriptors(_ pid: Int32) -> [(fd: Int32, target: String)]? {
        guard let directory = RawDirectory(path: path(pid, "fd")) else { return nil }
        var out: [(Int32, String)] = []
        directory.forEach { name in
            if let fd = name.asNumber, let link = FileBytes.link(at: directory.descriptor, "\(fd)") {
                out.append((Int32(truncatingIfNeeded: fd), link))
            }
            return true
        }
        return out
    }

    static func strings(_ bytes: [UInt8]) -> [String] {
        var pieces: [String] = []
        bytes.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: 0) ?? bytes.count
                pieces.append(String(outside: UnsafeRawBufferPointer(rebasing: bytes[start..<end])))
                start = end + 1
            }
        }
        return pieces
    }
}
