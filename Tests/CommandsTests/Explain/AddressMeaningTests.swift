import Endpoints
import Testing

@testable import Commands

/// The whole sentence for an address of every scope, and the borders of the scopes.
@Suite struct AddressMeaningTests {
    @Test(arguments: [
        ("127.0.0.1", "loopback (RFC 1122): reached by programs on this machine only"),
        ("127.255.255.254", "loopback like 127.0.0.1, for all of 127.0.0.0/8 is; reached from this machine only"),
        ("::1", "the loopback address of IPv6 (RFC 4291): reached by programs on this machine only"),
        (
            "0.0.0.0",
            "unspecified: a listener on it answers on every IPv4 address of this machine, to whoever reaches one"
        ),
        (
            "::",
            "unspecified: a listener on it answers on every IPv6 address and, unless IPV6_V6ONLY is set, every IPv4 one"
        ),
        ("169.254.0.1", "link-local (RFC 3927): taken when no DHCP server answers; never routed"),
        ("fe80::1", "link-local (RFC 4291): every IPv6 interface has one; never routed"),
        ("100.64.0.1", "carrier-grade NAT (RFC 6598); Tailscale gives its machines such ones too"),
        ("10.0.0.1", "private (RFC 1918): reached from the local network, not from the internet"),
        ("fd00::1", "unique local (RFC 4193): reached from the local network, not from the internet"),
        ("1.1.1.1", "public: routed in the internet, reached by everyone whom no firewall stops"),
        ("239.1.2.3", "multicast: delivered to every member of the group, and never over TCP"),
        ("255.255.255.255", "limited broadcast (RFC 919): every machine on the link, and never over TCP"),
        ("198.51.100.7", "documentation (RFC 5737, RFC 3849, RFC 9637): never in use; a placeholder was left in"),
        ("203.0.113.7", "documentation (RFC 5737, RFC 3849, RFC 9637): never in use; a placeholder was left in"),
        ("3fff::1", "documentation (RFC 5737, RFC 3849, RFC 9637): never in use; a placeholder was left in"),
    ])
    func meanings(_ text: String, _ meaning: String) throws {
        #expect(AddressFacts(try #require(IPAddress(text))).meaning == meaning)
    }

    @Test(arguments: [
        ("126.255.255.255", AddressScope.public), ("127.0.0.0", .loopback), ("127.255.255.255", .loopback),
        ("128.0.0.0", .public), ("9.255.255.255", .public), ("10.0.0.0", .private), ("10.255.255.255", .private),
        ("11.0.0.0", .public), ("172.15.255.255", .public), ("172.16.0.0", .private), ("172.31.255.255", .private),
        ("172.32.0.0", .public), ("192.167.255.255", .public), ("192.168.0.0", .private),
        ("192.168.255.255", .private), ("192.169.0.0", .public), ("169.253.255.255", .public),
        ("169.254.0.0", .linkLocal), ("169.254.255.255", .linkLocal), ("169.255.0.0", .public),
        ("100.63.255.255", .public), ("100.64.0.0", .private), ("100.127.255.255", .private), ("100.128.0.0", .public),
        ("223.255.255.255", .public), ("224.0.0.0", .multicast), ("239.255.255.255", .multicast), ("::2", .public),
        ("fbff::1", .public), ("fc00::", .private), ("fdff:ffff::1", .private), ("fe00::1", .public),
        ("fe80::", .linkLocal), ("febf:ffff::1", .linkLocal), ("ff00::", .multicast), ("ff02::1:2", .multicast),
    ])
    func scopes(_ text: String, _ scope: AddressScope) throws {
        #expect(AddressFacts(try #require(IPAddress(text))).scope == scope)
    }

    @Test(
        arguments: [
            (
                "127.0.0.53",
                [
                    "systemd-resolved answers DNS here, port 53",
                    "Linux and Windows answer on it without any set-up; macOS needs "
                        + "`ifconfig lo0 alias 127.0.0.53` first",
                ]
            ),
            ("169.254.169.254", ["in a cloud: the metadata service, which hands out credentials"]),
            ("fd00:ec2::254", ["in a cloud: the metadata service, which hands out credentials"]),
            ("224.0.0.251", ["multicast DNS: names under .local, port 5353 (RFC 6762)"]),
            ("ff02::fb", ["multicast DNS: names under .local, port 5353 (RFC 6762)"]),
            ("239.255.255.250", ["SSDP: the discovery of UPnP, port 1900"]),
            ("ff02::1", ["all machines on the link"]), ("224.0.0.1", ["all machines on the link"]),
            ("10.0.2.15", ["the guest in QEMU's and VirtualBox's user networking"]),
            ("192.168.122.1", ["usually libvirt's default bridge: this machine as its guests see it"]),
            ("fe80::5", ["needs its interface beside it: fe80::5%eth0"]),
            ("::1", ["127.0.0.1 is another door: a listener on one does not answer on the other"]),
            (
                "::ffff:192.168.1.4",
                ["IPv4-mapped (RFC 4291): 192.168.1.4 as an IPv6 socket shows it; on the wire it is IPv4"]
            ),
            (
                "::ffff:10.0.2.2",
                [
                    "IPv4-mapped (RFC 4291): 10.0.2.2 as an IPv6 socket shows it; on the wire it is IPv4",
                    "in QEMU's and VirtualBox's user networking, and the Android emulator: the host",
                ]
            ),
            ("172.17.0.2", []), ("224.0.0.2", []), ("169.254.169.253", []),
        ] as [(String, [String])])
    func notes(_ text: String, _ notes: [String]) throws {
        #expect(AddressFacts(try #require(IPAddress(text))).notes == notes)
    }

    @Test func theCommandsForAnAddress() throws {
        let v4 = ClassicCommands(address: try #require(IPAddress("10.0.0.7")))
        #expect(v4.linux == ["ip -brief address", "ip route get 10.0.0.7"])
        #expect(v4.macOS == ["ifconfig", "route -n get 10.0.0.7"])
        #expect(v4.windows == ["ipconfig", "Find-NetRoute -RemoteIPAddress 10.0.0.7"])
        let v6 = ClassicCommands(address: try #require(IPAddress("2001:db8::7")))
        #expect(v6.linux == ["ip -brief address", "ip route get 2001:db8::7"])
        #expect(v6.macOS == ["ifconfig", "route -n get -inet6 2001:db8::7"])
    }

    @Test func theCommandsForAPortAndAName() {
        let udp = ClassicCommands(port: 53, transport: .udp)
        #expect(udp.linux == ["ss -uanp 'sport = :53'", "lsof -nP -iUDP:53"])
        #expect(udp.macOS == ["lsof -nP -iUDP:53"])
        #expect(udp.windows == ["netstat -ano -p UDP | findstr :53", "Get-NetUDPEndpoint -LocalPort 53"])
        #expect(udp == ClassicCommands(port: 53, transport: .udp, connected: true))
        let name = ClassicCommands(name: "db.test")
        #expect(name.linux == ["getent ahosts db.test", "resolvectl query db.test"])
        #expect(name.macOS == ["dscacheutil -q host -a name db.test"])
        #expect(name.windows == ["Resolve-DnsName db.test"])
        #expect(name.all.map(\.system) == ["Linux", "macOS", "Windows"])
        #expect(name.all.map(\.commands.count) == [2, 1, 1])
    }

    @Test(arguments: 1...40) func wrappedTextFitsAndLosesNothing(_ width: Int) {
        let text = "a listener on it answers on every IPv6 address and, unless IPV6_V6ONLY is set, every IPv4 one"
        let lines = WrappedText.lines(text, width: width)
        #expect(lines.allSatisfy { !$0.isEmpty && $0.utf8.count <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        if width >= "IPV6_V6ONLY".utf8.count { #expect(lines.joined(separator: " ") == text) }
    }
}
