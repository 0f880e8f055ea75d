import Diagnosis
import Testing

@testable import Experiments

@Suite("What iptables-save writes")
struct IptablesRulesTests {
    private func rules() throws -> [FirewallRule] {
        ChainFlattening(
            IptablesRules.tables(try RulesetFixture.text("iptables.txt"), tool: "iptables", family: "ip")
        ).rules
    }

    private func rule(_ text: String) throws -> FirewallRule {
        try #require(try rules().first { $0.text.contains(text) }, "no rule with \(text)")
    }

    @Test("has tables in the kernel's order, chains with policies, and Docker's chains")
    func tables() throws {
        let flat = ChainFlattening(
            IptablesRules.tables(try RulesetFixture.text("iptables.txt"), tool: "iptables", family: "ip"))
        let tables = flat.rules.map(\.chain.table)
        #expect(tables.first == "raw" && tables[1] == "mangle" && tables.last == "nat")
        #expect(flat.droppingPolicies.map(\.name) == ["FORWARD"])
        #expect(flat.hasDockerChains)
    }

    @Test("has ports, interfaces, answers and numbers")
    func plain() throws {
        let reset = try rule("-i lo")
        #expect(reset.action == .reject("tcp reset") && reset.destinationPorts == [5432...5432])
        #expect(reset.inputInterface == "lo" && reset.transport == "tcp" && reset.handle == "1" && reset.packets == 0)
        #expect(try rule("multiport").destinationPorts == [8080...8080, 8443...8443, 9000...9010])
        #expect(try rule("--sport 80").sourcePorts == [80...80] && rule("--sport 80").outputInterface == "lo")
        #expect(try rule("my rule").limits.isEmpty && rule("my rule").transport == "udp")
        let negated = try rule("! -s")
        #expect(negated.source == "! 10.0.0.0/8" && negated.destinationPorts == [0...79, 81...65535])
    }

    @Test("has states, users and limits")
    func conditions() throws {
        #expect(try rule("RELATED").states == ["related", "established"])
        #expect(try rule("-m state").states == ["invalid"])
        #expect(try rule("tcp-flags").states == ["new"] && rule("tcp-flags").limits.isEmpty)
        #expect(try rule("uid-owner").user == "1000")
        #expect(try rule("uid-owner").action == .reject("icmp admin-prohibited"))
        #expect(
            try rule("connlimit").limits
                == ["connlimit --connlimit-above 3 --connlimit-mask 32 --connlimit-saddr"])
        #expect(try rule("-m limit").limits == ["limit --limit 2/sec"])
        #expect(try rule("hashlimit").limits.count == 1)
        #expect(try rule("-m length").limits == ["length --length 1000:2000"])
        #expect(try rule("-m string").limits == ["string --string GET /x --algo bm"])
        #expect(try rule("statistic").limits.count == 1)
    }

    @Test("has the rules of the user's chains with what the caller asks for")
    func chains() throws {
        let guarded = try rule("--dport 6000")
        #expect(guarded.chain.name == "GUARD" && guarded.baseChain == "INPUT" && guarded.handle == "1")
        #expect(guarded.destination == "127.0.0.0/8" && guarded.source == "127.0.0.1/32")
        let docker = try rules().filter { $0.text.contains("172.17.0.2:80") }
        #expect(docker.map(\.chain.hook) == [.prerouting, .output])
        #expect(docker[1].destination == "! 127.0.0.0/8" && docker[1].action == .redirect("172.17.0.2:80"))
        #expect(docker[1].inputInterface == "! docker0")
    }

    @Test("has redirections and other targets")
    func targets() throws {
        let redirect = try rule("REDIRECT")
        #expect(redirect.action == .redirect("8080") && redirect.destination == "127.0.0.1/32")
        #expect(try rule("MASQUERADE").action == .other("MASQUERADE"))
        guard case .other(let text) = try rule("TPROXY").action else { throw Missing() }
        #expect(text.hasPrefix("TPROXY --on-port 50080"))
    }

    private struct Missing: Error {}

    @Test("of IPv6 has its own words")
    func v6() throws {
        let tables = IptablesRules.tables(
            try RulesetFixture.text("ip6tables.txt"), tool: "ip6tables", family: "ip6")
        let rule = try #require(ChainFlattening(tables).rules.first)
        #expect(rule.action == .reject("icmpv6 port-unreachable") && rule.chain.family == "ip6")
    }

    @Test(
        "answers in the words of nft",
        arguments: [
            ("tcp-reset", "ip", "tcp reset"), ("icmp-host-prohibited", "ip", "icmp host-prohibited"),
            ("icmp6-adm-prohibited", "ip6", "icmpv6 admin-prohibited"), (nil, "ip", "icmp port-unreachable"),
            (nil, "ip6", "icmpv6 port-unreachable"),
        ] as [(String?, String, String)])
    func rejects(kind: String?, family: String, expected: String) {
        #expect(IptablesRuleReader.reject(kind, family: family) == expected)
    }

    @Test(
        "is cut into words as a shell would",
        arguments: [
            (#"-A INPUT --comment "a \"b\" c" -j X"#, ["-A", "INPUT", "--comment", #"a "b" c"#, "-j", "X"]),
            (#"a  b"#, ["a", "b"]), (#"--comment """#, ["--comment", ""]), ("", []),
        ])
    func words(text: String, expected: [String]) {
        #expect(IptablesRules.words(text[...]) == expected)
    }
}

@Suite("Chains that call each other")
struct ChainFlatteningTests {
    private func flat(_ lines: String) -> [FirewallRule] {
        ChainFlattening(
            IptablesRules.tables("*filter\n:INPUT ACCEPT [0:0]\n\(lines)\n", tool: "iptables", family: "ip")
        )
        .rules
    }

    @Test("a chain that calls itself ends")
    func endless() {
        let found = flat(":A - [0:0]\n-A INPUT -j A\n-A A -p tcp -m tcp --dport 1 -j DROP\n-A A -j A")
        #expect(found.count == ChainFlattening.deepest)
    }

    @Test("a return passes over the rest of its own chain only")
    func returns() {
        let found = flat(
            ":A - [0:0]\n-A INPUT -j A\n-A INPUT -j DROP\n-A A -s 127.0.0.1 -j RETURN\n-A A -p tcp -j REJECT\n"
                + "-A A -p udp -j REJECT")
        #expect(found.map(\.passesOver) == [2, 0, 0, 0])
        #expect(found.map(\.chain.name) == ["A", "A", "A", "INPUT"])
    }

    @Test("after a return without conditions nothing is met")
    func unconditional() {
        #expect(flat("-A INPUT -j RETURN\n-A INPUT -j DROP").isEmpty)
    }

    @Test("what can never be met together is left out")
    func contradiction() {
        #expect(flat(":A - [0:0]\n-A INPUT -p udp -j A\n-A A -p tcp -j DROP").isEmpty)
    }

    @Test("a goto does not come back")
    func goTo() {
        let found = flat(":A - [0:0]\n-A INPUT -p tcp -g A\n-A INPUT -j DROP\n-A A -p tcp -m tcp --dport 5 -j REJECT")
        #expect(found.map(\.action) == [.reject("icmp port-unreachable"), .other("return"), .drop])
        #expect(found[1].passesOver == 1)
    }
}
