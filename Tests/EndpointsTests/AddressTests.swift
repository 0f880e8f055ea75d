import Endpoints
import Testing

@Suite struct IPv4AddressTests {
    @Test(
        arguments: [
            ("127.0.0.1", 0x7F00_0001), ("0.0.0.0", 0), ("255.255.255.255", 0xFFFF_FFFF), ("10.1.2.3", 0x0A01_0203),
            ("192.168.0.100", 0xC0A8_0064),
        ] as [(String, UInt32)])
    func readsDottedDecimalAndWritesItBack(_ text: String, _ bits: UInt32) {
        #expect(IPv4Address(text) == IPv4Address(bits: bits))
        #expect(IPv4Address(bits: bits).description == text)
    }

    @Test(arguments: [
        "", "1", "127.1", "1.2.3", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.00",
        "0x7f.0.0.1", "-1.2.3.4", "+1.2.3.4", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4\n", "٣.2.3.4", "1,2,3,4",
        "99999999999999999999.1.1.1",
    ])
    func refusesWhatOthersWouldGuessAt(_ text: String) {
        #expect(IPv4Address(text) == nil)
    }

    @Test func knowsItsNetworks() {
        let address = IPv4Address(172, 16, 5, 9)
        #expect(address.isIn(IPv4Address(172, 16, 0, 0), 12))
        #expect(address.isIn(IPv4Address(172, 31, 0, 0), 12))
        #expect(!address.isIn(IPv4Address(172, 32, 0, 0), 12))
        #expect(address.isIn(address, 32))
        #expect(!address.isIn(IPv4Address(172, 16, 5, 8), 32))
        #expect(address.isIn(IPv4Address(1, 2, 3, 4), 0))
        #expect(IPv4Address(9, 255, 255, 255) < IPv4Address(10, 0, 0, 0))
    }
}

@Suite struct IPv6AddressTests {
    /// RFC 5952: the one way to write each of these.
    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("0:0:0:0:0:0:0:1", "::1"), ("1::", "1::"),
        ("2001:0DB8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8::0:1", "2001:db8::1"), ("FE80::00Ff", "fe80::ff"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("::ffff:127.0.0.1", "::ffff:127.0.0.1"),
        ("::ffff:7f00:1", "::ffff:127.0.0.1"), ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("::1.2.3.4", "::102:304"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
        ("0:1:0:1:0:1:0:1", "0:1:0:1:0:1:0:1"), ("1:0:0:2:3:0:0:4", "1::2:3:0:0:4"),
    ])
    func readsEveryFormAndWritesTheCanonicalOne(_ text: String, _ canonical: String) {
        #expect(IPv6Address(text)?.description == canonical)
        #expect(IPv6Address(canonical) == IPv6Address(text))
    }

    @Test(arguments: [
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
        "12345::", "g::1", "::1 ", " ::1", "[::1]", "fe80::1%eth0", "::ffff:1.2.3", "1.2.3.4::", "::1.2.3.4:5", "1:",
        ":1", "1:2:3:4:5:6:7:1.2.3.4", "+1::", "-1::", "::+1", "::256.0.0.1", ":::1",
        "1111111111111111111111111111111111111111111111::",
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test func knowsTheIPv4AddressInside() {
        #expect(IPv6Address("::ffff:10.0.0.7")?.mappedIPv4 == IPv4Address(10, 0, 0, 7))
        #expect(IPv6Address(mapping: .loopback).description == "::ffff:127.0.0.1")
        #expect(IPv6Address("::10.0.0.7")?.mappedIPv4 == nil)
        #expect(IPv6Address.loopback.mappedIPv4 == nil)
        #expect(IPv6Address("1:2:3:4:5:6:7:8")?.groups == [1, 2, 3, 4, 5, 6, 7, 8])
    }
}

@Suite struct IPAddressTests {
    @Test func readsBothFamiliesAndBrackets() {
        #expect(IPAddress("127.0.0.1") == .loopbackV4)
        #expect(IPAddress("::1") == .loopbackV6)
        #expect(IPAddress("[::1]") == .loopbackV6)
        #expect(IPAddress("[127.0.0.1]") == nil)
        #expect(IPAddress("localhost") == nil)
        #expect(IPAddress("[") == nil)
        #expect(IPAddress("[]") == nil)
    }

    @Test func isWrittenInBracketsBeforeAPort() {
        #expect(IPAddress.loopbackV4.bracketed == "127.0.0.1")
        #expect(IPAddress.loopbackV6.bracketed == "[::1]")
        #expect(Endpoint(.tcp, .loopbackV6, 80).addressAndPort == "[::1]:80")
        #expect(Endpoint(.udp, .loopbackV4, 53).description == "udp 127.0.0.1:53")
    }

    @Test func takesAMappedAddressForTheIPv4OneItMeans() throws {
        let mapped = try #require(IPAddress("::ffff:127.0.0.1"))
        #expect(mapped.unmapped == .loopbackV4)
        #expect(mapped.isLoopback)
        #expect(mapped.family == .v6)
        let any = try #require(IPAddress("::ffff:0.0.0.0"))
        #expect(any.isUnspecified)
        #expect(!any.isLoopback)
    }

    @Test func sortsIPv4BeforeIPv6AndEndpointsByPort() throws {
        let addresses = try ["::1", "10.0.0.1", "::", "9.0.0.1"].map { try #require(IPAddress($0)) }
        #expect(addresses.sorted().map(\.description) == ["9.0.0.1", "10.0.0.1", "::", "::1"])
        let endpoints = [
            Endpoint(.udp, .loopbackV4, 80), Endpoint(.tcp, .loopbackV6, 80), Endpoint(.tcp, .loopbackV4, 443),
            Endpoint(.tcp, .loopbackV4, 80),
        ]
        #expect(
            endpoints.sorted().map(\.description) == [
                "tcp 127.0.0.1:80", "tcp [::1]:80", "udp 127.0.0.1:80", "tcp 127.0.0.1:443",
            ])
    }
}

@Suite struct AddressScopeTests {
    @Test(
        arguments: [
            ("127.0.0.1", .loopback), ("127.255.255.254", .loopback), ("::1", .loopback),
            ("::ffff:127.0.0.1", .loopback),
            ("128.0.0.1", .public), ("126.255.255.255", .public),
            ("0.0.0.0", .unspecified), ("::", .unspecified), ("::ffff:0.0.0.0", .unspecified), ("::2", .public),
            ("10.0.0.1", .private), ("11.0.0.1", .public), ("172.15.0.1", .public), ("172.16.0.1", .private),
            ("172.31.255.255", .private), ("172.32.0.1", .public), ("192.168.1.1", .private), ("192.169.1.1", .public),
            ("100.64.0.1", .private), ("100.127.255.255", .private), ("100.128.0.1", .public), ("fc00::1", .private),
            ("fd12:3456::1", .private), ("fe00::1", .public), ("169.254.1.1", .linkLocal), ("fe80::1", .linkLocal),
            ("febf::1", .linkLocal), ("fec0::1", .public), ("224.0.0.251", .multicast), ("239.255.255.250", .multicast),
            ("ff02::fb", .multicast), ("255.255.255.255", .broadcast), ("192.0.2.1", .documentation),
            ("198.51.100.1", .documentation), ("203.0.113.255", .documentation), ("2001:db8::1", .documentation),
            ("2001:db9::1", .public), ("3fff::1", .documentation), ("3fff:fff::1", .documentation),
            ("3fff:1000::1", .public), ("8.8.8.8", .public), ("2606:4700::1111", .public),
        ] as [(String, AddressScope)])
    func scopes(_ text: String, _ scope: AddressScope) throws {
        #expect(AddressScope(try #require(IPAddress(text))) == scope)
    }
}

@Suite struct PortClassTests {
    @Test(
        arguments: [
            (0, .system), (1, .system), (1023, .system), (1024, .user), (49151, .user), (49152, .dynamic),
            (62893, .dynamic), (65535, .dynamic),
        ] as [(UInt16, PortClass)])
    func classes(_ port: UInt16, _ portClass: PortClass) {
        #expect(PortClass(port) == portClass)
        #expect(portClass.range.contains(port))
    }

    @Test func theRangesCoverEveryPortOnce() {
        #expect(PortClass.allCases.map { $0.range.count }.reduce(0, +) == 65_536)
    }
}
