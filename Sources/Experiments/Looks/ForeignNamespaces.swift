package import Diagnosis
import Endpoints
import Inventory
package import LinuxKernel

/// Sockets that listen on a port in network namespaces other than ours, read through a process in each
/// (proc_pid_net(5)). The owner of a socket is found where its process may be looked into.
package struct ForeignNamespaces {
    private let machine: Machine

    /// Namespaces looked into; a machine full of containers has some hundred.
    static let mostNamespaces = 256

    package init(_ machine: Machine) { self.machine = machine }

    /// TCP listeners and unconnected UDP sockets with this port.
    package func listeners(on port: UInt16) -> [ForeignListener] {
        let own = [namespace(machine.processID), tables(machine.processID)].compactMap { $0 }
        guard !own.isEmpty else { return [] }
        var members: [UInt64: [Int32]] = [:]
        for pid in machine.proc.processes().reversed() {
            // The link is its own user's and root's alone; the tables behind `net` are everybody's.
            if let namespace = namespace(pid) ?? tables(pid), !own.contains(namespace) {
                members[namespace, default: []].append(pid)
            }
        }
        var seen: Set<UInt32> = []
        return members.sorted { $0.value[0] < $1.value[0] }.prefix(Self.mostNamespaces).flatMap { namespace, pids in
            listeners(on: port, namespace: namespace, pids: pids)
                // One namespace may have been met under both numbers.
                .filter { $0.inode == 0 || seen.insert($0.inode).inserted }.map(\.listener)
        }
    }

    /// Everything that listens in the network namespace of a process; `nil` when it is ours or cannot be read.
    func all(of pid: Int32, container: String?) -> [ForeignListener]? {
        guard let number = namespace(pid) ?? tables(pid), number != namespace(machine.processID),
            number != tables(machine.processID), let rows = Self.rows(machine.proc, pid, port: 0)
        else { return nil }
        let name = machine.proc.stat(pid)?.name ?? "?"
        return rows.map {
            ForeignListener($0.local, namespace: number, pid: pid, name: name, container: container)
        }
    }

    private func namespace(_ pid: Int32) -> UInt64? { machine.proc.namespace(pid, "net") }

    /// The inode of a process's `net/tcp`: the kernel makes the file once for each namespace.
    private func tables(_ pid: Int32) -> UInt64? { FileBytes.status(machine.proc.path(pid, "net/tcp"))?.inode }

    private func listeners(on port: UInt16, namespace: UInt64, pids: [Int32]) -> [(
        inode: UInt32, listener: ForeignListener
    )] {
        // A zombie's tables are gone; the next process has the same ones.
        guard let rows = pids.firstResult({ Self.rows(machine.proc, $0, port: port) }), !rows.isEmpty else {
            return []
        }
        let holders = machine.proc.holders(of: Set(rows.map(\.inode)), among: pids).holders
        return rows.map { row in
            let owners = holders.filter { $0.inode == row.inode && row.inode != 0 }.map(\.pid)
            let pid = owners.min() ?? pids[0]
            let container = CgroupPlace(hierarchies: machine.proc.cgroups(pid)).container
            let name = machine.proc.stat(pid)?.name ?? "?"
            return (
                row.inode,
                ForeignListener(
                    row.local, namespace: namespace, pid: pid, name: name, container: container?.shortID)
            )
        }
    }

    /// The listeners in the network namespace of a process, of one port or of all (0); `nil` when its tables cannot be
    /// read.
    static func rows(_ proc: ProcFS, _ pid: Int32, port: UInt16) -> [SocketRow]? {
        let folder = proc.path(pid, "net")
        guard FileBytes.read("\(folder)/tcp", limit: 1) != nil else { return nil }
        let table = ProcNetTable(folder: folder)
        var rows: [SocketRow] = []
        for family in IPAddress.Family.allCases {
            rows +=
                (try? table.sockets(SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: port))) ?? []
            rows +=
                (try? table.sockets(SocketQuery(.udp, family, states: SocketQuery.unconnected, localPort: port)))
                ?? []
        }
        return rows.sorted { ($0.local, $0.inode) < ($1.local, $1.inode) }
    }
}
