import Endpoints
import Testing

@testable import Diagnosis

@Suite("Which rules a loopback packet meets")
struct FirewallMatchTests {
    private let v4 = Endpoint(.tcp, .loopbackV4, 5432)
    private let v6 = Endpoint(.tcp, .loopbackV6, 5432)

    private static func chain(_ hook: FirewallHook = .input, family: String = "inet") -> FirewallChain {
        FirewallChain(tool: "nft", family: family, table: "filter", name: "base-\(hook)", hook: hook)
    }

    private func rule(
        _ action: FirewallRule.Action = .drop, hook: FirewallHook = .input, family: String = "inet",
        _ change: (inout FirewallRule) -> Void = { _ in }
    ) -> FirewallRule {
        var rule = FirewallRule(chain: Self.chain(hook, family: family), action: action)
        change(&rule)
        return rule
    }

    private func hits(_ rules: [FirewallRule], _ endpoint: Endpoint? = nil, hook: FirewallHook = .input) -> [Int] {
        let found = FirewallPicture(rules: rules).rules(hitting: endpoint ?? v4, hook: hook)
        return rules.indices.filter { found.contains(rules[$0]) }
    }

    @Test(
        "ports, either way",
        arguments: [
            ([5432...5432], [], true), ([5000...6000], [], true), ([80...80], [], false), ([], [5432...5432], true),
            ([], [80...80], false), ([80...80], [5432...5432], false), ([], [40000...40010], true),
            ([0...81, 83...65535], [5432...5432], true), ([80...80], [81...81], false),
        ] as [([ClosedRange<UInt16>], [ClosedRange<UInt16>], Bool)])
    func ports(destination: [ClosedRange<UInt16>], source: [ClosedRange<UInt16>], hit: Bool) {
        let rule = rule {
            $0.destinationPorts = destination
            $0.sourcePorts = source
        }
        #expect(hits([rule]).isEmpty != hit)
    }

    @Test(
        "addresses",
        arguments: [
            ("127.0.0.1", nil, true), ("127.0.0.0/8", nil, true), ("127.0.0.0/255.0.0.0", nil, true),
            ("10.0.0.0/8", nil, false), ("! 127.0.0.0/8", nil, false), ("! 10.0.0.0/8", nil, true),
            ("10.0.0.1, 127.0.0.1", nil, true), ("127.0.0.1-127.0.0.9", nil, true), ("::1", nil, false),
            (nil, "127.0.0.1", true), (nil, "192.168.0.0/16", false), ("127.0.0.1 & ! 127.0.0.0/8", nil, false),
            ("0.0.0.0/0", nil, true), ("::/0", nil, false), ("nonsense", nil, false),
        ] as [(String?, String?, Bool)])
    func addresses(destination: String?, source: String?, hit: Bool) {
        let rule = rule {
            $0.destination = destination
            $0.source = source
        }
        #expect(hits([rule]).isEmpty != hit)
    }

    @Test(
        "IPv6 prefixes",
        arguments: [("::1", true), ("::/127", true), ("::2/127", false), ("::/0", true), ("fe80::/10", false)])
    func v6Prefixes(destination: String, hit: Bool) {
        #expect(hits([rule { $0.destination = destination }], v6).isEmpty != hit)
    }

    @Test(
        "interfaces",
        arguments: [
            (FirewallHook.input, "lo", nil, true), (.input, "eth0", nil, false), (.input, "! eth0", nil, true),
            (.input, "l+", nil, true), (.input, "*", nil, true), (.input, "lo, eth0", nil, true),
            (.input, nil, "lo", false), (.output, nil, "lo", true), (.output, "lo", nil, false),
            (.output, nil, "! lo", false),
        ] as [(FirewallHook, String?, String?, Bool)])
    func interfaces(hook: FirewallHook, input: String?, output: String?, hit: Bool) {
        let rule = rule(hook: hook) {
            $0.inputInterface = input
            $0.outputInterface = output
        }
        #expect(hits([rule], hook: hook).isEmpty != hit)
    }

    @Test(
        "families and transports",
        arguments: [
            ("ip", nil, true, false), ("ip6", nil, false, true), ("inet", "tcp", true, true),
            ("inet", "udp", false, false), ("inet", "! tcp", false, false), ("inet", "tcp, udp", true, true),
            ("arp", nil, false, false),
        ] as [(String, String?, Bool, Bool)])
    func families(family: String, transport: String?, hits4: Bool, hits6: Bool) {
        let rule = rule(family: family) { $0.transport = transport }
        #expect(hits([rule]).isEmpty != hits4)
        #expect(hits([rule], v6).isEmpty != hits6)
    }

    @Test("states: a new connection, an established one, and nothing that is neither")
    func states() {
        #expect(hits([rule { $0.states = ["new"] }]) == [0])
        #expect(hits([rule { $0.states = ["related", "established"] }]) == [0])
        #expect(hits([rule { $0.states = ["invalid"] }]).isEmpty)
    }

    @Test("an accept before ends it, unless it takes only some packets")
    func accepted() {
        let lo = rule(.accept) { $0.inputInterface = "lo" }
        let limited = rule(.accept) { $0.limits = ["limit rate 2/second"] }
        let established = rule(.accept) { $0.states = ["established"] }
        #expect(hits([lo, rule()]).isEmpty)
        #expect(hits([limited, rule()]) == [1])
        #expect(hits([established, rule()]) == [1])
        #expect(hits([established, rule { $0.sourcePorts = [5432...5432] }]).isEmpty)
        #expect(
            hits([established, rule(.accept) { $0.states = ["new"] }, rule { $0.sourcePorts = [5432...5432] }]).isEmpty)
    }

    @Test("an accept ends its own base chain only")
    func twoChains() {
        var other = rule()
        other.chain.table = "other"
        #expect(hits([rule(.accept), other]) == [1])
    }

    @Test("a rule about some client ports takes some packets only")
    func clientPorts() {
        let some = rule(.accept) { $0.sourcePorts = [40000...40010] }
        #expect(hits([some, rule()]) == [1])
        #expect(hits([rule(.accept) { $0.sourcePorts = [1024...65535] }, rule { $0.states = ["new"] }]).isEmpty)
    }

    @Test("a drop that takes everything ends it, one with limits does not")
    func dropped() {
        #expect(hits([rule(), rule(.reject("tcp reset"))]) == [0])
        let some = rule { $0.limits = ["ct count over 3"] }
        #expect(hits([some, rule(.reject("tcp reset"))]) == [0, 1])
    }

    @Test("a return passes over what is left of its chain")
    func returned() {
        let back = rule(.other("return")) {
            $0.passesOver = 1
            $0.destination = "127.0.0.0/8"
        }
        #expect(hits([back, rule { $0.text = "over" }, rule { $0.text = "next" }]) == [2])
        let never = rule(.other("return")) {
            $0.passesOver = 1
            $0.destination = "10.0.0.0/8"
        }
        #expect(hits([never, rule { $0.text = "over" }, rule { $0.text = "next" }]) == [1])
    }

    @Test("users are known on the way out, where the client's is asked for")
    func users() {
        let rule = rule(.reject("icmpx port-unreachable"), hook: .output) {
            $0.user = "1000"
            $0.destinationPorts = [5432...5432]
        }
        let picture = FirewallPicture(rules: [rule])
        #expect(picture.rules(hitting: v4, hook: .output, uid: 1000) == [rule])
        #expect(picture.rules(hitting: v4, hook: .output, uid: 1001).isEmpty)
        #expect(picture.rules(hitting: v4, hook: .output) == [rule])
        var any = rule
        any.destinationPorts = []
        let others = FirewallPicture(rules: [any])
        #expect(others.rules(hitting: v4, hook: .output, uid: 1001).isEmpty)
        #expect(others.rules(hitting: v4, hook: .output, uid: 1001, serverUID: 1000) == [any])
        #expect(picture.rules(hitting: Endpoint(.tcp, .loopbackV4, 80), hook: .output, uid: 1000).isEmpty)
    }

    @Test("a translation counts for the first packet on its way out")
    func redirected() {
        let out = rule(.redirect("8080"), hook: .output) { $0.destinationPorts = [5432...5432] }
        #expect(hits([out], hook: .output) == [0])
        #expect(hits([rule(.redirect("8080"), hook: .prerouting)], hook: .prerouting).isEmpty)
        let reply = rule(.redirect("8080"), hook: .output) {
            $0.sourcePorts = [5432...5432]
            $0.states = ["established"]
        }
        #expect(hits([reply], hook: .output).isEmpty)
    }

    @Test("a policy drops what no rule took before")
    func policy() {
        let chain = Self.chain()
        func drops(_ rules: [FirewallRule], _ endpoint: Endpoint? = nil) -> Bool {
            FirewallPicture(rules: rules, droppingPolicies: [chain])
                .policyDropping(endpoint ?? v4, hook: .input) == chain
        }
        #expect(drops([]))
        #expect(!drops([rule(.accept) { $0.inputInterface = "lo" }]))
        #expect(drops([rule(.accept) { $0.destinationPorts = [80...80] }]))
        #expect(drops([rule(.accept) { $0.states = ["established"] }]))
        #expect(!drops([rule()]))
        #expect(drops([rule(.accept) { $0.destination = "127.0.0.1" }], v6))
        let picture = FirewallPicture(droppingPolicies: [chain])
        #expect(picture.policyDropping(v4, hook: .output) == nil)
    }
}
