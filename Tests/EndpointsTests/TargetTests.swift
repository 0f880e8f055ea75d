import Endpoints
import Testing

@Suite struct TargetTests {
    private static let local = Target.Host.address(.loopbackV4)
    private static let local6 = Target.Host.address(.loopbackV6)

    @Test(arguments: [
        Target(ports: 5432...5432, text: "5432"),
        Target(ports: 5432...5432, text: ":5432"),
        Target(ports: 80...80, text: "*:80"),
        Target(ports: 3000...3999, text: "3000-3999"),
        Target(host: local, text: "127.0.0.1"),
        Target(host: local, ports: 80...80, text: "127.0.0.1:80"),
        Target(host: local, ports: 3000...3009, text: "127.0.0.1:3000-3009"),
        Target(host: local6, text: "::1"),
        Target(host: local6, text: "[::1]"),
        Target(host: local6, ports: 80...80, text: "[::1]:80"),
        Target(host: .address(.unspecifiedV6), text: "::"),
        Target(host: .address(.unspecifiedV6), ports: 8080...8080, text: "[::]:8080"),
        Target(host: .name("localhost"), text: "localhost"),
        Target(host: .name("localhost"), ports: 3000...3000, text: "LocalHost:3000"),
        Target(host: .name("api.shop.localhost"), ports: 1...1, text: "api.shop.localhost:1"),
        Target(host: .name("my_host-1."), text: "my_host-1."),
        Target(ports: 53...53, transport: .udp, text: "udp:53"),
        Target(ports: 53...53, transport: .udp, text: "53/udp"),
        Target(host: local, ports: 80...80, transport: .tcp, text: "tcp 127.0.0.1:80"),
        Target(host: local6, ports: 53...53, transport: .udp, text: "udp [::1]:53"),
        Target(ports: 65535...65535, text: "65535"),
        Target(ports: 80...80, text: "0080"),
    ])
    func reads(_ expected: Target) throws {
        #expect(try Target(parsing: expected.text) == expected)
    }

    @Test func readsURLs() throws {
        let url = try Target(parsing: "HTTP://user:pw@Shop.localhost:3000/cart?id=1#top")
        #expect(url.host == .name("shop.localhost"))
        #expect(url.port == 3000)
        #expect(url.transport == .tcp)
        #expect(url.url?.scheme == "http")
        #expect(url.url?.path == "/cart?id=1")
        let bare = try Target(parsing: "postgres://[::1]:5432")
        #expect(bare.address == .loopbackV6)
        #expect(bare.url?.path == "/")
        #expect(try Target(parsing: "udp://127.0.0.1:53").transport == .udp)
        #expect(try Target(parsing: "http://localhost:80?x").url?.path == "/?x")
    }

    @Test(arguments: [
        ("", "the empty string is no port, endpoint or address"),
        ("-1", "-1 is no port: ports run from 1 to 65535"),
        ("0", "0 is no port to look at: to a program it means \"give me any free one\""),
        ("65536", "\"65536\" is no port: ports run from 1 to 65535"),
        ("99999999999999999999999", "\"99999999999999999999999\" is no port: ports run from 1 to 65535"),
        ("62893abc", "\"62893abc\" is no port: a number from 1 to 65535 is needed"),
        ("+80", "\"+80\" is no port: a number from 1 to 65535 is needed"),
        ("[::1", "\"[::1\" opens a bracket and does not close it: write [::1]:80"),
        ("[::1]80", "\"[::1]80\": only a colon and a port may follow the bracket"),
        ("[::1]:", "\"[::1]:\" ends where the port should be: add a number from 1 to 65535"),
        ("[127.0.0.1]:80", "\"[127.0.0.1]:80\": \"127.0.0.1\" is no IPv6 address"),
        ("[]", "\"[]\": \"\" is no IPv6 address"),
        ("1.2.3", "\"1.2.3\" is no IPv4 address: four numbers from 0 to 255 are needed"),
        ("1.2.3.256:80", "\"1.2.3.256\" is no IPv4 address: four numbers from 0 to 255 are needed"),
        ("localhost:", "\"localhost:\" ends where the port should be: add a number from 1 to 65535"),
        ("localhost:http", "\"http\" is no port: a number from 1 to 65535 is needed"),
        ("localhost:-5", "-5 is no port: ports run from 1 to 65535"),
        ("127.0.0.1:0", "0 is no port to look at: to a program it means \"give me any free one\""),
        ("4000-3000", "\"4000-3000\" runs backwards: write 3000-4000"),
        ("3000-", "\"\" is no port: a number from 1 to 65535 is needed"),
        ("fe80::1:zz", "\"fe80::1:zz\" is neither an IPv6 address nor one with a port: write [ADDRESS]:PORT"),
        ("a..b", "\"a..b\" is neither an address nor a host name"),
        ("my host:80", "\"my host\" is neither an address nor a host name"),
        (".", "\".\" is no IPv4 address: four numbers from 0 to 255 are needed"),
        ("tcp:", "\"tcp:\" names no port: write tcp:80"),
        ("/udp", "\"/udp\" names no port: write udp:80"),
        ("://", "\"://\" is no URL: write it like http://localhost:3000/"),
        ("http://", "\"http://\" is no URL: write it like http://localhost:3000/"),
        (
            "http://localhost",
            "\"http://localhost\" names no port; http usually means port 80: write http://localhost:PORT"
        ),
        ("foo://localhost/x", "\"foo://localhost/x\" names no port: write foo://localhost:PORT"),
        ("http://:80/", "\"http://:80/\" must name one host and one port"),
        ("http://localhost:80-90/", "\"http://localhost:80-90/\" must name one host and one port"),
        ("80\u{1B}[2J", "\"80\\u{1b}[2J\" holds control characters; no endpoint does"),
        ("localhost\n:80", "\"localhost\\u{a}:80\" holds control characters; no endpoint does"),
        ("80\u{7F}", "\"80\\u{7f}\" holds control characters; no endpoint does"),
    ])
    func refuses(_ text: String, _ message: String) {
        #expect(throws: InputError(message)) { try Target(parsing: text) }
    }

    @Test func refusesThreeKilobytesInOneShortLine() {
        #expect {
            try Target(parsing: String(repeating: "a", count: 3000))
        } throws: { error in
            let text = (error as? InputError)?.description ?? ""
            return text.hasSuffix("is too long to be an endpoint") && text.utf8.count < 110
        }
    }

    @Test func quotingIsShortAndSafe() {
        #expect(Target.quoted("a\u{202E}b") == "\"a\\u{202e}b\"")
        #expect(Target.quoted(String(repeating: "x", count: 61)) == "\"\(String(repeating: "x", count: 60))…\"")
    }

    /// Nothing that can be typed may trap, and whatever is refused is refused in one printable line.
    @Test(arguments: 0..<8) func fuzz(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let pieces = [
            "[", "]", ":", "::", "://", "-", "/", "tcp", "udp", "/udp", "tcp:", "0", "1", "65535", "65536", "127.0.0.1",
            "::1", "localhost", ".", "..", "%", "@", "?", "#", " ", "\n", "\u{1B}", "\u{0}", "é", "😀", "ffff", "*", "+",
            "http", "e\u{301}", "\u{202E}", "99999999999999999999", "٣",
        ]
        for _ in 0..<4000 {
            let text = (0..<random.next() % 8).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
            do throws(InputError) {
                let target = try Target(parsing: text)
                #expect(target.text == text)
                #expect(target.host != nil || target.ports != nil, "\(Target.quoted(text)) means nothing")
                if let ports = target.ports { #expect(ports.lowerBound > 0) }
            } catch {
                #expect(error.description.utf8.count < 400)
                #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
            }
            _ = IPAddress(text)
            _ = IPAddress("[\(text)]")
        }
    }
}

/// A small generator with a seed, so that a failure can be run again.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
