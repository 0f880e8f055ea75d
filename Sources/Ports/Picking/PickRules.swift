import Endpoints
package import LinuxKernel

/// Why a port is not the one to give.
package enum PortRefusal: Hashable, Sendable {
    /// Browsers refuse to open it.
    case browsersBlock
    /// The administrator keeps it out of automatic picks (`ip_local_reserved_ports`).
    case reserved
    /// The kernel gives it to outgoing connections and to `bind(0)`.
    case ephemeral
    /// Binding it needs a privilege.
    case privileged
    /// People expect something else there.
    case development
    case leased
    /// Given away a moment ago, or to a process that still runs.
    case handedOut
    case inUse

    /// Completes "N …".
    package var words: String {
        switch self {
        case .browsersBlock: "blocked by browsers"
        case .reserved: "reserved by the administrator"
        case .ephemeral: "in the kernel's own range"
        case .privileged: "privileged"
        case .development: "known as a default of other programs"
        case .leased: "leased"
        case .handedOut: "handed out just now"
        case .inUse: "in use"
        }
    }
}

/// Which ports may be given, and in which order: pure, from a few numbers of the machine.
package struct PickRules: Hashable, Sendable {
    /// Where the kernel picks from for itself (ip(7), `ip_local_port_range`).
    package var ephemeral: ClosedRange<UInt16>
    package var reserved: [ClosedRange<UInt16>]
    /// The first port that needs no privilege; 0 when we have the privilege.
    package var unprivilegedStart: UInt16
    /// What the user asked for; `nil` leaves the choice to us.
    package var range: ClosedRange<UInt16>?

    package init(
        ephemeral: ClosedRange<UInt16> = 32768...60999, reserved: [ClosedRange<UInt16>] = [],
        unprivilegedStart: UInt16 = 1024, range: ClosedRange<UInt16>? = nil
    ) {
        self.ephemeral = ephemeral
        self.reserved = reserved
        self.unprivilegedStart = unprivilegedStart
        self.range = range
    }

    package init(_ machine: Machine, range: ClosedRange<UInt16>? = nil) {
        self.init(
            ephemeral: machine.ephemeralPorts, reserved: machine.reservedPorts,
            unprivilegedStart: machine.userID == 0 ? 0 : machine.unprivilegedPortStart, range: range)
    }

    /// A stretch of ports and what is overlooked in it.
    package struct Stage: Hashable, Sendable {
        package var ports: ClosedRange<UInt16>
        package var overlooks: Set<PortRefusal>
    }

    /// Below this nearly every number is somebody's default.
    static let quietStart: UInt16 = 10_000

    /// Where to look, best first.
    package var stages: [Stage] {
        if let range {
            // What was asked for by number is given when nothing better is left in it.
            return [
                Stage(ports: range, overlooks: []),
                Stage(ports: range, overlooks: [.reserved, .ephemeral, .privileged, .development]),
            ]
        }
        let lowest = max(1024, unprivilegedStart)
        var stages: [Stage] = []
        func add(_ first: UInt16, _ last: UInt16, _ overlooks: Set<PortRefusal> = []) {
            if first <= last { stages.append(Stage(ports: first...last, overlooks: overlooks)) }
        }
        if ephemeral.lowerBound > 0 {
            let below = ephemeral.lowerBound - 1
            add(max(lowest, Self.quietStart), below)
            add(lowest, min(below, Self.quietStart - 1))
        }
        if ephemeral.upperBound < 65535 { add(max(lowest, ephemeral.upperBound + 1), 65535) }
        // Only when the kernel's range leaves no room at all.
        add(max(lowest, ephemeral.lowerBound), ephemeral.upperBound, [.ephemeral])
        return stages
    }

    /// What the number alone says against a port; `nil` when nothing does.
    package func refusal(of port: UInt16) -> PortRefusal? {
        if BrowserBlockedPorts.contains(port) { return .browsersBlock }
        if reserved.contains(where: { $0.contains(port) }) { return .reserved }
        if ephemeral.contains(port) { return .ephemeral }
        if port < unprivilegedStart { return .privileged }
        if DevelopmentPorts.name(of: port) != nil || (5000...5001).contains(port) || port == 7000 {
            return .development
        }
        return nil
    }

    /// Walks the stages from a place the seed decides, and gives the first port nobody refuses.
    ///
    /// - Parameter taken: what the machine and the registry say against a port; asked only of ports the rules allow.
    package func pick(seed: UInt64, taken: (UInt16) -> PortRefusal?) -> Pick {
        var answers: [UInt16: PortRefusal] = [:]
        for stage in stages {
            let first = Int(stage.ports.lowerBound)
            let count = stage.ports.count
            let start = Int(seed % UInt64(count))
            for step in 0..<count {
                let port = UInt16(first + (start + step) % count)
                if answers[port] != nil { continue }
                if let refusal = refusal(of: port), !stage.overlooks.contains(refusal) { continue }
                guard let refusal = taken(port) else {
                    return .port(port, isEphemeral: ephemeral.contains(port))
                }
                answers[port] = refusal
            }
        }
        var tally: [PortRefusal: Int] = [:]
        for port in Set(stages.flatMap(\.ports)) {
            if let refusal = answers[port] ?? refusal(of: port) { tally[refusal, default: 0] += 1 }
        }
        return .none(tally)
    }

    package enum Pick: Hashable, Sendable {
        /// - Parameter isEphemeral: whether the kernel may give the port to an outgoing connection.
        case port(UInt16, isEphemeral: Bool)
        /// How many ports were refused, by reason.
        case none([PortRefusal: Int])
    }
}
