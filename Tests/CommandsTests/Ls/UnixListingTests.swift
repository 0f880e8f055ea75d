import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("ostia ls --unix")
struct UnixListingTests {
    private let host = FakeHost()
    private let rows = [
        UnixRow(inode: 1, isListening: true, name: "/run/quay.sock", receiveQueue: 0, sendQueue: 128),
        UnixRow(inode: 2, isConnected: true, name: "/run/quay.sock", peer: 3),
        UnixRow(inode: 3, isConnected: true, peer: 2),
        UnixRow(inode: 4, kind: .datagram, name: "/run/gone.sock"),
        UnixRow(inode: 5, kind: .sequentialPacket, isListening: true, name: "@abstract", receiveQueue: 6, sendQueue: 5),
        UnixRow(inode: 6, kind: .datagram), UnixRow(inode: 7, isListening: true),
    ]

    init() {
        host.root.write("run/quay.sock", "")
        host.add(10, "quay", sockets: [3: 1, 4: 2], user: 1000)
        host.add(11, "quay", parent: 10, sockets: [3: 1], user: 1000)
        host.add(20, "pier", sockets: [5: 5, 6: 4])
    }

    private func entries(_ words: String...) throws -> [UnixListing.Entry] {
        UnixListing.entries(
            rows, Survey(host.machine, memory: nil), try SocketFilter(parsing: words),
            Users(passwd: host.root("etc/passwd")))
    }

    @Test("shows what listens or has a name, with its owners")
    func table() throws {
        #expect(
            UnixListing.lines(try entries(), width: nil, color: false) == [
                "SOCKET          KIND       NAME            PID  CONNECTIONS  NOTE",
                "/run/gone.sock  datagram   pier             20            0  file gone",
                "/run/quay.sock  stream     quay          10 +1            1",
                "@abstract       seqpacket  pier             20            0  does not accept",
                "(no name)       stream     (no process)                   0", "4 Unix sockets",
            ])
    }

    @Test("counts in words")
    func footer() throws {
        #expect(UnixListing.lines([], width: nil, color: false) == ["0 Unix sockets"])
        #expect(UnixListing.lines(try entries("gone"), width: nil, color: false).last == "1 Unix socket")
        #expect(UnixListing.lines([], width: 5, color: false) == ["0 Un…"])
    }

    @Test(
        "filters: words of one kind are alternatives",
        arguments: [
            (["quay"], [1]), (["PIER"], [4, 5]), (["quay", "pier"], [4, 1, 5]), (["abstract"], [5]), (["pid:10"], [1]),
            (["pid:10", "pid:20"], [4, 1, 5]), (["user:ada"], [1]), (["user:ada", "pier"], []),
            (["process:pier"], [4, 5]),
            (["3000"], []), (["user:nobody"], []),
        ] as [([String], [UInt32])])
    func filters(words: [String], inodes: [UInt32]) throws {
        let filter = try SocketFilter(parsing: words)
        let found = UnixListing.entries(
            rows, Survey(host.machine, memory: nil), filter, Users(passwd: host.root("etc/passwd")))
        #expect(found.map(\.row.inode) == inodes)
    }

    /// A container's process sees other folders than we do.
    @Test("does not call a file gone that its owner sees")
    func ownersFiles() throws {
        #expect(try entries("gone").first?.isStale == true)
        let elsewhere = TemporaryFolder()
        elsewhere.write("run/gone.sock", "")
        host.proc.folder.link("20/root", to: elsewhere.path)
        #expect(try entries("gone").first?.isStale == false)
    }

    @Test("is never wider than the terminal, and safe", arguments: [40, 60, 100])
    func width(_ width: Int) throws {
        let evil = UnixRow(
            inode: 9, isListening: true, name: "/run/\u{1B}[2J\u{202E}" + String(repeating: "x", count: 200))
        let entry = UnixListing.Entry(row: evil, owners: [], connections: 0, isStale: false)
        let lines = UnixListing.lines(try entries() + [entry], width: width, color: false)
        #expect(lines.allSatisfy { $0.isSafe && DisplayWidth.of($0) <= width })
    }
}
