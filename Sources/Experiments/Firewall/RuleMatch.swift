import Diagnosis

/// What a packet must be like for a rule to take it, in the terms of `FirewallRule`.
///
/// Addresses, interfaces, users and transports are text: `, ` stands between choices, `! ` before what must not be,
/// ` & ` between conditions that must hold together.
struct RuleMatch: Hashable {
    /// `nil` for any port; sorted ranges that do not touch.
    var destinationPorts: [ClosedRange<UInt16>]?
    var sourcePorts: [ClosedRange<UInt16>]?
    var destination: String?
    var source: String?
    var inputInterface: String?
    var outputInterface: String?
    var transport: String?
    var user: String?
    var states: [String]?
    var limits: [String] = []

    /// Both at once, as for a rule in a chain that another rule jumped to; `nil` when no packet can be like both.
    func and(_ other: RuleMatch) -> RuleMatch? {
        var out = RuleMatch()
        guard Self.ports(destinationPorts, other.destinationPorts, &out.destinationPorts),
            Self.ports(sourcePorts, other.sourcePorts, &out.sourcePorts)
        else { return nil }
        out.destination = Self.both(destination, other.destination)
        out.source = Self.both(source, other.source)
        out.inputInterface = Self.both(inputInterface, other.inputInterface)
        out.outputInterface = Self.both(outputInterface, other.outputInterface)
        out.user = Self.both(user, other.user)
        if let a = transport, let b = other.transport {
            guard let common = Self.common(a, b) else { return nil }
            out.transport = common
        } else {
            out.transport = transport ?? other.transport
        }
        if let a = states, let b = other.states {
            let common = a.filter { b.contains($0) }
            if common.isEmpty { return nil }
            out.states = common
        } else {
            out.states = states ?? other.states
        }
        out.limits = limits + other.limits.filter { !limits.contains($0) }
        return out
    }

    private static func ports(
        _ a: [ClosedRange<UInt16>]?, _ b: [ClosedRange<UInt16>]?, _ out: inout [ClosedRange<UInt16>]?
    ) -> Bool {
        guard let a, let b else {
            out = a ?? b
            return true
        }
        let common = a.flatMap { x in
            b.compactMap { y in
                let low = max(x.lowerBound, y.lowerBound)
                let high = min(x.upperBound, y.upperBound)
                return low <= high ? low...high : nil
            }
        }
        out = common
        return !common.isEmpty
    }

    private static func both(_ a: String?, _ b: String?) -> String? {
        guard let a, let b else { return a ?? b }
        return a == b ? a : "\(a) & \(b)"
    }

    private static func common(_ a: String, _ b: String) -> String? {
        if a == b { return a }
        if a.hasPrefix("! ") || b.hasPrefix("! ") { return "\(a) & \(b)" }
        let others = b.split(separator: ", ")
        let common = a.split(separator: ", ").filter { others.contains($0) }
        return common.isEmpty ? nil : common.joined(separator: ", ")
    }

    /// All ports but these.
    static func complement(_ ranges: [ClosedRange<UInt16>]) -> [ClosedRange<UInt16>] {
        var out: [ClosedRange<UInt16>] = []
        var next = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let low = Int(range.lowerBound)
            if next < low { out.append(UInt16(next)...UInt16(low - 1)) }
            next = max(next, Int(range.upperBound) + 1)
        }
        if next <= 65535 { out.append(UInt16(next)...65535) }
        return out
    }
}

/// A rule as it stands in its chain.
struct ChainRule: Hashable {
    enum Verdict: Hashable {
        case action(FirewallRule.Action)
        case jump(String)
        /// Like a jump, but what comes after it in this chain is not looked at.
        case goTo(String)
        case back
        /// Counts, logs or marks only.
        case none
    }

    var match: RuleMatch
    var verdict: Verdict
    var packets: UInt64?
    var text: String
    var handle: String?
}

/// A chain of the packet filter with its rules.
struct ChainModel {
    var name: String
    /// Only base chains have one.
    var hook: FirewallHook?
    /// Lower comes first.
    var priority = 0
    var dropsByPolicy = false
    var rules: [ChainRule] = []
}

/// A table of the packet filter.
struct TableModel {
    var tool: String
    var family: String
    var name: String
    /// In the tool's order.
    var chains: [ChainModel] = []

    func chain(_ name: String) -> Int? { chains.firstIndex { $0.name == name } }
}
