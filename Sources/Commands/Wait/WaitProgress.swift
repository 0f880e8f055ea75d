import LinuxKernel
import Ports
import Terminal

/// Says what waiting sees: one redrawn line on a terminal, a line for each change elsewhere.
final class WaitProgress {
    private let console: Console
    private let timeout: Double
    private let isQuiet: Bool
    private var drawn = ""
    private var drawnAt = -1.0
    private var told: [String] = []
    private let goal: WaitOptions.Goal

    init(_ console: Console, timeout: Double, goal: WaitOptions.Goal, isQuiet: Bool) {
        self.console = console
        self.timeout = timeout
        self.goal = goal
        self.isQuiet = isQuiet
    }

    func show(_ trackers: [WaitTracker], _ seconds: Double, _ changed: Bool) {
        // What is there at once needs no running commentary.
        guard !isQuiet, seconds > 0.1 else { return }
        if console.showsProgress {
            guard changed || seconds - drawnAt >= 0.1 else { return }
            drawnAt = seconds
            draw(trackers, seconds)
        } else {
            let lines = trackers.map { Self.words($0, goal) }
            for (i, line) in lines.enumerated() where i >= told.count || told[i] != line {
                console.err.line("ostia: \(Sanitizer.escape(line))")
            }
            told = lines
            console.err.flush()
        }
    }

    private func draw(_ trackers: [WaitTracker], _ seconds: Double) {
        let pending = trackers.first { $0.goodSince == nil } ?? trackers.first
        guard let pending else { return }
        var text = Self.words(pending, goal)
        if trackers.count > 1 { text += " (\(trackers.count { $0.goodSince != nil }) of \(trackers.count) ready)" }
        text += " · \(Int(seconds)) s of \(Durations.text(seconds: timeout))"
        text = DisplayWidth.truncate(Sanitizer.escape(text), to: (console.width ?? 80) - 1)
        if text == drawn { return }
        drawn = text
        console.err.write("\r\u{1B}[K" + text)
        console.err.flush()
    }

    /// Takes the redrawn line away again.
    func clear() {
        if !drawn.isEmpty { console.err.write("\r\u{1B}[K") }
        drawn = ""
        console.err.flush()
    }

    /// One target's state in words: "127.0.0.1:3000: nothing listens yet".
    static func words(_ tracker: WaitTracker, _ goal: WaitOptions.Goal) -> String {
        let target = tracker.target
        switch tracker.state {
        case .nothing: return "\(target.label): nothing listens yet"
        case .elsewhere(let sockets):
            let there = sockets.map(\.text).joined(separator: ", ")
            return goal == .free
                ? "\(target.label): \(there) still listens" : "\(target.label): listens only on \(there)"
        case .notOwned(let socket): return "\(target.label): listens on \(socket.text), which another process holds"
        case .notAccepting(let socket): return "\(target.label): \(socket.text) listens and does not accept"
        case .unanswered(let socket, let answer):
            return "\(target.label): \(socket.text) listens, \(target.http?.path ?? "/") \(answer.text)"
        case .listening(let socket): return "\(target.label): listens on \(socket.text)"
        case .answered(let socket, let status):
            return "\(target.label): \(socket.text), \(target.http?.path ?? "/") answers \(status)"
        case .reached(let endpoint): return "\(target.label): \(endpoint.addressAndPort) accepts connections"
        case .unreached(let endpoint, let reason): return "\(target.label): \(endpoint.addressAndPort): \(reason)"
        case .free: return "\(target.label): free"
        case .unbindable: return "\(target.label): nothing listens, and a socket is still bound to it"
        }
    }
}
