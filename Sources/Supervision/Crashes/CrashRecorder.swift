import LinuxKernel
package import Stack

/// Makes crash cards, keeps them with the run, and remembers how a service looked when it was well.
package final class CrashRecorder {
    private let folders: StackFolders
    /// The run's own folder.
    private let run: String
    /// Says what the last lines of a service mean.
    private let explain: ([String]) -> String?
    /// Shows a card at once.
    private let show: (CrashCard) -> Void
    package private(set) var cards: [CrashCard] = []
    private var oomKills: Int

    package init(
        _ folders: StackFolders, run: String, explain: @escaping ([String]) -> String? = { _ in nil },
        show: @escaping (CrashCard) -> Void = { _ in }
    ) {
        self.folders = folders
        self.run = run
        self.explain = explain
        self.show = show
        oomKills = Self.oomKills()
    }

    /// - Parameter setup: the command of `setup` that failed, where it was not the service itself.
    package func crashed(
        _ service: PlannedService, _ ending: Ending, _ life: ServiceLife, setup: String? = nil, tail: [String]
    ) {
        var ending = ending
        let kills = Self.oomKills()
        // The kernel's counter is the whole machine's: one more of them and a SIGKILL nobody asked for belong together.
        if ending.signal == Signal.kill.number && kills > oomKills { ending.wasOutOfMemory = true }
        oomKills = kills
        let good = FileBytes.read(path(of: service), limit: 1 << 20).flatMap(GoodRun.init)
        var changes = good?.changes(to: service) ?? []
        if let good {
            let files = ChangedFiles.since(good.at, in: service.directory)
            if !files.isEmpty { changes.append("files: \(files.joined(separator: ", "))") }
        }
        let card = CrashCard(
            service: service.name, command: setup ?? service.command, isSetup: setup != nil, ending: ending,
            ranFor: Clock.monotonic() - (life.startedAt ?? Clock.monotonic()), restarts: life.restarts, lines: tail,
            changes: changes, lastGood: good?.at, at: Clock.realtime(), meaning: explain(tail))
        cards.append(card)
        // Of a service that crashes all night the first and the last cards are enough.
        if cards.count > 50 { cards.remove(at: 10) }
        let number = cards.count
        try? StateFolder(path: run).write(CrashCard.fileName(number, service.name), card.json.encoded() + [10])
        show(card)
    }

    package func becameReady(_ service: PlannedService) {
        let good = GoodRun(service, at: Clock.realtime())
        try? StateFolder(path: "\(folders.state)/good").write("\(service.name).json", good.bytes)
    }

    private func path(of service: PlannedService) -> String { "\(folders.state)/good/\(service.name).json" }

    /// Processes that the kernel has killed for want of memory since boot (`oom_kill` of /proc/vmstat, Linux 4.13).
    private static func oomKills() -> Int {
        for line in (FileBytes.text("/proc/vmstat") ?? "").split(separator: "\n") where line.hasPrefix("oom_kill ") {
            return Int(line.dropFirst(9)) ?? 0
        }
        return 0
    }
}
