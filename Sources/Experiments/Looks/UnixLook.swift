package import Diagnosis
package import LinuxKernel

/// Unix sockets that listen, and what is at a path that should be one (unix(7)).
package struct UnixLook {
    private let machine: Machine
    private let rows: () -> [UnixRow]

    package init(_ machine: Machine) {
        self.init(machine) { (try? UnixTable.sockets(procRoot: machine.proc.root)) ?? [] }
    }

    init(_ machine: Machine, rows: @escaping () -> [UnixRow]) {
        self.machine = machine
        self.rows = rows
    }

    /// Every listening socket with a name, by name.
    package func listeners() -> [UnixFact] {
        let listening = rows().filter { $0.isListening && $0.name != nil }
        let owners = owners(of: listening)
        return listening.compactMap { row in
            row.name.map { name in
                let pids = owners[row.inode] ?? []
                return UnixFact(
                    path: name, owners: pids, name: pids.first.flatMap { machine.proc.stat($0)?.name } ?? "")
            }
        }.sorted { ($0.path, $0.owners.first ?? 0) < ($1.path, $1.owners.first ?? 0) }
    }

    /// What is at a path. The table answers first: a connection would be noticed by a server, and is tried only where
    /// the table knows of none.
    package func socket(at path: String) -> UnixPath {
        if path.hasPrefix("@") {
            let found = rows().filter { $0.isListening && $0.name == path }
            return found.isEmpty ? UnixPath(.missing) : UnixPath(.listening, owners: pids(found))
        }
        guard let status = FileBytes.status(machine.root + path) else {
            if FileBytes.isMissing(machine.root + path) {
                let folder = path.split(separator: "/").dropLast().joined(separator: "/")
                return UnixPath(
                    FileBytes.status("\(machine.root)/\(folder)")?.isDirectory ?? false ? .missing : .missingFolder)
            }
            return UnixPath(.forbidden)
        }
        guard status.isSocket else { return UnixPath(.notASocket) }
        let mayOpen = FileBytes.mayWrite(machine.root + path)
        let found = rows().filter { $0.name == path && ($0.isListening || $0.kind == .datagram) }
        if !found.isEmpty { return UnixPath(mayOpen ? .listening : .forbidden, owners: pids(found)) }
        guard mayOpen else { return UnixPath(.forbidden) }
        // A server behind another name of the file, or in another network namespace, is in no row of ours.
        return UnixPath(UnixProbe.isRefused(machine.root + path) ? .stale : .listening)
    }

    private func pids(_ rows: [UnixRow]) -> [Int32] {
        let owners = owners(of: rows)
        return Set(rows.flatMap { owners[$0.inode] ?? [] }).sorted()
    }

    private func owners(of rows: [UnixRow]) -> [UInt32: [Int32]] {
        let search = machine.proc.holders(of: Set(rows.map(\.inode)), among: machine.proc.processes())
        return Dictionary(grouping: search.holders, by: \.inode).mapValues { Set($0.map(\.pid)).sorted() }
    }
}
