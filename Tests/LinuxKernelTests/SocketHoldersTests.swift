import TestSupport
import Testing

@testable import LinuxKernel

@Suite("Holders of sockets")
struct SocketHoldersTests {
    private let fake = FakeProc()

    private func holders(of inodes: Set<UInt32>) -> Set<SocketHolder> {
        Set(fake.proc.holders(of: inodes, among: fake.proc.processes()).holders)
    }

    @Test("are found whoever they are")
    func finds() {
        fake.add(10, sockets: [3: 100, 4: 101], files: [0: "/dev/null", 1: "pipe:[100]"])
        fake.add(11, sockets: [7: 100])
        fake.add(12, sockets: [7: 102])
        #expect(
            holders(of: [100, 102]) == [
                SocketHolder(inode: 100, pid: 10, fd: 3), SocketHolder(inode: 100, pid: 11, fd: 7),
                SocketHolder(inode: 102, pid: 12, fd: 7),
            ])
    }

    @Test("include a process that has the same socket twice")
    func twice() {
        fake.add(10, sockets: [3: 100, 30: 100])
        #expect(holders(of: [100]).map(\.fd).sorted() == [3, 30])
    }

    @Test(
        "are not what only looks like one",
        arguments: [
            "socket:", "socket:[]", "/tmp/socket:[100]", "socket:[1000]", "socket:[10]", "pipe:[100]", "socket:[100",
        ])
    func lookAlikes(target: String) {
        fake.add(10, files: [3: target])
        #expect(holders(of: [100]) == [])
    }

    @Test("are found by several threads as by one", arguments: [1, 2, 3])
    func threads(count: Int) {
        for pid: Int32 in 1...120 { fake.add(pid, sockets: [3: UInt32(pid) + 1000, 4: 77]) }
        let pids = fake.proc.processes()
        let found = fake.proc.holders(of: [77, 1042], among: pids, threads: count)
        #expect(found.holders.count == 121)
        #expect(Set(found.holders.filter { $0.inode == 77 }.map(\.pid)) == Set(1...120))
        #expect(found.looks == 240)
    }

    @Test("that ended meanwhile are left out")
    func gone() {
        fake.add(10, sockets: [3: 100])
        #expect(fake.proc.holders(of: [100], among: [99, 10]).holders == [SocketHolder(inode: 100, pid: 10, fd: 3)])
        #expect(fake.proc.holders(of: [100], among: [99]).unreadable == [])
    }

    @Test("of nothing cost nothing")
    func nothing() {
        fake.add(10, sockets: [3: 100])
        #expect(fake.proc.holders(of: [], among: [10]).looks == 0)
        #expect(fake.proc.holders(of: [100], among: []).looks == 0)
    }

    @Test("are proved by one link")
    func proof() {
        fake.add(10, sockets: [3: 100])
        #expect(fake.proc.isHeld(SocketHolder(inode: 100, pid: 10, fd: 3)))
        #expect(!fake.proc.isHeld(SocketHolder(inode: 101, pid: 10, fd: 3)))
        #expect(!fake.proc.isHeld(SocketHolder(inode: 100, pid: 10, fd: 4)))
        #expect(!fake.proc.isHeld(SocketHolder(inode: 100, pid: 11, fd: 3)))
    }

    @Test("of a real socket are this process")
    func live() throws {
        let server = try LoopbackListener(.v4)
        let found = ProcFS().holders(of: [server.inode], among: [CurrentProcess.id])
        #expect(found.holders == [SocketHolder(inode: server.inode, pid: CurrentProcess.id, fd: server.descriptor)])
    }

    @Test("are told apart by a set that knows every inode put in and no other", arguments: [1, 16, 17, 1000])
    func inodeSet(count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        let members = Set((0..<count).map { _ in UInt32.random(in: 1...UInt32.max, using: &random) })
        let set = InodeSet(members)
        #expect(members.allSatisfy { set.contains($0) })
        let others = (0..<1000).map { _ in UInt32.random(in: 1...UInt32.max, using: &random) }
        #expect(others.allSatisfy { set.contains($0) == members.contains($0) })
    }
}
