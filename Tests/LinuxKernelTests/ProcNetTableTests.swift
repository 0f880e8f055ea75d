import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

@Suite("/proc/net")
struct ProcNetTableTests {
    private static let header = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
    private static let lines = [
        "   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000    26        0 4711 1 0 100 0 0 10 0",
        "   1: 0100007F:F5AD 0100007F:0BB8 01 00000005:0000000A 02:000AF3B4 00000000  1000        0 999 2 0 20 4 30 10 -1",
        "   2: 0100007F:0BB8 0100007F:F5AE 06 00000000:00000000 03:00001770 00000000     0        0 0 3 0",
    ]

    private func row(_ line: String, _ transport: Transport = .tcp) -> SocketRow? {
        ProcNetTable.row(Array(line.utf8)[...], transport)
    }

    private func table(_ files: [String: String]) -> (ProcNetTable, TemporaryFolder) {
        let folder = TemporaryFolder()
        for (name, text) in files { folder.write(name, text) }
        return (ProcNetTable(folder: folder.path), folder)
    }

    @Test("tells a listener")
    func listener() {
        #expect(
            row(Self.lines[0])
                == SocketRow(
                    local: Endpoint(.tcp, .v4(.loopback), 5432), remote: Endpoint(.tcp, .unspecifiedV4, 0),
                    state: .listen, inode: 4711, uid: 26, receiveQueue: 0, sendQueue: 0))
    }

    @Test("tells a connection with its queues")
    func connection() {
        #expect(
            row(Self.lines[1])
                == SocketRow(
                    local: Endpoint(.tcp, .v4(.loopback), 62893), remote: Endpoint(.tcp, .v4(.loopback), 3000),
                    state: .established, inode: 999, uid: 1000, receiveQueue: 10, sendQueue: 5))
    }

    @Test(
        "tells an IPv6 address, word by word in the host's order",
        arguments: [
            ("00000000000000000000000001000000", "::1"), ("00000000000000000000000000000000", "::"),
            ("B80D0120000000000000000001000000", "2001:db8::1"),
            ("000080FE00000000FFAD4202FE00DC0F", "fe80::242:adff:fdc:fe"),
            ("0000000000000000FFFF00000100007F", "::ffff:127.0.0.1"),
        ])
    func ipv6(hex: String, address: String) {
        let line =
            "  0: \(hex):0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 5 1"
        #expect(row(line)?.local == IPAddress(address).map { Endpoint(.tcp, $0, 80) })
    }

    @Test(
        "takes no line that is not whole",
        arguments: [
            "", "sl", "   0: 0100007F:1538 00000000:0000 0A", "   0: 0100007F 00000000:0000 0A 0:0 0:0 0 0 0 1",
            "   0: 0100007F:15380 00000000:0000 0A 0:0 0:0 0 0 0 1",
            "   0: 01007F:1538 00000000:0000 0A 0:0 0:0 0 0 0 1",
            "   0: 0100007F:1538 00000000:0000 FF 0:0 0:0 0 0 0 1",
            "   0: 0100007F:1538 00000000:0000 0A 0:0 0:0 0 x 0 1",
            "   0: 0100007F:1538 00000000:0000 0A 0:0 0:0 0 0 0 -1",
            "   0: zz00007F:1538 00000000:0000 0A 0:0 0:0 0 0 0 1",
        ])
    func broken(line: String) {
        #expect(row(line) == nil)
    }

    @Test("is filtered by state and port")
    func filters() throws {
        let (table, folder) = table(["tcp": Self.header + Self.lines.joined(separator: "\n") + "\n"])
        func ports(_ query: SocketQuery) throws -> [UInt16] {
            try withExtendedLifetime(folder) { try table.sockets(query).map(\.local.port) }
        }
        #expect(try ports(SocketQuery(.tcp, .v4, states: SocketQuery.listening)) == [5432])
        #expect(try ports(SocketQuery(.tcp, .v4, states: SocketQuery.connected)) == [62893, 3000])
        #expect(try ports(SocketQuery(.tcp, .v4, states: .max, localPort: 3000)) == [3000])
        #expect(try ports(SocketQuery(.tcp, .v4, states: .max, localPort: 1)) == [])
    }

    @Test("without IPv6 lists nothing for it")
    func noIPv6() throws {
        let (table, folder) = table(["tcp": Self.header])
        let rows = try withExtendedLifetime(folder) { try table.sockets(SocketQuery(.tcp, .v6, states: .max)) }
        #expect(rows == [])
    }

    @Test("that is not there is an error")
    func missing() {
        let (table, folder) = table([:])
        #expect(throws: SystemError("read", "\(folder.path)/tcp", code: ENOENT)) {
            try table.sockets(SocketQuery(.tcp, .v4, states: .max))
        }
        #expect(throws: SystemError.self) { try table.sockets(SocketQuery(.tcp, .v6, states: .max)) }
    }

    @Test("takes over for good from a table that refuses, and says why")
    func fallback() throws {
        let second = StubTable([.listener("127.0.0.1", 80, inode: 1)], source: "/proc/net")
        let table = FallbackTable(StubTable(failure: SystemError("socket", "x", code: EPERM)), second)
        #expect(table.source == "stub")
        #expect(table.fallbackReason == nil)
        #expect(try table.sockets(SocketQuery(.tcp, .v4, states: .max)).map(\.inode) == [1])
        #expect(table.source == "/proc/net")
        #expect(table.fallbackReason == "socket x: Operation not permitted")
    }

    @Test("does not take over when only IPv6 is missing")
    func onlyIPv6Missing() throws {
        let table = FallbackTable(
            StubTable(failure: SystemError("sock_diag", code: ENOENT)), StubTable([.listener("::1", 80, inode: 1)]))
        #expect(try table.sockets(SocketQuery(.tcp, .v6, states: .max)) == [])
        #expect(table.fallbackReason == nil)
    }
}
