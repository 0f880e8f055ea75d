import Diagnosis
import Inventory
import Testing

@testable import Experiments

@Suite("What nft lists")
struct NftRulesTests {
    private func picture(withText: Bool = true) throws -> FirewallPicture {
        let texts = withText ? NftTexts(try RulesetFixture.text("nft.txt")) : NftTexts()
        let flat = ChainFlattening(NftRules.tables(try RulesetFixture.json("nft.json"), texts: texts))
        return FirewallPicture(rules: flat.rules, droppingPolicies: flat.droppingPolicies)
    }

    private func rules(_ handle: Int, in table: String = "filter") throws -> [FirewallRule] {
        try picture().rules.filter { $0.handle == "\(handle)" && $0.chain.table == table }
    }

    private func rule(_ handle: Int, in table: String = "filter") throws -> FirewallRule {
        try #require(try rules(handle, in: table).first)
    }

    @Test("has base chains that drop by policy")
    func policies() throws {
        let chains = try picture().droppingPolicies
        #expect(chains.map(\.name) == ["input", "forw"])
        #expect(
            chains.first
                == FirewallChain(tool: "nft", family: "inet", table: "filter", name: "input", hook: .input))
    }

    @Test("has rules with interface, port, counter, answer and text")
    func plain() throws {
        let lo = try rule(13)
        #expect(lo.action == .accept && lo.inputInterface == "lo" && lo.text == "iif \"lo\" accept")
        let reset = try rule(14)
        #expect(reset.action == .reject("tcp reset"))
        #expect(reset.destinationPorts == [5432...5432] && reset.transport == "tcp" && reset.packets == 0)
        let counted = try rule(19)
        #expect(counted.packets == 5 && counted.destinationPorts == [3000...3010])
        #expect(counted.source == "127.0.0.1" && counted.destination == "127.0.0.0/8" && counted.action == .drop)
    }

    @Test("has sets, named or not, and what must not be")
    func sets() throws {
        #expect(try rule(18).destinationPorts == [8080...8080, 8443...8443, 9000...9010])
        #expect(try rule(20).destinationPorts == [9001...9001, 9002...9002])
        #expect(try rule(21).source == "10.0.0.0/8")
        #expect(try rule(36).inputInterface == "lo, eth0")
        #expect(try rule(29).destinationPorts == [0...81, 83...65535])
        #expect(try rule(29).states == ["new"])
        #expect(try rule(45).user == "33, 1001")
        #expect(try rule(42).source == "127.0.0.1" && rule(42).destinationPorts == [99...99])
    }

    @Test("has states, limits, and conditions beyond words as limits")
    func limits() throws {
        #expect(try rule(15).states == ["established", "related"])
        #expect(try rule(16).states == ["invalid"])
        #expect(try rule(24).limits == ["ct count over 3"])
        #expect(try rule(24).action == .reject("icmpx admin-prohibited"))
        #expect(try rule(25).limits == ["limit rate over 2/second burst 5 packets"])
        #expect(try rule(26).limits == ["meta length 1000-2000"])
        #expect(try rule(39).limits == ["ct mark 1"])
        #expect(try rule(40).limits == ["@th,160,16 4660"])
        #expect(try rule(46).limits == ["meta skgid 5"])
        #expect(try rule(37).limits.isEmpty && rule(37).destination == nil)
    }

    @Test("has verdict maps, one rule for each element, with the called chain's rules")
    func maps() throws {
        let found = try rules(23)
        #expect(found.map(\.action) == [.accept, .drop])
        #expect(found.map(\.destinationPorts) == [[22...22], [23...23]])
    }

    @Test("has the rules of called chains with what the caller asks for")
    func jumps() throws {
        let found = try picture().rules.filter { $0.handle == "11" && $0.chain.table == "filter" }
        let inlined = try #require(found.first)
        #expect(inlined.chain.name == "loop2" && inlined.baseChain == "input" && inlined.chain.hook == .input)
        #expect(inlined.destinationPorts == [54...54] && inlined.transport == "tcp, udp" && inlined.action == .accept)
        // `tcp dport 6000 jump other`: the rule there about port 7000 can never be met from here.
        #expect(try rules(9).isEmpty)
    }

    @Test("has families as addresses, and transports by protocol number")
    func families() throws {
        #expect(try rule(38).destination == "0.0.0.0/0" && rule(38).destinationPorts == [83...83])
        #expect(try rule(27).transport == "tcp" && rule(27).sourcePorts == [80...80])
        #expect(try rule(27).action == .reject("icmp host-unreachable"))
        #expect(try rule(28).destination == "::1" && rule(28).action == .reject("icmpv6 port-unreachable"))
        #expect(try rule(30).transport == nil && rule(30).destinationPorts == [53...53])
    }

    @Test("has translations with what they lead to")
    func translations() throws {
        let found = try picture().rules.filter { $0.chain.table == "nat2" }
        #expect(
            found.map(\.action) == [
                .redirect("8080"), .redirect("172.17.0.2:80"), .redirect("tcp dport map @m"), .redirect("8080"),
                .redirect("127.0.0.1:9000-9001"), .redirect("172.17.0.2"), .redirect(""),
                .redirect("tcp dport map { 1 : 2 }"),
            ])
        #expect(found[3].destination == "127.0.0.1" && found[3].chain.hook == .output)
    }

    @Test("has the device of an ingress chain")
    func ingress() throws {
        let rule = try #require(try picture().rules.first { $0.chain.hook == .ingress })
        #expect(rule.inputInterface == "lo" && rule.destinationPorts == [4444...4444])
    }

    @Test("has words of its own without the text form")
    func withoutText() throws {
        let picture = try picture(withText: false)
        func text(_ handle: String) -> String? { picture.rules.first { $0.handle == handle }?.text }
        #expect(text("14") == "meta iifname lo tcp dport 5432 counter reject with tcp reset")
        #expect(text("18") == "tcp dport { 8080, 8443, 9000-9010 } reject with icmpx port-unreachable")
        #expect(text("23") == "tcp dport vmap { 22 : accept, 23 : drop, 24 : jump other }")
    }

    @Test("leaves out tables that iptables owns, and those that are switched off")
    func foreign() throws {
        let json = try RulesetFixture.json("nft-of-iptables.json")
        #expect(NftRules.tables(json, except: ["ip filter", "ip nat", "ip mangle", "ip raw", "ip6 filter"]).isEmpty)
        let seen = ChainFlattening(NftRules.tables(json)).rules
        #expect(seen.map(\.action) == [.reject(""), .drop, .drop, .reject("")])
        #expect(seen[1].limits == ["xt multiport"] && seen[2].limits.isEmpty)
        let dormant = try #require(
            JSONValue(text: #"{"nftables": [{"table": {"family": "ip", "name": "x", "flags": ["dormant"]}}]}"#))
        #expect(NftRules.tables(dormant).isEmpty)
    }

    @Test("of nonsense is nothing", arguments: ["{}", "[]", #"{"nftables": 1}"#, #"{"nftables": [{"rule": {}}]}"#])
    func nonsense(text: String) throws {
        #expect(NftRules.tables(try #require(JSONValue(text: text))).isEmpty)
    }
}
