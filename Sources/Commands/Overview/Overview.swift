import Endpoints
import Inventory
import LinuxKernel
import Terminal

/// `ostia`: what runs here, by project, and what to look at.
func overview(showsAll: Bool, in context: Context) throws -> ExitStatus {
    let memory = RuntimeFiles(environment: context.environment, user: context.machine.userID)
    let survey = Survey(context.machine, memory: memory)
    let rows = ListenerRows(survey, Describer(survey, environment: context.environment))
    let report = try OverviewReport(rows)
    if context.json {
        context.write(report.json(InventoryJSON(rows), source: context.machine.sockets.source))
    } else {
        OverviewText(report, rows, context).write(showsAll: showsAll)
    }
    if context.stats { context.reportCost("\(survey.looks) descriptors looked at") }
    return .success
}

/// The overview for a person.
private struct OverviewText {
    private let report: OverviewReport
    private let rows: ListenerRows
    private let console: Console
    private let home: String?

    init(_ report: OverviewReport, _ rows: ListenerRows, _ context: Context) {
        self.report = report
        self.rows = rows
        console = context.console
        home = context.environment["HOME"]
    }

    func write(showsAll: Bool) {
        var isFirst = true
        for group in report.groups where showsAll || group.belonging != .system {
            if !isFirst { console.out.line() }
            isFirst = false
            line(title(group.belonging))
            table(group.lines).render(to: console)
        }
        let folded = report.groups.first { $0.belonging == .system }?.lines ?? []
        if !showsAll && !folded.isEmpty {
            if !isFirst { console.out.line() }
            isFirst = false
            line(console.styled(fold(folded), .dim))
        }
        if report.groups.isEmpty { line("Nothing listens on this machine.") }
        if !report.warnings.isEmpty {
            console.out.line()
            for warning in report.warnings {
                line("\(console.styled("!", .yellow)) \(Sanitizer.escape(warning.message))")
                line(console.styled("  \(Sanitizer.escape(warning.hint))", .dim))
            }
        }
        console.out.line()
        line(console.styled(report.coverage.sentence, .dim))
        for note in Listing.notes(rows.survey.machine.sockets, width: console.width, color: console.color) {
            line(note)
        }
        let unnamed = report.coverage.otherUsers + report.coverage.hidden
        if unnamed > 0 && rows.survey.machine.userID != 0 { line(console.styled("root sees all: sudo ostia", .dim)) }
    }

    private func title(_ belonging: OverviewReport.Belonging) -> String {
        switch belonging {
        case .project(let name, let root, let branch):
            let place = [branch.isEmpty ? nil : "on \(branch)", short(root)].compactMap { $0 }.joined(separator: "  ")
            return console.styled(Sanitizer.escape(name), .bold) + "  "
                + console.styled(Sanitizer.escape(place), .dim)
        case .container(let name): return console.styled("containers: \(Sanitizer.escape(name))", .bold)
        case .programs: return console.styled("other programs", .bold)
        case .system: return console.styled("desktop and system", .bold)
        }
    }

    private func table(_ lines: [OverviewReport.Line]) -> Table {
        var table = Table(
            [
                TableColumn("PORT", .right), TableColumn("NAME", minimum: 8), TableColumn("WHAT", minimum: 8),
                TableColumn("UP", .right), TableColumn("EXPOSURE", minimum: 7),
            ], indent: "  ", showsTitles: false)
        for line in lines {
            let listener = line.first
            let udp = listener.endpoint.transport == .udp ? "/udp" : ""
            let widest = line.listeners.map(\.exposure).max { Self.reach($0) < Self.reach($1) } ?? listener.exposure
            var shown = listener
            shown.exposure = widest
            table.add([
                Cell("\(listener.endpoint.port)\(udp)", .bold), rows.cell(.name, listener), rows.cell(.what, listener),
                rows.cell(.up, listener), rows.cell(.exposure, shown),
            ])
        }
        return table
    }

    private static func reach(_ exposure: Exposure) -> Int { Exposure.allCases.firstIndex(of: exposure) ?? 0 }

    /// "desktop and system: 9 listeners of cupsd, avahi-daemon … (ostia --all)".
    private func fold(_ lines: [OverviewReport.Line]) -> String {
        let count = lines.reduce(0) { $0 + $1.listeners.count }
        var names: [String] = []
        for line in lines {
            guard let name = line.first.mainOwner?.process.displayName, !names.contains(name) else { continue }
            names.append(name)
        }
        let list = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " …" : "")
        let of = list.isEmpty ? "" : " of \(Sanitizer.escape(list))"
        return "desktop and system: \(count) listener\(count == 1 ? "" : "s")\(of) (ostia --all)"
    }

    private func short(_ path: String) -> String {
        guard let home, home != "/", path == home || path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    private func line(_ text: String) {
        console.out.line(console.width.map { StyledText.truncate(text, to: $0) } ?? text)
    }
}

extension OverviewReport {
    /// `ostia/overview/1`: see docs/json/overview.schema.json.
    func json(_ inventory: InventoryJSON, source: String) -> JSON {
        [
            "schema": "ostia/overview/1",
            "groups": .array(
                groups.map { group in
                    var members: [(String, JSON)] = []
                    switch group.belonging {
                    case .project(let name, let root, let branch):
                        members = [
                            ("kind", "project"), ("name", .string(name)), ("root", .string(root)),
                            ("branch", .string(orNull: branch.isEmpty ? nil : branch)),
                        ]
                    case .container(let name): members = [("kind", "container"), ("name", .string(name))]
                    case .programs: members = [("kind", "programs"), ("name", "other programs")]
                    case .system: members = [("kind", "system"), ("name", "desktop and system")]
                    }
                    let listeners = group.lines.flatMap(\.listeners).map { inventory.listener($0) }
                    return .object(members + [("listeners", .array(listeners))])
                }),
            "warnings": .array(
                warnings.map { warning in
                    [
                        "kind": .string(warning.kind.rawValue), "message": .string(warning.message),
                        "hint": .string(warning.hint), "ports": .array(warning.ports.map { .int(Int($0)) }),
                        "pids": .array(warning.pids.map { .int(Int($0)) }),
                    ]
                }),
            "coverage": InventoryJSON.coverage(coverage, source: source),
        ]
    }
}
