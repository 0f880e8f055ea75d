package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Looks at one process: its environment, its sockets, its last words.
package struct ProcessLooks {
    private let machine: Machine

    /// Bytes from the end of an output file.
    static let lastBytes = 16 << 10

    package init(_ machine: Machine) { self.machine = machine }

    /// The environment it started with; `nil` without permission. Of a name given twice the first counts, as for getenv(3).
    package func environment(of pid: Int32) -> [String: String]? {
        machine.proc.environment(pid).map {
            Dictionary($0.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Every TCP and UDP socket it holds, in any state.
    package func sockets(of pid: Int32) -> [SocketFact] {
        var descriptors: [UInt32: Int32] = [:]
        for (fd, target) in machine.proc.descriptors(pid) ?? [] {
            if let inode = ProcFS.socketInode(target) { descriptors[inode] = fd }
        }
        guard !descriptors.isEmpty else { return [] }
        var rows: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            let every = UInt32.max & ~SocketState.boundInactive.bit
            rows += (try? machine.sockets.sockets(SocketQuery(.tcp, family, states: every))) ?? []
            rows += (try? machine.sockets.sockets(SocketQuery(.udp, family, states: every))) ?? []
            let bound = SocketQuery(.tcp, family, states: SocketState.boundInactive.bit)
            for var row in (try? machine.sockets.sockets(bound)) ?? [] {
                // The kernel answers this question with rows that say CLOSE.
                row.state = .boundInactive
                rows.append(row)
            }
        }
        return rows.compactMap { row in
            guard let fd = descriptors[row.inode] else { return nil }
            var fact = SocketFact(row)
            fact.owners = [pid]
            if fact.isListener { fact.closesOnExec = closesOnExec(pid, fd) }
            return fact
        }
    }

    /// The `flags:` line of /proc/PID/fdinfo/FD, in octal; O_CLOEXEC in it is the descriptor's own mark (proc_pid_fdinfo(5)).
    func closesOnExec(_ pid: Int32, _ fd: Int32) -> Bool? {
        for line in (FileBytes.text(machine.proc.path(pid, "fdinfo/\(fd)")) ?? "").split(separator: "\n")
        where line.hasPrefix("flags:") {
            return line.split(whereSeparator: \.isWhitespace).last.flatMap { Int($0, radix: 8) }
                .map { $0 & 0o2000000 != 0 }
        }
        return nil
    }

    /// The last lines of what it wrote, where standard output or error is a regular file; `nil` where it is none.
    package func output(of pid: Int32) -> [String]? {
        for fd in [Int32(2), 1] {
            guard let target = machine.proc.descriptor(pid, fd), target.hasPrefix("/"), !target.hasPrefix("/dev/"),
                // By the descriptor: the file may have been moved since, or lie in a container.
                let bytes = FileBytes.tail(machine.proc.path(pid, "fd/\(fd)"), bytes: Self.lastBytes), !bytes.isEmpty
            else { continue }
            var lines = bytes.split(separator: 10).map { String(outside: $0) }
            // What was cut in the middle is no line.
            if bytes.count == Self.lastBytes, lines.count > 1 { lines.removeFirst() }
            return lines
        }
        return nil
    }
}
