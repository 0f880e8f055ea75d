import Endpoints
import Testing

/// The first and the last address of every network that means something, and their neighbours outside it.
@Suite struct NetworkBorderTests {
    private func scope(_ text: String) throws -> AddressScope { AddressScope(try #require(IPAddress(text))) }

    @Test(
        arguments: [
            ("126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0", .loopback),
            ("9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0", .private),
            ("172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0", .private),
            ("192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0", .private),
            ("100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0", .private),
            ("169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0", .linkLocal),
            ("223.255.255.255", "224.0.0.0", "239.255.255.255", "240.0.0.0", .multicast),
            ("192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0", .documentation),
            ("198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0", .documentation),
            ("203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0", .documentation),
        ] as [(String, String, String, String, AddressScope)])
    func ofIPv4(_ before: String, _ first: String, _ last: String, _ after: String, _ scope: AddressScope) throws {
        #expect(try self.scope(before) == .public)
        #expect(try self.scope(first) == scope)
        #expect(try self.scope(last) == scope)
        #expect(try self.scope(after) == .public)
        // An IPv4-mapped address is wherever its IPv4 address is.
        #expect(try self.scope("::ffff:\(before)") == .public)
        #expect(try self.scope("::ffff:\(first)") == scope)
        #expect(try self.scope("::ffff:\(last)") == scope)
        #expect(try self.scope("::ffff:\(after)") == .public)
    }

    private static let ones = "ffff:ffff:ffff:ffff:ffff:ffff:ffff"

    @Test(
        arguments: [
            ("fbff:\(ones)", .public),
            ("fc00::", .private),
            ("fdff:\(ones)", .private),
            ("fe00::", .public),
            ("fe7f:\(ones)", .public),
            ("fe80::", .linkLocal),
            ("febf:\(ones)", .linkLocal),
            ("fec0::", .public),
            ("feff:\(ones)", .public),
            ("ff00::", .multicast),
            ("ffff:\(ones)", .multicast),
            ("2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", .public),
            ("2001:db8::", .documentation),
            ("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", .documentation),
            ("2001:db9::", .public),
            ("3ffe:\(ones)", .public),
            ("3fff::", .documentation),
            ("3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", .documentation),
            ("3fff:1000::", .public),
        ] as [(String, AddressScope)])
    func ofIPv6(_ text: String, _ scope: AddressScope) throws {
        #expect(try self.scope(text) == scope)
    }

    /// One address off loopback or unspecified is neither, and only the very last address is the broadcast.
    @Test(
        arguments: [
            ("0.0.0.0", .unspecified),
            ("0.0.0.1", .public),
            ("255.255.255.254", .public),
            ("255.255.255.255", .broadcast),
            ("::ffff:255.255.255.255", .broadcast),
            ("::", .unspecified),
            ("::1", .loopback),
            ("::2", .public),
            ("1::1", .public),
            ("::1:0:0:1", .public),
            // Deprecated "IPv4-compatible" addresses (RFC 4291, 2.5.5.1) are not mapped ones.
            ("::127.0.0.1", .public),
            ("::10.0.0.1", .public),
            // A mapped prefix in the wrong place is none.
            ("::ffff:0:127.0.0.1", .public),
            ("1::ffff:127.0.0.1", .public),
        ] as [(String, AddressScope)])
    func ofSingleAddresses(_ text: String, _ scope: AddressScope) throws {
        #expect(try self.scope(text) == scope)
    }

    @Test func everyScopeAndExposureKeepsTheWordThatScriptsRead() {
        #expect(
            AddressScope.allCases.map(\.rawValue) == [
                "loopback", "unspecified", "link-local", "private", "public", "multicast", "broadcast", "documentation",
            ])
        #expect(Exposure.allCases.map(\.rawValue) == ["loopback", "containers", "network", "everyone"])
        #expect(Transport.allCases.map(\.rawValue) == ["tcp", "udp"])
        #expect(PortClass.allCases.map(\.rawValue) == ["system", "user", "dynamic"])
    }

    @Test(
        arguments: [
            ("127.0.0.1", true, false),
            ("127.255.255.255", true, false),
            ("128.0.0.0", false, false),
            ("126.255.255.255", false, false),
            ("0.0.0.0", false, true),
            ("0.0.0.1", false, false),
            ("::", false, true),
            ("::1", true, false),
            ("::2", false, false),
            ("::ffff:127.8.9.10", true, false),
            ("::ffff:0.0.0.0", false, true),
            ("::ffff:10.0.0.1", false, false),
        ])
    func loopbackAndUnspecifiedAreToldFromTheRest(_ text: String, _ loopback: Bool, _ unspecified: Bool) throws {
        let address = try #require(IPAddress(text))
        #expect(address.isLoopback == loopback)
        #expect(address.isUnspecified == unspecified)
    }

    /// For every prefix length: the network's last address is in, and the address with the next bit turned is not.
    @Test(arguments: UInt32(1)...32)
    func prefixesCutAtEveryBit(_ length: UInt32) {
        let network = IPv4Address(0b1010_1010, 0x55, 0xAA, 0x55)
        let bit = UInt32(1) << (32 - length)
        #expect(network.isIn(network, length))
        #expect(IPv4Address(bits: network.bits | (bit - 1)).isIn(network, length))
        #expect(IPv4Address(bits: network.bits & ~(bit - 1)).isIn(network, length))
        #expect(!IPv4Address(bits: network.bits ^ bit).isIn(network, length))
        #expect(!IPv4Address(bits: network.bits ^ 0x8000_0000).isIn(network, length))
    }

    @Test func aPrefixOfNothingHoldsEverything() {
        for bits: UInt32 in [0, 1, 0x7F00_0001, 0x8000_0000, .max] {
            #expect(IPv4Address(bits: bits).isIn(.unspecified, 0))
            #expect(IPv4Address(bits: bits).isIn(IPv4Address(bits: .max), 0))
        }
    }
}
