import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("The facts of a question")
struct FactGathererTests {
    private func facts(_ host: FakeHost, _ question: Question = Question(.use, port: 14711)) -> Facts {
        FactGatherer(
            machine: host.machine, environment: host.environment, files: host.memory, clock: { 1_700_000_100 }
        ).facts(for: question)
    }

    private func harbour(user: UInt32 = 0) -> FakeHost {
        let host = FakeHost(
            [
                .listener("127.0.0.1", 14711, inode: 11, uid: 1000, queue: 3, longest: 128),
                .listener("::", 14712, inode: 12, v6Only: false), .udp("0.0.0.0", 14713, inode: 13, uid: 70),
                .connection(("127.0.0.1", 14711), ("127.0.0.1", 40001), inode: 21, unread: 7),
                .connection(("127.0.0.1", 40001), ("127.0.0.1", 14711), inode: 22, unsent: 9),
                .connection(("127.0.0.1", 14711), ("127.0.0.1", 40002), inode: 0),
                .connection(("127.0.0.1", 14711), ("127.0.0.1", 40003), inode: 0, state: .timeWait),
                .connection(("192.168.1.20", 40004), ("192.0.2.7", 443), inode: 23),
            ], user: user)
        host.add(
            10, "quay", sockets: [3: 11, 5: 21], command: ["/srv/quay", "--port", "14711"], user: 1000,
            executable: "/srv/quay", directory: "/srv", startTicks: 5000)
        host.add(11, "quay", parent: 10, sockets: [3: 11], user: 1000)
        host.add(20, "pier", sockets: [6: 12, 8: 22, 9: 23], command: ["pier"], user: 1000, terminal: 34816)
        return host
    }

    @Test("hold every listener with its owners, the master of a family first")
    func listeners() throws {
        let sockets = facts(harbour()).sockets.filter(\.isListener)
        #expect(sockets.map(\.local.port).sorted() == [14711, 14712, 14713])
        let asked = try #require(sockets.first { $0.local.port == 14711 })
        #expect(asked.owners == [10, 11])
        #expect(asked.receiveQueue == 3 && asked.sendQueue == 128 && asked.uid == 1000 && asked.v6Only == nil)
        #expect(sockets.first { $0.local.port == 14712 }?.v6Only == false)
    }

    @Test("hold every socket with the asked port, on either side, and no other connection")
    func connections() {
        let sockets = facts(harbour()).sockets.filter { !$0.isListener }
        #expect(sockets.count == 4)
        #expect(sockets.first { $0.local.port == 14711 && $0.owners == [10] }?.receiveQueue == 7)
        #expect(sockets.first { $0.local.port == 40001 }?.owners == [20])
        #expect(sockets.first { $0.remote?.port == 40002 }?.unknownOwner == "not accepted")
        #expect(sockets.first { $0.state == .timeWait }?.unknownOwner == "gone")
        #expect(sockets.first { $0.state == .timeWait }?.uid == nil)
    }

    @Test("hold the sockets of a port that only a report names")
    func reported() {
        let report = ErrorReport(.connectionRefused, port: 443)
        let sockets = facts(harbour(), Question(.use, reports: [report])).sockets
        #expect(sockets.contains { $0.remote?.port == 443 && $0.owners == [20] })
        #expect(!sockets.contains { $0.remote?.port == 40001 })
    }

    @Test("name the owner of a bound socket that does not listen")
    func bound() throws {
        var row = SocketRow.listener("127.0.0.1", 14711, inode: 31)
        row.state = .boundInactive
        let host = FakeHost([row])
        host.add(30, "mole", sockets: [3: 31])
        let socket = try #require(facts(host).sockets.first)
        #expect(socket.state == .bound && socket.owners == [30])
        #expect(!socket.isListener)
    }

    @Test("hold every process with what rules ask of it")
    func processes() throws {
        let found = facts(harbour()).processes
        #expect(Set(found.keys) == [10, 11, 20, 999])
        let quay = try #require(found[10])
        #expect(quay.name == "quay" && quay.arguments == ["/srv/quay", "--port", "14711"])
        #expect(quay.uid == 1000 && quay.user == "ada" && quay.parent == 1)
        #expect(quay.age == 50)
        #expect(quay.tracer == 0 && quay.workingDirectory == "/srv" && quay.executable == "/srv/quay")
        #expect(found[20]?.terminal == 34816 && found[20]?.foregroundGroup == -1)
        #expect(found[999]?.tracer == nil)
    }

    @Test("name the tracer of the asked port's owner")
    func tracer() {
        let host = harbour()
        host.proc.folder.write("10/status", "Uid:\t0\t0\t0\t0\nTracerPid:\t4321\n")
        #expect(facts(host).processes[10]?.tracer == 4321)
    }

    @Test("say what an ordinary user cannot see")
    func ordinaryUser() throws {
        let host = FakeHost(
            [.listener("127.0.0.1", 14711, inode: 11, uid: 0), .listener("127.0.0.1", 14712, inode: 12, uid: 1000)],
            user: 1000)
        let facts = facts(host)
        #expect(facts.userID == 1000)
        #expect(facts.sockets.first { $0.local.port == 14711 }?.unknownOwner == "other user")
        #expect(facts.sockets.first { $0.local.port == 14712 }?.unknownOwner == "kernel")
        #expect(facts.gaps.count == 1 && facts.gaps[0].contains("1 socket of other users"))
    }

    @Test("tell the kernel's sockets from those of another pid namespace")
    func namespaces() {
        let host = FakeHost([.listener("0.0.0.0", 14711, inode: 11)])
        #expect(facts(host).sockets.first?.unknownOwner == "kernel")
        host.proc.add(999, name: "ostia", namespaces: ["net": 4_026_531_840, "pid": 4_026_532_999])
        #expect(facts(host).sockets.first?.unknownOwner == "other namespace")
    }

    @Test("go on without a socket table")
    func noTable() {
        let host = harbour()
        host.failure = SystemError("socket", "NETLINK_SOCK_DIAG", code: 13)
        let facts = facts(host)
        #expect(facts.sockets.isEmpty && facts.processes.count == 4)
        #expect(facts.gaps.first?.hasPrefix("the socket table") == true)
    }

    @Test("name container and unit of an owner")
    func places() throws {
        let host = harbour()
        let id = String(repeating: "ab", count: 32)
        host.root.makeFolder("sys/fs/cgroup/docker/\(id)")
        host.add(40, "web", sockets: [3: 41], cgroup: "/docker/\(id)", mountNamespace: 77)
        host.add(41, "units", sockets: [3: 42], cgroup: "/system.slice/nginx.service")
        host.rows += [.listener("127.0.0.1", 14720, inode: 41), .listener("127.0.0.1", 14721, inode: 42)]
        let facts = facts(host)
        #expect(facts.processes[40]?.container == String(id.prefix(12)))
        #expect(facts.sockets.first { $0.local.port == 14720 }?.container == String(id.prefix(12)))
        #expect(facts.processes[41]?.unit == "nginx.service")
        #expect(facts.sockets.first { $0.local.port == 14721 }?.unit == "nginx.service")
    }

    @Test("hold the interfaces, with and without addresses")
    func interfaces() {
        let host = harbour()
        #expect(
            facts(host).interfaces.first
                == InterfaceFact(
                    "lo", isLoopback: true, mtu: 65536,
                    addresses: [
                        .loopbackV4, .loopbackV6,
                    ]))
        var machine = host.machine
        machine.links = {
            [
                InterfaceLink(name: "lo", index: 1, isUp: false, isLoopback: true, mtu: 65536),
                InterfaceLink(name: "wlan0", index: 2, isUp: true, isLoopback: false, mtu: 1400),
            ]
        }
        machine.interfaces = { [FakeHost.interface("wlan0", "10.0.0.2")] }
        let found = FactGatherer(machine: machine, environment: [:], files: nil).facts(for: Question(.machine))
        #expect(
            found.interfaces == [
                InterfaceFact("lo", isUp: false, isLoopback: true, mtu: 65536, addresses: []),
                InterfaceFact("wlan0", mtu: 1400, addresses: [FakeHost.interface("wlan0", "10.0.0.2").address]),
            ])
    }

    @Test("are gathered of this machine in a moment")
    func live() throws {
        let machine = Machine.live()
        let gatherer = FactGatherer(machine: machine, environment: CurrentProcess.environment(), files: nil)
        let facts = gatherer.facts(for: Question(.use, port: 14711))
        let own = try #require(facts.processes[machine.processID])
        #expect(own.uid == machine.userID && own.age >= 0 && own.age < 86400)
        #expect(facts.interfaces.contains { $0.isLoopback && $0.addresses.contains(.loopbackV4) })
        #expect(facts.kernel.release.first?.isNumber == true)
        #expect(abs(Double(facts.now) - Clock.realtime()) < 60)
        #expect(facts.workingDirectory == CurrentProcess.directory())
    }
}
