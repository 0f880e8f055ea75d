import Endpoints
import Glibc
import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct PortProbeTests {
    /// What bind says of one address, success elsewhere.
    func refusal(_ address: IPAddress, _ code: Int32) -> PortRefusal? {
        PortProbe.refusal(20000, .tcp) { $0.address == address ? SystemError("bind", code: code) : nil }
    }

    @Test func triesBothFamiliesAndBothScopes() {
        var tried: [String] = []
        #expect(
            PortProbe.refusal(20000, .udp) {
                tried.append($0.description)
                return nil
            } == nil)
        #expect(tried == ["udp 0.0.0.0:20000", "udp [::]:20000", "udp 127.0.0.1:20000", "udp [::1]:20000"])
    }

    @Test(arguments: PortProbe.addresses)
    func oneAddressTakenIsEnough(_ address: IPAddress) {
        #expect(refusal(address, EADDRINUSE) == .inUse)
    }

    @Test func iPv6MayBeOff() {
        #expect(refusal(.unspecifiedV6, EAFNOSUPPORT) == nil)
        #expect(refusal(.loopbackV6, EADDRNOTAVAIL) == nil)
        #expect(refusal(.loopbackV4, EADDRNOTAVAIL) == .inUse)
    }

    @Test func privileged() {
        #expect(refusal(.unspecifiedV4, EACCES) == .privileged)
    }

    @Test func realSockets() throws {
        let free = try freePort()
        #expect(PortProbe.refusal(free, .tcp) == nil)
        let hold = try PortHold(free, .tcp)
        #expect(PortProbe.refusal(free, .tcp) == .inUse)
        #expect(PortProbe.refusal(free, .udp) == nil)
        withExtendedLifetime(hold) {}
    }

    /// A port nobody has, from a stretch the kernel leaves alone.
    private func freePort() throws -> UInt16 {
        try #require((UInt16(21000)...21999).shuffled().first { PortProbe.refusal($0, .tcp) == nil })
    }

    @Test func listsWhatIsTaken() {
        let table = StubTable([
            .listener("127.0.0.1", 80, inode: 1), .listener("::1", 81, inode: 2), .udp("0.0.0.0", 53, inode: 3),
            .connection(("127.0.0.1", 40000), ("127.0.0.1", 80), inode: 4),
        ])
        #expect(PortProbe.taken(.tcp, table) == [80, 81])
        #expect(PortProbe.taken(.udp, table) == [53])
        #expect(PortProbe.taken(.tcp, StubTable(failure: SystemError("socket", code: EPERM))) == [])
    }
}

@Suite struct PortUseTests {
    let proc = FakeProc()

    func machine(_ rows: [SocketRow]) -> Machine {
        Machine(sockets: StubTable(rows), proc: proc.proc, userID: 1000, processID: 1)
    }

    @Test func namesTheOldestHolder() {
        proc.add(700, name: "node", directory: "/shop/api", sockets: [3: 11])
        proc.add(701, name: "worker", directory: "/shop/api", sockets: [3: 11])
        let uses = PortUse.find([80, 81], .tcp, on: machine([.listener("127.0.0.1", 80, inode: 11)]))
        #expect(uses == [80: PortUse(port: 80, pid: 700, name: "node", workingDirectory: "/shop/api")])
        #expect(uses[80]?.words == "node (pid 700)")
    }

    @Test func aHiddenHolder() {
        let uses = PortUse.find([80], .tcp, on: machine([.listener("::", 80, inode: 11)]))
        #expect(uses == [80: PortUse(port: 80)])
        #expect(uses[80]?.words == "a program of another user")
    }

    @Test func theNamedOfTwoFamiliesIsShown() {
        proc.add(700, name: "node", sockets: [3: 12])
        let rows: [SocketRow] = [.listener("127.0.0.1", 80, inode: 11), .listener("::1", 80, inode: 12)]
        #expect(PortUse.find([80], .tcp, on: machine(rows))[80]?.pid == 700)
    }

    @Test func udp() {
        #expect(PortUse.find([53], .udp, on: machine([.udp("127.0.0.1", 53, inode: 9)]))[53] != nil)
        #expect(PortUse.find([53], .tcp, on: machine([.udp("127.0.0.1", 53, inode: 9)])) == [:])
    }

    @Test(
        arguments: [
            ("/shop", "/shop", true), ("/shop/api", "/shop", true), ("/shop-2", "/shop", false), ("/", "/shop", false),
            ("/anything", "/", true), (nil, "/shop", false),
        ] as [(String?, String, Bool)])
    func belonging(_ directory: String?, _ project: String, _ expected: Bool) {
        #expect(PortUse(port: 1, workingDirectory: directory).belongs(to: project) == expected)
    }
}
