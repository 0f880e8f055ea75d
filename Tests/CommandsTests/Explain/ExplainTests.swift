import Endpoints
import Foundation
import LinuxKernel
import Terminal
import TestSupport
import Testing

@testable import Commands

/// A machine of the test's own: sockets, processes, addresses and files below `etc`.
private final class FakeMachine: Sendable {
    let proc = FakeProc()
    let root = TemporaryFolder()
    let rows: [SocketRow]
    let addresses: [InterfaceAddress]
    let user: UInt32

    init(_ rows: [SocketRow] = [], addresses: [(String, String)]? = nil, hosts: String? = nil, user: UInt32 = 0) throws
    {
        self.rows = rows
        self.user = user
        let usual = [("lo", "127.0.0.1"), ("lo", "::1"), ("eth0", "192.168.1.20"), ("docker0", "172.17.0.1")]
        self.addresses = try (addresses ?? usual).map {
            InterfaceAddress(interface: $0.0, address: try #require(IPAddress($0.1)))
        }
        root.write("etc/hosts", hosts ?? "127.0.0.1 localhost\n::1 localhost ip6-localhost\n10.0.0.5 db.test\n")
        root.write("etc/passwd", "root:x:0:0::/root:/bin/sh\nada:x:1000:1000::/home/ada:/bin/sh\n")
        root.write("etc/services", "odd-service 4999/tcp\n")
        proc.setSysctl("net/ipv4/ip_local_port_range", "32768\t60999")
        proc.setSysctl("net/ipv4/ip_local_reserved_ports", "40000,41000-41010")
        proc.setSysctl("net/ipv4/ip_unprivileged_port_start", "1024")
    }

    func context(json: Bool = false, width: Int? = nil, failure: SystemError? = nil) -> Context {
        let addresses = addresses
        return Context(
            machine: Machine(
                sockets: StubTable(rows, failure: failure), proc: proc.proc, root: root.path,
                interfaces: { addresses }, userID: user, processID: 1),
            console: Console(out: Output(), err: Output(), width: width), json: json)
    }

    /// What `ostia explain` answers.
    func answer(_ question: String, offline: Bool = false, width: Int? = nil) throws -> String {
        let context = context(width: width)
        #expect(try explain(ExplainOptions(question: question, offline: offline), in: context) == .success)
        #expect(context.console.err.text.isEmpty)
        return context.console.out.text
    }

    func document(_ question: String, offline: Bool = false) throws -> Document {
        let context = context(json: true)
        #expect(try explain(ExplainOptions(question: question, offline: offline), in: context) == .success)
        return try Document(context.console.out.text)
    }

    func summary(_ question: String, offline: Bool = false) throws -> String {
        try document(question, offline: offline)["summary"].string ?? ""
    }
}

@Suite struct ExplainTests {
    @Test func teachesWhereNothingIs() throws {
        #expect(
            try FakeMachine().answer("127.0.0.1:62893") == """
                127.0.0.1:62893 is this machine only, port 62893 is in the dynamic range (RFC 6335), above the kernel's \
                ephemeral range 32768–60999; nothing listens there now.

                Address
                  127.0.0.1  loopback (RFC 1122): reached by programs on this machine only
                             a container or network namespace has a 127.0.0.1 of its own; ::1 is another door with \
                another listener

                Port 62893
                  class   dynamic (private, ephemeral) port, 49152–65535: never registered, handed out for a while
                  kernel  never picks it by itself: it picks from 32768–60999 (ip_local_port_range); macOS and Windows \
                pick from 49152–65535

                Now
                  address       interface  answers  bound to
                  127.0.0.1     lo         nothing
                  ::1           lo         nothing
                  192.168.1.20  eth0       nothing
                  172.17.0.1    docker0    nothing

                localhost
                  here  ::1, then 127.0.0.1 (from /etc/hosts)

                Reach
                  nobody: nothing listens

                The classic commands
                  Linux    ss -ltnp 'sport = :62893'
                           lsof -nP -iTCP:62893 -sTCP:LISTEN
                  macOS    lsof -nP -iTCP:62893 -sTCP:LISTEN
                  Windows  netstat -ano | findstr :62893
                           Get-NetTCPConnection -LocalPort 62893

                """)
    }

    @Test func namesWhoAnswersWhere() throws {
        let machine = try FakeMachine([.listener("0.0.0.0", 3000, inode: 7)])
        machine.proc.add(4711, name: "node", sockets: [3: 7])
        let text = try machine.answer("3000")
        #expect(
            text.hasPrefix(
                "Port 3000 is in the registered (user) range (RFC 6335); node (pid 4711) answers on 127.0.0.1, "
                    + "192.168.1.20 and 172.17.0.1 only.\n"))
        #expect(text.contains("  127.0.0.1     lo         node (pid 4711)  0.0.0.0, all IPv4\n"))
        #expect(text.contains("  ::1           lo         nothing\n"))
        #expect(text.contains("::1 is tried first and refused"))
        #expect(text.contains("everyone who gets to 192.168.1.20 (eth0) and 172.17.0.1 (docker0), unless a firewall"))
        #expect(text.contains("ostia who 3000"))
    }

    @Test func aDualStackListenerAnswersBoth() throws {
        let machine = try FakeMachine([.listener("::", 8080, inode: 7, v6Only: false)])
        machine.proc.add(12, name: "java", sockets: [3: 7])
        let rows = try machine.document("8080")["now"]["matrix"].items
        #expect(rows.map { $0["address"].string } == ["127.0.0.1", "::1", "192.168.1.20", "172.17.0.1"])
        #expect(rows.map { $0["answers"][0]["kind"].string } == Array(repeating: "dual-stack", count: 4))
        #expect(try machine.summary("8080").hasSuffix("java (pid 12) answers there now"))
    }

    @Test func aV6OnlyListenerDoesNotAnswerIPv4() throws {
        let machine = try FakeMachine([.listener("::", 8080, inode: 7, v6Only: true)])
        let rows = try machine.document("8080")["now"]["matrix"].items
        #expect(rows.map { $0["answers"].items.count } == [0, 1, 0, 0])
        #expect(rows[1]["answers"][0]["kind"].string == "wildcard")
    }

    @Test func theMoreExactBindingWins() throws {
        let machine = try FakeMachine([
            .listener("0.0.0.0", 80, inode: 1), .listener("127.0.0.1", 80, inode: 2),
            .listener("::", 80, inode: 3, v6Only: false), .listener("127.0.0.9", 80, inode: 4),
        ])
        let rows = try machine.document("80")["now"]["matrix"].items
        #expect(
            rows.map { $0["answers"].items.map { $0["inode"].int } } == [[2], [3], [1], [1], [4]])
        #expect(rows[4]["address"].string == "127.0.0.9")
    }

    @Test func severalListenersShareAnAddress() throws {
        let machine = try FakeMachine([.listener("127.0.0.1", 80, inode: 1), .listener("127.0.0.1", 80, inode: 2)])
        machine.proc.add(5, name: "worker", sockets: [3: 1])
        machine.proc.add(6, name: "worker", sockets: [3: 2])
        #expect(try machine.answer("80").contains("worker (pid 5) and worker (pid 6)"))
    }

    @Test func twoProgramsOnLocalhostAreSaidLoudly() throws {
        let machine = try FakeMachine([.listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3000, inode: 2)])
        machine.proc.add(10, name: "node", sockets: [3: 1])
        machine.proc.add(11, name: "python3", sockets: [3: 2])
        for question in ["3000", "localhost:3000", "127.0.0.1:3000"] {
            #expect(
                try machine.answer(question).contains(
                    "\n\nTwo programs answer localhost:3000: node (pid 10) on 127.0.0.1, python3 (pid 11) on [::1]. "
                        + "Who says localhost gets either one; programs here try ::1 first.\n"))
        }
        #expect(try machine.document("3000")["now"]["localhost_has_two_programs"].bool == true)
        #expect(try machine.summary("3000").hasSuffix("; two programs answer there now"))
    }

    @Test func oneProgramWithTwoSocketsIsNoRival() throws {
        let machine = try FakeMachine([.listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3000, inode: 2)])
        machine.proc.add(10, name: "node", sockets: [3: 1, 4: 2])
        #expect(try machine.document("3000")["now"]["localhost_has_two_programs"].bool == false)
        #expect(!(try machine.answer("3000").contains("Two programs")))
    }

    @Test func saysWhoAnswersOnTheOtherAddress() throws {
        let machine = try FakeMachine([.listener("::1", 5173, inode: 2)])
        machine.proc.add(11, name: "vite", sockets: [3: 2])
        #expect(
            try machine.summary("127.0.0.1:5173").hasSuffix(
                "nothing answers there now, but vite (pid 11) does on ::1"))
    }

    @Test func aClientsPortLeadsToBothEnds() throws {
        let machine = try FakeMachine([
            .listener("127.0.0.1", 5432, inode: 1),
            .connection(("127.0.0.1", 62893), ("127.0.0.1", 5432), inode: 2),
            .connection(("127.0.0.1", 5432), ("127.0.0.1", 62893), inode: 3),
            .connection(("192.168.1.20", 62893), ("93.184.216.34", 443), inode: 4),
        ])
        machine.proc.add(10, name: "postgres", sockets: [3: 1, 4: 3])
        machine.proc.add(11, name: "node", sockets: [3: 2, 4: 4])
        #expect(
            try machine.summary("127.0.0.1:62893").hasSuffix(
                "nothing listens there now, but it is the client end of node (pid 11)'s connection to 127.0.0.1:5432, "
                    + "where postgres (pid 10) answers"))
        let links = try machine.document("127.0.0.1:62893")["now"]["connections"].items
        #expect(links.count == 1)
        #expect(links[0]["client_owner"]["pid"].int == 11)
        #expect(links[0]["server_owner"]["name"].string == "postgres")
        #expect(links[0]["state"].string == "ESTABLISHED")
        #expect(try machine.document("62893")["now"]["connections"].items.count == 2)
        #expect(try machine.answer("62893").contains("ss -tanp '( sport = :62893 or dport = :62893 )'"))
    }

    /// The accepting end has no descriptor before accept(2): its listener is named instead.
    @Test func aConnectionNotYetAcceptedNamesTheListener() throws {
        let machine = try FakeMachine([
            .listener("0.0.0.0", 9000, inode: 1), .connection(("127.0.0.1", 50001), ("127.0.0.1", 9000), inode: 2),
            .connection(("127.0.0.1", 9000), ("127.0.0.1", 50001), inode: 0),
        ])
        machine.proc.add(10, name: "slow", sockets: [3: 1])
        machine.proc.add(11, name: "curl", sockets: [3: 2])
        let link = try machine.document("50001")["now"]["connections"][0]
        #expect(link["server_owner"]["name"].string == "slow")
        #expect(link["client_owner"]["name"].string == "curl")
    }

    @Test func aBoundSocketIsNamed() throws {
        let bound = SocketRow(
            local: Endpoint(.tcp, .loopbackV4, 4000), remote: Endpoint(.tcp, .unspecifiedV4, 0), state: .boundInactive,
            inode: 5, cookie: 5)
        let machine = try FakeMachine([bound])
        machine.proc.add(10, name: "holder", sockets: [3: 5])
        #expect(try machine.summary("4000").hasSuffix("holder (pid 10) has bound it and does not listen"))
    }

    @Test func udpIsShownWhereThereIsSome() throws {
        let machine = try FakeMachine([.udp("0.0.0.0", 5353, inode: 1)])
        machine.proc.add(10, name: "avahi-daemon", sockets: [3: 1])
        let both = try machine.document("5353")["now"]["matrix"].items.compactMap { $0["transport"].string }
        #expect(both == Array(repeating: "tcp", count: 4) + Array(repeating: "udp", count: 4))
        let udp = try machine.document("udp:5353")
        #expect(udp["now"]["matrix"].items.allSatisfy { $0["transport"].string == "udp" })
        #expect(udp["port"]["service"].string == "mdns")
        #expect(try machine.answer("udp:5353").hasPrefix("UDP port 5353 is "))
        #expect(try machine.document("tcp:5353")["now"]["listening"].bool == false)
    }

    @Test func anUnknownOwnerGetsItsReason() throws {
        let machine = try FakeMachine([.listener("127.0.0.1", 80, inode: 1, uid: 0)], user: 1000)
        let answer = try machine.document("80")["now"]["matrix"][0]["answers"][0]
        #expect(answer["owners"].items.isEmpty)
        #expect(answer["unknown_owner_reason"].string == "other-user")
        #expect(try machine.answer("80").contains("a process of root"))
    }

    @Test func processNamesCannotReachTheTerminal() throws {
        let machine = try FakeMachine([.listener("127.0.0.1", 80, inode: 1)])
        machine.proc.add(10, name: "\u{1B}]0;x\u{7}\u{202E}", sockets: [3: 1])
        for text in [try machine.answer("80"), try machine.answer("80", width: 30)] {
            #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !Sanitizer.isDangerous($0) })
        }
        #expect(try machine.answer("80").contains("\\e]0;x\\x07\\u{202e} (pid 10)"))
    }

    @Test(arguments: Array(stride(from: 20, through: 200, by: 1))) func isNeverWiderThanTheTerminal(_ width: Int) throws
    {
        let machine = try FakeMachine([
            .listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3000, inode: 2),
            .connection(("127.0.0.1", 62893), ("127.0.0.1", 3000), inode: 4),
        ])
        machine.proc.add(10, name: "日本語", sockets: [3: 1, 5: 4])
        machine.proc.add(11, name: "python3", sockets: [3: 2])
        for question in ["localhost:3000", "62893", "a.very.long.name.of.a.project.localhost:80", "10.0.0.5:80", "::1"]
        {
            for line in try machine.answer(question, width: width).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(question): \(line)")
            }
        }
    }
}

@Suite struct ExplainNamesTests {
    @Test func localhostIsWhatTheMachineSays() throws {
        let machine = try FakeMachine(hosts: "127.0.0.1 localhost\n")
        #expect(try machine.summary("localhost") == "localhost is 127.0.0.1, this machine only")
        let answer = try machine.document("localhost:3000")["localhost"]
        #expect(answer["addresses"].items.map(\.string) == ["127.0.0.1"])
        #expect(answer["source"].string == "hosts-file")
    }

    @Test func namesBelowLocalhost() throws {
        let machine = try FakeMachine()
        let document = try machine.document("http://API.shop.localhost:3000/cart")
        #expect(document["address"]["name"].string == "api.shop.localhost")
        #expect(document["address"]["library_knows"].bool == false)
        #expect(document["address"]["source"].string == "rfc-6761")
        #expect(document["url"]["path"].string == "/cart")
        #expect(try machine.answer("x.localhost").contains("do not know it here: give those 127.0.0.1"))
    }

    @Test func namesFromTheHostsFile() throws {
        let machine = try FakeMachine()
        #expect(try machine.summary("db.test") == "db.test is 10.0.0.5, an address of the local network")
        #expect(try machine.document("10.0.0.5")["address"]["addresses"][0]["names"][0].string == "db.test")
        #expect(try machine.answer("db.test:5432", offline: true).contains("10.0.0.5 (from /etc/hosts)"))
    }

    @Test func otherMachinesAreNotThisOne() throws {
        let machine = try FakeMachine([
            .listener("0.0.0.0", 443, inode: 1), .connection(("192.168.1.20", 50000), ("93.184.216.34", 443), inode: 2),
        ])
        machine.proc.add(10, name: "curl", sockets: [3: 2])
        let document = try machine.document("93.184.216.34:443")
        #expect(document["now"]["matrix"].items.isEmpty)
        #expect(document["reach"].isNull)
        #expect(
            document["summary"].string?.hasSuffix("it is no address of this machine; curl (pid 10) is connected to it")
                == true)
        #expect(try machine.summary("8.8.8.8:53").hasSuffix("and nothing here is connected to it"))
    }

    @Test func anAddressOfThisMachineIsSo() throws {
        let machine = try FakeMachine()
        #expect(
            try machine.summary("192.168.1.20")
                == "192.168.1.20 is an address of the local network (this machine's, on eth0)")
        #expect(try machine.document("::ffff:192.168.1.20")["address"]["addresses"][0]["interface"].string == "eth0")
        #expect(try machine.document("127.8.8.8:80")["now"]["matrix"].items.last?["address"].string == "127.8.8.8")
    }

    @Test func withoutIPv6TheMatrixSaysSo() throws {
        let machine = try FakeMachine([.listener("0.0.0.0", 80, inode: 1)], addresses: [("lo", "127.0.0.1")])
        #expect(try machine.answer("80").contains("this machine has no such address"))
        #expect(try machine.document("80")["now"]["matrix"][1]["present"].bool == false)
    }

    @Test func etcServicesNamesWhatOurTableLeavesOut() throws {
        let machine = try FakeMachine()
        #expect(try machine.document("4999")["port"]["service"].string == "odd-service")
        #expect(try machine.document("4999", offline: true)["port"]["service"].isNull)
        #expect(try machine.document("5432")["port"]["service"].string == "postgresql")
    }

    @Test(
        arguments: [
            (80, false, nil, true), (40000, true, true, nil), (41005, true, true, nil), (41011, true, false, nil),
            (62893, false, nil, nil), (3000, false, nil, nil),
        ] as [(Int, Bool, Bool?, Bool?)])
    func theKernelsViewOfAPort(_ port: Int, _ ephemeral: Bool, _ reserved: Bool?, _ privileged: Bool?) throws {
        let facts = try FakeMachine().document("\(port)", offline: true)["port"]
        #expect(facts["ephemeral"].bool == ephemeral)
        #expect(facts["reserved"].bool == reserved)
        #expect(facts["privileged"].bool == privileged)
    }
}

@Suite struct ExplainBadInputTests {
    @Test(arguments: [
        "", "-1", "0", "65536", "62893abc", "[::1", "1.2.3", "localhost:", "http://localhost/", "3000-3010",
        "no.such.name",
        "no.such.name:80", "80\u{1B}[2J", String(repeating: "9", count: 3000), String(repeating: "a.", count: 1500),
    ])
    func isOneLineAndExitCodeTwo(_ question: String) throws {
        let machine = try FakeMachine()
        for offline in [false, true] {
            let context = machine.context()
            let status = CommandRunner.perform(in: context) {
                try explain(ExplainOptions(question: question, offline: offline), in: $0)
            }
            #expect(status == .usage)
            #expect(context.console.out.text.isEmpty)
            let lines = context.console.err.text.split(separator: "\n")
            #expect((1...2).contains(lines.count))
            #expect(lines.allSatisfy { $0.utf8.count < 300 })
        }
    }

    @Test func offlineNeverAsksForSockets() throws {
        let context = try FakeMachine().context(
            json: true, failure: SystemError("socket", "NETLINK_SOCK_DIAG", code: 13))
        #expect(try explain(ExplainOptions(question: "127.0.0.1:62893", offline: true), in: context) == .success)
        let document = try Document(context.console.out.text)
        #expect(document["now"].isNull)
        #expect(document["localhost"].isNull)
        #expect(document["offline"].bool == true)
        #expect(throws: SystemError.self) {
            try explain(ExplainOptions(question: "127.0.0.1:62893"), in: context)
        }
    }
}

@Suite struct ExplainSchemaTests {
    /// Real documents against the published schema, by a real validator.
    @Test(.requires(.pythonModule("jsonschema")))
    func documentsAreAsTheSchemaSays() throws {
        let python = try #require(Installed.python)
        let machine = try FakeMachine([
            .listener("127.0.0.1", 3000, inode: 1), .listener("::", 3000, inode: 2, v6Only: true, cgroup: 4),
            .connection(("127.0.0.1", 62893), ("127.0.0.1", 3000), inode: 4), .udp("0.0.0.0", 3000, inode: 9, uid: 7),
        ])
        machine.proc.add(10, name: "node", sockets: [3: 1, 5: 4])
        let folder = TemporaryFolder()
        let questions = [
            "3000", "127.0.0.1:62893", "localhost", "a.localhost:80", "8.8.8.8:53", "udp:3000", "::",
            "http://[::1]:3000/x",
        ]
        var files: [String] = []
        for (i, question) in questions.enumerated() {
            for offline in [false, true] {
                let context = machine.context(json: true)
                _ = try explain(ExplainOptions(question: question, offline: offline), in: context)
                files.append(folder.write("\(i)-\(offline).json", context.console.out.text))
            }
        }
        let script = """
            import json, sys, jsonschema
            schema = json.load(open(sys.argv[1]))
            validator = jsonschema.Draft202012Validator(schema)
            jsonschema.Draft202012Validator.check_schema(schema)
            for name in sys.argv[2:]:
                validator.validate(json.load(open(name)))
            """
        let schema = "\(Installed.packageFolder)/docs/json/explain.schema.json"
        let result = try Command.run(python, ["-c", script, schema] + files)
        #expect(result.code == 0, "\(result.error)")
    }
}
