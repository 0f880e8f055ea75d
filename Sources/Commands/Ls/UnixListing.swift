import Inventory
import LinuxKernel
import Terminal

/// `ostia ls --unix`: Unix sockets that listen or have a name, with their owners.
enum UnixListing {
    struct Entry {
        var row: UnixRow
        var owners: [Owner]
        /// How many connections lead to it.
        var connections: Int
        /// A socket file that is no longer there: nobody can connect to it by its name.
        var isStale: Bool
    }

    static func entries(_ survey: Survey, _ filter: SocketFilter, _ users: Users) throws -> [Entry] {
        entries(try UnixTable.sockets(procRoot: survey.machine.proc.root), survey, filter, users)
    }

    static func entries(_ all: [UnixRow], _ survey: Survey, _ filter: SocketFilter, _ users: Users) -> [Entry] {
        var connected: [String: Int] = [:]
        for row in all where row.isConnected { if let name = row.name { connected[name, default: 0] += 1 } }
        let shown = all.filter { $0.isListening || $0.kind == .datagram && $0.name != nil }
        let holders = Dictionary(
            grouping: survey.machine.proc.holders(
                of: Set(shown.map(\.inode)), among: survey.machine.proc.processes()
            ).holders, by: \.inode)
        return shown.map { row in
            var seen = Set<Int32>()
            let owners = (holders[row.inode] ?? []).sorted { $0.pid < $1.pid }
                .filter { seen.insert($0.pid).inserted }
                .map { Owner(process: survey.book.record($0.pid), fd: $0.fd) }
            return Entry(
                row: row, owners: owners, connections: row.name.flatMap { connected[$0] } ?? 0,
                isStale: isStale(row, owners, survey.machine))
        }
        .filter { matches($0, filter, users) }
        .sorted { ($0.row.name ?? "~", $0.row.inode) < ($1.row.name ?? "~", $1.row.inode) }
    }

    /// Whether the socket's file is gone, here and where its owners see files: a container has folders of its own.
    private static func isStale(_ row: UnixRow, _ owners: [Owner], _ machine: Machine) -> Bool {
        guard let name = row.name, name.hasPrefix("/") else { return false }
        return FileBytes.isMissing(machine.root + name)
            && !owners.contains { FileBytes.exists(machine.proc.path($0.process.pid, "root") + name) }
    }

    private static func matches(_ entry: Entry, _ filter: SocketFilter, _ users: Users) -> Bool {
        var verdicts: [Int: Bool] = [:]
        for term in filter.terms where verdicts[term.kind] != true {
            verdicts[term.kind] = matches(entry, term, users)
        }
        return verdicts.values.allSatisfy { $0 }
    }

    private static func matches(_ entry: Entry, _ term: FilterTerm, _ users: Users) -> Bool {
        switch term {
        case .word(let word), .process(let word):
            entry.row.name?.lowercased().contains(word.lowercased()) ?? false
                || entry.owners.contains { $0.process.displayName.lowercased().contains(word.lowercased()) }
        case .pid(let pid): entry.owners.contains { $0.process.pid == pid }
        case .user(let name): entry.owners.contains { $0.process.user == users.id(name) }
        default: false
        }
    }

    static func lines(_ entries: [Entry], width: Int?, color: Bool) -> [String] {
        var table = Table([
            TableColumn("SOCKET", minimum: 16), TableColumn("KIND"), TableColumn("NAME", minimum: 8),
            TableColumn("PID", .right), TableColumn("CONNECTIONS", .right), TableColumn("NOTE"),
        ])
        for entry in entries {
            let main = entry.owners.first?.process
            let more = entry.owners.count > 1 ? " +\(entry.owners.count - 1)" : ""
            let isFull = entry.row.isListening && entry.row.receiveQueue > entry.row.sendQueue
            table.add([
                Cell(entry.row.name ?? "(no name)", .bold), Cell(entry.row.kind.rawValue, .dim),
                Cell(main?.displayName ?? "(no process)", main == nil ? .dim : .plain),
                Cell(main.map { "\($0.pid)\(more)" } ?? ""), Cell("\(entry.connections)"),
                entry.isStale ? Cell("file gone", .yellow) : isFull ? Cell("does not accept", .red) : Cell(""),
            ])
        }
        let body = entries.isEmpty ? [] : table.lines(width: width, color: color)
        let footer = "\(entries.count) Unix socket\(entries.count == 1 ? "" : "s")"
        return body + [Listing.footer(footer, width: width, color: color)]
    }
}
