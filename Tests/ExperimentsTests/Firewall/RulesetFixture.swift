import Inventory
import TestSupport
import Testing

@testable import Experiments

/// What the tools wrote in a network namespace made for it: nft 1.0.6 and iptables 1.8.9 of Debian 12.
enum RulesetFixture {
    static func text(_ name: String) throws -> String {
        let bytes = try #require(FileText.read("\(Installed.packageFolder)/Tests/Fixtures/firewall/\(name)"))
        return bytes
    }

    static func json(_ name: String) throws -> JSONValue { try #require(JSONValue(text: text(name))) }
}
