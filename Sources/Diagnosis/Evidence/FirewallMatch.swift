package import Endpoints

extension FirewallPicture {
    /// The rules that do something to loopback packets between a client and this endpoint, both ways, in the order in
    /// which packets meet them; accepting and returning rules are followed, not listed. After a rule that takes every
    /// such packet nothing more is met.
    ///
    /// A rule with `limits` may take some packets: it is listed, and what follows it too. Translations count for the
    /// way there only, and not in `prerouting`: the kernel translates a connection of its own in `output`, once.
    ///
    /// - Parameters:
    ///   - uid: the client's user; `nil` when unknown: rules about users are then listed as if they might match.
    ///   - serverUID: the server's; when only the client's is known, rules about users count for its packets alone.
    ///   - transport: of the packets; by default the endpoint's.
    package func rules(
        hitting endpoint: Endpoint, hook: FirewallHook, uid: UInt32? = nil, serverUID: UInt32? = nil,
        transport: Transport? = nil
    ) -> [FirewallRule] {
        var hit: Set<Int> = []
        for packet in LoopbackPacket.all(endpoint, hook, uid, serverUID, transport ?? endpoint.transport) {
            for range in baseChains(hook) {
                let walk = walk(range, packet)
                hit.formUnion(walk.hits)
                // Nobody meets a dropped packet again, whatever other chains say.
                if walk.isTaken { break }
            }
        }
        return hit.sorted().map { rules[$0] }
    }

    /// The base chain whose policy drops such packets: it drops by policy, and no rule of its own takes them before.
    package func policyDropping(
        _ endpoint: Endpoint, hook: FirewallHook, uid: UInt32? = nil, serverUID: UInt32? = nil,
        transport: Transport? = nil
    ) -> FirewallChain? {
        let packets = LoopbackPacket.all(endpoint, hook, uid, serverUID, transport ?? endpoint.transport)
        return droppingPolicies.first { chain in
            guard chain.hook == hook else { return false }
            let range = baseChains(hook).first { base(of: rules[$0.lowerBound]) == chain }
            return packets.contains { packet in
                guard packet.belongs(to: chain.family) else { return false }
                guard let range else { return true }
                return walk(range, packet).reachesPolicy
            }
        }
    }

    /// The base chain from which a rule is reached.
    private func base(of rule: FirewallRule) -> FirewallChain {
        var chain = rule.chain
        if let name = rule.baseChain { chain.name = name }
        return chain
    }

    /// The rules of each base chain of a hook, which stand together, in the kernel's order.
    private func baseChains(_ hook: FirewallHook) -> [Range<Int>] {
        var out: [Range<Int>] = []
        for i in rules.indices where rules[i].chain.hook == hook {
            if let last = out.last, last.upperBound == i, base(of: rules[last.lowerBound]) == base(of: rules[i]) {
                out[out.count - 1] = last.lowerBound..<(i + 1)
            } else {
                out.append(i..<(i + 1))
            }
        }
        return out
    }

    private struct Walk {
        var hits: [Int] = []
        /// Dropped or refused for certain.
        var isTaken = false
        /// Met no rule that decides for certain.
        var reachesPolicy = true
    }

    private func walk(_ range: Range<Int>, _ packet: LoopbackPacket) -> Walk {
        var walk = Walk()
        var i = range.lowerBound
        while i < range.upperBound {
            let rule = rules[i]
            let fit = packet.fit(rule)
            i += 1
            if fit == .no { continue }
            switch rule.action {
            case .accept:
                if fit == .certain { return ended(walk) }
            case .drop, .reject:
                walk.hits.append(i - 1)
                if fit == .certain {
                    walk.isTaken = true
                    return ended(walk)
                }
            case .redirect:
                guard packet.isNew, rule.chain.hook != .prerouting else { continue }
                walk.hits.append(i - 1)
                if fit == .certain { return ended(walk) }
            case .other("return"):
                if fit == .certain { i += rule.passesOver }
            case .other: walk.hits.append(i - 1)
            }
        }
        return walk
    }

    private func ended(_ walk: Walk) -> Walk {
        var walk = walk
        walk.reachesPolicy = false
        return walk
    }
}

/// A packet between a client and a server on this machine, as a rule sees it.
struct LoopbackPacket: Hashable {
    enum Fit { case no, perhaps, certain }

    var hook: FirewallHook
    var transport: Transport
    var family: IPAddress.Family
    /// Of the end that is asked about; the other end's is any.
    var port: UInt16
    /// The addresses it may come from and goes to.
    var sources: [IPAddress]
    var destinations: [IPAddress]
    var isReply: Bool
    var isNew: Bool
    var uid: UInt32?
    /// Who is asked about is the other end's user.
    var ignoresUsers = false

    /// Where clients' ports come from (`ip_local_port_range`, ip(7)) unless somebody changed it.
    static let clientPorts: ClosedRange<UInt16> = 32768...60999

    /// The first packet of a connection, a later one, and one of the answer's.
    static func all(
        _ endpoint: Endpoint, _ hook: FirewallHook, _ uid: UInt32?, _ serverUID: UInt32?, _ transport: Transport
    ) -> [LoopbackPacket] {
        let server = endpoint.address.unmapped
        // Without an address of its own a socket sends from 127.0.0.1 to all of 127/8, else from where it sends to.
        let client = server.family == .v4 && server.isLoopback ? IPAddress.loopbackV4 : server
        let first = LoopbackPacket(
            hook: hook, transport: transport, family: server.family, port: endpoint.port, sources: [client],
            destinations: [server], isReply: false, isNew: true, uid: uid)
        var later = first
        later.isNew = false
        var answer = later
        answer.isReply = true
        (answer.sources, answer.destinations, answer.uid) = ([server], [client], serverUID)
        answer.ignoresUsers = uid != nil && serverUID == nil
        return [first, later, answer]
    }

    func belongs(to family: String) -> Bool {
        switch family {
        case "ip": self.family == .v4
        case "ip6": self.family == .v6
        case "arp", "bridge": false
        default: true
        }
    }

    /// Whether a rule is about this packet; only perhaps, where it is about more than can be told beforehand.
    func fit(_ rule: FirewallRule) -> Fit {
        guard belongs(to: rule.chain.family), Self.covers(rule.transport, { $0 == transport.rawValue }),
            ports(isReply ? rule.sourcePorts : rule.destinationPorts),
            Self.covers(rule.source, { text in sources.contains { AddressRange(text)?.contains($0) ?? false } }),
            Self.covers(
                rule.destination, { text in destinations.contains { AddressRange(text)?.contains($0) ?? false } }),
            interfaces(rule), states(rule.states)
        else { return .no }
        // The kernel gave the client its port: a rule about that end may be about this connection.
        let otherEnd = isReply ? rule.destinationPorts : rule.sourcePorts
        if !otherEnd.isEmpty, !otherEnd.contains(where: { $0.overlaps(Self.clientPorts) }) { return .no }
        let isAnyClient =
            otherEnd.isEmpty
            || otherEnd.contains {
                $0.contains(Self.clientPorts.lowerBound) && $0.contains(Self.clientPorts.upperBound)
            }
        var fit = rule.limits.isEmpty && isAnyClient ? Fit.certain : .perhaps
        if let user = rule.user {
            guard let uid else { return ignoresUsers ? .no : .perhaps }
            if !Self.covers(user, { Self.holds($0, uid) }) { return .no }
            // The kernel knows a packet's user on its way out only.
            if hook != .output && hook != .postrouting { fit = .perhaps }
        }
        return fit
    }

    private func ports(_ ranges: [ClosedRange<UInt16>]) -> Bool {
        ranges.isEmpty || ranges.contains { $0.contains(port) }
    }

    private func states(_ states: [String]) -> Bool {
        states.isEmpty || states.contains(isNew ? "new" : "established")
    }

    private func interfaces(_ rule: FirewallRule) -> Bool {
        let entersHere = hook != .output && hook != .postrouting
        let leavesHere = hook != .input && hook != .prerouting && hook != .ingress
        if rule.inputInterface != nil && !entersHere || rule.outputInterface != nil && !leavesHere { return false }
        return Self.covers(rule.inputInterface, Self.isLoopback) && Self.covers(rule.outputInterface, Self.isLoopback)
    }

    /// `lo`, `l+` of iptables, `l*` of nft.
    private static func isLoopback(_ name: Substring) -> Bool {
        guard let last = name.last, last == "+" || last == "*" else { return name == "lo" }
        return "lo".hasPrefix(name.dropLast())
    }

    /// `1000`, `0-99`.
    private static func holds(_ text: Substring, _ uid: UInt32) -> Bool {
        let ends = text.split(separator: "-").compactMap { UInt32($0) }
        guard let first = ends.first, let last = ends.last else { return text == "root" && uid == 0 }
        return first <= uid && uid <= last
    }

    /// Reads a condition of a rule: choices after commas, `! ` before what must not be, ` & ` between what must hold
    /// together. None at all is met by everything.
    static func covers(_ condition: String?, _ isOne: (Substring) -> Bool) -> Bool {
        guard let condition else { return true }
        return condition.split(separator: " & ").allSatisfy { part in
            let isNegated = part.hasPrefix("! ")
            let found = (isNegated ? part.dropFirst(2) : part).split(separator: ", ").contains(where: isOne)
            return found != isNegated
        }
    }
}

/// Addresses as a rule names them: one, a prefix (`10.0.0.0/8`, also with a mask), or two ends.
struct AddressRange: Hashable {
    private var first: IPAddress
    private var last: IPAddress

    init?(_ text: Substring) {
        let parts = text.split(separator: "/", maxSplits: 1)
        if parts.count == 2 {
            guard let base = IPAddress(parts[0]) else { return nil }
            let width = base.family == .v4 ? 32 : 128
            guard let bits = Int(parts[1]) ?? IPv4Address(parts[1]).map({ $0.bits.nonzeroBitCount }), bits >= 0,
                bits <= width
            else { return nil }
            (first, last) = Self.ends(base, bits)
            return
        }
        let ends = text.split(separator: "-", maxSplits: 1).compactMap { IPAddress($0) }
        guard let low = ends.first, let high = ends.last, low.family == high.family else { return nil }
        (first, last) = (low, high)
    }

    func contains(_ address: IPAddress) -> Bool {
        let address = address.unmapped
        return address.family == first.family && first <= address && address <= last
    }

    private static func ends(_ base: IPAddress, _ bits: Int) -> (IPAddress, IPAddress) {
        switch base {
        case .v4(let address):
            let mask = bits == 0 ? 0 : UInt32.max << UInt32(32 - bits)
            return (.v4(IPv4Address(bits: address.bits & mask)), .v4(IPv4Address(bits: address.bits | ~mask)))
        case .v6(let address):
            let high = bits == 0 ? 0 : bits >= 64 ? UInt64.max : UInt64.max << UInt64(64 - bits)
            let low = bits <= 64 ? 0 : UInt64.max << UInt64(128 - bits)
            return (
                .v6(IPv6Address(high: address.high & high, low: address.low & low)),
                .v6(IPv6Address(high: address.high | ~high, low: address.low | ~low))
            )
        }
    }
}
