import Endpoints
import LinuxKernel
import Ports
import Terminal

extension PortCommand {
    /// Shows every lease and who listens there now.
    func listLeases(_ office: PortOffice, in context: Context) throws -> ExitStatus {
        let (leases, notes) = try office.list()
        var entries: [LeaseListing.Entry] = []
        for transport in Transport.allCases {
            let some = leases.filter { $0.key.transport == transport }
            let uses = some.isEmpty ? [:] : PortUse.find(Set(some.map(\.port)), transport, on: context.machine)
            entries += some.map {
                LeaseListing.Entry(lease: $0, use: uses[$0.port], isGone: !FileBytes.exists($0.key.project))
            }
        }
        let listing = LeaseListing(
            entries: entries, now: Clock.realtime(), home: context.environment["HOME"],
            here: (try? Self.project()) ?? "")
        for note in notes { Self.warn(note, context) }
        if context.json {
            context.write(listing.json)
        } else if entries.isEmpty {
            context.console.out.line("No leases yet; ostia port NAME makes one for this work tree.")
        } else {
            listing.table.render(to: context.console)
            if entries.contains(where: \.isGone) {
                context.console.out.line()
                context.console.out.line("Leases of work trees that are gone are dropped when their ports are needed.")
            }
        }
        return .success
    }

    /// Lets the lease of a service go, or all leases of the work tree.
    func releaseLeases(_ options: PortOptions, _ office: PortOffice, in context: Context) throws -> ExitStatus {
        let project = try Self.project()
        let released = try office.release(
            project: project, services: options.name?.numbered(options.count),
            transport: options.namesTransport ? options.transport : nil)
        if context.json {
            context.write([
                "schema": "ostia/port/1", "project": .string(project),
                "released": .array(released.map(LeaseListing.json)),
            ])
        } else if released.isEmpty {
            let what = options.name.map { "\($0) has no lease" } ?? "there are no leases"
            Self.warn("\(what) in \(project)", context)
        } else {
            for lease in released {
                let kind = lease.key.transport == .udp ? "UDP port" : "port"
                context.console.out.line(Sanitizer.escape("released \(kind) \(lease.port) of \(lease.key.service)"))
            }
        }
        return released.isEmpty ? .negative : .success
    }
}

/// The leases of a user, as a table and as JSON.
struct LeaseListing {
    struct Entry {
        var lease: Lease
        /// Who listens on the port now.
        var use: PortUse?
        /// Whether the work tree is no longer there.
        var isGone: Bool
    }

    var entries: [Entry]
    /// Seconds since 1970.
    var now: Double
    /// Shown as `~`.
    var home: String?
    /// The work tree we are in: its leases come first.
    var here: String

    private var sorted: [Entry] {
        entries.sorted { a, b in
            let (x, y) = (a.lease.key.project, b.lease.key.project)
            if (x == here) != (y == here) { return x == here }
            return (x, a.lease.port) < (y, b.lease.port)
        }
    }

    var table: Table {
        var table = Table([
            TableColumn("PORT", .right), TableColumn("NAME", minimum: 8), TableColumn("WORK TREE", minimum: 12),
            TableColumn("LEASED"), TableColumn("NOW", minimum: 8),
        ])
        for entry in sorted {
            let lease = entry.lease
            table.add([
                Cell(lease.key.transport == .udp ? "\(lease.port)/udp" : "\(lease.port)", .bold),
                Cell(lease.key.service),
                Cell(short(lease.key.project), lease.key.project == here ? .plain : .dim),
                Cell(age(lease), .dim),
                state(entry),
            ])
        }
        return table
    }

    /// Leases are dated to the second.
    private func age(_ lease: Lease) -> String {
        let seconds = now.rounded(.down) - Double(lease.since)
        return seconds < 1 ? "just now" : Durations.text(seconds: seconds) + " ago"
    }

    private func state(_ entry: Entry) -> Cell {
        if let use = entry.use {
            return use.belongs(to: entry.lease.key.project)
                ? Cell("in use by \(use.words)", .green)
                : Cell("in use by \(use.words), from elsewhere", .yellow)
        }
        return entry.isGone ? Cell("work tree is gone", .dim) : Cell("free", .dim)
    }

    private func short(_ path: String) -> String {
        guard let home, home.hasPrefix("/"), home != "/" else { return path }
        if path == home { return "~" }
        return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    var json: JSON {
        [
            "schema": "ostia/port/1",
            "leases": .array(
                sorted.map { entry in
                    guard case .object(let members) = Self.json(entry.lease) else { return .null }
                    return .object(
                        members + [
                            ("work_tree_exists", .bool(!entry.isGone)),
                            ("in_use", .bool(entry.use != nil)),
                            ("listener", PortReport.json(entry.use)),
                        ])
                }),
        ]
    }

    static func json(_ lease: Lease) -> JSON {
        [
            "port": .int(Int(lease.port)), "transport": .string(lease.key.transport.rawValue),
            "name": .string(lease.key.service), "project": .string(lease.key.project),
            "since": .string(Timestamp.rfc3339(Double(lease.since))),
        ]
    }
}
