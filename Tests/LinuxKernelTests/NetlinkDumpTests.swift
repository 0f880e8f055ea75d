import CLinux
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@Suite("A netlink dump")
struct NetlinkDumpTests {
    private let first = SocketRow.listener("127.0.0.1", 3000, inode: 11)
    private let second = SocketRow.listener("127.0.0.1", 5432, inode: 12)
    private let query = SocketQuery(.tcp, .v4, states: SocketQuery.listening)

    private func rows(_ replay: ReplayNetlink) throws -> [UInt16] {
        let replay = Held(replay)
        return try SockDiagTable(open: { () throws(SystemError) -> any NetlinkChannel in replay.channel })
            .sockets(query).map(\.local.port)
    }

    /// A channel is used by one thread at a time; the compiler cannot know that of a test's.
    private struct Held: @unchecked Sendable {
        let channel: ReplayNetlink
        init(_ channel: ReplayNetlink) { self.channel = channel }
    }

    @Test("hands on every message of every datagram until DONE")
    func reads() throws {
        let replay = ReplayNetlink([
            [NetlinkBytes.socket(first) + NetlinkBytes.socket(second), NetlinkBytes.socket(first), NetlinkBytes.done()]
        ])
        #expect(try rows(replay) == [3000, 5432, 3000])
        #expect(replay.requests.count == 1)
    }

    @Test("stops at DONE in the middle of a datagram")
    func stopsAtDone() throws {
        let replay = ReplayNetlink([
            [NetlinkBytes.socket(first) + NetlinkBytes.done() + NetlinkBytes.socket(second)]
        ])
        #expect(try rows(replay) == [3000])
    }

    @Test("is asked for again when the table changed under it, and forgets the first answer")
    func interrupted() throws {
        let replay = ReplayNetlink([
            [NetlinkBytes.socket(first, flags: 2 | NetlinkBytes.interrupted), NetlinkBytes.done()],
            [NetlinkBytes.socket(second), NetlinkBytes.done()],
        ])
        #expect(try rows(replay) == [5432])
        #expect(replay.requests.count == 2)
    }

    @Test("is asked for again when only the DONE message says that it was interrupted")
    func interruptedAtTheEnd() throws {
        let replay = ReplayNetlink([
            [NetlinkBytes.socket(first), NetlinkBytes.done(flags: 2 | NetlinkBytes.interrupted)],
            [NetlinkBytes.socket(second), NetlinkBytes.done()],
        ])
        #expect(try rows(replay) == [5432])
    }

    @Test("takes what came after four interruptions rather than asking for ever")
    func alwaysInterrupted() throws {
        let answer = [NetlinkBytes.socket(first, flags: 2 | NetlinkBytes.interrupted), NetlinkBytes.done()]
        let replay = ReplayNetlink(Array(repeating: answer, count: 9))
        #expect(try rows(replay) == [3000])
        #expect(replay.requests.count == 4)
    }

    @Test("is asked for again into a larger buffer when a datagram was cut")
    func truncated() throws {
        let crowd = (0..<1000).flatMap { NetlinkBytes.socket(.listener("127.0.0.1", 1000 + $0, inode: 1)) }
        #expect(crowd.count > 65_536)
        let replay = ReplayNetlink([[crowd, NetlinkBytes.done()], [crowd, NetlinkBytes.done()]])
        #expect(try rows(replay) == Array(1000..<2000))
        #expect(replay.requests.count == 2)
        #expect(replay.bufferSizes.first == 65_536)
        #expect(replay.bufferSizes.last == 262_144)
    }

    @Test("ends at an empty datagram")
    func empty() throws {
        #expect(try rows(ReplayNetlink([[NetlinkBytes.socket(first), []]])) == [3000])
    }

    @Test("throws what the kernel refused with", arguments: [EPERM, EACCES, ENOENT, EINVAL])
    func refused(code: Int32) {
        #expect(throws: SystemError("sock_diag", code: code)) {
            try rows(ReplayNetlink([[NetlinkBytes.error(code)]]))
        }
    }

    @Test("takes error 0 for the acknowledgement that it is")
    func acknowledged() throws {
        #expect(try rows(ReplayNetlink([[NetlinkBytes.socket(first) + NetlinkBytes.error(0)]])) == [3000])
    }

    @Test("throws when the kernel stays silent")
    func silent() {
        #expect(throws: SystemError("recv", "replay", code: EAGAIN)) { try rows(ReplayNetlink([])) }
    }

    @Test("asks again after a message that claims more bytes than came", arguments: [UInt32(0), 15, 17, 4096, .max])
    func badLength(claimed: UInt32) throws {
        var lie = NetlinkBytes.message(20)
        lie.replaceSubrange(0..<4, with: NetlinkBytes.integer(claimed))
        let replay = ReplayNetlink([[lie], [NetlinkBytes.socket(second), NetlinkBytes.done()]])
        #expect(try rows(replay) == [5432])
    }

    @Test("never traps on garbage", arguments: 0..<200)
    func garbage(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let answers = (0..<5).map { _ in
            (0..<3).map { _ in
                var bytes = NetlinkBytes.socket(first) + NetlinkBytes.socket(second) + NetlinkBytes.done()
                for _ in 0..<Int.random(in: 1...12, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
            }
        }
        // Whatever comes of it, it is an answer of at most what was sent, or an error.
        let count = (try? rows(ReplayNetlink(answers)))?.count ?? 0
        #expect(count <= 6)
    }
}
