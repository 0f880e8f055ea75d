/// The packet filter, as far as it may be read: rules that could touch loopback traffic.
package struct FirewallPicture: Hashable, Sendable {
    /// Why it could not be read (an ordinary user may not); `nil` when it was.
    package var unreadable: String?
    package var rules: [FirewallRule]
    /// Base chains whose policy is to drop.
    package var droppingPolicies: [FirewallChain]
    /// Tables of filters that have chains of Docker; empty rules with a running engine mean that somebody flushed them.
    package var hasDockerChains: Bool
    /// Docker's chain of translations is there: `DOCKER` in a table `nat`, or its own table of nftables. A flush may
    /// leave its other chains, empty.
    package var hasDockerTranslation: Bool

    package init(
        unreadable: String? = nil, rules: [FirewallRule] = [], droppingPolicies: [FirewallChain] = [],
        hasDockerChains: Bool = false, hasDockerTranslation: Bool = false
    ) {
        self.unreadable = unreadable
        self.rules = rules
        self.droppingPolicies = droppingPolicies
        self.hasDockerChains = hasDockerChains
        self.hasDockerTranslation = hasDockerTranslation
    }
}

/// Where in the packet's way a chain stands.
package enum FirewallHook: String, Hashable, Sendable, CaseIterable {
    case prerouting, input, forward, output, postrouting, ingress
}

/// A base chain of the packet filter.
package struct FirewallChain: Hashable, Sendable {
    /// `nft`, `iptables`, `ip6tables` or their `-legacy` forms: the command that changes it.
    package var tool: String
    /// `ip`, `ip6` or `inet`.
    package var family: String
    package var table: String
    package var name: String
    package var hook: FirewallHook

    package init(tool: String, family: String, table: String, name: String, hook: FirewallHook) {
        self.tool = tool
        self.family = family
        self.table = table
        self.name = name
        self.hook = hook
    }
}

/// One rule that does something to a packet.
package struct FirewallRule: Hashable, Sendable {
    package enum Action: Hashable, Sendable {
        case accept
        case drop
        /// With the answer it gives: `tcp reset`, `icmp port-unreachable`, `icmpx admin-prohibited` …
        case reject(String)
        /// Redirected or translated to this port (and address).
        case redirect(String)
        case other(String)
    }

    package var chain: FirewallChain
    package var action: Action
    /// Ports of the destination it is limited to; empty for any.
    package var destinationPorts: [ClosedRange<UInt16>]
    package var sourcePorts: [ClosedRange<UInt16>]
    /// Addresses it is limited to, as written, such as `127.0.0.1` or `192.168.0.0/16`; `nil` for any.
    package var destination: String?
    package var source: String?
    package var inputInterface: String?
    package var outputInterface: String?
    /// `tcp`, `udp`, …; `nil` for any.
    package var transport: String?
    /// The user whose packets it is about (`skuid`, `-m owner`).
    package var user: String?
    /// Connection states it is limited to, such as `invalid`, `new`; empty for any.
    package var states: [String]
    /// Limits on count or rate (`ct count over 3`, `limit`, `connlimit`), and packet lengths or contents; as written.
    package var limits: [String]
    /// How many packets it has met; `nil` when it does not count.
    package var packets: UInt64?
    /// The rule as its tool prints it.
    package var text: String
    /// The rule's handle (nft) or number in its chain (iptables), with which it can be deleted.
    package var handle: String?
    /// The base chain from which it is reached; `nil` when it stands in one itself. `chain` then has that one's hook,
    /// and the name of the chain it stands in.
    package var baseChain: String?
    /// Of a `return`: how many of the rules that follow in the picture a packet it takes does not meet.
    package var passesOver = 0

    package init(
        chain: FirewallChain, action: Action, destinationPorts: [ClosedRange<UInt16>] = [],
        sourcePorts: [ClosedRange<UInt16>] = [], destination: String? = nil, source: String? = nil,
        inputInterface: String? = nil, outputInterface: String? = nil, transport: String? = nil, user: String? = nil,
        states: [String] = [], limits: [String] = [], packets: UInt64? = nil, text: String = "", handle: String? = nil
    ) {
        self.chain = chain
        self.action = action
        self.destinationPorts = destinationPorts
        self.sourcePorts = sourcePorts
        self.destination = destination
        self.source = source
        self.inputInterface = inputInterface
        self.outputInterface = outputInterface
        self.transport = transport
        self.user = user
        self.states = states
        self.limits = limits
        self.packets = packets
        self.text = text
        self.handle = handle
    }
}
