package import Endpoints

/// One search for ports: the rules, what the registry has given away, and what the machine says.
package struct PortSearch {
    private let rules: PickRules
    private let transport: Transport
    private let listening: Set<UInt16>
    private let probe: (UInt16, Transport) -> PortRefusal?
    private var leases: [UInt16: Lease]
    private var handedOut: Set<UInt16>

    /// - Parameters:
    ///   - listening: ports known to be taken, which need no probe.
    ///   - probe: what a real bind says against a port.
    package init(
        rules: PickRules, records: LeaseRecords, avoiding: Set<UInt16>, listening: Set<UInt16>, transport: Transport,
        probe: @escaping (UInt16, Transport) -> PortRefusal?
    ) {
        self.rules = rules
        self.transport = transport
        self.listening = listening
        self.probe = probe
        leases = Dictionary(records.leases.map { ($0.port, $0) }) { first, _ in first }
        handedOut = avoiding.union(records.handedOut.map(\.port))
    }

    /// The next port; it counts as given away from here on.
    ///
    /// - Parameters:
    ///   - prefer: a port wished for; when it cannot be had, a note says why.
    ///   - isGone: whether a work tree is no longer there; its leases are dropped when room is needed.
    package mutating func next(
        seed: UInt64, prefer: UInt16?, notes: inout [String], isGone: (String) -> Bool
    ) throws(NoPort) -> UInt16 {
        if let prefer {
            if let lease = leases[prefer], isGone(lease.key.project) { leases[prefer] = nil }
            guard let refusal = taken(prefer) else {
                if let words = warning(prefer) { notes.append(words) }
                handedOut.insert(prefer)
                return prefer
            }
            notes.append("\(prefer) cannot be had, \(reason(refusal, prefer)); here is another")
        }
        var pick = rules.pick(seed: seed) { taken($0) }
        if case .none(let tally) = pick, tally[.leased] != nil {
            leases = leases.filter { !isGone($0.value.key.project) }
            pick = rules.pick(seed: seed) { taken($0) }
        }
        switch pick {
        case .port(let port, let isEphemeral):
            if isEphemeral, let words = warning(port) { notes.append(words) }
            handedOut.insert(port)
            return port
        case .none(let tally):
            throw NoPort(
                "no free port\(rules.range.map { " in \($0.lowerBound)-\($0.upperBound)" } ?? ""): \(Self.words(tally))",
                hint: tally[.leased] != nil
                    ? "see ostia port --list, and let some go with --release, or ask for another --range"
                    : "ask for another --range")
        }
    }

    private func taken(_ port: UInt16) -> PortRefusal? {
        if leases[port] != nil { return .leased }
        if handedOut.contains(port) { return .handedOut }
        if listening.contains(port) { return .inUse }
        return probe(port, transport)
    }

    private func reason(_ refusal: PortRefusal, _ port: UInt16) -> String {
        switch refusal {
        case .leased: leases[port].map { "leased to \($0.key.service) of \($0.key.project)" } ?? "leased"
        case .privileged: "binding it needs a privilege"
        default: refusal.words
        }
    }

    /// What somebody should know who asked for just this port.
    private func warning(_ port: UInt16) -> String? {
        switch rules.refusal(of: port) {
        case .browsersBlock: "browsers refuse to open port \(port)"
        case .ephemeral:
            "\(port) is in the kernel's own range \(rules.ephemeral.lowerBound)-\(rules.ephemeral.upperBound): "
                + "an outgoing connection may take it while nobody listens"
        default: nil
        }
    }

    /// `4 in use, 2 leased`, the most frequent first.
    static func words(_ tally: [PortRefusal: Int]) -> String {
        tally.sorted { ($1.value, $0.key.words) < ($0.value, $1.key.words) }
            .map { "\($0.value) \($0.key.words)" }.joined(separator: ", ")
    }
}
