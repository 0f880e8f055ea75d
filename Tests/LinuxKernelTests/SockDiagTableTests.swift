import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

@Suite("A row of sock_diag")
struct SockDiagTableTests {
    private func decoded(_ bytes: [UInt8], _ transport: Transport = .tcp) -> SocketRow? {
        bytes.withUnsafeBytes { SockDiagTable.row($0, transport) }
    }

    @Test(
        "is read back as it was written",
        arguments: [
            SocketRow.listener("127.0.0.1", 5432, inode: 4_000_000_000, cookie: 0x1234_5678_9ABC_DEF0, uid: 1000),
            .listener("0.0.0.0", 65535, inode: 1, queue: 3, longest: 4096, cgroup: 0xFFFF_FFFF_FFFF),
            .listener("::", 80, inode: 2, v6Only: false, cgroup: 77),
            .listener("::1", 8080, inode: 3, v6Only: true),
            .listener("fe80::1", 1, inode: 4, v6Only: false),
            .connection(("127.0.0.1", 62893), ("127.0.0.1", 3000), inode: 9, unread: 5, unsent: 6),
            .connection(("10.0.0.1", 1), ("10.0.0.2", 2), inode: 0, state: .timeWait),
        ])
    func roundTrip(row: SocketRow) {
        #expect(decoded(NetlinkBytes.inetDiag(row)) == row)
    }

    @Test("of UDP says so")
    func udp() {
        let row = SocketRow.udp("0.0.0.0", 5353, inode: 8, uid: 101)
        #expect(decoded(NetlinkBytes.inetDiag(row), .udp) == row)
    }

    @Test("skips attributes it does not know")
    func unknownAttributes() {
        let row = SocketRow.listener("::", 80, inode: 2, v6Only: true)
        let bytes = NetlinkBytes.inetDiag(.listener("::", 80, inode: 2)).prefix(72)
        let attributes =
            NetlinkBytes.attribute(Int(INET_DIAG_SHUTDOWN), [0]) + NetlinkBytes.attribute(199, [1, 2, 3, 4, 5, 6, 7])
            + NetlinkBytes.attribute(Int(INET_DIAG_SKV6ONLY), [1])
        #expect(decoded(bytes + attributes) == row)
    }

    @Test("says how often its socket dropped something, where the kernel tells", arguments: [UInt32(0), 3, .max])
    func drops(count: UInt32) {
        let bytes = NetlinkBytes.inetDiag(.listener("::", 80, inode: 2)).prefix(72)
        let memory = (0..<8).flatMap { NetlinkBytes.integer(UInt32($0) &* 1000) } + NetlinkBytes.integer(count)
        #expect(decoded(bytes + NetlinkBytes.attribute(Int(INET_DIAG_SKMEMINFO), memory))?.drops == count)
        // A kernel before 4.7 has eight numbers.
        #expect(
            decoded(bytes + NetlinkBytes.attribute(Int(INET_DIAG_SKMEMINFO), Array(memory.prefix(32))))?.drops == nil)
    }

    @Test("asks for no more than it was told to")
    func extensions() {
        var query = SocketQuery(.tcp, .v4, states: SocketQuery.listening)
        let place = NetlinkDump.request(type: 0, flags: 0, body: []).count + 2
        #expect(SockDiagTable.request(query)[place] == 0)
        query.wantsDrops = true
        #expect(SockDiagTable.request(query)[place] == 1 << UInt8(INET_DIAG_SKMEMINFO - 1))
        query.wantsTraffic = true
        #expect(
            SockDiagTable.request(query)[place]
                == 1 << UInt8(INET_DIAG_SKMEMINFO - 1) | 1 << UInt8(INET_DIAG_INFO - 1))
    }

    @Test("without attributes leaves open what they would say")
    func noAttributes() {
        let row = decoded(
            Array(NetlinkBytes.inetDiag(.listener("::", 80, inode: 2, v6Only: true, cgroup: 5)).prefix(72)))
        #expect(row?.v6Only == nil)
        #expect(row?.cgroup == nil)
        #expect(row?.local.port == 80)
    }

    @Test("that is cut short is none", arguments: [0, 1, 4, 16, 71])
    func short(length: Int) {
        #expect(decoded(Array(NetlinkBytes.inetDiag(.listener("127.0.0.1", 1, inode: 1)).prefix(length))) == nil)
    }

    @Test("in a state nobody knows is none", arguments: [UInt8(0), 14, 255])
    func unknownState(state: UInt8) {
        var bytes = NetlinkBytes.inetDiag(.listener("127.0.0.1", 1, inode: 1))
        bytes[1] = state
        #expect(decoded(bytes) == nil)
    }

    @Test("ends its attributes at one with an impossible length", arguments: [UInt16(0), 3, 9, 65535])
    func badAttribute(length: UInt16) {
        let bad = NetlinkBytes.integer(length) + NetlinkBytes.integer(UInt16(INET_DIAG_SKV6ONLY)) + [1, 0, 0, 0]
        let bytes = NetlinkBytes.inetDiag(.listener("::", 80, inode: 2)).prefix(72) + bad
        #expect(decoded(Array(bytes))?.v6Only == nil)
    }

    @Test("too short for its attribute's value leaves that open")
    func shortAttribute() {
        let bytes =
            NetlinkBytes.inetDiag(.listener("127.0.0.1", 80, inode: 2))
            + NetlinkBytes.attribute(INET_DIAG_CGROUP_ID, [1])
            + NetlinkBytes.attribute(INET_DIAG_SKV6ONLY, [])
        #expect(decoded(bytes)?.cgroup == nil)
        #expect(decoded(bytes)?.v6Only == nil)
    }

    @Test("is asked for by family, protocol, states and port")
    func request() {
        let bytes = SockDiagTable.request(SocketQuery(.udp, .v6, states: 1 << 7, localPort: 0x1234))
        #expect(bytes.count == 16 + 56)
        #expect(Array(bytes[0..<8]) == [72, 0, 0, 0, 20, 0, 0x01, 0x03])
        #expect(Array(bytes[16..<18]) == [UInt8(AF_INET6), UInt8(IPPROTO_UDP)])
        #expect(Array(bytes[20..<26]) == [0x80, 0, 0, 0, 0x12, 0x34])
        #expect(Array(bytes.suffix(8)) == [UInt8](repeating: 255, count: 8))
    }

    @Test("of the running kernel has what /proc/net has", arguments: IPAddress.Family.allCases)
    func kernel(family: IPAddress.Family) throws {
        let server = try LoopbackListener(family)
        let query = SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: server.port)
        let one = try #require(try SockDiagTable().sockets(query).first)
        let other = try #require(try ProcNetTable().sockets(query).first)
        #expect(one.inode == server.inode && other.inode == server.inode)
        #expect(one.local == other.local && one.uid == other.uid && one.state == .listen)
        #expect(one.cookie != 0)
        #expect(one.sendQueue == 7)
        // A socket bound to one IPv6 address can receive no IPv4: the kernel says so without being told.
        #expect(one.v6Only == (family == .v6 ? true : nil))
    }
}

/// A listener of the test's own at a port the kernel picked, with a queue of 7.
final class LoopbackListener {
    let descriptor: Int32
    let port: UInt16
    let inode: UInt32

    init(_ family: IPAddress.Family) throws {
        descriptor = socket(
            family == .v4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var storage = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let descriptor = self.descriptor
        let bound = withUnsafeMutableBytes(of: &storage) { bytes -> Bool in
            bytes.storeBytes(of: UInt16(family == .v4 ? AF_INET : AF_INET6), as: UInt16.self)
            if family == .v4 {
                bytes.storeBytes(of: UInt32(0x7F00_0001).bigEndian, toByteOffset: 4, as: UInt32.self)
            } else {
                bytes[23] = 1
            }
            guard let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(descriptor, address, length) == 0 && listen(descriptor, 7) == 0
                && getsockname(descriptor, address, &length) == 0
        }
        guard bound else { throw SystemError("bind") }
        port = UInt16(bigEndian: storage.sin6_port)
        inode = UInt32(FileBytes.link("/proc/self/fd/\(descriptor)")?.dropFirst(8).dropLast() ?? "") ?? 0
    }

    deinit { close(descriptor) }
}
