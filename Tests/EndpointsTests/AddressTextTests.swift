import Endpoints
import TestSupport
import Testing

/// Reading addresses and writing them are each other's inverse, and nothing but an address is read.
@Suite struct AddressTextTests {
    /// RFC 4291, 2.2 and RFC 5952, 4: what may be written, and the one way it is written back.
    @Test(
        arguments: [
            // Leading zeros go, in each group (4.1).
            ("2001:0db8:0001:0002:0003:0004:0005:0006", "2001:db8:1:2:3:4:5:6"),
            ("0001:0010:0100:1000:0000:0001:0010:0100", "1:10:100:1000:0:1:10:100"),
            // The shortening takes all it can (4.2.1), never one group alone (4.2.2).
            ("2001:db8:0:0:0:0:2:1", "2001:db8::2:1"),
            ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("1:0:3:4:5:6:7:8", "1:0:3:4:5:6:7:8"),
            ("0:2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
            ("1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"),
            // The longest run, and of two equal ones the first (4.2.3).
            ("1:0:0:4:0:0:0:8", "1:0:0:4::8"),
            ("1:0:0:0:5:0:0:8", "1::5:0:0:8"),
            ("0:0:3:0:0:6:0:0", "::3:0:0:6:0:0"),
            ("1:2:0:0:5:6:0:0", "1:2::5:6:0:0"),
            ("0:0:3:4:5:0:0:0", "0:0:3:4:5::"),
            // Lower case (4.3).
            ("ABCD:EF01:2345:6789:ABCD:EF01:2345:6789", "abcd:ef01:2345:6789:abcd:ef01:2345:6789"),
            ("FF02::FB", "ff02::fb"),
            // At the ends.
            ("::", "::"),
            ("::0", "::"),
            ("0::", "::"),
            ("0::0", "::"),
            ("::8", "::8"),
            ("8::", "8::"),
            ("::7:8", "::7:8"),
            ("1:2::", "1:2::"),
            ("1::8", "1::8"),
            ("1:2:3:4:5:6::8", "1:2:3:4:5:6:0:8"),
            // Dots at the end mean 32 bits; only an IPv4-mapped address is written with them.
            ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
            ("0:0:0:0:0:ffff:1.2.3.4", "::ffff:1.2.3.4"),
            ("::FFFF:0102:0304", "::ffff:1.2.3.4"),
            ("::ffff:0:1.2.3.4", "::ffff:0:102:304"),
            ("::fffe:1.2.3.4", "::fffe:102:304"),
            ("1::1.2.3.4", "1::102:304"),
            ("::0.0.0.0", "::"),
            ("::0.0.0.1", "::1"),
            ("::255.255.255.255", "::ffff:ffff"),
            ("1:2:3:4:5::1.2.3.4", "1:2:3:4:5:0:102:304"),
        ])
    func isWrittenInOneWay(_ text: String, _ canonical: String) throws {
        let address = try #require(IPv6Address(text))
        #expect(address.description == canonical)
        #expect(IPv6Address(canonical) == address)
        #expect(IPAddress("[\(text)]")?.description == canonical)
        #expect(IPAddress(text)?.bracketed == "[\(canonical)]")
    }

    @Test(arguments: [
        "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:", ":2:3:4:5:6:7:8", "1:::8",
        "::1::", "::1:", ":1::", "00001::", "::00000", "1:2:3:4:5:6:7::8:", "1::2:3:4:5:6:7:8", "1.2.3.4:1::",
        "1:1.2.3.4:2::", "::1.2.3", "::1.2.3.4.5", "::01.2.3.4", "::1.2.3.256", "::1..2.3", "::.1.2.3",
        "1:2:3:4:5:6:7:8.1", "1:2:3:4:5:1.2.3.4", "1:2:3:4:5:6:7:8%eth0", "::1/128", "::1 ", "\t::1", "::1\u{0}",
        "::g", "::0x1", "::-1", "::+1", "::é", "::١", "：：", "::ffff:1.2.3.4:", "::ffff:1,2,3,4", "localhost",
        "[::1]", "[::]", "::]", "[::",
    ])
    func isNoIPv6Address(_ text: String) {
        #expect(IPv6Address(text) == nil)
    }

    @Test(arguments: [
        "[::1", "::1]", "[[::1]]", "[::1]]", "[]", "[", "]", "[1.2.3.4]", "[::1]:80", "1.2.3.4:80", " [::1]", "[::1] ",
        "[ ::1]", "[::1%lo]", "", "*", "0", "127", "0x7f000001", "2130706433", "1.2.3.4\u{0}", "1.2.3.4/32",
    ])
    func isNoAddressAtAll(_ text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func whateverIsWrittenIsReadBack(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let v4 = IPv4Address(bits: .random(in: 0...UInt32.max, using: &random))
            #expect(IPv4Address(v4.description) == v4)
            #expect(IPAddress(v4.description) == .v4(v4))
            #expect(IPv6Address(mapping: v4).mappedIPv4 == v4)
            // Masks make runs of zero groups likely, which is where writing goes wrong.
            let mask = UInt8.random(in: 0...255, using: &random)
            func half(_ bits: UInt8) -> UInt64 {
                (0..<4).reduce(0) { word, i in
                    word << 16 | (bits >> i & 1 == 0 ? 0 : UInt64.random(in: 0...0xFFFF, using: &random))
                }
            }
            let v6 = IPv6Address(high: half(mask >> 4), low: half(mask))
            let text = v6.description
            #expect(IPv6Address(text) == v6)
            #expect(text == text.lowercased() && text.utf8.count <= 39 && !text.contains(":::"))
            #expect(IPv6Address(v6.groups.map { String($0, radix: 16) }.joined(separator: ":")) == v6)
        }
    }

    @Test func groupsAreInNetworkOrder() {
        let address = IPv6Address(high: 0x0001_0020_0300_4000, low: 0xFFFF_0000_8000_0001)
        #expect(address.groups == [1, 0x20, 0x300, 0x4000, 0xFFFF, 0, 0x8000, 1])
        #expect(address.description == "1:20:300:4000:ffff:0:8000:1")
    }

    @Test func orderIsByNumberAndNotByText() throws {
        let texts = ["9.0.0.1", "10.0.0.1", "100.0.0.1", "200.0.0.1", "::1", "::2", "::10", "9::", "10::", "fe80::"]
        let addresses = try texts.map { try #require(IPAddress($0)) }
        #expect(addresses.reversed().sorted().map(\.description) == texts)
        for (i, a) in addresses.enumerated() {
            for (j, b) in addresses.enumerated() { #expect((a < b) == (i < j)) }
        }
    }

    @Test func theConstantsAreWhatTheyAreCalled() {
        #expect(IPAddress.loopbackV4.description == "127.0.0.1")
        #expect(IPAddress.loopbackV6.description == "::1")
        #expect(IPAddress.unspecifiedV4.description == "0.0.0.0")
        #expect(IPAddress.unspecifiedV6.description == "::")
        #expect(IPv4Address(1, 2, 3, 4).bits == 0x0102_0304)
    }
}
