import Endpoints
import Testing

@testable import Ports

/// The registry's text is read back whatever is in it, and whatever was done to it.
@Suite struct LeaseFuzzTests {
    /// A small generator of its own: the same cases in every run.
    private struct Chance: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let paths = [
        "/", "/a b", "/é/日本", "/100%", "/%41", "/a\nb", "/a\tb", "/\u{7F}", "/a\r", "/ ", "/#x", "/tcp 5 x", "/🚢",
    ]

    private func leases(_ seed: UInt64) -> [Lease] {
        var chance = Chance(state: seed)
        return (0..<UInt16(20)).map { i in
            Lease(
                LeaseKey(
                    project: Self.paths.randomElement(using: &chance) ?? "/", service: "s\(i)",
                    transport: Bool.random(using: &chance) ? .tcp : .udp),
                port: 1 + i * 3276, since: Int.random(in: 0...2_000_000_000, using: &chance))
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func whatIsWrittenIsRead(_ seed: UInt64) {
        let leases = leases(seed)
        let (read, damaged) = LeaseText.decode(LeaseText.encode(leases))
        #expect(read == leases)
        #expect(damaged == [])
    }

    @Test func whereverItIsCutOffTheLinesBeforeStand() {
        let leases = leases(7)
        let bytes = LeaseText.encode(leases)
        for length in 0...bytes.count {
            let kept = bytes.prefix(length)
            let whole = max(0, kept.count { $0 == 10 } - 1)
            let (read, damaged) = LeaseText.decode(Array(kept))
            #expect(read == Array(leases.prefix(whole)), "\(length)")
            let isClean = kept.isEmpty || kept.last == 10 || whole == 0 && !kept.contains(10)
            #expect(damaged == (isClean ? [] : [whole + 2]), "\(length)")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func oneWrongByteCostsTwoLinesAtMost(_ seed: UInt64) {
        var chance = Chance(state: seed)
        let leases = leases(seed)
        let bytes = LeaseText.encode(leases)
        for _ in 0..<50 {
            var broken = bytes
            // Behind the title: a title that is none is one line lost as well.
            let place = Int.random(in: 70..<bytes.count, using: &chance)
            broken[place] = UInt8.random(in: 0...255, using: &chance)
            let (read, damaged) = LeaseText.decode(broken)
            #expect(Set(leases).subtracting(read).count <= 2, "\(place)")
            #expect(damaged.count <= 2)
            #expect(Set(read.map(\.port)).count == read.count)
            #expect(Set(read.map(\.key)).count == read.count)
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>) func noiseIsNoLease(_ seed: UInt64) {
        var chance = Chance(state: seed)
        let noise = (0..<2000).map { _ in UInt8.random(in: 0...255, using: &chance) }
        let (read, damaged) = LeaseText.decode(noise)
        #expect(read == [])
        #expect(damaged.count >= 1)
        #expect(HandedOutText.decode(noise) == [])
    }

    @Test(
        arguments: [
            ("/a", "/a"), ("/a b", "/a b"), ("/100%", "/100%25"), ("/a\nb", "/a%0Ab"), ("/\t", "/%09"),
            ("/\u{7F}", "/%7F"), ("/\u{1B}[2J", "/%1B[2J"), ("/é", "/é"), ("/%0A", "/%250A"), ("", ""),
            ("/\u{0}", "/%00"),
        ])
    func escapes(_ path: String, _ text: String) {
        #expect(String(decoding: LeaseText.escape(path), as: UTF8.self) == text)
        #expect(LeaseText.unescape(text[...]) == path)
    }

    @Test(
        arguments: [
            ("%41", "A"), ("%2f", "/"), ("%2F", "/"), ("%C3%A9", "é"), ("%C3", nil), ("%FF", nil), ("%", nil),
            ("a%4", nil), ("%G0", nil), ("%%41", nil), ("\u{1}", nil), ("\t", nil), ("\u{7F}", nil), ("%é", nil),
        ] as [(String, String?)])
    func unescapes(_ text: String, _ expected: String?) {
        #expect(LeaseText.unescape(text[...]) == expected)
    }

    @Test(
        arguments: [
            "1 tcp 0 a /a", "65535 tcp 0 a /a", "1 udp 9223372036854775807 a /a", "1 tcp 0 a /",
            "1 tcp 0 A.b_c-d/e9 /a",
            "1 tcp 0 a / a ", "1 tcp 0 a //",
        ])
    func theEdgesOfWhatIsALease(_ line: String) {
        let (read, damaged) = LeaseText.decode(Array("\(line)\n".utf8))
        #expect(read.count == 1)
        #expect(damaged == [])
        #expect(String(decoding: LeaseText.encode(read), as: UTF8.self) == LeaseText.title + "\(line)\n")
    }

    @Test(
        arguments: [
            "1 tcp 9223372036854775808 a /a", "1  tcp 0 a /a", "1\ttcp\t0\ta\t/a", "1 TCP 0 a /a", "1 tcp 0 ä /a",
            "1 tcp 0 -a /a", "1 tcp 0 a\u{0} /a", "1 tcp 0 a /a\r", "0x1 tcp 0 a /a", "1.0 tcp 0 a /a",
        ])
    func theEdgesOfWhatIsNone(_ line: String) {
        let (read, damaged) = LeaseText.decode(Array("\(line)\n".utf8))
        #expect(read == [])
        #expect(damaged == [1])
    }

    @Test(
        arguments: [
            ("1 tcp 7 0 0", true), ("65535 udp -7 2147483647 18446744073709551615", true), ("65536 tcp 7 0 0", false),
            ("1 tcp 7 0", false), ("1 tcp 7 0 0 0", false), ("1 tcp 7 2147483648 0", false), ("1 tcp 7 0 -1", false),
            ("1 icmp 7 0 0", false), ("", false), ("1 tcp x 0 0", false),
        ])
    func handedOut(_ line: String, _ isEntry: Bool) {
        let entries = HandedOutText.decode(Array("\(line)\n".utf8))
        #expect(entries.count == (isEntry ? 1 : 0))
        if isEntry { #expect(String(decoding: HandedOutText.encode(entries), as: UTF8.self) == "\(line)\n") }
    }
}
