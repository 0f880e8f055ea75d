import CLinux
import Endpoints
import Foundation
import TestSupport
import Testing

@testable import LinuxKernel

@Suite("The table of Unix sockets")
struct UnixTableTests {
    /// `struct unix_diag_msg` and its attributes.
    private func message(
        _ type: UInt8, _ state: UInt8, inode: UInt32, cookie: UInt64 = 0, _ attributes: [UInt8] = []
    ) -> [UInt8] {
        [UInt8(AF_UNIX), type, state, 0] + NetlinkBytes.integer(inode)
            + NetlinkBytes.integer(UInt32(truncatingIfNeeded: cookie))
            + NetlinkBytes.integer(UInt32(truncatingIfNeeded: cookie >> 32)) + attributes
    }

    private func name(_ bytes: [UInt8]) -> [UInt8] { NetlinkBytes.attribute(Int(UNIX_DIAG_NAME), bytes) }

    private func row(_ bytes: [UInt8]) -> UnixRow? { bytes.withUnsafeBytes { UnixTable.row(message: $0) } }

    @Test("has listeners with their queues")
    func listener() {
        let queue = NetlinkBytes.attribute(
            Int(UNIX_DIAG_RQLEN), NetlinkBytes.integer(UInt32(3)) + NetlinkBytes.integer(UInt32(128)))
        #expect(
            row(message(1, 10, inode: 77, cookie: 0x1_0000_0002, name(Array("/run/x.sock".utf8) + [0]) + queue))
                == UnixRow(
                    inode: 77, cookie: 0x1_0000_0002, kind: .stream, isListening: true, name: "/run/x.sock",
                    receiveQueue: 3, sendQueue: 128))
    }

    @Test("has connections with their peers")
    func connection() {
        let peer = NetlinkBytes.attribute(Int(UNIX_DIAG_PEER), NetlinkBytes.integer(UInt32(99)))
        #expect(row(message(1, 1, inode: 78, peer)) == UnixRow(inode: 78, kind: .stream, isConnected: true, peer: 99))
        #expect(row(message(5, 7, inode: 79)) == UnixRow(inode: 79, kind: .sequentialPacket))
    }

    @Test(
        "shows names as they are",
        arguments: [
            ([0x2F, 0x61], "/a"), ([0x2F, 0x61, 0, 0x62], "/a"), ([0, 0x61, 0x62], "@ab"),
            ([0, 0x61, 0, 0x62], "@a\0b"),
            ([0], "@"), ([], nil), ([0x2F, 0xFF], "/\\xff"), ([0, 0xFF], "@\\xff"), ([0x2F, 0x1B, 0x5B], "/\u{1B}["),
        ] as [([UInt8], String?)])
    func names(bytes: [UInt8], expected: String?) throws {
        #expect(try #require(row(message(2, 7, inode: 1, name(bytes)))).name == expected)
    }

    @Test("leaves out what it does not know, and what is cut short")
    func odd() throws {
        #expect(row(message(3, 1, inode: 1)) == nil)
        #expect(row([]) == nil)
        let whole = message(1, 10, inode: 1, name(Array("/run/x".utf8)))
        for count in 0..<whole.count {
            let cut = row(Array(whole.prefix(count)))
            #expect(cut == nil || cut?.name == nil || cut?.name == "/run/x")
        }
        // An attribute that is shorter than its header, and numbers shorter than theirs.
        #expect(try #require(row(message(1, 10, inode: 1, [1, 0, 0, 0, 9, 9]))).name == nil)
        let short =
            NetlinkBytes.attribute(Int(UNIX_DIAG_PEER), [1, 2])
            + NetlinkBytes.attribute(Int(UNIX_DIAG_RQLEN), [1, 2, 3, 4]) + NetlinkBytes.attribute(99, [1])
            + name([0x2F])
        let tolerated = try #require(row(message(1, 1, inode: 1, short)))
        #expect(tolerated == UnixRow(inode: 1, kind: .stream, isConnected: true, name: "/"))
    }

    @Test("never traps on what the kernel never sends", arguments: 0..<50)
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let bytes = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = row(bytes)
            _ = UnixTable.row(line: String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test("is asked for in one dump of everything")
    func dump() throws {
        func socket(_ body: [UInt8]) -> [UInt8] { NetlinkBytes.message(SOCK_DIAG_BY_FAMILY, body) }
        let channel = ReplayNetlink([
            [
                socket(message(1, 10, inode: 1, name(Array("/a".utf8)))) + socket(message(3, 1, inode: 2)),
                socket(message(2, 7, inode: 3)), NetlinkBytes.done(),
            ]
        ])
        #expect(
            try UnixTable.sockets(over: channel) == [
                UnixRow(inode: 1, isListening: true, name: "/a"), UnixRow(inode: 3, kind: .datagram),
            ])
        let body = try #require(channel.requests.first).dropFirst(16)
        // struct unix_diag_req: AF_UNIX, every state, no inode, name + peer + queue, no cookie.
        #expect(
            Array(body) == [1, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0x15, 0, 0, 0]
                + [UInt8](repeating: 255, count: 8))
    }

    @Test("tells the kernel's refusal")
    func refusal() {
        #expect(throws: SystemError.self) { try UnixTable.sockets(over: ReplayNetlink([[NetlinkBytes.error(EACCES)]])) }
    }

    @Test(
        "is read from /proc/net/unix too",
        arguments: [
            (
                "ffff8881: 00000002 00000000 00010000 0001 01 12345 /run/x.sock",
                UnixRow(inode: 12345, kind: .stream, isListening: true, name: "/run/x.sock")
            ),
            ("0000: 00000003 00000000 00000000 0001 03 5", UnixRow(inode: 5, kind: .stream, isConnected: true)),
            (
                "0000: 00000002 00000000 00000000 0002 01 6 @/tmp/a b",
                UnixRow(inode: 6, kind: .datagram, name: "@/tmp/a b")
            ),
            (
                "0000: 00000002 00000000 00010000 0005 01 7 @",
                UnixRow(inode: 7, kind: .sequentialPacket, isListening: true, name: "@")
            ),
            ("Num       RefCount Protocol Flags    Type St Inode Path", nil), ("", nil), ("a b c", nil),
            ("0000: 00000002 00000000 00000000 0003 01 6", nil), ("0000: 2 0 0 0001 01 99999999999", nil),
        ] as [(String, UnixRow?)])
    func procNet(line: String, expected: UnixRow?) {
        #expect(UnixTable.row(line: line) == expected)
    }

    @Test("of this machine has the sockets a test makes")
    func real() throws {
        let path = TemporaryFolder()("real.sock")
        let folder = TemporaryFolder()
        let fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(fd) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = folder("x.sock")
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(fd, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0 && listen(fd, 7) == 0)
        let rows = try UnixTable.sockets()
        let found = try #require(rows.first { $0.name == name })
        #expect(found.isListening && found.kind == .stream && found.sendQueue == 7)
        #expect(!rows.contains { $0.name == path })
    }
}

@Suite("Whether a file is missing")
struct MissingFileTests {
    @Test("is only said where there is certainly nothing")
    func missing() {
        let folder = TemporaryFolder()
        folder.write("there", "")
        #expect(FileBytes.isMissing(folder("nothing")))
        #expect(FileBytes.isMissing(folder("there/below")))
        #expect(!FileBytes.isMissing(folder("there")))
        #expect(!FileBytes.isMissing(folder(String(repeating: "x", count: 5000))))
    }
}
