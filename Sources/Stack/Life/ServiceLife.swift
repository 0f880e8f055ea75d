/// Where one service stands.
package struct ServiceLife: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        /// Not begun, or stopped by somebody.
        case stopped
        /// For what it needs.
        case waiting
        /// A command of `setup`, by its place in the list.
        case settingUp(Int)
        /// Runs; its listeners are not there yet.
        case starting
        /// Its listeners are there; its check has not passed yet.
        case checking
        case ready
        /// Was asked to stop.
        case stopping
        /// Its main process is gone; what it left behind goes now.
        case draining
        /// Waits for its next start.
        case backingOff
        /// Ended by itself, successfully.
        case exited
        /// Given up; why.
        case failed(String)
        /// Never begun, since something it needs failed; what.
        case skipped(String)

        /// A stable word for JSON and tables.
        package var word: String {
            switch self {
            case .stopped: "stopped"
            case .waiting: "waiting"
            case .settingUp: "setting-up"
            case .starting: "starting"
            case .checking: "checking"
            case .ready: "ready"
            case .stopping: "stopping"
            case .draining: "ending"
            case .backingOff: "restarting"
            case .exited: "exited"
            case .failed: "failed"
            case .skipped: "skipped"
            }
        }

        /// Whether processes of it may be there.
        package var isActive: Bool {
            switch self {
            case .settingUp, .starting, .checking, .ready, .stopping, .draining: true
            case .stopped, .waiting, .backingOff, .exited, .failed, .skipped: false
            }
        }

        /// Why those who need it are not started.
        var asReason: String {
            switch self {
            case .failed: "failed"
            case .skipped: "was not started"
            case .exited: "has ended"
            default: "is stopped"
            }
        }

        /// Whether nothing more will happen to it by itself.
        package var isOver: Bool {
            switch self {
            case .stopped, .exited, .failed, .skipped: true
            default: false
            }
        }
    }

    package var phase = Phase.stopped
    /// Its main process; 0 when there is none.
    package var pid: Int32 = 0
    /// When its main process was started, on the supervisor's clock.
    package var startedAt: Double?
    package var readyAt: Double?
    /// Starts beyond the first, since `up`.
    package var restarts = 0
    package var backoff = Backoff()
    package var lastEnding: Ending?
    /// Whether `setup` has run to its end.
    package var isSetUp = false
    /// What is to become of it once it is down.
    package var afterStop = AfterStop.stay
    /// When it is started again, or when it is overdue.
    package var deadline: Double?
    package var isOverdue = false
    /// When it was first started since it was last ready, or since it was asked to start.
    package var triedSince: Double?
    /// Whether its check has passed before its listener was seen, as a line of its log may.
    package var hasPassedCheck = false
    /// Whether the stop was asked for, by the user or by ourselves; its ending is then no crash.
    package var wasAskedToStop = false

    package enum AfterStop: Hashable, Sendable { case stay, restart }

    package init() {}

    /// Somebody wants it to start: it gets the whole of its time.
    mutating func startAnew() {
        isOverdue = false
        triedSince = nil
    }
}
