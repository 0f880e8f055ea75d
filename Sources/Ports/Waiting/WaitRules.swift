package import Endpoints
package import LinuxKernel

/// What everybody waits for, and how long.
package struct WaitOptions: Hashable, Sendable {
    package enum Goal: Hashable, Sendable { case listening, free }

    package var goal: Goal
    /// Only a listener that this process or a descendant of it holds counts.
    package var owner: Int32?
    /// Whether one target is enough.
    package var any: Bool
    /// Seconds until giving up.
    package var timeout: Double
    /// Seconds it must stay so, on the same socket.
    package var stable: Double
    /// The longest pause between two looks at the table, in seconds.
    package var interval: Double

    package init(
        goal: Goal = .listening, owner: Int32? = nil, any: Bool = false, timeout: Double = 30, stable: Double = 0,
        interval: Double = 0.05
    ) {
        self.goal = goal
        self.owner = owner
        self.any = any
        self.timeout = timeout
        self.stable = stable
        self.interval = interval
    }
}

/// Decides, from rows of the table, what is so with a target. No I/O.
package enum WaitRules {
    /// The rows that stand in the way of a target that is to be free.
    package static func occupants(_ rows: [SocketRow], of target: WaitTarget) -> [SocketRow] {
        target.isBarePort ? rows : AddressCoverage.listeners(rows, covering: target.addresses)
    }

    /// What the table alone says of a target that is to listen.
    ///
    /// - Parameter isOwned: whether a listener belongs to the process tree asked for.
    package static func listening(
        _ rows: [SocketRow], _ target: WaitTarget, isOwned: (SocketRow) -> Bool = { _ in true },
        process: (SocketRow) -> ProcessLabel? = { _ in nil }
    ) -> WaitState {
        func summary(_ row: SocketRow) -> SocketSummary {
            SocketSummary(row.local, identity: identity(row), inode: row.inode, process: process(row))
        }
        let covering = AddressCoverage.listeners(rows, covering: target.addresses)
        guard let first = covering.first else {
            return rows.isEmpty ? .nothing : .elsewhere(rows.map(summary))
        }
        let owned = covering.filter(isOwned)
        guard let best = owned.first(where: { !AddressCoverage.isQueueFull($0) }) else {
            return owned.first.map { .notAccepting(summary($0)) } ?? .notOwned(summary(first))
        }
        return .listening(summary(best))
    }

    /// A new listener has a new identity, also at the old address.
    package static func identity(_ row: SocketRow) -> UInt64 { row.cookie != 0 ? row.cookie : UInt64(row.inode) }

    /// Where to connect for an HTTP check: an address asked for, or the loopback address of a wildcard.
    package static func addresses(toTry rows: [SocketRow], _ target: WaitTarget) -> [Endpoint] {
        target.addresses.filter { address in rows.contains { AddressCoverage.covers($0, address) } }.map { address in
            let reachable: IPAddress =
                !address.isUnspecified ? address : address.family == .v4 ? .loopbackV4 : .loopbackV6
            return Endpoint(.tcp, reachable, target.port)
        }
    }
}

/// Follows one target through time: whether it is as wished, and since when on the same socket.
package struct WaitTracker: Sendable {
    package let target: WaitTarget
    private let stable: Double
    package private(set) var state: WaitState = .nothing
    /// When the present good state began; `nil` while it is not good.
    package private(set) var goodSince: Double?
    /// How often a good state ended again.
    package private(set) var setbacks = 0
    private var identity: UInt64?

    package init(_ target: WaitTarget, stable: Double = 0) {
        self.target = target
        self.stable = stable
    }

    /// Takes in what is so now.
    ///
    /// - Returns: whether that differs from before.
    @discardableResult
    package mutating func observe(_ new: WaitState, at now: Double) -> Bool {
        let changed = new != state
        state = new
        let good = Self.identity(of: new)
        if good == nil || good != identity {
            if goodSince != nil { setbacks += 1 }
            goodSince = good == nil ? nil : now
            identity = good
        }
        return changed
    }

    /// Whether it has been as wished for long enough.
    package func isReady(at now: Double) -> Bool { goodSince.map { now - $0 >= stable } ?? false }

    /// What has to stay the same; `nil` when the state is not the wished one.
    private static func identity(of state: WaitState) -> UInt64? {
        switch state {
        case .listening(let socket), .answered(let socket, _): socket.identity
        case .reached, .free: 0
        default: nil
        }
    }
}
