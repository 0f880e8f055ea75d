import Endpoints
import Testing

@testable import Commands

@Suite struct AddressFactsTests {
    @Test(arguments: [
        ("127.0.0.1", "this machine only", "loopback (RFC 1122)"), ("127.0.0.2", "this machine only", "127.0.0.0/8"),
        ("::1", "this machine only", "IPv6"), ("0.0.0.0", "all IPv4 addresses of this machine", "every IPv4 address"),
        ("::", "all addresses of this machine", "IPV6_V6ONLY"), ("169.254.3.4", "one link only", "DHCP"),
        ("fe80::1", "one link only", "never routed"), ("10.1.2.3", "an address of the local network", "RFC 1918"),
        ("172.31.0.1", "an address of the local network", "RFC 1918"),
        ("192.168.1.20", "an address of the local network", "RFC 1918"),
        ("100.100.1.1", "a shared address of a provider", "Tailscale"),
        ("fd12::1", "an address of the local network", "RFC 4193"), ("8.8.8.8", "a public address", "internet"),
        ("2606:4700::1111", "a public address", "internet"), ("224.0.0.251", "a multicast group", "never over TCP"),
        ("ff02::fb", "a multicast group", "never over TCP"),
        ("255.255.255.255", "the broadcast address", "never over TCP"),
        ("192.0.2.1", "an address for examples only", "placeholder"),
        ("2001:db8::1", "an address for examples only", "placeholder"),
    ])
    func saysWhatItIs(_ text: String, _ short: String, _ part: String) throws {
        let facts = AddressFacts(try #require(IPAddress(text)))
        #expect(facts.short == short)
        #expect(facts.meaning.contains(part))
    }

    @Test(arguments: [
        ("127.0.0.53", "systemd-resolved"), ("127.0.0.11", "Docker"), ("127.0.1.1", "Debian"),
        ("127.0.0.2", "ifconfig lo0 alias 127.0.0.2"), ("169.254.169.254", "metadata"), ("172.17.0.1", "Docker"),
        ("0.0.0.0", "127.0.0.1 instead"), ("::", "[::1] instead"), ("fe80::1", "fe80::1%"), ("::1", "another door"),
        ("::ffff:127.0.0.1", "127.0.0.1 as an IPv6 socket shows it"), ("224.0.0.251", ".local"),
        ("10.0.2.2", "Android"),
    ])
    func notesWhatPeopleWonderAbout(_ text: String, _ part: String) throws {
        let notes = AddressFacts(try #require(IPAddress(text))).notes
        #expect(notes.contains { $0.contains(part) }, "\(notes)")
    }

    @Test func mostAddressesNeedNoNotes() throws {
        for text in ["10.1.2.3", "8.8.8.8", "2606:4700::1111", "192.168.1.20"] {
            #expect(AddressFacts(try #require(IPAddress(text))).notes.isEmpty)
        }
    }
}

@Suite struct PortFactsTests {
    private static let usual: ClosedRange<UInt16> = 32768...60999

    @Test(
        arguments: [
            (22, "in the well-known (system) range (RFC 6335)"), (3000, "in the registered (user) range (RFC 6335)"),
            (
                40000,
                "in the registered (user) range (RFC 6335), but also in the kernel's ephemeral range 32768–60999"
            ),
            (50000, "in the dynamic range (RFC 6335) and in the kernel's ephemeral range 32768–60999"),
            (62893, "in the dynamic range (RFC 6335), above the kernel's ephemeral range 32768–60999"),
        ] as [(UInt16, String)])
    func place(_ port: UInt16, _ expected: String) {
        #expect(PortFacts(number: port, kernel: KernelPorts(ephemeral: Self.usual)).place == expected)
    }

    @Test func placeBelowAndWithoutAKernel() {
        let high = KernelPorts(ephemeral: 60000...65535)
        #expect(
            PortFacts(number: 50000, kernel: high).place
                == "in the dynamic range (RFC 6335), below the kernel's ephemeral range 60000–65535")
        #expect(PortFacts(number: 50000, kernel: KernelPorts()).place == "in the dynamic range (RFC 6335)")
        let all = KernelPorts(ephemeral: 1000...65535)
        #expect(
            PortFacts(number: 1023, kernel: all).place.hasSuffix("but also in the kernel's ephemeral range 1000–65535"))
    }

    @Test func aSystemPortNeedsPrivilege() {
        let facts = PortFacts(number: 80, kernel: KernelPorts(ephemeral: Self.usual, unprivilegedStart: 1024))
        #expect(facts.lines.map(\.0) == ["class", "kernel", "privilege", "registered", "usually"])
        #expect(facts.lines[2].1 == "to listen needs root or CAP_NET_BIND_SERVICE (ip_unprivileged_port_start is 1024)")
        let open = PortFacts(number: 80, kernel: KernelPorts(unprivilegedStart: 80))
        #expect(open.lines[1].1 == "every user may listen here: ip_unprivileged_port_start is 80")
    }

    @Test func aReservedPortIsNeverPicked() {
        let reserved = PortFacts(number: 40000, kernel: KernelPorts(ephemeral: Self.usual, isReserved: true))
        #expect(reserved.lines[1].1.contains("reserved (ip_local_reserved_ports): never picked"))
        let open = PortFacts(number: 40000, kernel: KernelPorts(ephemeral: Self.usual, isReserved: false))
        #expect(open.lines[1].1.contains("a poor place for a server"))
    }

    @Test func browsersBlockTCPOnly() {
        #expect(PortFacts(number: 6000, kernel: KernelPorts()).lines.map(\.0).last == "browsers")
        #expect(PortFacts(number: 6000, transport: .udp, kernel: KernelPorts()).isBlockedByBrowsers == false)
        #expect(PortFacts(number: 6001, kernel: KernelPorts()).isBlockedByBrowsers == false)
    }

    @Test func twoServicesOnOneNumberAreBothNamed() {
        #expect(PortFacts(number: 514, kernel: KernelPorts()).service == "shell (tcp), syslog (udp)")
        #expect(PortFacts(number: 514, transport: .udp, kernel: KernelPorts()).service == "syslog")
        #expect(PortFacts(number: 53, kernel: KernelPorts()).service == "domain")
        #expect(PortFacts(number: 62893, kernel: KernelPorts()).service == nil)
    }

    @Test(
        arguments: [
            (1234, nil, "first"), (1234, .udp, "second"), (1235, nil, nil), (1236, .tcp, nil), (12, nil, nil),
        ] as [(UInt16, Transport?, String?)])
    func readsEtcServices(_ port: UInt16, _ transport: Transport?, _ expected: String?) {
        let text =
            "# comment 1234/tcp\nfirst\t1234/tcp alias # x\nsecond 1234/udp\n#off 1235/tcp\nthird 1236/udp\nbad 12\n"
        #expect(PortFacts.service(of: port, transport, inServices: text) == expected)
    }
}

@Suite struct ClassicCommandsTests {
    @Test func forAListener() {
        let commands = ClassicCommands(port: 62893, transport: .tcp)
        #expect(commands.linux == ["ss -ltnp 'sport = :62893'", "lsof -nP -iTCP:62893 -sTCP:LISTEN"])
        #expect(commands.macOS == ["lsof -nP -iTCP:62893 -sTCP:LISTEN"])
        #expect(commands.windows == ["netstat -ano | findstr :62893", "Get-NetTCPConnection -LocalPort 62893"])
    }

    @Test func forOtherQuestions() throws {
        #expect(
            ClassicCommands(port: 5, transport: .tcp, connected: true).linux == [
                "ss -tanp '( sport = :5 or dport = :5 )'", "lsof -nP -iTCP:5",
            ])
        #expect(ClassicCommands(port: 53, transport: .udp).windows[1] == "Get-NetUDPEndpoint -LocalPort 53")
        #expect(ClassicCommands(name: "db").linux[0] == "getent ahosts db")
        #expect(ClassicCommands(address: try #require(IPAddress("::1"))).macOS[1] == "route -n get -inet6 ::1")
        #expect(
            ClassicCommands(address: try #require(IPAddress("::ffff:10.0.0.1"))).linux[1] == "ip route get 10.0.0.1")
    }
}

@Suite struct WrappedTextTests {
    @Test(
        arguments: [
            ("one two three", nil, ["one two three"]), ("one two three", 13, ["one two three"]),
            ("one two three", 12, ["one two", "three"]), ("one two three", 5, ["one", "two", "three"]),
            ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("日本語", 4, ["日本", "語"]), ("日", 1, ["日"]), ("", 5, [""]),
            ("a\u{1B}[2Jb", 20, ["a\\e[2Jb"]),
        ] as [(String, Int?, [String])])
    func breaks(_ text: String, _ width: Int?, _ expected: [String]) {
        #expect(WrappedText.lines(text, width: width) == expected)
    }
}
