import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

@Suite("Directories read raw")
struct RawDirectoryTests {
    private let folder = TemporaryFolder()

    @Test("show every name, however many reads it takes")
    func all() {
        for i in 0..<3000 { folder.write("entry-with-a-rather-long-name-\(i)", "") }
        var names: Set<String> = []
        RawDirectory(path: folder.path)?.forEach { name in
            names.insert(String(cString: name.bytes))
            return true
        }
        #expect(names.count == 3002)
        #expect(names.isSuperset(of: [".", "..", "entry-with-a-rather-long-name-2999"]))
    }

    @Test("stop when told to")
    func stops() {
        var visits = 0
        RawDirectory(path: folder.path)?.forEach { _ in
            visits += 1
            return false
        }
        #expect(visits == 1)
    }

    @Test(
        "tell numbers from other names",
        arguments: [("0", 0), ("4294967295", 4_294_967_295), ("12a", nil), ("", nil), ("-1", nil)])
    func numbers(name: String, number: UInt32?) {
        name.withCString { #expect(RawDirectory.Name(bytes: $0).asNumber == number) }
    }

    @Test("are none where there is no directory")
    func missing() {
        folder.write("file", "")
        #expect(RawDirectory(path: folder("nothing")) == nil)
        #expect(RawDirectory(path: folder("file")) == nil)
    }
}

@Suite("Small files")
struct FileBytesTests {
    private let folder = TemporaryFolder()

    @Test("are read whole, whatever their size", arguments: [0, 1, 4095, 4096, 4097, 100_000])
    func sizes(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        folder.write("file", bytes)
        #expect(FileBytes.read(folder("file")) == bytes)
    }

    @Test("are cut at the limit")
    func limit() {
        folder.write("file", "0123456789")
        #expect(FileBytes.read(folder("file"), limit: 4) == Array("0123".utf8))
        #expect(FileBytes.read(folder("file"), limit: 0) == [])
    }

    @Test("that are none are nil")
    func missing() {
        #expect(FileBytes.read(folder("nothing")) == nil)
        #expect(FileBytes.read(folder.path) == nil)
        #expect(FileBytes.link(folder("nothing")) == nil)
        #expect(FileBytes.names(in: folder("nothing")) == nil)
        #expect(FileBytes.status(folder("nothing")) == nil)
    }

    @Test(
        "show bytes that are not UTF-8",
        arguments: [
            ([0x61, 0x62], "ab"), ([0xFF], "\\xff"), ([0x61, 0x80, 0x62], "a\\x80b"), ([0xE2, 0x82], "\\xe2\\x82"),
            ([0xE2, 0x82, 0xAC, 0x0A, 0xC0, 0x01], "€\n\\xc0\u{1}"), ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
        ] as [([UInt8], String)])
    func outside(bytes: [UInt8], text: String) {
        #expect(String(outside: bytes[...]) == text)
    }

    @Test("never look the same when they are not, invalid bytes included", arguments: 0..<50)
    func outsideIsTotal(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = String(outside: bytes[...])
        #expect(!text.unicodeScalars.contains("\u{FFFD}"))
        #expect(text.utf8.count >= bytes.count)
    }

    @Test("say what they are")
    func status() throws {
        folder.write("file", "x", mode: 0o600)
        let file = try #require(FileBytes.status(folder("file")))
        #expect(!file.isDirectory && !file.isSocket && file.user == CurrentProcess.user && file.mode & 0o777 == 0o600)
        #expect(FileBytes.status(folder.path)?.isDirectory == true)
        #expect(FileBytes.names(in: folder.path) == ["file"])
        #expect(FileBytes.exists(folder("file")) && !FileBytes.exists(folder("other")))
    }
}

@Suite("Work in parallel")
struct ParallelTests {
    @Test("gives results in order", arguments: [0, 1, 2, 5, 40])
    func order(count: Int) {
        #expect(Parallel.map(count) { $0 * 10 } == (0..<count).map { $0 * 10 })
    }

    @Test("runs off the caller's thread, except for the last")
    func threads() {
        let here = UInt(bitPattern: pthread_self().hashValue)
        let threads = Parallel.map(3) { _ in UInt(bitPattern: pthread_self().hashValue) }
        #expect(threads.last == here)
        #expect(Set(threads).count == 3)
    }
}

@Suite("Users")
struct UsersTests {
    private let users = Users(
        text: "root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\nbroken\nbad:x:y:0\npostgres:x:26:26::\n")

    @Test("have the first name of their number", arguments: [(0, "root"), (26, "postgres"), (12345, "12345")])
    func names(id: UInt32, name: String) {
        #expect(users.name(id) == name)
    }

    @Test(
        "are found by any name or number",
        arguments: [("toor", 0), ("postgres", 26), ("77", 77), ("nobody", nil), ("-1", nil)])
    func ids(name: String, id: UInt32?) {
        #expect(users.id(name) == id)
    }

    @Test("of this machine know root")
    func live() {
        #expect(Users().name(0) == "root")
        #expect(Users(passwd: "/nowhere").name(0) == "0")
    }
}

@Suite("The machine's settings")
struct MachineTests {
    private let fake = FakeProc()
    private var machine: Machine {
        Machine(sockets: StubTable(), proc: fake.proc, userID: 0, processID: 1)
    }

    @Test(
        "give the kernel's own range",
        arguments: [
            ("32768\t60999", 32768...60999), ("1024 65535", 1024...65535), ("5 5", 5...5), ("9 1", 32768...60999),
            ("", 32768...60999), ("x y", 32768...60999), ("1 70000", 32768...60999),
        ] as [(String, ClosedRange<UInt16>)])
    func ephemeral(value: String, range: ClosedRange<UInt16>) {
        fake.setSysctl("net/ipv4/ip_local_port_range", value)
        #expect(machine.ephemeralPorts == range)
    }

    @Test(
        "give reserved ports",
        arguments: [
            ("", []), ("8080", [8080...8080]), ("8080,9000-9010", [8080...8080, 9000...9010]), ("5-3,7", [7...7]),
            ("x,1", [1...1]),
        ] as [(String, [ClosedRange<UInt16>])])
    func reserved(value: String, ranges: [ClosedRange<UInt16>]) {
        fake.setSysctl("net/ipv4/ip_local_reserved_ports", value)
        #expect(machine.reservedPorts == ranges)
    }

    @Test("have the usual values where /proc does not say")
    func defaults() {
        #expect(machine.ephemeralPorts == 32768...60999)
        #expect(machine.reservedPorts == [])
        #expect(machine.unprivilegedPortStart == 1024)
        #expect(machine.sysctl("net/nothing") == nil)
    }

    @Test("give the first unprivileged port")
    func unprivileged() {
        fake.setSysctl("net/ipv4/ip_unprivileged_port_start", "0")
        #expect(machine.unprivilegedPortStart == 0)
    }

    @Test("lose the newline and nothing else")
    func trimmed() {
        fake.setSysctl("kernel/hostname", "  my host \t")
        #expect(machine.sysctl("kernel/hostname") == "  my host")
    }
}

@Suite("Interfaces")
struct InterfacesTests {
    @Test("have loopback")
    func loopback() throws {
        let loopback = try #require(Interfaces.addresses().first { $0.address == .loopbackV4 })
        #expect(loopback.isUp)
        #expect(!loopback.isContainerBridge)
    }

    @Test(
        "of containers are known by name",
        arguments: [
            ("docker0", true), ("br-12ab", true), ("virbr0", true), ("eth0", false), ("bridge0", false), ("lo", false),
        ])
    func bridges(name: String, isBridge: Bool) {
        #expect(InterfaceAddress(interface: name, address: .loopbackV4).isContainerBridge == isBridge)
    }
}
