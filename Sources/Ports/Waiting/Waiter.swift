package import Endpoints
package import LinuxKernel

/// The machine as waiting sees it; tests put a scripted one in its place.
package protocol WaitingWorld: AnyObject {
    /// Seconds on a clock that only goes forward.
    func now() -> Double
    /// Sleeps; true when the user wants to stop.
    func pause(_ seconds: Double) -> Bool
    /// The listeners on a port, 0 for all (UDP: bound and unconnected sockets).
    func listeners(_ transport: Transport, port: UInt16) throws(SystemError) -> [SocketRow]
    /// The processes that hold each socket.
    func holders(of inodes: Set<UInt32>) -> [UInt32: [ProcessLabel]]
    func isAlive(_ pid: Int32) -> Bool
    /// Whether a process is `root` or descends from it.
    func isInTree(_ pid: Int32, of root: Int32) -> Bool
    func get(_ endpoint: Endpoint, _ expectation: HTTPExpectation, seconds: Double) -> HTTPAnswer
    func connect(_ endpoint: Endpoint, seconds: Double) -> ConnectResult
    /// `errno` of a bind tried there; `nil` when it succeeded.
    func bindFailure(_ endpoint: Endpoint) -> Int32?
}

/// How waiting ended.
package struct WaitOutcome: Sendable {
    package enum End: Hashable, Sendable {
        case ready, timedOut, interrupted
        /// The process that was to own it has ended.
        case ownerGone
    }

    package var end: End
    /// Seconds waited.
    package var waited: Double
    package var trackers: [WaitTracker]
    /// Why not, for the first target that is not as wished.
    package var guess: WaitGuess?

    package init(end: End, waited: Double, trackers: [WaitTracker], guess: WaitGuess? = nil) {
        self.end = end
        self.waited = waited
        self.trackers = trackers
        self.guess = guess
    }
}

/// Looks until everything is as wished: the kernel's table in steps of 5 to 50 ms, connections far less often and only
/// once the table shows that somebody accepts them.
package struct Waiter<World: WaitingWorld> {
    private let world: World
    private let options: WaitOptions
    private var trackers: [WaitTracker]
    private var probes: [Probe]
    private var owners = HolderCache()
    private var before: Set<UInt64> = []

    /// The next connect to one target.
    private struct Probe {
        var next = 0.0
        var pause = 0.05
        var last: WaitState?
        var identity: UInt64?
    }

    /// Holders by inode, looked for again when a socket is new or some time has passed.
    private struct HolderCache {
        var at = -1.0
        var known: [UInt32: [ProcessLabel]] = [:]
    }

    package init(_ targets: [WaitTarget], _ options: WaitOptions, world: World) {
        self.world = world
        self.options = options
        trackers = targets.map { WaitTracker($0, stable: options.stable) }
        probes = targets.map { _ in Probe() }
    }

    /// Runs to the end.
    ///
    /// - Parameter progress: gets every target's state at each look, with the seconds passed and whether one changed.
    package mutating func run(
        progress: ([WaitTracker], Double, Bool) -> Void = { _, _, _ in }
    ) throws(SystemError) -> WaitOutcome {
        let start = world.now()
        before = Set(try allListeners().map(WaitRules.identity))
        var delay = 0.005
        while true {
            var changed = false
            for i in trackers.indices {
                let state = try look(i, start)
                if trackers[i].observe(state, at: world.now()) { changed = true }
            }
            let now = world.now()
            progress(trackers, now - start, changed)
            let ready = trackers.map { $0.isReady(at: now) }
            if options.any ? ready.contains(true) : !ready.contains(false) { return try end(.ready, start) }
            if let owner = options.owner, !world.isAlive(owner) { return try end(.ownerGone, start) }
            let left = options.timeout - (now - start)
            if left <= 0 { return try end(.timedOut, start) }
            var nap = min(delay, left, options.interval)
            // Wake for the moment at which a good state has lasted long enough.
            for tracker in trackers {
                if let since = tracker.goodSince, since + options.stable > now {
                    nap = min(nap, since + options.stable - now)
                }
            }
            if world.pause(nap) { return try end(.interrupted, start) }
            delay = min(delay * 1.5, 0.05)
        }
    }

    private func end(_ end: WaitOutcome.End, _ start: Double) throws(SystemError) -> WaitOutcome {
        let now = world.now()
        var outcome = WaitOutcome(end: end, waited: now - start, trackers: trackers)
        guard end != .ready, let worst = trackers.first(where: { !$0.isReady(at: now) }) else { return outcome }
        if options.goal == .free, case .elsewhere(let sockets) = worst.state {
            outcome.guess = .stillListening(worst.target, sockets)
        } else {
            outcome.guess = WaitGuess(worst, opened: try opened(worst.target), owner: options.owner)
        }
        return outcome
    }

    /// Listeners that were not there at the beginning, on ports nobody asked for.
    private func opened(_ target: WaitTarget) throws(SystemError) -> [SocketSummary] {
        let asked = Set(trackers.map(\.target.port))
        let new = try allListeners().filter { row in
            // Where nobody said whose it must be, only a port not too far off is likely to be the one meant.
            let isNear = abs(Int(row.local.port) - Int(target.port)) <= 1000
            return !before.contains(WaitRules.identity(row)) && !asked.contains(row.local.port)
                && (isNear || options.owner != nil)
        }
        let holders = world.holders(of: Set(new.map(\.inode)))
        return new.compactMap { row in
            let process = holders[row.inode]?.first
            if let owner = options.owner, let process, !world.isInTree(process.pid, of: owner) { return nil }
            return SocketSummary(row.local, identity: WaitRules.identity(row), inode: row.inode, process: process)
        }
    }

    private func allListeners() throws(SystemError) -> [SocketRow] { try world.listeners(.tcp, port: 0) }

    private mutating func look(_ i: Int, _ start: Double) throws(SystemError) -> WaitState {
        let target = trackers[i].target
        if !target.isLocal {
            return options.goal == .free
                ? .unreached(
                    Endpoint(target.transport, target.addresses[0], target.port),
                    "whether a port is free is known of this machine only")
                : probe(i, start) { world in Self.reach(world, target) }
        }
        let rows = try world.listeners(target.transport, port: target.port)
        if options.goal == .free { return free(rows, target) }
        refreshHolders(rows)
        let state = WaitRules.listening(
            rows, target,
            isOwned: { row in
                guard let owner = options.owner else { return true }
                return (owners.known[row.inode] ?? []).contains { world.isInTree($0.pid, of: owner) }
            }, process: { owners.known[$0.inode]?.first })
        guard case .listening(let socket) = state, let http = target.http else { return state }
        if probes[i].identity != socket.identity { probes[i] = Probe(identity: socket.identity) }
        return probe(i, start) { [timeout = options.timeout] world in
            let left = max(0.05, timeout - (world.now() - start))
            var answer = HTTPAnswer.refused
            for endpoint in WaitRules.addresses(toTry: rows, target) {
                answer = world.get(endpoint, http, seconds: min(1.5, left))
                if case .status(let code) = answer, http.status.matches(code) {
                    return .answered(socket, status: code)
                }
            }
            return .unanswered(socket, answer)
        }
    }

    /// Connects when it is time to, else repeats what the last connect said.
    private mutating func probe(_ i: Int, _ start: Double, _ body: (World) -> WaitState) -> WaitState {
        if let last = probes[i].last, world.now() < probes[i].next { return last }
        let state = body(world)
        probes[i].last = state
        probes[i].next = world.now() + max(probes[i].pause, options.interval)
        probes[i].pause = min(probes[i].pause * 2, 1)
        return state
    }

    private static func reach(_ world: World, _ target: WaitTarget) -> WaitState {
        var failed: WaitState?
        for address in target.addresses {
            let endpoint = Endpoint(.tcp, address, target.port)
            let result = world.connect(endpoint, seconds: 0.5)
            guard result == .connected else {
                failed = failed ?? .unreached(endpoint, words(result))
                continue
            }
            guard let http = target.http else { return .reached(endpoint) }
            let answer = world.get(endpoint, http, seconds: 1.5)
            if case .status(let code) = answer, http.status.matches(code) { return .reached(endpoint) }
            failed = .unreached(endpoint, "\(http.path) \(answer.text)")
        }
        return failed ?? .nothing
    }

    private static func words(_ result: ConnectResult) -> String {
        switch result {
        case .connected: "it answers"
        case .refused: "connection refused"
        case .timedOut: "no answer within 500 ms"
        case .failed(let error): SystemError.text(of: error.code)
        }
    }

    private func free(_ rows: [SocketRow], _ target: WaitTarget) -> WaitState {
        let occupants = WaitRules.occupants(rows, of: target)
        if !occupants.isEmpty {
            let holders = world.holders(of: Set(occupants.map(\.inode)))
            return .elsewhere(
                occupants.map {
                    SocketSummary(
                        $0.local, identity: WaitRules.identity($0), inode: $0.inode, process: holders[$0.inode]?.first)
                })
        }
        let addresses = target.isBarePort ? [.unspecifiedV4, .unspecifiedV6] : target.addresses
        for address in addresses {
            let code = world.bindFailure(Endpoint(target.transport, address, target.port))
            // EADDRINUSE alone says "taken"; no permission or no IPv6 says nothing about it.
            if code == 98 { return .unbindable(98) }
        }
        return .free
    }

    private mutating func refreshHolders(_ rows: [SocketRow]) {
        let inodes = Set(rows.map(\.inode)).subtracting([0])
        guard !inodes.isEmpty else { return }
        let isNew = inodes.contains { owners.known[$0] == nil }
        let now = world.now()
        guard isNew || (options.owner != nil && now - owners.at > 0.25) else { return }
        let found = world.holders(of: inodes)
        for inode in inodes { owners.known[inode] = found[inode] ?? [] }
        owners.at = now
    }
}
