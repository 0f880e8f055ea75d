package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Looks that take a while or come from the kernel's own words: a port watched, and the kernel's log.
package struct MomentLooks {
    private let machine: Machine
    private let sleep: (Double) -> Void

    /// Seconds between two looks at a port, and how many looks there are: 1.5 s.
    static let pause = 0.05
    static let count = 31

    package init(_ machine: Machine) { self.init(machine, sleep: Clock.sleep) }

    init(_ machine: Machine, sleep: @escaping (Double) -> Void) {
        self.machine = machine
        self.sleep = sleep
    }

    /// Whether anything listens on a TCP port, look by look, without connecting.
    package func watch(_ port: UInt16) -> PortWatch {
        var watch = PortWatch(looks: [])
        var known: Set<UInt32> = []
        for i in 0..<Self.count {
            if i > 0 { sleep(Self.pause) }
            var rows: [SocketRow] = []
            for family in IPAddress.Family.allCases {
                let query = SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: port)
                rows += (try? machine.sockets.sockets(query)) ?? []
            }
            watch.looks.append(!rows.isEmpty)
            let new = Set(rows.map(\.inode)).subtracting(known)
            guard !new.isEmpty else { continue }
            known.formUnion(new)
            let holders = machine.proc.holders(of: new, among: machine.proc.processes()).holders
            for pid in Set(holders.map(\.pid)).sorted() where !watch.pids.contains(pid) { watch.pids.append(pid) }
        }
        return watch
    }

    /// The lines of the kernel's log that matter here, the newest last.
    package func kernelLog() -> KernelLog {
        guard let messages = KernelMessages.read("\(machine.root)/dev/kmsg") else {
            return KernelLog(isReadable: false)
        }
        return KernelLog(isReadable: true, lines: messages.filter(Self.matters).suffix(200))
    }

    static func matters(_ line: String) -> Bool {
        let line = line.lowercased()
        return Self.marks.contains { line.contains($0) }
    }

    /// Words of the kernel's own messages: mm/oom_kill.c, nf_conntrack_core.c, tcp_input.c, kernel/audit.c.
    private static let marks = [
        "out of memory", "oom-kill", "oom_reaper", "killed process", "nf_conntrack: table full",
        "nf_conntrack: nf_conntrack: table full", "possible syn flooding", "apparmor=\"denied\"", "avc:  denied",
        "seccomp", "segfault at", "too many orphaned sockets", "tcp: out of memory", "neighbour table overflow",
        "time wait bucket table overflow",
    ]
}
