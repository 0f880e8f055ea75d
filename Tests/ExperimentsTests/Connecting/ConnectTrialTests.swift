import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

/// Connections to listeners of the test's own on loopback.
@Suite struct ConnectTrialTests {
    @Test(arguments: [IPAddress.loopbackV4, .loopbackV6])
    func toAServerThatTakesNobody(_ address: IPAddress) throws {
        let server = try ScriptedServer(address)
        let outcome = ConnectTrial().run(server.endpoint)
        #expect(outcome.result == .connected)
        #expect(outcome.milliseconds > 0 && outcome.milliseconds < 500)
        #expect(outcome.local?.address == address)
        #expect(!outcome.isSelf)
        #expect(outcome.serverSide == ServerSide(isAccepted: false))
        #expect(outcome.greeting.isEmpty)
        #expect(outcome.ending == .open)
        #expect(outcome.icmp == nil)
    }

    @Test func toAServerThatTakesThemAndWaits() throws {
        let server = try ScriptedServer { $0.waitForEnd() }
        let half = ServerHalf { inode in inode == 0 ? [] : [42] }
        let outcome = ConnectTrial(listening: 1, half: half).run(server.endpoint)
        #expect(outcome.serverSide == ServerSide(isAccepted: true, owners: [42]))
        #expect(outcome.ending == .open)
    }

    /// A listener of both families answers IPv4 with an IPv6 socket.
    @Test func toADualStackListener() throws {
        let server = try ScriptedServer(.unspecifiedV6)
        let outcome = ConnectTrial().run(Endpoint(.tcp, .loopbackV4, server.port))
        #expect(outcome.result == .connected)
        #expect(outcome.serverSide == ServerSide(isAccepted: false))
    }

    /// The wildcard as a destination means this machine.
    @Test func toTheWildcard() throws {
        let server = try ScriptedServer()
        let outcome = ConnectTrial().run(Endpoint(.tcp, .unspecifiedV4, server.port))
        #expect(outcome.result == .connected)
        #expect(outcome.serverSide?.isAccepted == false)
    }

    @Test func greeted() throws {
        let server = try ScriptedServer { client in
            client.say("220 hello\r\n")
            client.waitForEnd()
        }
        let outcome = ConnectTrial(listening: 5).run(server.endpoint)
        #expect(outcome.greeting == Array("220 hello\r\n".utf8))
        #expect(outcome.ending == .open)
        #expect(outcome.serverSide?.isAccepted == true)
    }

    @Test func turnedAway() throws {
        let closing = try ScriptedServer { _ in }
        #expect(ConnectTrial(listening: 5).run(closing.endpoint).ending == .closed)
        let resetting = try ScriptedServer { $0.reset() }
        #expect(ConnectTrial(listening: 5).run(resetting.endpoint).ending == .reset)
    }

    @Test(arguments: [IPAddress.loopbackV4, .loopbackV6])
    func toNobody(_ address: IPAddress) {
        let outcome = ConnectTrial().run(Endpoint(.tcp, address, Ports.free()))
        #expect(outcome.result == .refused)
        #expect(outcome.icmp == nil)
        #expect(outcome.counters["Tcp.OutRsts", default: 0] >= 1)
        #expect(outcome.local == nil)
    }

    @Test func toAFullQueue() throws {
        let server = try ScriptedServer(backlog: 0)
        let first = ProbeConnection.open(server.endpoint, patience: 1)
        #expect(first.result == .connected)
        let outcome = ConnectTrial(patience: 0.3).run(server.endpoint)
        #expect(outcome.result == .silent)
        #expect(outcome.milliseconds >= 300 && outcome.milliseconds < 1500)
        #expect(outcome.counters["TcpExt.ListenOverflows", default: 0] >= 1)
    }

    @Test func toNoFamilyOrAddressOfOurs() throws {
        let broadcast = Endpoint(.tcp, try #require(IPAddress("255.255.255.255")), 80)
        guard case .failed(let name) = ConnectTrial().run(broadcast).result else {
            Issue.record("connected to a broadcast")
            return
        }
        #expect(["EACCES", "ENETUNREACH"].contains(name))
    }

    /// Bytes that the server has not read show in its half.
    @Test func unreadBytes() throws {
        let server = try ScriptedServer()
        let socket = try #require(ProbeConnection.open(server.endpoint, patience: 1).socket)
        #expect(socket.say(Array("hello".utf8), until: Clock.monotonic() + 1))
        let half = ServerHalf()
        #expect(eventually { half.look(socket)?.unread == 5 })
        #expect(half.look(server: server.endpoint, client: Endpoint(.tcp, .loopbackV4, 1)) == nil)
    }

    @Test func countersThatGrew() {
        let before = NetworkCounters(values: ["Tcp.OutRsts": 3, "Tcp.InSegs": 9, "Tcp.CurrEstab": 1, "Icmp.InMsgs": 4])
        let after = NetworkCounters(values: ["Tcp.OutRsts": 5, "Tcp.InSegs": 9, "Tcp.CurrEstab": 2, "TcpExt.New": 1])
        #expect(after.growth(since: before) == ["Tcp.OutRsts": 2])
    }

    @Test func countersOfBothFamilies() {
        let folder = TemporaryFolder()
        folder.write(
            "net/snmp",
            "Ip: Forwarding DefaultTTL\nIp: 1 64\nTcp: RtoMin OutRsts\nTcp: 200 7\nIcmp: InMsgs\nIcmp: 5\n")
        folder.write("net/netstat", "TcpExt: ListenOverflows TCPSynRetrans\nTcpExt: 2 3\nIpExt: InOctets\nIpExt: 1\n")
        folder.write("net/snmp6", "Ip6InReceives   \t9\nIcmp6InDestUnreachs   \t4\n")
        #expect(
            NetworkCounters(isV6: false, root: folder.path).values == [
                "Ip.Forwarding": 1, "Ip.DefaultTTL": 64, "Tcp.RtoMin": 200, "Tcp.OutRsts": 7, "Icmp.InMsgs": 5,
                "TcpExt.ListenOverflows": 2,
                "TcpExt.TCPSynRetrans": 3,
            ])
        #expect(NetworkCounters(isV6: true, root: folder.path).values["Icmp6.InDestUnreachs"] == 4)
        #expect(NetworkCounters(isV6: true, root: folder.path).values["Ip6.InReceives"] == 9)
        #expect(NetworkCounters(isV6: true, root: "/nowhere").values.isEmpty)
    }
}
