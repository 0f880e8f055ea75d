import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct AddressCoverageTests {
    @Test(
        arguments: [
            // bound to, v6only, asked, covered
            ("127.0.0.1", nil, "127.0.0.1", true),
            ("127.0.0.1", nil, "127.0.0.2", false),
            ("127.0.0.1", nil, "::1", false),
            ("0.0.0.0", nil, "127.0.0.1", true),
            ("0.0.0.0", nil, "192.168.1.4", true),
            ("0.0.0.0", nil, "::1", false),
            ("::1", false, "::1", true),
            ("::1", false, "127.0.0.1", false),
            ("::", false, "::1", true),
            ("::", false, "127.0.0.1", true),
            ("::", true, "127.0.0.1", false),
            ("::", true, "::1", true),
            ("::ffff:127.0.0.1", false, "127.0.0.1", true),
            ("127.0.0.1", nil, "::ffff:127.0.0.1", true),
            ("0.0.0.0", nil, "0.0.0.0", true),
            ("127.0.0.1", nil, "0.0.0.0", false),
        ] as [(String, Bool?, String, Bool)])
    func covers(_ bound: String, _ v6Only: Bool?, _ asked: String, _ expected: Bool) throws {
        var row = SocketRow.listener(bound, 80, inode: 1)
        row.v6Only = v6Only
        #expect(AddressCoverage.covers(row, try #require(IPAddress(asked))) == expected)
    }

    @Test func aTableThatDoesNotTellMeansDualStack() {
        var row = SocketRow.listener("::", 80, inode: 1)
        row.v6Only = nil
        #expect(AddressCoverage.covers(row, .loopbackV4))
    }

    @Test func exactAddressesComeBeforeWildcards() {
        let rows = [
            SocketRow.listener("0.0.0.0", 80, inode: 1), .listener("127.0.0.1", 80, inode: 2),
            .listener("10.0.0.1", 80, inode: 3),
        ]
        #expect(AddressCoverage.listeners(rows, covering: [.loopbackV4]).map(\.inode) == [2, 1])
    }

    @Test func aQueueIsFullAboveItsLimit() {
        #expect(!AddressCoverage.isQueueFull(.listener("::1", 80, inode: 1, queue: 128, longest: 128)))
        #expect(AddressCoverage.isQueueFull(.listener("::1", 80, inode: 1, queue: 129, longest: 128)))
        #expect(AddressCoverage.isQueueFull(.listener("::1", 80, inode: 1, queue: 1, longest: 0)))
        // /proc/net shows no limit: its rows have no cookie.
        #expect(!AddressCoverage.isQueueFull(.listener("::1", 80, inode: 1, cookie: 0, queue: 3, longest: 0)))
    }
}
