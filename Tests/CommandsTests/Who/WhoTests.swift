import Endpoints
import Inventory
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

@Suite("What who is asked")
struct WhoSubjectTests {
    @Test(
        "is a port, an endpoint, a URL or a process",
        arguments: [
            ("3000", .port(3000, nil, nil)), ("65535", .port(65535, nil, nil)), (":3000", .port(3000, nil, nil)),
            ("udp:53", .port(53, nil, .udp)), ("53/udp", .port(53, nil, .udp)),
            ("127.0.0.1:62893", .port(62893, .address(.loopbackV4), nil)),
            ("[::1]:80", .port(80, .address(.loopbackV6), nil)),
            ("localhost:80", .port(80, .name("localhost"), nil)),
            ("http://LOCALHOST:3000/x", .port(3000, .name("localhost"), .tcp)), ("pid:812", .process(812)),
            ("pid:1", .process(1)), ("pid:80000", .process(80000)), ("70000", .process(70000)),
        ] as [(String, WhoSubject)])
    func meanings(text: String, subject: WhoSubject) throws {
        let proc = FakeProc()
        proc.add(70000)
        #expect(try WhoSubject(parsing: text, proc: proc.proc) == subject)
    }

    @Test(
        "is refused when it is neither",
        arguments: [
            ("70001", "70001 is no port (they run from 1 to 65535), and no process has that id"),
            ("99999999999", "\"99999999999\" is no port: ports run from 1 to 65535"),
            ("3000-3010", "\"3000-3010\" is a range; one at a time, or: ostia ls 3000-3010"),
            ("localhost", "\"localhost\" names no port: write localhost:PORT, or try: ostia explain localhost"),
            ("pid:", "\"pid:\" names no process: write pid: and a number"),
            ("pid:-1", "\"pid:-1\" names no process: write pid: and a number"),
            ("pid:x", "\"pid:x\" names no process: write pid: and a number"),
            ("0", "0 is no port to look at: to a program it means \"give me any free one\""),
            ("", "the empty string is no port, endpoint or address"),
        ])
    func mistakes(text: String, message: String) {
        let proc = FakeProc()
        #expect(throws: InputError(message)) { try WhoSubject(parsing: text, proc: proc.proc) }
    }
}

@Suite("ostia who")
struct WhoTests {
    private func answer(
        _ host: FakeHost, _ text: String, brief: Bool = false, json: Bool = false, width: Int? = nil,
        expecting expected: Commands.ExitStatus = .success
    ) throws -> String {
        let context = host.context(json: json, width: width)
        let subject = try WhoSubject(parsing: text, proc: host.proc.proc)
        let status = try who(WhoOptions(subject: subject, isBrief: brief), in: context)
        #expect(status == expected)
        return context.console.out.text
    }

    @Test("tells who listens, why, since when and for whom")
    func listener() throws {
        let host = harbour()
        host.add(1, "systemd", parent: 0)
        #expect(
            try answer(host, "14711").replacing(try Regex("\\(\\d+ d\\)"), with: "(AGE)") == """
                tcp 127.0.0.1:14711  quay (pid 10) and 1 more · reachable from this machine only
                  since        2023-11-14T22:13:21.000Z (AGE)
                  because      left behind: what started it has ended
                  command      /srv/quay --port 14711
                  runs in      /srv
                  user         ada
                  output       stdout, stderr → /srv/quay.log
                  environment  DATABASE_URL=postgres://me:***@127.0.0.1:5432/shop
                               PORT=14711
                  clients      127.0.0.1:40001 pier (pid 20)
                next: ostia free 14711 gives the port back; ostia ls --conns 14711 shows every connection

                """)
    }

    @Test("leads from an ephemeral port to both ends", arguments: ["40001", "127.0.0.1:40001", "localhost:40001"])
    func ephemeral(text: String) throws {
        let host = harbour()
        host.ageByHours()
        let lines = try answer(host, text).split(separator: "\n").map(String.init)
        #expect(lines[0] == "tcp 127.0.0.1:40001  pier (pid 20) → 127.0.0.1:14711 quay (pid 10) · ESTABLISHED")
        #expect(lines[1].hasSuffix(" (3 h 5 min)"))
        #expect(
            lines.dropFirst(2) == [
                "  because     systemd, unit pier.service", "  command     pier", "  runs in     /src/shop/web",
                "  project     shop on branch main, /src/shop", "  user        ada",
                "  restarts    systemd pier.service", "  listens on  *:14712, [::1]:14713",
                "  talks to    127.0.0.1:14711 quay (pid 10)", "              192.0.2.7:443",
            ])
    }

    @Test("shows a process")
    func process() throws {
        let lines = try answer(harbour(), "pid:20").split(separator: "\n")
        #expect(lines.first == "pier (pid 20)")
        #expect(lines.contains("  listens on  *:14712, [::1]:14713"))
        #expect(try answer(harbour(), "pid:10").contains("  clients      127.0.0.1:40001 pier (pid 20)\n"))
    }

    @Test("says no where nobody is, and what to ask next")
    func nobody() throws {
        let host = harbour()
        #expect(
            try answer(host, "9", expecting: .negative)
                == "nobody uses port 9: nothing listens on it, is bound to it or is connected from it\n"
                + "next: ostia explain 9\n")
        #expect(
            try answer(host, "[::1]:14711", expecting: .negative)
                == "nobody uses [::1]:14711: nothing listens on it, is bound to it or is connected from it\n"
                + "next: ostia explain [::1]:14711\n")
        #expect(try answer(host, "udp:14711", expecting: .negative).hasPrefix("nobody uses port 14711 (udp): "))
        #expect(try answer(host, "pid:4711", expecting: .negative) == "no process has the id 4711\n")
        for text in ["9", "pid:4711"] {
            #expect(try answer(host, text, brief: true, expecting: .negative) == "")
            #expect(try Document(answer(host, text, json: true, expecting: .negative))["listeners"].items.isEmpty)
        }
    }

    @Test(
        "names only who answers at the asked address",
        arguments: [
            ("127.0.0.1:80", [1, 3]), ("[::1]:80", [2, 3]), ("192.168.1.20:80", [1]), ("80", [1, 2, 3]),
            ("localhost:80", [1, 2, 3]), ("0.0.0.0:80", [1, 2, 3]), ("[::ffff:127.0.0.1]:80", [1, 3]),
            ("shop.test:80", [1]),
        ] as [(String, [Int])])
    func addresses(text: String, expected: [Int]) throws {
        // 1 is any IPv4 address, 2 any IPv6 address and no IPv4 one; 3 is both loopback addresses.
        let host = FakeHost([
            .listener("0.0.0.0", 80, inode: 1), .listener("::", 80, inode: 2, v6Only: true),
            .listener("127.0.0.1", 80, inode: 3), .listener("::1", 80, inode: 4, v6Only: true),
        ])
        host.add(1, "any4", parent: 0, sockets: [3: 1])
        host.add(2, "any6", parent: 0, sockets: [3: 2])
        host.add(3, "loopback", parent: 0, sockets: [3: 3, 4: 4])
        #expect(try answer(host, text, brief: true) == expected.map { "\($0)\n" }.joined())
        let processes = try Document(answer(host, text, json: true))["processes"].items
        #expect(Set(processes.compactMap { $0["pid"].int }) == Set(expected))
    }

    @Test("prints pids and nothing else when asked to be brief")
    func brief() throws {
        #expect(try answer(harbour(), "14711", brief: true) == "10\n11\n")
        #expect(try answer(harbour(), "pid:20", brief: true) == "20\n")
        #expect(try answer(harbour(), "40001", brief: true) == "20\n")
        #expect(
            try answer(harbour(), "14711", brief: true, json: true)
                == #"{"schema":"ostia/who-brief/1","pids":[10,11]}"# + "\n")
        // Its clients are not its owners: kill $(ostia who 14711 --brief) leaves them alone.
        #expect(!(try answer(harbour(), "14711", brief: true).contains("20")))
    }

    @Test("refuses a name nobody can resolve", arguments: [false, true])
    func unknownName(brief: Bool) {
        #expect(throws: InputError.self) { try answer(harbour(), "no-such-name.invalid:80", brief: brief) }
    }

    @Test("names who keeps a port whose listener was closed")
    func closedListener() throws {
        let host = FakeHost([
            .connection(("127.0.0.1", 41001), ("127.0.0.1", 3000), inode: 2),
            .connection(("127.0.0.1", 3000), ("127.0.0.1", 41001), inode: 3),
        ])
        host.add(10, "quay", sockets: [3: 3])
        host.add(11, "pier", sockets: [3: 2])
        #expect(
            try answer(host, "3000").hasPrefix(
                "tcp 127.0.0.1:41001  pier (pid 11) → 127.0.0.1:3000 quay (pid 10) · ESTABLISHED\n"))
        #expect(try Document(answer(host, "3000", json: true))["processes"].items.map { $0["pid"].int } == [10])
        #expect(try answer(host, "3000", brief: true) == "10\n")
    }

    @Test("names a socket that is connected to itself, bound only, or over")
    func oddSockets() throws {
        let bound = SocketRow(
            local: Endpoint(.tcp, .loopbackV4, 4000), remote: Endpoint(.tcp, .unspecifiedV4, 0), state: .boundInactive,
            inode: 5, cookie: 5)
        let host = FakeHost([
            .connection(("127.0.0.1", 45000), ("127.0.0.1", 45000), inode: 2), bound,
            .connection(("127.0.0.1", 46000), ("127.0.0.1", 80), inode: 0, state: .timeWait),
        ])
        host.add(10, sockets: [3: 2, 4: 5])
        #expect(try answer(host, "45000").hasPrefix("tcp 127.0.0.1:45000  quay (pid 10) → 127.0.0.1:45000 "))
        #expect(try answer(host, "4000").hasPrefix("tcp 127.0.0.1:4000  quay (pid 10) · bound, not listening\n"))
        #expect(try answer(host, "4000", brief: true) == "10\n")
        #expect(try answer(host, "46000") == "tcp 127.0.0.1:46000  (closed) → 127.0.0.1:80 (closed) · TIME_WAIT\n")
    }

    @Test("says what stops it from naming the owner")
    func unknownOwner() throws {
        let host = FakeHost([.listener("127.0.0.1", 80, inode: 1, uid: 70), .udp("0.0.0.0", 81, inode: 2)], user: 1000)
        #expect(
            try answer(host, "80") == """
                tcp 127.0.0.1:80  a process of user postgres, which only root may name · reachable from this machine only
                next: sudo ostia who 80 names the process

                """)
        #expect(try answer(host, "81").hasSuffix("next: sudo ostia who 81 names the process\n"))
        host.user = 0
        #expect(try answer(host, "81").contains("next: ostia free 81 --udp gives the port back"))
        #expect(
            try answer(host, "80").contains("no visible process: the kernel, or a process in another pid namespace"))
    }

    @Test("says when a listener does not accept")
    func stuck() throws {
        let host = FakeHost([.listener("127.0.0.1", 80, inode: 1, queue: 6, longest: 5)])
        #expect(try answer(host, "80").contains("\n  it does not accept: 6 waiting to be accepted, at most 6 may\n"))
    }

    @Test("shows five clients and counts the rest")
    func manyClients() throws {
        let host = FakeHost([.listener("127.0.0.1", 80, inode: 1)])
        for i in 0..<9 {
            let port = UInt16(41000 + i)
            host.rows.append(.connection(("127.0.0.1", 80), ("127.0.0.1", port), inode: UInt32(100 + i)))
            host.rows.append(.connection(("127.0.0.1", port), ("127.0.0.1", 80), inode: UInt32(200 + i)))
        }
        var sockets: [Int32: UInt32] = [3: 1]
        for i: UInt32 in 0..<9 { sockets[Int32(10 + i)] = 100 + i }
        host.add(10, sockets: sockets)
        let text = try answer(host, "80")
        #expect(text.contains("  clients  127.0.0.1:41000 (no visible process)\n"))
        #expect(text.contains("           and 4 more: ostia ls --conns\n"))
        #expect(!text.contains("41005"))
    }

    @Test("is one JSON document with everything in it")
    func json() throws {
        let document = try Document(answer(harbour(), "14711", json: true))
        #expect(document.names == ["schema", "question", "listeners", "bound", "connections", "processes"])
        #expect(document["question"] == .object(["port": .number(14711), "host": .null, "transport": .null]))
        let process = document["processes"][0]
        #expect(process["pid"].int == 10)
        #expect(process["cause"]["sentence"].string == "the kernel, or a process outside this view")
        #expect(process["environment"]["DATABASE_URL"].string == "postgres://me:***@127.0.0.1:5432/shop")
        #expect(process["output"][0]["descriptors"] == .array([.number(1), .number(2)]))
        #expect(process["clients"][0]["peer"]["inode"].int == 21)
        #expect(process["upstreams"].items.isEmpty)
        #expect(try Document(answer(harbour(), "pid:20", json: true))["question"] == .object(["pid": .number(20)]))
        #expect(
            try Document(answer(harbour(), "udp:14714", json: true))["question"]["transport"].string == "udp")
    }

    @Test("is never wider than the terminal", arguments: [40, 57, 80, 120, 200])
    func width(_ width: Int) throws {
        for text in ["14711", "40001", "pid:20", "14714", "9"] {
            let host = harbour()
            let expected: Commands.ExitStatus = text == "9" ? .negative : .success
            for line in try answer(host, text, width: width, expecting: expected).split(separator: "\n")
            where text != "9" {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }

    @Test("tells its cost on standard error")
    func stats() throws {
        let host = harbour()
        let context = host.context(stats: true)
        _ = try who(WhoOptions(subject: .port(14711, nil, nil), isExact: true), in: context)
        #expect(context.console.err.text.contains(" ms, 18 descriptors looked at"))
    }
}
