import Inventory
import LinuxKernel
import TestSupport
import Testing

/// Two servers with five descriptors between them; every descriptor looked at is counted.
@Suite("The search for owners")
struct OwnerSearchTests {
    private let host = FakeHost([
        .listener("127.0.0.1", 14711, inode: 11), .listener("127.0.0.1", 14712, inode: 12),
    ])

    init() {
        host.add(10, sockets: [3: 11], files: [0: "/dev/null", 1: "pipe:[5]"])
        host.add(20, sockets: [3: 12, 4: 77])
    }

    /// What a look finds, as `inode: pid/descriptor …`, and what it cost.
    private func look(
        _ rows: [SocketRow]? = nil, isComplete: Bool = true, remembering: Bool = true
    ) -> (found: [UInt32: [String]], looks: Int) {
        let result = OwnerSearch(host.machine, files: remembering ? host.memory : nil)
            .search(rows ?? host.rows, isComplete: isComplete)
        return (
            result.holders.mapValues { $0.sorted { ($0.pid, $0.fd) < ($1.pid, $1.fd) }.map { "\($0.pid)/\($0.fd)" } },
            result.looks
        )
    }

    private func move(_ pid: Int32, from old: Int32, to new: Int32, inode: UInt32) {
        host.proc.folder.remove("\(pid)/fd/\(old)")
        host.proc.folder.link("\(pid)/fd/\(new)", to: "socket:[\(inode)]")
    }

    private func remembered() throws -> HolderMemory {
        let bytes = try #require(host.memory.read("holders"))
        return try #require(HolderMemory(decoding: bytes))
    }

    @Test("walks every descriptor once, then proves by one readlink a holder")
    func twice() {
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 5))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 2))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 2))
    }

    @Test("walks everything when told to, and leaves the memory alone")
    func exact() {
        for _ in 0..<2 { #expect(look(remembering: false) == ([11: ["10/3"], 12: ["20/3"]], 5)) }
        #expect(host.memory.read("holders") == nil)
        #expect(look().looks == 5)
        #expect(look(remembering: false).looks == 5)
    }

    @Test("finds every holder of a shared socket, by every descriptor")
    func shared() {
        host.add(11, parent: 10, sockets: [3: 11, 9: 11])
        let everyone: [UInt32: [String]] = [11: ["10/3", "11/3", "11/9"], 12: ["20/3"]]
        #expect(look() == (everyone, 7))
        #expect(look() == (everyone, 4))
    }

    @Test("finds a newborn process that inherited a socket")
    func newborn() {
        _ = look()
        host.add(30, parent: 10, sockets: [3: 11, 5: 88])
        #expect(look() == ([11: ["10/3", "30/3"], 12: ["20/3"]], 4))
        #expect(look() == ([11: ["10/3", "30/3"], 12: ["20/3"]], 3))
    }

    @Test("finds a newborn with a lower number than the rest")
    func newbornBelow() {
        _ = look()
        host.add(5, parent: 10, sockets: [3: 11])
        #expect(look().found == [11: ["5/3", "10/3"], 12: ["20/3"]])
    }

    @Test("finds a new socket of an old process")
    func newSocket() {
        _ = look()
        host.proc.folder.link("20/fd/6", to: "socket:[13]")
        host.rows.append(.listener("127.0.0.1", 14713, inode: 13))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"], 13: ["20/6"]], 8))
        #expect(look().looks == 3)
    }

    @Test("looks again into a process that moved its descriptor (dup2, exec)")
    func moved() {
        _ = look()
        move(10, from: 3, to: 7, inode: 11)
        #expect(look() == ([11: ["10/7"], 12: ["20/3"]], 5))
        #expect(look() == ([11: ["10/7"], 12: ["20/3"]], 2))
    }

    @Test("names nobody who closed it, also when the number now means another socket")
    func closed() {
        _ = look()
        host.proc.folder.link("10/fd/3", to: "socket:[99]")
        #expect(look().found == [12: ["20/3"]])
        host.proc.folder.remove("20/fd/3")
        #expect(look().found == [:])
    }

    @Test("names nobody who is gone, and whoever is left of a family")
    func gone() {
        host.add(11, parent: 10, sockets: [3: 11])
        _ = look()
        host.proc.remove(10)
        #expect(look() == ([11: ["11/3"], 12: ["20/3"]], 3))
        host.proc.remove(11)
        // Perhaps somebody else was given it: everybody is asked, once.
        #expect(look() == ([12: ["20/3"]], 4))
        #expect(look() == ([12: ["20/3"]], 1))
    }

    @Test("finds an old process to whom the last holder passed the socket")
    func passedOn() {
        _ = look()
        host.proc.remove(10)
        host.proc.folder.link("20/fd/8", to: "socket:[11]")
        #expect(look().found == [11: ["20/8"], 12: ["20/3"]])
        #expect(look() == ([11: ["20/8"], 12: ["20/3"]], 2))
    }

    @Test("does not look at ourselves, nor take us for a newborn")
    func ourselves() {
        host.proc.folder.link("999/fd/3", to: "socket:[11]")
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 5))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 2))
    }

    @Test("does not search again for what nobody visible holds")
    func unowned() {
        host.rows.append(.listener("0.0.0.0", 14799, inode: 13))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 5))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 2))
        // Until somebody is born who does.
        host.add(31, sockets: [8: 13])
        #expect(look() == ([11: ["10/3"], 12: ["20/3"], 13: ["31/8"]], 3))
    }

    @Test(
        "trusts process numbers only while they cannot have come round",
        arguments: [(0, 2), (1, 2), (16_383, 2), (16_384, 5), (4_000_000, 5), (-1, 5)])
    func numbers(forks: Int, looks: Int) {
        _ = look()
        host.forks = UInt64(5000 + forks)
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], looks))
    }

    @Test("finds who got an old number when numbers have come round")
    func reusedNumber() {
        host.add(15, "short-lived")
        _ = look()
        host.proc.remove(15)
        host.add(15, "heir", parent: 10, sockets: [4: 11])
        host.forks += 20_000
        #expect(look().found == [11: ["10/3", "15/4"], 12: ["20/3"]])
    }

    @Test("finds who got an old number just ahead of the counter, a few forks later")
    func reusedAhead() {
        host.lastPID = 14
        host.add(15, "short-lived")
        _ = look()
        host.proc.remove(15)
        host.add(15, "heir", parent: 10, sockets: [4: 11])
        host.lastPID = 16
        host.forks += 2
        #expect(look().found == [11: ["10/3", "15/4"], 12: ["20/3"]])
    }

    @Test("ignores the memory of another boot, network, pid namespace or user")
    func otherWorlds() {
        for change: () -> Void in [
            { host.bootTime += 60 },
            { host.proc.folder.link("999/ns/net", to: "net:[4026532000]") },
            { host.proc.folder.link("999/ns/pid", to: "pid:[4026532001]") },
            { host.user = 1000 },
        ] {
            _ = look()
            #expect(look().looks == 2)
            change()
            #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 5))
        }
    }

    @Test("remembers nothing of a world it cannot tell", arguments: ["stat", "sys/kernel/pid_max", "999/ns/net"])
    func noWorld(missing: String) {
        host.proc.folder.remove(missing)
        for _ in 0..<2 { #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 5)) }
        #expect(host.memory.read("holders") == nil)
    }

    @Test("remembers nothing by sockets without a cookie, as /proc/net gives them")
    func noCookies() {
        host.rows = host.rows.map {
            var row = $0
            row.cookie = 0
            return row
        }
        for _ in 0..<2 { #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 5)) }
        #expect(host.memory.read("holders") == nil)
    }

    @Test("costs nothing where there are no sockets, or none that a process can hold")
    func nothingToFind() {
        #expect(look([]) == ([:], 0))
        #expect(look([.connection(("127.0.0.1", 1), ("127.0.0.1", 2), inode: 0, state: .timeWait)]) == ([:], 0))
        #expect(host.memory.read("holders") == nil)
    }

    @Test("about some sockets does not make the next one about all wrong")
    func partial() throws {
        _ = look()
        host.add(30, parent: 10, sockets: [3: 11, 4: 12])
        #expect(look([host.rows[0]], isComplete: false) == ([11: ["10/3", "30/3"]], 3))
        #expect(look() == ([11: ["10/3", "30/3"], 12: ["20/3", "30/4"]], 4))
        #expect(try remembered().entries.count == 4)
    }

    @Test("about some sockets first leaves the others to be found")
    func partialFirst() {
        #expect(look([host.rows[1]], isComplete: false) == ([12: ["20/3"]], 5))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 6))
        #expect(look() == ([11: ["10/3"], 12: ["20/3"]], 2))
    }

    @Test("about some sockets remembers each hold of the others once")
    func partialTwice() throws {
        host.proc.folder.link("10/fd/4", to: "socket:[12]")
        _ = look()
        move(10, from: 3, to: 7, inode: 11)
        #expect(look([host.rows[0]], isComplete: false).found == [11: ["10/7"]])
        #expect(try remembered().entries.count == 3)
        #expect(look() == ([11: ["10/7"], 12: ["10/4", "20/3"]], 3))
    }

    @Test("about all sockets forgets those that are gone")
    func forgets() throws {
        _ = look()
        host.rows = [host.rows[1], .listener("127.0.0.1", 14713, inode: 15)]
        host.add(40, sockets: [3: 15])
        _ = look()
        #expect(
            try remembered().entries.map(\.holder) == [
                SocketHolder(inode: 12, pid: 20, fd: 3), SocketHolder(inode: 15, pid: 40, fd: 3),
            ])
    }

    @Test("says that a process may hide, also from memory")
    func hidden() throws {
        host.rows.append(.listener("127.0.0.1", 14713, inode: 13))
        _ = look()
        var memory = try remembered()
        #expect(memory.entries.map(\.holder.pid).sorted() == [0, 10, 20])
        for i in memory.entries.indices where memory.entries[i].holder.pid == 0 { memory.entries[i].holder.pid = -1 }
        host.memory.write("holders", memory.encoded())
        let search = OwnerSearch(host.machine, files: host.memory)
        #expect(search.search(host.rows).hasUnreadable)
        #expect(!search.search([host.rows[0]]).hasUnreadable)
    }
}

@Suite("The memory of holders")
struct HolderMemoryTests {
    private let memory = HolderMemory(
        world: 0x0123_4567_89AB_CDEF, forks: 5000, pids: [1, 10, 20, 4_194_304],
        entries: [
            .init(cookie: 11, holder: SocketHolder(inode: 11, pid: 10, fd: 3)),
            .init(cookie: 12, holder: SocketHolder(inode: 12, pid: 20, fd: 3)),
            .init(cookie: .max, holder: SocketHolder(inode: .max, pid: -1, fd: -1)),
        ])

    @Test("is read back as it was written")
    func roundTrip() {
        #expect(HolderMemory(decoding: memory.encoded()) == memory)
        let empty = HolderMemory(world: 0, forks: 0)
        #expect(HolderMemory(decoding: empty.encoded()) == empty)
    }

    @Test("is nothing when a byte is missing or too many")
    func truncated() {
        let bytes = memory.encoded()
        for count in 0..<bytes.count { #expect(HolderMemory(decoding: Array(bytes.prefix(count))) == nil) }
        #expect(HolderMemory(decoding: bytes + [0]) == nil)
        #expect(HolderMemory(decoding: [UInt8](repeating: 0xFF, count: bytes.count)) == nil)
    }

    @Test("is nothing when its counts promise more than there is", arguments: 0..<64)
    func hugeCounts(offset: Int) throws {
        var bytes = memory.encoded()
        try #require(offset + 4 <= bytes.count)
        let before = Array(bytes[offset..<(offset + 4)])
        bytes.replaceSubrange(offset..<(offset + 4), with: [0xFF, 0xFF, 0xFF, 0xFF])
        if let read = HolderMemory(decoding: bytes) {
            // Not a count, then: as many entries as before.
            #expect(read.pids.count == 4 && read.entries.count == 3)
        }
        bytes.replaceSubrange(offset..<(offset + 4), with: before)
        #expect(HolderMemory(decoding: bytes) == memory)
    }

    @Test(
        "knows which numbers may be somebody else's by now",
        arguments: [
            (100, 200, 100, false), (100, 200, 101, true), (100, 200, 200, true), (100, 200, 201, false),
            (100, 100, 100, false), (300, 50, 301, true), (300, 50, 32_000, true), (300, 50, 50, true),
            (300, 50, 51, false), (300, 50, 300, false),
        ] as [(Int32, Int32, Int32, Bool)])
    func mayBeNew(then: Int32, now: Int32, pid: Int32, isMaybe: Bool) {
        #expect(HolderMemory(world: 1, forks: 1, lastPID: then).mayBeNew(pid, lastNow: now) == isMaybe)
    }

    @Test("is nothing when any bit of it has been turned")
    func damaged() {
        let bytes = memory.encoded()
        for i in bytes.indices {
            for bit in [0x01, 0x80] as [UInt8] {
                var damaged = bytes
                damaged[i] ^= bit
                #expect(HolderMemory(decoding: damaged) == nil, "byte \(i)")
            }
        }
    }

    @Test(
        "knows when numbers may have come round",
        arguments: [
            (5000, 32768, true), (21_383, 32768, true), (21_384, 32768, false), (4999, 32768, false), (0, 0, false),
            (5000, 4_194_304, true), (UInt64.max, UInt64.max, false), (5000, 0, false), (5000, 1, false),
        ] as [(UInt64, UInt64, Bool)])
    func trust(forks: UInt64, highest: UInt64, isTrusted: Bool) {
        #expect(memory.canTrustNumbers(forks, highest) == isTrusted)
    }

    /// Whatever the file holds: nothing traps, and nobody is named who does not hold the socket.
    @Test("never makes a wrong owner, however it was damaged", arguments: 0..<8)
    func damaged(seed: UInt64) throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 11), .listener("::1", 14712, inode: 12)])
        host.add(10, sockets: [3: 11, 4: 5])
        host.add(20, sockets: [3: 12, 0: 6])
        let truth: Set = [SocketHolder(inode: 11, pid: 10, fd: 3), SocketHolder(inode: 12, pid: 20, fd: 3)]
        let search = OwnerSearch(host.machine, files: host.memory)
        _ = search.search(host.rows, isComplete: true)
        let good = try #require(host.memory.read("holders"))
        var random = SeededGenerator(seed: seed)
        for round in 0..<60 {
            var bytes = good
            for _ in 0...Int.random(in: 0..<6, using: &random) {
                let i = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[i] = UInt8.random(in: .min ... .max, using: &random)
                case 1: bytes[i] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: bytes.insert(UInt8.random(in: .min ... .max, using: &random), at: i)
                case 3 where bytes.count > 8: bytes.remove(at: i)
                default: bytes[i] = [0, 0x7F, 0x80, 0xFF][Int.random(in: 0..<4, using: &random)]
                }
            }
            host.memory.write("holders", bytes)
            for rows in [host.rows, [host.rows[round % 2]]] {
                let found = search.search(rows, isComplete: rows.count == 2)
                #expect(truth.isSuperset(of: found.holders.values.joined()), "round \(round)")
            }
        }
        // A file that is no memory at all is the same as none.
        host.memory.write("holders", [UInt8](repeating: 65, count: 1 << 16))
        #expect(Set(search.search(host.rows, isComplete: true).holders.values.joined()) == truth)
    }
}
