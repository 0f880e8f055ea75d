import Endpoints
import LinuxKernel
import Ports
import Terminal

/// The end of waiting, for people and as `ostia/wait/1`.
struct WaitReport {
    let outcome: WaitOutcome
    let options: WaitOptions

    var isReady: Bool { outcome.end == .ready }

    var status: ExitStatus {
        switch outcome.end {
        case .ready: .success
        case .timedOut: .timedOut
        case .interrupted: .interrupted
        case .ownerGone: .negative
        }
    }

    /// The lines of a good end; the time in the first.
    var lines: [String] {
        var lines: [String] = []
        let waited = outcome.waited < 0.0005 ? "at once" : "after \(Self.duration(outcome.waited))"
        for tracker in outcome.trackers where tracker.goodSince != nil {
            lines.append(Self.sentence(tracker) + (lines.isEmpty ? " (\(waited))" : ""))
        }
        return lines
    }

    /// The lines of a bad end: what happened, why, what next.
    var complaint: [String] {
        let names = outcome.trackers.filter { $0.goodSince == nil || outcome.guess != nil }.map(\.target.label)
        let what = options.goal == .free ? "is not free" : "is not ready"
        var lines: [String]
        switch outcome.end {
        case .ready: return []
        case .timedOut:
            lines = ["\(Self.list(names)) \(what) after \(Self.duration(options.timeout))"]
        case .interrupted:
            lines = ["interrupted after \(Self.duration(outcome.waited)): \(Self.list(names)) \(what)"]
        case .ownerGone:
            lines = ["pid \(options.owner ?? 0) has ended, and \(Self.list(names)) \(what)"]
        }
        if let guess = outcome.guess {
            lines.append(guess.message)
            lines.append("next: \(guess.next)")
        }
        return lines
    }

    var json: JSON {
        [
            "schema": "ostia/wait/1",
            "ready": .bool(isReady),
            "end": .string(Self.name(outcome.end)),
            "waited_ms": .int(Int((outcome.waited * 1000).rounded())),
            "targets": .array(outcome.trackers.map(Self.json)),
            "guess": outcome.guess.map {
                ["code": .string($0.code), "message": .string($0.message), "next": .string($0.next)]
            } ?? .null,
        ]
    }

    private static func name(_ end: WaitOutcome.End) -> String {
        switch end {
        case .ready: "ready"
        case .timedOut: "timed-out"
        case .interrupted: "interrupted"
        case .ownerGone: "owner-gone"
        }
    }

    private static func json(_ tracker: WaitTracker) -> JSON {
        var state = ""
        var endpoint: Endpoint?
        var process: ProcessLabel?
        var status: Int?
        var reason: String?
        func see(_ socket: SocketSummary?) {
            endpoint = socket?.endpoint
            process = socket?.process
        }
        switch tracker.state {
        case .nothing: state = "nothing"
        case .elsewhere(let sockets):
            state = "elsewhere"
            see(sockets.first)
        case .notOwned(let socket):
            state = "other-owner"
            see(socket)
        case .notAccepting(let socket):
            state = "not-accepting"
            see(socket)
        case .unanswered(let socket, let answer):
            state = "http"
            see(socket)
            if case .status(let code) = answer { status = code } else { reason = answer.text }
        case .listening(let socket):
            state = "listening"
            see(socket)
        case .answered(let socket, let code):
            state = "http"
            see(socket)
            status = code
        case .reached(let place):
            state = "reached"
            endpoint = place
        case .unreached(let place, let why):
            state = "refused"
            endpoint = place
            reason = why
        case .free: state = "free"
        case .unbindable: state = "bound"
        }
        return [
            "target": .string(tracker.target.text),
            "ready": .bool(tracker.goodSince != nil),
            "state": .string(state),
            "transport": .string(tracker.target.transport.rawValue),
            "address": .string(orNull: endpoint?.address.description),
            "port": .int(Int(endpoint?.port ?? tracker.target.port)),
            "status": .int(orNull: status),
            "reason": .string(orNull: reason),
            "process": process.map { ["pid": .int(Int($0.pid)), "name": .string($0.name)] } ?? .null,
        ]
    }

    private static func sentence(_ tracker: WaitTracker) -> String {
        let target = tracker.target
        switch tracker.state {
        case .listening(let socket): return "\(socket.text) listens"
        case .answered(let socket, let status):
            return "\(socket.text) listens, \(target.http?.path ?? "/") answers \(status)"
        case .reached(let endpoint): return "\(endpoint.addressAndPort) accepts connections"
        case .free: return "\(target.label) is free"
        default: return WaitProgress.words(tracker, .listening)
        }
    }

    private static func list(_ names: [String]) -> String {
        names.count > 3
            ? names.prefix(3).joined(separator: ", ") + " and \(names.count - 3) more"
            : names.joined(separator: ", ")
    }

    /// As `Durations`, with tenths of a second below ten: waiting is mostly short.
    static func duration(_ seconds: Double) -> String {
        guard seconds >= 1, seconds < 10 else { return Durations.text(seconds: seconds) }
        let tenths = Int((seconds * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}
