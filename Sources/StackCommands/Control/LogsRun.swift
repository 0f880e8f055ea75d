import ArgumentParser
import Commands
import LinuxKernel
import Stack
import Supervision
import Terminal

struct LogsRun: OstiaCommand {
    static let configuration = CommandConfiguration(commandName: "logs")
    @OptionGroup var options: LogsOptions
    @OptionGroup var shared: SharedOptions

    func run(in context: Context) throws -> ExitStatus {
        let location = try StackLocation(context)
        let identity = try location.identity(options.selection)
        let folders = location.store.folders(identity.id)
        let store = RunStore(path: folders.runs)
        let run = try chosen(store.all())
        let since = try options.since.map { text -> Double in
            guard let time = Moment.read(text, now: Clock.realtime()) else {
                throw CommandError.badInput("\(text) is no time: 10m, 2h, 15:04 or 2026-11-21T15:04:00Z are")
            }
            return time
        }
        let record = RunRecord(run)
        let names = record?.services.map(\.name) ?? []
        for service in options.services where !names.isEmpty && !names.contains(service) {
            let instances = names.filter { $0.hasPrefix("\(service).") }
            guard instances.isEmpty else { continue }
            throw CommandError.badInput(
                "no service of this run is called \(service); there are \(names.joined(separator: ", "))")
        }
        let wanted = Set(
            options.services.flatMap { name in names.filter { $0 == name || $0.hasPrefix("\(name).") } + [name] })
        let filter = LogFilter(services: wanted, since: since)
        return LogFollowing(context, folders).show(
            run, filter: filter, last: options.tail, follow: options.follow, names: names)
    }

    private func chosen(_ runs: [RunFolder]) throws -> RunFolder {
        guard let newest = runs.last else {
            throw CommandError("no-run", "nothing of this stack has ever run", hint: "ostia up", status: .negative)
        }
        switch options.run {
        case "this": return newest
        case "last":
            guard runs.count > 1 else {
                throw CommandError("no-run", "there is no earlier run than this one", status: .negative)
            }
            return runs[runs.count - 2]
        default:
            guard let number = Int(options.run), let run = runs.first(where: { $0.number == number }) else {
                throw CommandError.badInput(
                    "\(options.run) is no run that is kept; there are \(runs.map { "\($0.number)" }.joined(separator: ", "))"
                )
            }
            return run
        }
    }
}

/// A time as people type it: how long ago, today's clock, or RFC 3339 in UTC.
enum Moment {
    static func read(_ text: String, now: Double) -> Double? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        if let last = text.last, let unit = units[last],
            text.dropLast().utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
            let number = Double(text.dropLast())
        {
            return now - number * unit
        }
        if let seconds = LogTime.seconds(text) { return seconds }
        guard text.utf8.allSatisfy({ (48...58).contains($0) }) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(parts.count), let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        let second = parts.count == 3 ? parts[2] : 0
        guard let second, (0..<60).contains(second) else { return nil }
        return WallClock.today(hour, minute, second, now: now)
    }
}

/// Shows the log of a run, and goes on with it.
struct LogFollowing {
    let context: Context
    let folders: StackFolders

    init(_ context: Context, _ folders: StackFolders) {
        self.context = context
        self.folders = folders
    }

    /// The newest run from its last screen on, until the user has enough.
    func follow() throws -> ExitStatus {
        guard let run = RunStore(path: folders.runs).all().last else { return .negative }
        return show(run, filter: LogFilter(), last: 20, follow: true, names: RunRecord(run)?.services.map(\.name) ?? [])
    }

    func show(_ run: RunFolder, filter: LogFilter, last: Int?, follow: Bool, names: [String]) -> ExitStatus {
        context.console.flush()
        let format = LogFormat(
            time: .clock, color: context.console.color, isTerminal: context.console.width != nil,
            services: names + [RunLog.ownName])
        let printer = LogPrinter(1, format, filter: filter)
        let viewer = LogViewer(run, last: last, filter: filter)
        let interrupts = follow ? Interrupts() : nil
        while !printer.isClosed {
            switch viewer.next(printer.print) {
            case .records: continue
            case .ended: return .success
            case .caughtUp:
                guard let interrupts else { return .success }
                viewer.wait(others: [interrupts.descriptor])
                if interrupts.pause(0) { return .interrupted }
            }
        }
        return .success
    }
}
