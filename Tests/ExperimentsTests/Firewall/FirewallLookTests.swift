import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("A look at the packet filter")
struct FirewallLookTests {
    private func look(_ host: FakeHost, _ answers: [String: CommandResult]) -> FirewallPicture {
        FirewallLook(
            host.machine, find: { answers[$0] == nil ? nil : $0 },
            run: { words in answers[words[0]] }
        ).picture()
    }

    private func said(_ text: String, status: Int32 = 0, errors: String = "") -> LinuxKernel.CommandResult {
        LinuxKernel.CommandResult(status: status, output: Array(text.utf8), errors: Array(errors.utf8))
    }

    private typealias CommandResult = LinuxKernel.CommandResult

    @Test("is root's alone")
    func ordinary() {
        let picture = look(FakeHost(user: 1000), ["nft": said("{}")])
        #expect(picture.unreadable == "only root may read the packet filter; sudo ostia doctor … would")
    }

    @Test("is allowed with CAP_NET_ADMIN")
    func capable() {
        let host = FakeHost(user: 1000)
        host.proc.folder.write("999/status", "CapEff:\t0000000000001000\n")
        #expect(look(host, ["nft": said("{}")]).unreadable == nil)
    }

    @Test("needs a tool, and says what the tool says")
    func tools() {
        #expect(look(FakeHost(), [:]).unreadable?.contains("neither nft nor iptables") == true)
        let denied = said("", status: 1, errors: "Operation not permitted (you must be root)\n")
        #expect(look(FakeHost(), ["nft": denied]).unreadable?.hasSuffix("(you must be root)") == true)
    }

    @Test("tells each rule once, in the form of the tool that owns it")
    func once() throws {
        let picture = look(
            FakeHost(),
            [
                "iptables-save": said(try RulesetFixture.text("iptables.txt")),
                "ip6tables-save": said(try RulesetFixture.text("ip6tables.txt")),
                "nft": said(try RulesetFixture.text("nft-of-iptables.json")),
            ])
        #expect(picture.rules.filter { $0.destinationPorts == [5432...5432] && $0.chain.hook == .input }.count == 2)
        #expect(Set(picture.rules.map(\.chain.tool)) == ["iptables", "ip6tables"])
        #expect(picture.hasDockerChains)
    }

    @Test("asks the old tools only where there are old tables")
    func legacy() throws {
        let host = FakeHost()
        let answers = ["iptables-legacy-save": said(try RulesetFixture.text("iptables-legacy.txt")), "nft": said("{}")]
        #expect(look(host, answers).rules.isEmpty)
        host.proc.folder.write("net/ip_tables_names", "filter\n")
        let rule = try #require(look(host, answers).rules.first)
        #expect(rule.chain.tool == "iptables-legacy" && rule.destinationPorts == [7777...7777])
    }

    @Test("sees real rules", .requires("iptables", .root))
    func real() throws {
        let network = try TestNetwork()
        _ = try network.run("iptables", ["-A", "INPUT", "-i", "lo", "-p", "tcp", "--dport", "5432", "-j", "DROP"])
        _ = try network.run("iptables", ["-P", "OUTPUT", "DROP"])
        let prefix = network.prefix
        let picture = FirewallLook(
            Machine.live(), find: { Installed.path(of: $0) }, run: { try? Spawn.run(prefix + $0, seconds: 10) }
        ).picture()
        let rule = try #require(picture.rules.first)
        #expect(rule.action == .drop && rule.destinationPorts == [5432...5432] && rule.inputInterface == "lo")
        #expect(picture.droppingPolicies.map(\.hook) == [.output])
    }
}
