import Endpoints
import Inventory

/// What `ostia ls` was asked for.
struct LsOptions: Hashable, Sendable {
    var filter = SocketFilter() {
        didSet { if filter.isAboutConnections { showsConnections = true } }
    }
    var showsConnections = false
    var showsBound = false
    var showsUnix = false
    var columns: [ListColumn] = []
    var sort: ListSort = .port
    var isReversed = false
    var watches = false
    /// Seconds between two looks of `--watch`.
    var interval = 1.0
    /// Walks every process instead of proving remembered holders.
    var isExact = false

    init() {}

    /// The part of the kernel's tables that can hold what is asked for.
    var scope: Survey.Scope {
        Survey.Scope(filter.transports, port: filter.onlyPort, kind: showsBound ? .bound : .listening)
    }

    var isAboutProcesses: Bool { shownColumns.contains { $0.isAboutProcess } }

    /// The columns asked for, or the usual ones.
    var shownColumns: [ListColumn] {
        !columns.isEmpty ? columns : showsBound ? ListColumn.usualBound : ListColumn.usual
    }
}

/// A column of the listing of listeners.
enum ListColumn: String, Sendable, CaseIterable {
    case proto, endpoint, address, port, name, pid, owners, user, what, project, branch, up, started, exposure, queue
    case state, container, unit, command, executable, directory, inode, cookie

    static let usual: [ListColumn] = [.proto, .endpoint, .name, .pid, .what, .project, .up, .exposure]
    static let usualBound: [ListColumn] = [.proto, .endpoint, .state, .name, .pid, .what, .project, .up]

    /// Whether it tells something of the process, which costs reading about it.
    var isAboutProcess: Bool {
        switch self {
        case .proto, .endpoint, .address, .port, .pid, .exposure, .queue, .state, .inode, .cookie: false
        default: true
        }
    }

    /// Reads `port,name,command`.
    static func parse(_ text: String) throws(InputError) -> [ListColumn] {
        var out: [ListColumn] = []
        for name in text.split(separator: ",") {
            guard let column = ListColumn(rawValue: name.lowercased()) else {
                let known = allCases.map(\.rawValue).joined(separator: ", ")
                throw InputError("\(Target.quoted(String(name))) is no column: \(known)")
            }
            out.append(column)
        }
        guard !out.isEmpty else { throw InputError("--columns needs at least one column's name") }
        return out
    }
}

/// The order of the listing.
enum ListSort: String, Sendable, CaseIterable {
    case port, name, pid, user, project, what, up, exposure, queue, address
}
