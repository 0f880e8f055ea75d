import Diagnosis
import Inventory

/// One condition of an nft rule in the terms of `RuleMatch`.
enum NftTerm {
    /// - Returns: `nil` when it is about something that `RuleMatch` has no words for.
    static func match(_ left: JSONValue, _ values: [JSONValue], isNegated: Bool) -> RuleMatch? {
        if let payload = left["payload"] { return match(payload: payload, values, isNegated) }
        if let key = left["meta"]?["key"]?.string { return match(meta: key, values, isNegated) }
        if left["ct"]?["key"]?.string == "state" {
            let names = values.compactMap(\.string)
            guard names.count == values.count else { return nil }
            let all = ["invalid", "new", "established", "related", "untracked"]
            return RuleMatch(states: isNegated ? all.filter { !names.contains($0) } : names)
        }
        if let fib = left["fib"], fib["result"]?.string == "type", !isNegated, values == [.string("local")],
            fib["flags"] == .array([.string("daddr")]) || fib["flags"] == .string("daddr")
        {
            // Every address that loopback traffic goes to is one of this machine's.
            return RuleMatch()
        }
        // `tcp flags syn / syn,ack`: the first packet of a connection (RFC 9293).
        if let masked = left["&"]?.array, masked.count == 2, !isNegated, values == [.string("syn")],
            isFlags(masked[0]["payload"]), masked[1].array?.contains(.string("ack")) ?? false
        {
            return RuleMatch(states: ["new"])
        }
        return nil
    }

    private static func isFlags(_ payload: JSONValue?) -> Bool {
        payload?["protocol"]?.string == "tcp" && payload?["field"]?.string == "flags"
    }

    private static func match(payload: JSONValue, _ values: [JSONValue], _ isNegated: Bool) -> RuleMatch? {
        let field = payload["field"]?.string ?? ""
        switch (payload["protocol"]?.string ?? "", field) {
        case ("tcp", "dport"), ("udp", "dport"), ("sctp", "dport"), ("dccp", "dport"), ("udplite", "dport"),
            ("th", "dport"), ("tcp", "sport"), ("udp", "sport"), ("sctp", "sport"), ("dccp", "sport"),
            ("udplite", "sport"), ("th", "sport"):
            guard var ports = ports(values) else { return nil }
            if isNegated { ports = RuleMatch.complement(ports) }
            var match = field == "dport" ? RuleMatch(destinationPorts: ports) : RuleMatch(sourcePorts: ports)
            let name = payload["protocol"]?.string
            if name != "th" { match.transport = name }
            return match
        case ("ip", "saddr"), ("ip6", "saddr"): return text(values, isNegated).map { RuleMatch(source: $0) }
        case ("ip", "daddr"), ("ip6", "daddr"): return text(values, isNegated).map { RuleMatch(destination: $0) }
        case ("ip", "protocol"): return text(values, isNegated).map { RuleMatch(destination: anyV4, transport: $0) }
        case ("ip6", "nexthdr"): return text(values, isNegated).map { RuleMatch(destination: anyV6, transport: $0) }
        case ("tcp", "flags"):
            return !isNegated && values == [.string("syn")] ? RuleMatch(states: ["new"], limits: []) : nil
        default: return nil
        }
    }

    private static let anyV4 = "0.0.0.0/0"
    private static let anyV6 = "::/0"

    private static func match(meta key: String, _ values: [JSONValue], _ isNegated: Bool) -> RuleMatch? {
        switch key {
        case "iif", "iifname": return text(values, isNegated).map { RuleMatch(inputInterface: $0) }
        case "oif", "oifname": return text(values, isNegated).map { RuleMatch(outputInterface: $0) }
        case "l4proto": return text(values, isNegated).map { RuleMatch(transport: $0) }
        case "skuid": return text(values, isNegated).map { RuleMatch(user: $0) }
        case "nfproto", "protocol":
            guard values.count == 1, let name = values[0].string else { return nil }
            switch (name, isNegated) {
            case ("ipv4", false), ("ip", false), ("ipv6", true), ("ip6", true): return RuleMatch(destination: anyV4)
            case ("ipv6", false), ("ip6", false), ("ipv4", true), ("ip", true): return RuleMatch(destination: anyV6)
            default: return nil
            }
        default: return nil
        }
    }

    private static func ports(_ values: [JSONValue]) -> [ClosedRange<UInt16>]? {
        var out: [ClosedRange<UInt16>] = []
        for value in values {
            if let port = value.int.flatMap({ UInt16(exactly: $0) }) {
                out.append(port...port)
            } else if let ends = value["range"]?.array, ends.count == 2,
                let low = ends[0].int.flatMap({ UInt16(exactly: $0) }),
                let high = ends[1].int.flatMap({ UInt16(exactly: $0) }), low <= high
            {
                out.append(low...high)
            } else {
                return nil
            }
        }
        return out
    }

    /// `lo, eth0`, `10.0.0.0/8`, `! 33, 1001`; `nil` when one of them is no plain value.
    private static func text(_ values: [JSONValue], _ isNegated: Bool) -> String? {
        let texts = values.compactMap { value -> String? in
            switch value {
            case .string(let text): text
            case .number(let number): Int(exactly: number).map { "\($0)" }
            default: value["prefix"] != nil || value["range"] != nil ? NftText.expression(value) : nil
            }
        }
        guard texts.count == values.count, !texts.isEmpty else { return nil }
        return (isNegated ? "! " : "") + texts.joined(separator: ", ")
    }
}
