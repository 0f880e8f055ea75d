import Endpoints
import Inventory
import LinuxKernel
import TestSupport
import Testing

@Suite("A listener")
struct ListenerTests {
    private let host = FakeHost()

    private func listener(_ row: SocketRow, owners: [Int32] = [], _ reason: UnknownOwner? = nil) -> Listener {
        let book = ProcessBook(host.machine)
        return Listener(
            row: row, owners: owners.map { Owner(process: book.record($0), fd: 3) }, unknownOwner: reason,
            exposure: .loopback)
    }

    @Test("is named after the master of a forked family, whatever the numbers")
    func mainOwner() {
        host.add(50, "master", parent: 1)
        for pid: Int32 in [7, 51, 52] { host.add(pid, "worker", parent: 50) }
        let row = SocketRow.listener("127.0.0.1", 80, inode: 1)
        #expect(listener(row, owners: [7, 50, 51, 52]).mainOwner?.process.pid == 50)
        #expect(listener(row, owners: [51, 52]).mainOwner?.process.pid == 51)
        #expect(listener(row, owners: [52]).mainOwner?.process.pid == 52)
        #expect(listener(row).mainOwner == nil)
        // Gone before they were looked at: the first, rather than nobody.
        #expect(listener(row, owners: [600, 601]).mainOwner?.process.pid == 600)
    }

    @Test("is named after the service to which systemd handed it, and after another pid 1 itself")
    func firstProcess() {
        host.add(1, "systemd", parent: 0)
        host.add(40, "quay", parent: 1)
        host.add(41, "quay", parent: 40)
        let row = SocketRow.listener("127.0.0.1", 80, inode: 1)
        #expect(listener(row, owners: [1]).mainOwner?.process.pid == 1)
        #expect(listener(row, owners: [1, 40, 41]).mainOwner?.process.pid == 40)
        host.add(1, "nginx", parent: 0)
        #expect(listener(row, owners: [1, 40, 41]).mainOwner?.process.pid == 1)
    }

    @Test("is named after somebody even where the parents run in a circle")
    func circle() {
        host.add(60, parent: 61)
        host.add(61, parent: 60)
        #expect(listener(.listener("127.0.0.1", 80, inode: 1), owners: [60, 61]).mainOwner?.process.pid == 60)
    }

    @Test(
        "is stuck when more wait than its backlog",
        arguments: [
            (0, 128, false), (127, 128, false), (128, 128, false), (129, 128, true), (0, 0, false), (1, 0, true),
        ]
            as [(UInt32, UInt32, Bool)])
    func stuck(waiting: UInt32, longest: UInt32, expected: Bool) {
        #expect(
            listener(.listener("127.0.0.1", 80, inode: 1, queue: waiting, longest: longest)).isStuck == expected)
        var udp = SocketRow.udp("127.0.0.1", 80, inode: 1)
        (udp.receiveQueue, udp.sendQueue) = (waiting, longest)
        #expect(!listener(udp).isStuck)
    }

    @Test("is written with a star when it answers on both families")
    func title() {
        #expect(listener(.listener("::", 80, inode: 1, v6Only: false)).title == "*:80")
        #expect(listener(.listener("::", 80, inode: 1, v6Only: true)).title == "[::]:80")
        #expect(listener(.listener("0.0.0.0", 80, inode: 1)).title == "0.0.0.0:80")
        #expect(listener(.listener("::1", 80, inode: 1)).title == "[::1]:80")
        var unknown = SocketRow.listener("::", 80, inode: 1)
        unknown.v6Only = nil
        #expect(listener(unknown).title == "[::]:80")
    }

    @Test(
        "answers at its address, or at any of its family; IPv6 takes IPv4 unless told not to",
        arguments: [
            ("127.0.0.1", nil, "127.0.0.1", true), ("127.0.0.1", nil, "::ffff:127.0.0.1", true),
            ("127.0.0.1", nil, "127.0.0.2", false), ("127.0.0.1", nil, "::1", false),
            ("0.0.0.0", nil, "127.0.0.1", true), ("0.0.0.0", nil, "10.0.0.1", true), ("0.0.0.0", nil, "::1", false),
            ("0.0.0.0", nil, "::ffff:10.0.0.1", true), ("::", false, "::1", true), ("::", false, "127.0.0.1", true),
            ("::", true, "::1", true), ("::", true, "127.0.0.1", false), ("::", true, "::ffff:127.0.0.1", false),
            ("::", nil, "127.0.0.1", true), ("::1", false, "127.0.0.1", false), ("::", true, "::", true),
            ("::", true, "0.0.0.0", false),
        ] as [(String, Bool?, String, Bool)])
    func answers(local: String, v6Only: Bool?, asked: String, expected: Bool) throws {
        var row = SocketRow.listener(local, 80, inode: 1)
        row.v6Only = v6Only
        #expect(row.answers(at: try #require(IPAddress(asked))) == expected)
    }

    @Test("counts in what the picture covers")
    func coverage() {
        let row = SocketRow.listener("127.0.0.1", 80, inode: 1)
        #expect(Coverage([]).sentence == "0 listeners, 0 owners named")
        #expect(Coverage([listener(row)]).sentence == "1 listener, 1 owner named")
        let all = Coverage([
            listener(row), listener(row), listener(row, .otherUser), listener(row, .otherUser),
            listener(row, .hiddenProcess), listener(row, .noVisibleProcess), listener(row, .noProcess),
        ])
        #expect(
            all.sentence
                == "7 listeners, 2 owners named, 2 of other users, 1 hidden, 2 in no visible process")
        #expect((all.listeners, all.named, all.otherUsers, all.hidden, all.invisible) == (7, 2, 2, 1, 2))
    }
}

@Suite("Who can reach a listener")
struct ExposureRuleTests {
    private let home = [
        FakeHost.interface("lo", "127.0.0.1"), FakeHost.interface("lo", "::1"),
        FakeHost.interface("eth0", "192.168.1.20"), FakeHost.interface("eth0", "fe80::1"),
        FakeHost.interface("docker0", "172.17.0.1"), FakeHost.interface("br-1234", "172.18.0.1"),
        FakeHost.interface("podman0", "fd00::1"), FakeHost.interface("tailscale0", "100.101.102.103"),
    ]

    @Test(
        "at home is the network at most",
        arguments: [
            ("127.0.0.1", .loopback), ("127.8.8.8", .loopback), ("::1", .loopback), ("::ffff:127.0.0.1", .loopback),
            ("172.17.0.1", .containers), ("172.18.0.1", .containers), ("fd00::1", .containers),
            ("::ffff:172.17.0.1", .containers), ("172.19.0.1", .network), ("192.168.1.20", .network),
            ("100.101.102.103", .network), ("fe80::1", .network), ("0.0.0.0", .network), ("::", .network),
            ("169.254.1.1", .network), ("224.0.0.251", .network), ("8.8.8.8", .everyone),
            ("2001:4860:4860::8888", .everyone),
        ] as [(String, Exposure)])
    func atHome(address: String, expected: Exposure) throws {
        #expect(ExposureRule(home).exposure(of: try #require(IPAddress(address))) == expected)
    }

    @Test("through all interfaces is everyone where one has a public address and is up")
    func wildcards() {
        let outside = FakeHost.interface("eth1", "203.1.2.3")
        let down = FakeHost.interface("eth1", "203.1.2.3", isUp: false)
        for wildcard: IPAddress in [.unspecifiedV4, .unspecifiedV6] {
            #expect(ExposureRule([]).exposure(of: wildcard) == .network)
            #expect(ExposureRule(home + [outside]).exposure(of: wildcard) == .everyone)
            #expect(ExposureRule(home + [down]).exposure(of: wildcard) == .network)
            #expect(ExposureRule([FakeHost.interface("eth0", "2a00:1::5")]).exposure(of: wildcard) == .everyone)
        }
    }
}

@Suite("A process")
struct ProcessRecordTests {
    private let host = FakeHost()

    @Test(
        "is called by its whole name where the kernel cut it short",
        arguments: [
            ("node", ["/usr/bin/nodejs"], "node"),
            ("gunicorn-worker", ["/srv/bin/gunicorn-worker-manager", "-w"], "gunicorn-worker-manager"),
            ("gunicorn-worker", ["/srv/bin/other"], "gunicorn-worker"),
            ("gunicorn-worker", [], "gunicorn-worker"),
            ("gunicorn-worker", ["gunicorn-worker: master [shop]"], "gunicorn-worker"),
            ("abcdefghijklmno", ["abcdefghijklmnopqrst"], "abcdefghijklmnopqrst"),
        ] as [(String, [String], String)])
    func displayName(name: String, arguments: [String], expected: String) {
        host.add(10, name, command: arguments)
        #expect(ProcessBook(host.machine).record(10).displayName == expected)
    }

    @Test("that is gone has no facts and no trap")
    func gone() {
        let record = ProcessBook(host.machine).record(4711)
        #expect(record.name == "?")
        #expect(record.displayName == "?")
        #expect(record.arguments.isEmpty)
        #expect(record.identity == nil)
        #expect(record.parent == nil)
        #expect(record.user == nil)
        #expect(record.variable("PORT") == nil)
        #expect(record.cgroups.isEmpty)
    }

    @Test("is read once and forgotten when it goes")
    func book() {
        host.add(10, "first")
        let book = ProcessBook(host.machine)
        #expect(book.record(10).name == "first")
        host.add(10, "second")
        #expect(book.record(10).name == "first")
        book.keep([10, 11])
        #expect(book.record(10).name == "first")
        book.keep([11])
        #expect(book.record(10).name == "second")
    }

    @Test("has ancestors up to pid 1, or to where the chain breaks")
    func ancestors() {
        host.add(1, "init", parent: 0)
        host.add(10, parent: 1)
        host.add(11, parent: 10)
        host.add(12, parent: 11)
        host.add(20, parent: 19)
        host.add(30, parent: 31)
        host.add(31, parent: 30)
        let book = ProcessBook(host.machine)
        #expect(book.ancestors(of: 12).map(\.pid) == [11, 10, 1])
        #expect(book.ancestors(of: 1).isEmpty)
        #expect(book.ancestors(of: 20).isEmpty)
        #expect(book.ancestors(of: 30).map(\.pid) == [31, 30])
        #expect(book.ancestors(of: 4711).isEmpty)
    }

    @Test("has children and theirs")
    func descendants() {
        for (pid, parent) in [(10, 1), (11, 10), (12, 10), (13, 11), (14, 99)] as [(Int32, Int32)] {
            host.add(pid, parent: parent)
        }
        let book = ProcessBook(host.machine)
        #expect(book.descendants(of: 10).map(\.pid) == [11, 12, 13])
        #expect(book.descendants(of: 13).isEmpty)
    }

    @Test("gives the first value of a variable")
    func variables() {
        host.add(10, environment: ["PORT=1", "PORT=2", "EMPTY=", "ODD", "A=b=c"])
        let record = ProcessBook(host.machine).record(10)
        #expect(record.variable("PORT") == "1")
        #expect(record.variable("EMPTY") == "")
        #expect(record.variable("ODD") == nil)
        #expect(record.variable("A") == "b=c")
    }
}
