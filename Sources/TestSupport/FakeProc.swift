import Foundation
package import LinuxKernel

/// A `/proc` of a test's own making, in a temporary folder: only what is put in is there.
package final class FakeProc: Sendable {
    package let folder = TemporaryFolder()

    package init() {}

    package var root: String { folder.path }
    package var proc: ProcFS { ProcFS(root: root) }

    /// Adds a process.
    ///
    /// - Parameters:
    ///   - command: the arguments; a process that rewrote them may have spaces where others have zero bytes.
    ///   - sockets: descriptor numbers and the inodes of the sockets they refer to.
    ///   - files: descriptor numbers and the paths (or `pipe:[1]`) they refer to.
    ///   - cgroup: the path in the cgroup v2 hierarchy.
    ///   - namespaces: inodes by kind (`net`, `pid` …).
    package func add(
        _ pid: Int32, name: String = "server", state: Character = "S", parent: Int32 = 1, group: Int32? = nil,
        session: Int32? = nil, terminal: Int32 = 0, cpuTicks: UInt64 = 0, startTicks: UInt64 = 100,
        command: [String] = [], environment: [String] = [], user: UInt32 = 0, cgroup: String? = nil,
        executable: String? = nil, directory: String? = nil, sockets: [Int32: UInt32] = [:],
        files: [Int32: String] = [:], namespaces: [String: UInt64] = [:]
    ) {
        folder.write(
            "\(pid)/stat",
            Self.stat(
                pid, name: Array(name.utf8), state: state, parent: parent, group: group ?? pid,
                session: session ?? pid, terminal: terminal, cpuTicks: cpuTicks, startTicks: startTicks))
        folder.write("\(pid)/comm", name + "\n")
        folder.write("\(pid)/cmdline", Self.zeroTerminated(command))
        folder.write("\(pid)/environ", Self.zeroTerminated(environment))
        folder.write(
            "\(pid)/status",
            "Name:\t\(name)\nState:\t\(state) (state)\nPid:\t\(pid)\nPPid:\t\(parent)\n"
                + "Uid:\t\(user)\t\(user)\t\(user)\t\(user)\nGid:\t\(user)\t\(user)\t\(user)\t\(user)\n")
        folder.write("\(pid)/cgroup", cgroup.map { "0::\($0)\n" } ?? "")
        if let executable { folder.link("\(pid)/exe", to: executable) }
        if let directory { folder.link("\(pid)/cwd", to: directory) }
        folder.makeFolder("\(pid)/fd")
        for (fd, inode) in sockets { folder.link("\(pid)/fd/\(fd)", to: "socket:[\(inode)]") }
        for (fd, path) in files { folder.link("\(pid)/fd/\(fd)", to: path) }
        for (kind, inode) in namespaces { folder.link("\(pid)/ns/\(kind)", to: "\(kind):[\(inode)]") }
    }

    /// The process ends; what it held is closed.
    package func remove(_ pid: Int32) { folder.remove("\(pid)") }

    /// Puts a value below `sys`, such as `net/ipv4/ip_local_port_range`.
    package func setSysctl(_ name: String, _ value: String) { folder.write("sys/\(name)", value + "\n") }

    /// A line of `/proc/PID/stat` as the kernel writes it (proc_pid_stat(5)): 52 fields.
    package static func stat(
        _ pid: Int32, name: [UInt8], state: Character = "S", parent: Int32 = 1, group: Int32 = 0, session: Int32 = 0,
        terminal: Int32 = 0, cpuTicks: UInt64 = 0, startTicks: UInt64 = 0
    ) -> [UInt8] {
        let before = "\(state) \(parent) \(group) \(session) \(terminal) -1 4194560 0 0 0 0 "
        let middle = "\(cpuTicks) 0 0 0 20 0 1 0 \(startTicks) "
        let after = Array(repeating: "0", count: 30).joined(separator: " ")
        return Array("\(pid) (".utf8) + name + Array(") \(before)\(middle)\(after)\n".utf8)
    }

    private static func zeroTerminated(_ strings: [String]) -> [UInt8] { strings.flatMap { Array($0.utf8) + [0] } }
}
