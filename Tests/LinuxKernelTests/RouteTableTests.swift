import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

@Suite("Interfaces and routes by rtnetlink")
struct RouteTableTests {
    @Test("the loopback interface is up, with its size")
    func loopback() throws {
        let loopback = try #require(RouteTable.links().first { $0.name == "lo" })
        #expect(loopback.isLoopback && loopback.isUp && loopback.mtu >= 1500 && loopback.index > 0)
        #expect(RouteTable.name(ofInterface: loopback.index) == "lo")
        #expect(RouteTable.name(ofInterface: 99_999_999) == nil)
    }

    @Test("a packet to loopback stays here", arguments: ["127.0.0.1", "127.8.9.10"])
    func toLoopback(text: String) throws {
        let address = try #require(IPAddress(text))
        let row = try #require(try RouteTable.route(to: address))
        // The kernel keeps `local` and `main` in one trie until a rule is added, and then names the latter.
        #expect(row.kind == .local && [254, 255].contains(row.table) && row.family == .v4)
        #expect(RouteTable.name(ofInterface: row.interface) == "lo")
        #expect(row.source == .loopbackV4)
    }

    @Test("the dump tells of the local table")
    func dump() throws {
        let rows = try RouteTable.routes(.v4, over: NetlinkSocket(.route))
        #expect(rows.contains { $0.kind == .local && $0.covers(.loopbackV4) && $0.table == 255 })
    }

    @Test(
        "a prefix covers what begins like it",
        arguments: [
            ("127.0.0.0", 8, "127.1.2.3", true), ("127.0.0.0", 8, "128.0.0.1", false),
            ("10.1.2.3", 32, "10.1.2.3", true), ("10.1.2.3", 32, "10.1.2.2", false), ("0.0.0.0", 0, "9.9.9.9", true),
            ("fd00::", 8, "fd12::1", true), ("fd00::", 8, "fe80::1", false), ("fd00::1", 128, "fd00::1", true),
            ("fd00::1", 128, "fd00::2", false), ("fd00:0:0:1::", 64, "fd00:0:0:1::9", true),
            ("fd00:0:0:1::", 72, "fd00:0:0:1:1::9", true), ("fd00:0:0:1::", 72, "fd00:0:0:1:100::9", false),
            ("::", 0, "9.9.9.9", false),
        ])
    func covers(prefix: String, length: Int, asked: String, covered: Bool) throws {
        let destination = try #require(IPAddress(prefix))
        let address = try #require(IPAddress(asked))
        let row = RouteRow(.unicast, family: destination.family, destination: destination, prefix: length)
        #expect(row.covers(address) == covered)
    }

    @Test("messages that are cut give nothing", arguments: 0..<12)
    func cut(length: Int) {
        [UInt8](repeating: 2, count: length).withUnsafeBytes {
            #expect(RouteTable.row($0) == nil)
            #expect(RouteTable.link($0) == nil)
        }
    }
}
