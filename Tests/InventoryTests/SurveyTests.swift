import Endpoints
import Inventory
import LinuxKernel
import TestSupport
import Testing

@Suite("A look at the listeners")
struct SurveyListenerTests {
    private func listeners(_ host: FakeHost, _ body: (Survey) throws -> [Listener] = { try $0.listeners() }) throws
        -> [Listener]
    {
        try body(Survey(host.machine, memory: nil))
    }

    @Test("is in the order of ports, TCP before UDP, IPv4 before IPv6")
    func order() throws {
        let host = FakeHost([
            .listener("::1", 80, inode: 5), .udp("0.0.0.0", 80, inode: 4), .listener("127.0.0.1", 80, inode: 3),
            .listener("127.0.0.1", 80, inode: 2), .listener("0.0.0.0", 8, inode: 1), .udp("::", 53, inode: 6),
        ])
        #expect(
            try listeners(host).map { "\($0.endpoint) \($0.row.inode)" } == [
                "tcp 0.0.0.0:8 1", "udp [::]:53 6", "tcp 127.0.0.1:80 2", "tcp 127.0.0.1:80 3", "tcp [::1]:80 5",
                "udp 0.0.0.0:80 4",
            ])
    }

    @Test("asks for no more than the scope")
    func scope() throws {
        let bound = SocketRow(
            local: Endpoint(.tcp, .loopbackV4, 80), remote: Endpoint(.tcp, .unspecifiedV4, 0), state: .boundInactive,
            inode: 9, cookie: 9)
        let host = FakeHost([
            .listener("127.0.0.1", 80, inode: 1), .listener("127.0.0.1", 81, inode: 2), .udp("0.0.0.0", 80, inode: 3),
            .connection(("127.0.0.1", 80), ("127.0.0.1", 9000), inode: 4), bound,
        ])
        #expect(try listeners(host) { try $0.listeners([.tcp]) }.map(\.row.inode) == [1, 2])
        #expect(try listeners(host) { try $0.listeners([.udp]) }.map(\.row.inode) == [3])
        #expect(try listeners(host) { try $0.listeners(port: 80) }.map(\.row.inode) == [1, 3])
        #expect(try listeners(host) { try $0.listeners(kind: .bound) }.map(\.row.inode) == [9])
        #expect(try listeners(host) { try $0.listeners([.udp], kind: .bound) }.isEmpty)
        #expect(try listeners(host) { try $0.listeners([]) }.isEmpty)
    }

    @Test("names each process once, lowest number first, with its lowest descriptor")
    func owners() throws {
        let host = FakeHost([.listener("127.0.0.1", 14711, inode: 7)])
        host.add(30, parent: 12, sockets: [9: 7, 4: 7])
        host.add(12, sockets: [3: 7])
        let listener = try #require(try listeners(host).first)
        #expect(listener.owners.map { [$0.process.pid, $0.fd] } == [[12, 3], [30, 4]])
        #expect(listener.unknownOwner == nil)
        #expect(listener.mainOwner?.process.pid == 12)
    }

    @Test("says why it can name nobody")
    func unknownOwners() throws {
        let rows: [SocketRow] = [
            .listener("127.0.0.1", 1, inode: 1, uid: 0), .listener("127.0.0.1", 2, inode: 2, uid: 1000),
            .listener("127.0.0.1", 3, inode: 0, uid: 0),
        ]
        #expect(
            try listeners(FakeHost(rows, user: 1000)).map(\.unknownOwner) == [
                .otherUser, .noVisibleProcess, .noProcess,
            ]
        )
        #expect(
            try listeners(FakeHost(rows, user: 0)).map(\.unknownOwner)
                == [.noVisibleProcess, .noVisibleProcess, .noProcess])
    }

    @Test("tells the failure of the table")
    func failure() {
        let host = FakeHost()
        host.failure = SystemError("socket", "NETLINK_SOCK_DIAG", code: 13)
        #expect(throws: SystemError("socket", "NETLINK_SOCK_DIAG", code: 13)) { try listeners(host) }
    }

    @Test("remembers where it may, and counts its looks")
    func memory() throws {
        let host = FakeHost([.listener("127.0.0.1", 1, inode: 1)])
        host.add(10, sockets: [3: 1, 4: 2, 5: 6])
        for looks in [3, 1, 1] {
            let survey = Survey(host.machine, memory: host.memory)
            #expect(try survey.listeners().first?.owners.first?.process.pid == 10)
            #expect(survey.looks == looks)
        }
        // A question about one port neither walks nor spoils.
        let partial = Survey(host.machine, memory: host.memory)
        #expect(try partial.listeners([.tcp], port: 1).count == 1)
        #expect(partial.looks == 1)
    }

    @Test("reads ahead about many owners what it would have read one by one")
    func readAhead() throws {
        let host = FakeHost((1...40).map { .listener("127.0.0.1", UInt16($0), inode: UInt32($0)) })
        for i in 1...40 {
            host.add(
                Int32(1000 + i), "quay-\(i)", sockets: [3: UInt32(i)], command: ["/srv/quay", "--number=\(i)"],
                executable: "/srv/quay", directory: "/srv/\(i)", startTicks: UInt64(i))
        }
        let found = try listeners(host) { try $0.listeners(describing: true) }
        #expect(found.count == 40)
        for (i, listener) in found.enumerated() {
            let process = try #require(listener.mainOwner?.process)
            #expect(process.name == "quay-\(i + 1)")
            #expect(process.arguments == ["/srv/quay", "--number=\(i + 1)"])
            #expect(process.executable?.path == "/srv/quay")
            #expect(process.workingDirectory == "/srv/\(i + 1)")
            #expect(process.mountNamespace == 4_026_531_841)
            #expect(process.identity == ProcessIdentity(pid: Int32(1001 + i), startTicks: UInt64(i + 1)))
        }
    }
}

@Suite("Connections")
struct SurveyConnectionTests {
    private let host = FakeHost()

    /// Each connection as `client > server state (pids of the client's end > pids of the server's end)`.
    private func told(port: UInt16 = 0, _ transports: [Transport] = Transport.allCases) throws -> [String] {
        try Survey(host.machine, memory: nil).connections(transports, port: port).map { connection in
            func pids(_ end: ConnectionEnd?) -> String {
                guard let end else { return "elsewhere" }
                if let reason = end.unknownOwner { return reason.rawValue }
                return end.owners.map { "\($0.process.pid)" }.joined(separator: "+")
            }
            let near = connection.near.row
            let state = near.state.name + (connection.far.map { "/\($0.row.state.name)" } ?? "")
            let ends =
                connection.isAccepted
                ? "\(near.remote.addressAndPort) > \(near.local.addressAndPort)"
                : "\(near.local.addressAndPort) > \(near.remote.addressAndPort)"
            let owners =
                connection.isAccepted
                ? "elsewhere > \(pids(connection.near))" : "\(pids(connection.near)) > \(pids(connection.far))"
            return "\(ends) \(state) (\(owners))"
        }
    }

    @Test("have both ends on one line, the asking one first, in whatever order the kernel lists them")
    func bothEnds() throws {
        let ends: [SocketRow] = [
            .connection(("127.0.0.1", 5432), ("127.0.0.1", 40001), inode: 3),
            .connection(("127.0.0.1", 40001), ("127.0.0.1", 5432), inode: 2),
        ]
        host.add(10, sockets: [3: 1, 4: 3])
        host.add(11, sockets: [3: 2])
        for rows in [ends, ends.reversed()] {
            host.rows = [.listener("127.0.0.1", 5432, inode: 1)] + rows
            #expect(try told() == ["127.0.0.1:40001 > 127.0.0.1:5432 ESTABLISHED/ESTABLISHED (11 > 10)"])
        }
    }

    @Test("are paired though one end writes IPv4 in IPv6")
    func mapped() throws {
        host.rows = [
            .listener("::", 8080, inode: 1, v6Only: false),
            .connection(("::ffff:127.0.0.1", 8080), ("::ffff:127.0.0.1", 40001), inode: 3),
            .connection(("127.0.0.1", 40001), ("127.0.0.1", 8080), inode: 2),
        ]
        #expect(
            try told() == [
                "127.0.0.1:40001 > 127.0.0.1:8080 ESTABLISHED/ESTABLISHED (no-visible-process > no-visible-process)"
            ])
    }

    @Test("of a socket with itself have one end")
    func selfConnected() throws {
        host.rows = [.connection(("127.0.0.1", 45000), ("127.0.0.1", 45000), inode: 2)]
        host.add(11, sockets: [3: 2])
        #expect(try told() == ["127.0.0.1:45000 > 127.0.0.1:45000 ESTABLISHED (11 > elsewhere)"])
    }

    @Test("with another machine are accepted where somebody listens, and asked for elsewhere")
    func remote() throws {
        host.rows = [
            .listener("0.0.0.0", 80, inode: 1), .listener("192.168.1.20", 22, inode: 6),
            .connection(("192.168.1.20", 80), ("192.168.1.9", 51000), inode: 2),
            .connection(("192.168.1.20", 22), ("192.168.1.9", 51001), inode: 4),
            .connection(("192.168.1.20", 43000), ("192.0.2.7", 443), inode: 3, state: .synSent),
        ]
        host.add(10, sockets: [3: 1, 4: 2, 5: 3, 6: 4])
        #expect(
            try told() == [
                "192.168.1.9:51000 > 192.168.1.20:80 ESTABLISHED (elsewhere > 10)",
                "192.168.1.9:51001 > 192.168.1.20:22 ESTABLISHED (elsewhere > 10)",
                "192.168.1.20:43000 > 192.0.2.7:443 SYN_SENT (10 > elsewhere)",
            ])
    }

    @Test("without a process say so: over, or not yet accepted")
    func withoutProcess() throws {
        host.rows = [
            .listener("127.0.0.1", 80, inode: 1),
            .connection(("127.0.0.1", 41000), ("127.0.0.1", 80), inode: 0, state: .timeWait),
            .connection(("127.0.0.1", 41001), ("127.0.0.1", 80), inode: 7),
            .connection(("127.0.0.1", 80), ("127.0.0.1", 41001), inode: 0),
        ]
        host.add(11, sockets: [3: 7])
        #expect(
            try told() == [
                "127.0.0.1:41000 > 127.0.0.1:80 TIME_WAIT (no-process > elsewhere)",
                "127.0.0.1:41001 > 127.0.0.1:80 ESTABLISHED/ESTABLISHED (11 > no-process)",
            ])
    }

    @Test("outlive their listener: both ends stay, the order is the table's")
    func closedListener() throws {
        host.rows = [
            .connection(("127.0.0.1", 3000), ("127.0.0.1", 41001), inode: 3, state: .closeWait),
            .connection(("127.0.0.1", 41001), ("127.0.0.1", 3000), inode: 2, state: .finWait2),
        ]
        host.add(10, sockets: [3: 3])
        host.add(11, sockets: [3: 2])
        #expect(try told() == ["127.0.0.1:3000 > 127.0.0.1:41001 CLOSE_WAIT/FIN_WAIT2 (10 > 11)"])
    }

    @Test("are asked for by either port and by transport")
    func filters() throws {
        var udp = SocketRow.udp("127.0.0.1", 50000, inode: 8)
        udp.state = .established
        udp.remote = Endpoint(.udp, .loopbackV4, 53)
        host.rows = [
            .connection(("127.0.0.1", 1), ("10.0.0.1", 2), inode: 1),
            .connection(("127.0.0.1", 3), ("10.0.0.1", 1), inode: 2),
            .connection(("127.0.0.1", 4), ("10.0.0.1", 5), inode: 3), udp,
        ]
        #expect(
            try told(port: 1).map { String($0.prefix(23)) } == ["127.0.0.1:1 > 10.0.0.1:", "127.0.0.1:3 > 10.0.0.1:"])
        #expect(try told([.udp]) == ["127.0.0.1:50000 > 127.0.0.1:53 ESTABLISHED (no-visible-process > elsewhere)"])
        #expect(try told([.tcp]).count == 3)
        #expect(try told().count == 4)
        let ends = try Survey(host.machine, memory: nil).ends(port: 1)
        #expect(ends.map(\.row.inode) == [1])
    }

    @Test("cost no look at processes where owners do not matter")
    func withoutOwners() throws {
        host.rows = [.connection(("127.0.0.1", 1), ("10.0.0.1", 2), inode: 1)]
        host.add(10, sockets: [3: 1])
        let survey = Survey(host.machine, memory: nil)
        #expect(try survey.connections(withOwners: false).map(\.near.owners.count) == [0])
        #expect(survey.looks == 0)
        #expect(try survey.connections(states: SocketState.closeWait.bit).isEmpty)
    }
}

@Suite("Whether somebody listens at an endpoint")
struct ListeningEndpointsTests {
    @Test(
        "goes by address and port, or by a wildcard's port",
        arguments: [
            ("127.0.0.1", 80, true), ("::ffff:127.0.0.1", 80, true), ("127.0.0.2", 80, false), ("127.0.0.1", 81, false),
            ("10.0.0.1", 22, true), ("::1", 22, true), ("::1", 8080, true), ("127.0.0.1", 8080, false),
        ] as [(String, UInt16, Bool)])
    func contains(address: String, port: UInt16, expected: Bool) throws {
        var listening = ListeningEndpoints()
        for row in [
            SocketRow.listener("127.0.0.1", 80, inode: 1), .listener("0.0.0.0", 22, inode: 2),
            .listener("::1", 8080, inode: 3),
        ] {
            listening.insert(row)
        }
        #expect(listening.contains(Endpoint(.tcp, try #require(IPAddress(address)), port)) == expected)
    }
}
