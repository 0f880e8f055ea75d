import Diagnosis
import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

/// What packet filters, routes and the kernel's own limits do to a connection, each in a namespace of its own.
@Suite(.requires("ip", "nft", "sysctl", .root)) struct FilteredTests {
    private static let port: UInt16 = 8080

    private func network(rules: [String]) throws -> TestNetwork {
        let network = try TestNetwork()
        var script = "table inet t {\nchain in { type filter hook input priority 0; }\n"
        script += "chain out { type filter hook output priority 0; }\n}\n"
        script += rules.map { "add rule inet t \($0)\n" }.joined()
        let folder = TemporaryFolder()
        let result = try network.run("nft", ["-f", folder.write("rules", script)])
        #expect(result.code == 0, "\(result.error)")
        return network
    }

    private func connect(
        _ network: TestNetwork, _ address: IPAddress = .loopbackV4, patience: Double = 0.5
    ) throws -> ConnectOutcome {
        try network.inside { ConnectTrial(patience: patience).run(Endpoint(.tcp, address, Self.port)) }
    }

    @Test(
        arguments: [
            ("reject with tcp reset", .refused, nil),
            ("reject", .refused, ICMPMessage(type: 3, code: 3)),
            ("reject with icmp type host-unreachable", .failed("EHOSTUNREACH"), ICMPMessage(type: 3, code: 1)),
            ("reject with icmp type host-prohibited", .failed("EHOSTUNREACH"), ICMPMessage(type: 3, code: 10)),
            ("reject with icmp type admin-prohibited", .failed("EHOSTUNREACH"), ICMPMessage(type: 3, code: 13)),
        ] as [(String, ConnectOutcome.Result, ICMPMessage?)])
    func rejected(_ verdict: String, _ result: ConnectOutcome.Result, _ icmp: ICMPMessage?) throws {
        let outcome = try connect(network(rules: ["in tcp dport 8080 \(verdict)"]))
        var expected = icmp
        expected?.sender = .loopbackV4
        #expect(outcome.result == result)
        #expect(outcome.icmp == expected)
        // Nobody in the namespace but us: a refusal by the filter leaves the kernel's own counter alone.
        #expect(outcome.counters["Tcp.OutRsts"] == nil)
        #expect(outcome.counters["Icmp.OutDestUnreachs"] == (icmp == nil ? nil : 1))
    }

    @Test(
        arguments: [
            ("reject with icmpv6 type port-unreachable", .refused, 4),
            ("reject with icmpv6 type admin-prohibited", .failed("EACCES"), 1),
        ] as [(String, ConnectOutcome.Result, UInt8)])
    func rejectedInV6(_ verdict: String, _ result: ConnectOutcome.Result, _ code: UInt8) throws {
        let outcome = try connect(network(rules: ["in tcp dport 8080 \(verdict)"]), .loopbackV6)
        #expect(outcome.result == result)
        #expect(outcome.icmp == ICMPMessage(type: 1, code: code, isV6: true, sender: .loopbackV6))
        #expect(outcome.counters["Icmp6.OutDestUnreachs"] == 1)
    }

    /// The retransmit after one second tells where the packets go.
    @Test func dropped() throws {
        let input = try connect(network(rules: ["in tcp dport 8080 drop"]), patience: 1.3)
        #expect(input.result == .silent)
        #expect(input.counters["TcpExt.TCPSynRetrans", default: 0] >= 1)
        #expect(input.counters["TcpExt.TCPRetransFail"] == nil)
        let output = try connect(network(rules: ["out tcp dport 8080 drop"]), patience: 1.3)
        #expect(output.result == .silent)
        #expect(output.counters["TcpExt.TCPRetransFail", default: 0] >= 1)
    }

    @Test(arguments: [("unreachable", "EHOSTUNREACH"), ("prohibit", "EACCES"), ("blackhole", "EINVAL")])
    func routed(_ kind: String, _ name: String) throws {
        let network = try TestNetwork()
        #expect(try network.run("ip", ["route", "add", kind, "192.0.2.7"]).code == 0)
        let outcome = try connect(network, try #require(IPAddress("192.0.2.7")))
        #expect(outcome.result == .failed(name))
        #expect(outcome.icmp == nil)
    }

    @Test func connectedToItself() throws {
        let network = try TestNetwork()
        let set = try network.run("sysctl", ["-w", "net.ipv4.ip_local_port_range=8080 8080"])
        #expect(set.code == 0, "\(set.error)")
        let outcome = try connect(network)
        #expect(outcome.result == .connected)
        #expect(outcome.isSelf)
        #expect(outcome.serverSide == nil)
        // It must not keep the port from the server that wants it, not even for a server without SO_REUSEADDR.
        let bound = try network.inside {
            BindExperiment.run(Endpoint(.tcp, .loopbackV4, Self.port), BindOptions(reuseAddress: false))
        }
        #expect(bound == BindOutcome())
    }

    @Test func withoutPortsToLeaveBy() throws {
        let network = try TestNetwork()
        #expect(try network.run("sysctl", ["-w", "net.ipv4.ip_local_port_range=9000 9000"]).code == 0)
        #expect(try network.run("sysctl", ["-w", "net.ipv4.ip_local_reserved_ports=9000"]).code == 0)
        #expect(try connect(network).result == .failed("EADDRNOTAVAIL"))
    }

    /// A server behind a translated port: its half has another port than the one asked.
    @Test func redirected() throws {
        let network = try network(rules: [])
        let folder = TemporaryFolder()
        let rules =
            "table ip n {\nchain out { type nat hook output priority -100; tcp dport 8080 redirect to :9090\n}\n}\n"
        #expect(try network.run("nft", ["-f", folder.write("rules", rules)]).code == 0)
        let server = try RealProgram("python3", ["-m", "http.server", "9090", "--bind", "127.0.0.1"], network: network)
        #expect(
            eventually {
                (try? network.inside { ConnectTrial().run(Endpoint(.tcp, .loopbackV4, 9090)).result }) == .connected
            })
        let outcome = try network.inside {
            ConnectTrial(half: ServerHalf(table: SockDiagTable())).run(Endpoint(.tcp, .loopbackV4, Self.port))
        }
        #expect(outcome.result == .connected)
        #expect(outcome.serverSide != nil)
        server.stop()
    }

    @Test func datagrams() throws {
        let to = Endpoint(.udp, .loopbackV4, Self.port)
        let free = try network(rules: []).inside { DatagramTrial.run(to) }
        #expect(
            free
                == DatagramOutcome(
                    failure: "ECONNREFUSED", icmp: ICMPMessage(type: 3, code: 3, sender: .loopbackV4)))
        let output = try network(rules: ["out udp dport 8080 drop"]).inside { DatagramTrial.run(to) }
        #expect(output == DatagramOutcome(failure: "EPERM"))
        let input = try network(rules: ["in udp dport 8080 drop"]).inside { DatagramTrial.run(to) }
        #expect(input == DatagramOutcome())
        let v6 = try network(rules: []).inside { DatagramTrial.run(Endpoint(.udp, .loopbackV6, Self.port)) }
        #expect(v6.failure == "ECONNREFUSED")
        #expect(v6.icmp == ICMPMessage(type: 1, code: 4, isV6: true, sender: .loopbackV6))
    }

    /// The zone of a link-local address is the interface that has it.
    @Test func linkLocal() throws {
        let network = try TestNetwork()
        try network.add(address: "fe80::77/64")
        let address = try #require(IPAddress("fe80::77"))
        let endpoint = Endpoint(.tcp, address, Self.port)
        #expect(try network.inside { BindExperiment.run(endpoint, BindOptions()) } == BindOutcome())
        #expect(try connect(network, address).result == .refused)
        let stranger = Endpoint(.tcp, try #require(IPAddress("fe80::78")), Self.port)
        #expect(
            try network.inside { BindExperiment.run(stranger, BindOptions()) }
                == BindOutcome(failure: "EADDRNOTAVAIL", call: "bind"))
    }
}
