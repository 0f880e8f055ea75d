import Diagnosis

/// The options of one rule of `iptables-save`, one after the other (iptables-extensions(8)).
struct IptablesRuleReader {
    let words: [String]
    let family: String
    private(set) var match = RuleMatch()
    private(set) var verdict = ChainRule.Verdict.none
    private var at = 0
    /// The match module whose options come now, and those of them that nothing above understands.
    private var module = ""
    private var unknown: [String] = []

    init(words: [String], family: String) {
        self.words = words
        self.family = family
    }

    mutating func read() {
        while at < words.count {
            let isNegated = words[at] == "!"
            if isNegated { at += 1 }
            guard at < words.count else { break }
            let option = words[at]
            at += 1
            switch option {
            case "-j", "-g":
                finishModule()
                readTarget(next(), isGoTo: option == "-g")
                return
            case "-m":
                finishModule()
                module = next()
            default:
                if !understand(option, isNegated) {
                    unknown.append((isNegated ? "! " : "") + ([option] + values()).joined(separator: " "))
                }
            }
        }
        finishModule()
    }

    private mutating func next() -> String {
        guard at < words.count else { return "" }
        at += 1
        return words[at - 1]
    }

    /// The words up to the next option.
    private mutating func values() -> [String] {
        var out: [String] = []
        while at < words.count, words[at] != "!", !words[at].hasPrefix("-") || words[at].count == 1 {
            out.append(next())
        }
        return out
    }

    private mutating func finishModule() {
        if !unknown.isEmpty { match.limits.append("\(module) \(unknown.joined(separator: " "))") }
        unknown = []
        module = ""
    }

    /// Takes in an option that says something of its own.
    private mutating func understand(_ option: String, _ isNegated: Bool) -> Bool {
        let not = isNegated ? "! " : ""
        switch option {
        case "-s": match.source = not + next()
        case "-d": match.destination = not + next()
        case "-i": match.inputInterface = not + next()
        case "-o": match.outputInterface = not + next()
        case "-p": match.transport = not + next()
        case "--dport", "--dports": match.destinationPorts = ports(isNegated)
        case "--sport", "--sports": match.sourcePorts = ports(isNegated)
        case "--ctstate", "--state":
            let names = next().lowercased().split(separator: ",").map(String.init)
            let all = ["invalid", "new", "established", "related", "untracked"]
            match.states = isNegated ? all.filter { !names.contains($0) } : names
        case "--uid-owner": match.user = not + next()
        case "--comment": _ = next()
        case "--tcp-flags":
            let mask = next()
            let flags = next()
            // The first packet of a connection and no other has SYN without ACK (RFC 9293).
            if flags == "SYN", mask.contains("ACK"), !isNegated {
                match.states = match.states ?? ["new"]
            } else {
                unknown.append("\(not)--tcp-flags \(mask) \(flags)")
            }
        case "--dst-type"
        where module == "addrtype" && !isNegated && words.indices.contains(at) && words[at] == "LOCAL":
            // Every address that loopback traffic goes to is one of this machine's.
            _ = next()
        case "--ports":
            // Either side; said in words.
            unknown.append("\(not)--ports \(next())")
        default: return false
        }
        return true
    }

    /// `8080`, `9000:9010`, `1,2,9000:9010`, `:1023`.
    private mutating func ports(_ isNegated: Bool) -> [ClosedRange<UInt16>] {
        let ranges = next().split(separator: ",").compactMap { item -> ClosedRange<UInt16>? in
            let ends = item.split(separator: ":", omittingEmptySubsequences: false)
            let low = ends.first.map { $0.isEmpty ? 0 : UInt16($0) } ?? nil
            let high = ends.count > 1 ? (ends[1].isEmpty ? 65535 : UInt16(ends[1])) : low
            guard let low, let high, low <= high else { return nil }
            return low...high
        }
        return isNegated ? RuleMatch.complement(ranges) : ranges
    }

    private mutating func readTarget(_ target: String, isGoTo: Bool) {
        let rest = Array(words[min(at, words.count)...])
        func value(_ option: String) -> String? {
            rest.firstIndex(of: option).flatMap { $0 + 1 < rest.count ? rest[$0 + 1] : nil }
        }
        switch target {
        case "ACCEPT": verdict = .action(.accept)
        case "DROP": verdict = .action(.drop)
        case "RETURN": verdict = .back
        case "REJECT": verdict = .action(.reject(Self.reject(value("--reject-with"), family: family)))
        case "REDIRECT": verdict = .action(.redirect(value("--to-ports") ?? ""))
        case "DNAT": verdict = .action(.redirect(value("--to-destination") ?? ""))
        case "LOG", "NFLOG", "MARK", "CONNMARK", "TRACE", "CHECKSUM", "": verdict = .none
        default:
            if isGoTo {
                verdict = .goTo(target)
            } else if Self.targets.contains(target) {
                verdict = .action(.other(([target] + rest).joined(separator: " ")))
            } else {
                verdict = .jump(target)
            }
        }
    }

    /// Targets that are no chains of the user's (iptables-extensions(8)).
    private static let targets: Set<String> = [
        "AUDIT", "CLASSIFY", "CONNSECMARK", "CT", "DNPT", "DSCP", "ECN", "HL", "HMARK", "IDLETIMER", "LED",
        "MASQUERADE", "NETMAP", "NFQUEUE", "NOTRACK", "QUEUE", "RATEEST", "SECMARK", "SET", "SNAT", "SNPT", "SYNPROXY",
        "TARPIT", "TCPMSS", "TCPOPTSTRIP", "TEE", "TOS", "TPROXY", "TTL", "ULOG",
    ]

    /// `icmp-port-unreachable`, `icmp6-adm-prohibited`, `tcp-reset` in the words of nft(8).
    static func reject(_ kind: String?, family: String) -> String {
        let kind = kind ?? (family == "ip6" ? "icmp6-port-unreachable" : "icmp-port-unreachable")
        if kind == "tcp-reset" { return "tcp reset" }
        if kind.hasPrefix("icmp6-") {
            let name = kind.dropFirst(6)
            return "icmpv6 " + (name == "adm-prohibited" ? "admin-prohibited" : String(name))
        }
        return kind.hasPrefix("icmp-") ? "icmp \(kind.dropFirst(5))" : kind
    }
}
