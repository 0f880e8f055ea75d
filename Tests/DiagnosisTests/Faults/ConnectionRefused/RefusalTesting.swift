import Diagnosis
import Endpoints
import Testing

extension ConnectOutcome {
    /// As the kernel refuses where nothing listens: it counts the reset that it sends.
    static let refusedByKernel = ConnectOutcome(
        .refused, milliseconds: 0.1,
        counters: ["Tcp.ActiveOpens": 1, "Tcp.OutRsts": 1, "Ip.InReceives": 2, "Ip.InDelivers": 2])

    /// As a filter refuses with a reset: nobody counts it, and on input one packet is lost.
    static func resetByFilter(onInput: Bool) -> ConnectOutcome {
        ConnectOutcome(
            .refused, milliseconds: 0.1,
            counters: ["Tcp.ActiveOpens": 1, "Ip.InReceives": onInput ? 2 : 1, "Ip.InDelivers": 1])
    }

    /// As a filter refuses with an ICMP message.
    static func answeredByICMP(
        _ type: UInt8, _ code: UInt8, _ result: Result = .refused, isV6: Bool = false, onInput: Bool = true
    ) -> ConnectOutcome {
        let group = isV6 ? "Ip6" : "Ip"
        return ConnectOutcome(
            result, milliseconds: 0.1, icmp: ICMPMessage(type: type, code: code, isV6: isV6),
            counters: ["Tcp.ActiveOpens": 1, "\(group).InReceives": onInput ? 2 : 1, "\(group).InDelivers": 1])
    }
}

extension SocketFact {
    /// A listener with one owner, or of another user.
    static func listener(_ endpoint: String, _ pid: Int32? = nil, v6Only: Bool? = nil, uid: UInt32? = nil) throws
        -> SocketFact
    {
        SocketFact(
            .listen, try TestScene.endpoint(endpoint), uid: uid, v6Only: v6Only, owners: pid.map { [$0] } ?? [],
            unknownOwner: pid == nil ? "other user" : nil)
    }
}

extension TestScene {
    /// An interface beside loopback.
    mutating func addInterface(_ name: String, _ addresses: String...) {
        facts.interfaces.append(InterfaceFact(name, addresses: addresses.compactMap { IPAddress($0) }))
    }

    /// What a name resolves to.
    mutating func resolve(_ name: String, _ addresses: String..., milliseconds: Double = 0.3) {
        outcomes[.lookup(name)] = .lookup(
            NameLookup(addresses.compactMap { IPAddress($0) }, milliseconds: milliseconds))
    }

    /// A name that does not resolve.
    mutating func fail(_ name: String, milliseconds: Double = 1, timedOut: Bool = false) {
        outcomes[.lookup(name)] = .lookup(
            NameLookup(milliseconds: milliseconds, failure: "Name or service not known", timedOut: timedOut))
    }

    mutating func firewall(_ rules: FirewallRule...) {
        outcomes[.firewall] = .firewall(FirewallPicture(rules: rules))
    }

    /// The filter may not be read, as by an ordinary user.
    mutating func hideFirewall() {
        outcomes[.firewall] = .firewall(FirewallPicture(unreadable: "only root may read it"))
    }

    mutating func watch(_ port: UInt16, _ looks: String, pids: [Int32] = []) {
        outcomes[.watch(port)] = .watch(PortWatch(looks: looks.map { $0 == "#" }, pids: pids))
    }
}

extension FirewallRule {
    static func rule(
        _ hook: FirewallHook, _ action: Action, port: UInt16? = nil, tool: String = "nft", table: String = "fw",
        user: String? = nil
    ) -> FirewallRule {
        let name = tool == "nft" ? hook.rawValue : hook.rawValue.uppercased()
        return FirewallRule(
            chain: FirewallChain(
                tool: tool, family: tool == "nft" ? "inet" : tool.hasPrefix("ip6") ? "ip6" : "ip", table: table,
                name: name, hook: hook),
            action: action, destinationPorts: port.map { [$0...$0] } ?? [], transport: "tcp", user: user, packets: 3,
            text: "the rule", handle: "4")
    }
}
