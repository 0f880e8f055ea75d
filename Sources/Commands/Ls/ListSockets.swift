import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// `ostia ls`: one look at the machine, told as a table or as JSON.
func list(_ options: LsOptions, in context: Context) throws -> ExitStatus {
    if options.watches { return try watch(options, in: context) }
    let listing = try Listing(options, context)
    if context.json {
        context.write(listing.json)
    } else {
        listing.render(to: context.console)
    }
    if context.stats {
        context.reportCost(
            "\(listing.survey.looks) descriptors looked at", "sockets from \(context.machine.sockets.source)")
    }
    return listing.isEmpty ? .negative : .success
}

/// What one look found, filtered and sorted.
struct Listing {
    let options: LsOptions
    var rows: ListenerRows
    var listeners: [Listener] = []
    var connections: [Connection] = []
    var unix: [UnixListing.Entry] = []
    var coverage = Coverage()
    let table: any SocketTable

    var survey: Survey { rows.survey }

    var isEmpty: Bool { listeners.isEmpty && connections.isEmpty && unix.isEmpty }

    init(_ options: LsOptions, _ context: Context) throws {
        let memory =
            options.isExact ? nil : RuntimeFiles(environment: context.environment, user: context.machine.userID)
        let survey = Survey(context.machine, memory: memory)
        rows = ListenerRows(survey, Describer(survey, environment: context.environment))
        self.options = options
        table = context.machine.sockets
        let filter = options.filter
        if options.showsUnix {
            unix = try UnixListing.entries(survey, filter, rows.users)
        } else if options.showsConnections {
            connections = try survey.connections(filter.transports)
                .filter { filter.terms.isEmpty || filter.matches(Self.subject($0, rows.describer), users: rows.users) }
            connections = ConnectionRows.sorted(connections)
        } else {
            let rows = try survey.rows(options.scope)
            take(survey.listeners(of: rows, options.scope, describing: context.json || options.isAboutProcesses))
        }
    }

    /// Filters and sorts what was found.
    mutating func take(_ found: [Listener]) {
        let filter = options.filter
        listeners =
            filter.terms.isEmpty
            ? found : found.filter { filter.matches(Self.subject($0, rows.describer), users: rows.users) }
        coverage = Coverage(listeners)
        sort()
    }

    private static func subject(_ listener: Listener, _ describer: Describer) -> FilterSubject {
        FilterSubject(
            rows: [listener.row], processes: listener.owners.map(\.process), exposure: listener.exposure,
            project: { describer.project(listener) }, program: { describer.program(listener) },
            container: { describer.container(listener) }, unit: { describer.unit(listener) })
    }

    private static func subject(_ connection: Connection, _ describer: Describer) -> FilterSubject {
        let ends = [connection.near, connection.far].compactMap { $0 }
        let processes = ends.flatMap { $0.owners.map(\.process) }
        return FilterSubject(
            rows: ends.map(\.row), processes: processes, exposure: nil,
            project: { processes.firstResult { describer.project($0) } },
            program: { processes.firstResult { describer.program($0, port: 0) } },
            container: { processes.firstResult { describer.container($0) } },
            unit: { processes.firstResult { describer.place($0).unit } })
    }

    private mutating func sort() {
        func by<Key: Comparable>(_ key: (Listener) -> Key) {
            listeners = listeners.map { (key($0), $0) }.enumerated()
                .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
        }
        switch options.sort {
        case .port: break
        case .name: by { $0.mainOwner?.process.displayName.lowercased() ?? "~" }
        case .pid: by { $0.mainOwner?.process.pid ?? .max }
        case .user: by { rows.cell(.user, $0).text }
        case .project:
            by {
                let name = rows.project($0); return name.isEmpty ? "~" : name.lowercased()
            }
        case .what:
            by {
                let name = rows.what($0); return name.isEmpty ? "~" : name.lowercased()
            }
        case .up: by { rows.started($0.mainOwner?.process) ?? .infinity }
        case .exposure: by { Exposure.allCases.count - (Exposure.allCases.firstIndex(of: $0.exposure) ?? 0) }
        case .queue: by { -Int($0.row.receiveQueue) }
        case .address: by { $0.endpoint.address }
        }
        if options.isReversed { listeners.reverse() }
    }

    func render(to console: Console) {
        for line in lines(width: console.width, color: console.color) { console.out.line(line) }
    }

    /// The table and its last line.
    ///
    /// - Parameter change: of `--watch`: what came gets a `+`, what went stays a little while with a `-`.
    func lines(width: Int?, color: Bool, marking change: WatchChanges.Change? = nil) -> [String] {
        if options.showsUnix { return UnixListing.lines(unix, width: width, color: color) }
        if options.showsConnections { return ConnectionRows(rows).lines(connections, width: width, color: color) }
        let columns = options.shownColumns
        var table = Table(columns.map { rows.column($0) })
        table.rows = listeners.map { listener in columns.map { rows.cell($0, listener) } }
        if let change {
            table.columns.insert(TableColumn(""), at: 0)
            for (i, listener) in listeners.enumerated() {
                let isNew = change.recent.contains(WatchChanges.key(listener))
                table.rows[i].insert(Cell(isNew ? "+" : " ", .green), at: 0)
            }
            table.rows += change.ghosts.map { ghost in
                [Cell("-", .red)] + columns.map { Cell(rows.cell($0, ghost).text, .dim) }
            }
        }
        let footer =
            options.showsBound
            ? "\(listeners.count) socket\(listeners.count == 1 ? "" : "s") bound and not listening" : coverage.sentence
        let body = table.rows.isEmpty ? [] : table.lines(width: width, color: color)
        return body + [Self.footer(footer + hint, width: width, color: color)]
            + Self.notes(self.table, width: width, color: color)
    }

    /// The line below the table, no wider than the terminal.
    static func footer(_ text: String, width: Int?, color: Bool) -> String {
        Style.dim.apply(to: width.map { DisplayWidth.truncate(text, to: $0) } ?? text, color: color)
    }

    /// What the picture lacks because the kernel's better answer was not to be had.
    static func notes(_ table: any SocketTable, width: Int?, color: Bool) -> [String] {
        guard let reason = table.fallbackReason else { return [] }
        let text = "read from /proc/net, without cgroups and backlogs: \(Sanitizer.escape(reason))"
        return [Style.yellow.apply(to: width.map { DisplayWidth.truncate(text, to: $0) } ?? text, color: color)]
    }

    private var hint: String {
        let isRoot = survey.machine.userID == 0
        return coverage.otherUsers + coverage.hidden > 0 && !isRoot ? " (root sees all: sudo ostia ls)" : ""
    }
}
