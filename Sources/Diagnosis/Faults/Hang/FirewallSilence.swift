import Endpoints

/// A connect to an address of this machine that got no answer, and what may have swallowed its packets.
struct FirewallSilence {
    enum Culprit: Hashable {
        case rule(FirewallRule)
        case policy(FirewallChain)
        /// What trying says, where the packet filter may not be read, or nothing in it explains the silence.
        case dropsInput, dropsOutput, dropsEverything, limits
        /// The packets came in past the packet filter, and no socket got them.
        case behindFilter
    }

    var endpoint: Endpoint
    var culprit: Culprit
    /// The packet filter was read and shows the culprit.
    var isSeen: Bool
    var evidence: [EvidenceLine]
    /// Why the packet filter could not be read.
    var unreadable: String?

    /// What proves it, for one who may not read the packet filter.
    var proof: [Fix] {
        isSeen
            ? []
            : [
                Fix("sudo ostia doctor \(endpoint.addressAndPort)", "reads the packet filter as root", isSafe: true),
                Fix("sudo nft list ruleset; sudo iptables-save", "shows every rule", isSafe: true),
            ]
    }
}

extension Scene {
    /// `nil` when the question's endpoint answers in any way, its accept queue is full, or loopback itself is down.
    func firewallSilence() throws(Need) -> FirewallSilence? {
        guard let reach = try silent() else { return nil }
        return try firewallSilence(reach.endpoint, reach.outcome)
    }

    /// The same for one silent attempt.
    func firewallSilence(_ endpoint: Endpoint, _ outcome: ConnectOutcome) throws(Need) -> FirewallSilence? {
        guard outcome.result == .silent, isOwn(endpoint.address) else { return nil }
        if facts.interfaces.contains(where: { $0.isLoopback && !$0.isUp }) { return nil }
        let listener = listeners(answering: endpoint).first
        if let listener, isFull(listener, outcome) { return nil }
        let line = EvidenceLine("connect", endpoint.addressAndPort, outcome.words)
        let picture = try firewall()
        if picture.unreadable == nil {
            if let seen = picture.culprit(endpoint, facts.userID, listener?.uid) {
                return FirewallSilence(
                    endpoint: endpoint, culprit: seen, isSeen: true, evidence: [line, seen.line], unreadable: nil)
            }
        }
        var evidence = [line]
        let tried = try tryCulprit(endpoint, outcome, &evidence)
        evidence.append(
            EvidenceLine("packet filter", "this machine", picture.unreadable ?? "no rule of it explains the silence"))
        return FirewallSilence(
            endpoint: endpoint, culprit: tried, isSeen: false, evidence: evidence, unreadable: picture.unreadable)
    }

    /// What experiments alone say of where the packets went.
    private func tryCulprit(
        _ endpoint: Endpoint, _ outcome: ConnectOutcome, _ evidence: inout [EvidenceLine]
    ) throws(Need) -> FirewallSilence.Culprit {
        if outcome.serverSide?.state == .synReceived {
            evidence.append(
                EvidenceLine("server's end", endpoint.addressAndPort, "SYN_RECV: it answered, and its answer was lost"))
            return .dropsOutput
        }
        if let lost = outcome.counters["TcpExt.TCPRetransFail"], lost > 0 {
            evidence.append(EvidenceLine("counter", "TcpExt.TCPRetransFail", "grew by \(lost): nothing could be sent"))
            return .dropsOutput
        }
        let datagram = try datagram(Endpoint(.udp, endpoint.address, endpoint.port))
        if datagram?.failure == "EPERM" {
            evidence.append(EvidenceLine("datagram", endpoint.addressAndPort, "EPERM: it was not let out"))
            return .dropsOutput
        }
        if isTakenBehindFilter(endpoint, outcome) {
            evidence.append(
                EvidenceLine(
                    "counters", "Ip.InDelivers", "kept up with InReceives: the packets came in, past every firewall"))
            return .behindFilter
        }
        let others = facts.sockets.filter {
            guard $0.local.port == endpoint.port || $0.remote?.port == endpoint.port else { return false }
            return $0.state == .timeWait || ($0.state == .established && $0.local.port == endpoint.port)
        }
        if !others.isEmpty {
            evidence.append(
                EvidenceLine(
                    "connections", endpoint.addressAndPort,
                    "\(others.count) others were made, now or in the last minute"))
            return .limits
        }
        if let port = unusedPort(near: endpoint.port) {
            let unused = Endpoint(.tcp, endpoint.address, port)
            if let answer = try connect(unused) {
                evidence.append(
                    EvidenceLine("connect", unused.addressAndPort, "\(answer.words); nothing listens there"))
                if answer.result == .silent { return .dropsEverything }
            }
        }
        return .dropsInput
    }

    /// Every packet that came in was handed to a protocol, and somebody listens whose accept queue has room: what is left
    /// is a program of the server's control group (`BPF_CGROUP_RUN_PROG_INET_INGRESS` in `tcp_filter` of the kernel).
    private func isTakenBehindFilter(_ endpoint: Endpoint, _ outcome: ConnectOutcome) -> Bool {
        let isV6 = endpoint.address.unmapped.family == .v6
        guard let lost = outcome.lostOnInput(isV6: isV6), lost <= 0, outcome.serverSide == nil,
            (outcome.counters["\(isV6 ? "Ip6" : "Ip").InReceives"] ?? 0) > 1,
            (outcome.counters["TcpExt.TCPSynRetrans"] ?? outcome.counters["TcpExt.TCPTimeouts"] ?? 0) > 0
        else { return false }
        return listeners(answering: endpoint).contains { $0.state == .listen }
    }

    /// A port without any socket, on which a machine without a firewall refuses at once.
    func unusedPort(near port: UInt16) -> UInt16? {
        let used = Set(facts.sockets.map(\.local.port))
        return (1...200).lazy.map { UInt16(truncatingIfNeeded: 20_000 + (Int(port) * 7 + $0 * 13) % 12_000) }
            .first { !used.contains($0) && $0 != port }
    }
}

extension FirewallPicture {
    /// The first that drops packets between a client here and this endpoint, on the way there or back.
    func culprit(_ endpoint: Endpoint, _ uid: UInt32?, _ serverUID: UInt32?) -> FirewallSilence.Culprit? {
        let hooks: [FirewallHook] = [.output, .postrouting, .ingress, .prerouting, .input]
        var limited: FirewallRule?
        for hook in hooks {
            for rule in rules(hitting: endpoint, hook: hook, uid: uid, serverUID: serverUID) where rule.swallows {
                if rule.limits.isEmpty { return .rule(rule) }
                if rule.isCounting { limited = limited ?? rule }
            }
        }
        for hook in hooks {
            if let chain = policyDropping(endpoint, hook: hook, uid: uid, serverUID: serverUID) {
                return .policy(chain)
            }
        }
        return limited.map { .rule($0) }
    }
}

extension FirewallRule {
    /// It takes packets away, or rejects them with an answer that may be taken away itself.
    var swallows: Bool {
        switch action {
        case .drop, .reject: true
        default: false
        }
    }

    /// It takes some packets only, by how many there are or were, or by a list that grows with them.
    var isCounting: Bool {
        limits.contains { limit in
            let words = limit.lowercased().split { !$0.isLetter && $0 != "_" }
            return words.contains {
                ["count", "connlimit", "limit", "hashlimit", "recent", "quota", "rate", "meter", "over"].contains($0)
            }
        }
    }

    /// `nft rule inet filter input, handle 4`.
    var place: String {
        let handle = handle.map { tool.hasPrefix("nft") ? ", handle \($0)" : ", rule \($0)" } ?? ""
        return "\(tool) \(chain.table) \(chain.name)\(handle)"
    }

    private var tool: String { chain.tool }

    /// Takes the rule away; `nil` when it cannot be named.
    var removal: Fix? {
        guard let handle else { return nil }
        let command =
            tool.hasPrefix("nft")
            ? "sudo nft delete rule \(chain.family) \(chain.table) \(chain.name) handle \(handle)"
            : "sudo \(tool)\(chain.table == "filter" ? "" : " -t \(chain.table)") -D \(chain.name) \(handle)"
        return Fix(command, "takes the rule away: \(text)", isRunnable: true)
    }
}

extension FirewallChain {
    /// Lets loopback pass, ahead of everything else in the chain.
    var acceptLoopback: Fix {
        let isInput = hook != .output && hook != .postrouting
        if tool.hasPrefix("nft") {
            let word = isInput ? "iif" : "oif"
            return Fix(
                "sudo nft insert rule \(family) \(table) \(name) \(word) lo accept", "lets loopback traffic pass",
                isSafe: true, isRunnable: true,
                undo: "sudo nft -a list chain \(family) \(table) \(name), then delete the rule by its handle")
        }
        let rule = "\(name) \(isInput ? "-i" : "-o") lo -j ACCEPT"
        let tableWords = table == "filter" ? "" : "-t \(table) "
        return Fix(
            "sudo \(tool) \(tableWords)-I \(rule)", "lets loopback traffic pass", isSafe: true, isRunnable: true,
            undo: "sudo \(tool) \(tableWords)-D \(rule)")
    }
}

extension FirewallSilence.Culprit {
    var line: EvidenceLine {
        switch self {
        case .rule(let rule):
            EvidenceLine(
                "rule", rule.place, rule.text + (rule.packets.map { " (\($0) packets so far)" } ?? ""))
        case .policy(let chain):
            EvidenceLine("policy", "\(chain.tool) \(chain.table) \(chain.name)", "drop, and no rule lets loopback pass")
        case .dropsInput, .dropsOutput, .dropsEverything, .limits, .behindFilter:
            EvidenceLine("packet filter", "this machine", "not read")
        }
    }

    var hook: FirewallHook? {
        switch self {
        case .rule(let rule): rule.chain.hook
        case .policy(let chain): chain.hook
        case .dropsInput, .dropsEverything, .limits, .behindFilter: .input
        case .dropsOutput: .output
        }
    }
}
