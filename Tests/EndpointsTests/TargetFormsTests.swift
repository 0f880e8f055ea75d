import Endpoints
import Testing

/// Every form that a port, an endpoint or a URL may take on the command line.
@Suite struct TargetFormsTests {
    @Test(
        arguments: [
            ("tcp:80", .tcp, 80...80),
            ("tcp 80", .tcp, 80...80),
            ("80/tcp", .tcp, 80...80),
            ("udp:5353", .udp, 5353...5353),
            ("udp 5353", .udp, 5353...5353),
            ("5353/udp", .udp, 5353...5353),
            ("tcp:3000-3010", .tcp, 3000...3010),
            ("3000-3010/tcp", .tcp, 3000...3010),
            ("udp :53", .udp, 53...53),
            ("udp:*:53", .udp, 53...53),
            ("*:53/udp", .udp, 53...53),
            (":53", nil, 53...53),
            ("*:1-65535", nil, 1...65535),
            ("1", nil, 1...1),
            ("7-7", nil, 7...7),
            ("00000080", nil, 80...80),
        ] as [(String, Transport?, ClosedRange<UInt16>)])
    func portsWithoutAHost(_ text: String, _ transport: Transport?, _ ports: ClosedRange<UInt16>) throws {
        #expect(try Target(parsing: text) == Target(ports: ports, transport: transport, text: text))
    }

    @Test(
        arguments: [
            ("0.0.0.0:80", "0.0.0.0", 80),
            ("255.255.255.255:1", "255.255.255.255", 1),
            ("[fe80::1]:65535", "fe80::1", 65535),
            ("[2001:DB8::1]:443", "2001:db8::1", 443),
            ("[::ffff:127.0.0.1]:80", "::ffff:127.0.0.1", 80),
            ("[::]:1", "::", 1),
            ("192.168.0.10", "192.168.0.10", nil),
            ("2001:db8::1", "2001:db8::1", nil),
            ("::ffff:10.0.0.1", "::ffff:10.0.0.1", nil),
            ("[2001:db8::]", "2001:db8::", nil),
            // Without brackets the last group is a group, not a port: that is why brackets exist.
            ("::1:80", "::1:80", nil),
            ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", nil),
        ] as [(String, String, UInt16?)])
    func addresses(_ text: String, _ address: String, _ port: UInt16?) throws {
        let target = try Target(parsing: text)
        #expect(target.address?.description == address)
        #expect(target.port == port)
        #expect(target.name == nil)
        #expect(target.transport == nil)
        #expect(target.url == nil)
    }

    @Test(
        arguments: [
            ("localhost", "localhost", nil),
            ("LOCALHOST:80", "localhost", 80),
            ("db", "db", nil),
            ("db.internal.:5432", "db.internal.", 5432),
            ("a_b-c.d:1", "a_b-c.d", 1),
            ("1host:80", "1host", 80),
            ("münchen.example:80", "münchen.example", 80),
            ("xn--mnchen-3ya.example", "xn--mnchen-3ya.example", nil),
            ("tcp", "tcp", nil),
            ("udp.example:53", "udp.example", 53),
        ] as [(String, String, UInt16?)])
    func names(_ text: String, _ name: String, _ port: UInt16?) throws {
        let target = try Target(parsing: text)
        #expect(target.name == name)
        #expect(target.port == port)
        #expect(target.address == nil)
        #expect(target.text == text)
    }

    @Test(
        arguments: [
            ("http://localhost:3000", "http", "localhost", 3000, .tcp, "/"),
            ("http://localhost:3000/", "http", "localhost", 3000, .tcp, "/"),
            ("https://a.b:8443/x/y.html", "https", "a.b", 8443, .tcp, "/x/y.html"),
            ("ws://h:1/socket?token=a%20b&c", "ws", "h", 1, .tcp, "/socket?token=a%20b&c"),
            ("http://h:80#part", "http", "h", 80, .tcp, "/"),
            ("http://h:80/a#part?no", "http", "h", 80, .tcp, "/a"),
            ("http://h:80?q=1#part", "http", "h", 80, .tcp, "/?q=1"),
            ("http://h:80/a://b", "http", "h", 80, .tcp, "/a://b"),
            ("http://h:80/@x:y", "http", "h", 80, .tcp, "/@x:y"),
            ("POSTGRES://u:p@DB:5432/shop", "postgres", "db", 5432, .tcp, "/shop"),
            ("redis://:secret@cache:6379/0", "redis", "cache", 6379, .tcp, "/0"),
            ("http://u:p@w@h:80/", "http", "h", 80, .tcp, "/"),
            ("udp://resolver:53", "udp", "resolver", 53, .udp, "/"),
            ("tcp://h:9", "tcp", "h", 9, .tcp, "/"),
            ("git+ssh://git@h:22/r.git", "git+ssh", "h", 22, .tcp, "/r.git"),
        ] as [(String, String, String, UInt16, Transport, String)])
    func urls(
        _ text: String, _ scheme: String, _ name: String, _ port: UInt16, _ transport: Transport, _ path: String
    ) throws {
        let target = try Target(parsing: text)
        #expect(target.url?.scheme == scheme)
        #expect(target.name == name)
        #expect(target.port == port)
        #expect(target.transport == transport)
        #expect(target.url?.path == path)
    }

    /// A secret in a URL is not part of what is kept apart from the text itself.
    @Test func aPasswordIsNoPartOfHostOrPath() throws {
        let target = try Target(parsing: "mysql://root:hunter2@127.0.0.1:3306/db")
        #expect(target.address == .loopbackV4)
        #expect(target.url?.path == "/db")
        #expect(target.name == nil)
    }

    @Test(
        arguments: [
            ("http", 80), ("https", 443), ("ws", 80), ("wss", 443), ("postgres", 5432), ("postgresql", 5432),
            ("mysql", 3306), ("redis", 6379), ("mongodb", 27017), ("amqp", 5672), ("ftp", 21), ("ssh", 22),
        ] as [(String, Int)])
    func aURLWithoutAPortIsToldTheUsualOne(_ scheme: String, _ usual: Int) {
        let text = "\(scheme)://db.example/x"
        let hint = "\(scheme) usually means port \(usual): write \(scheme)://db.example:PORT"
        #expect(throws: InputError("\"\(text)\" names no port; \(hint)")) { try Target(parsing: text) }
    }

    @Test(arguments: [
        ("http://[::1]", "\"http://[::1]\" names no port; http usually means port 80: write http://[::1]:PORT"),
        ("x://h", "\"x://h\" names no port: write x://h:PORT"),
        ("://h:80", "\"://h:80\" is no URL: write it like http://localhost:3000/"),
        ("http:///x", "\"http:///x\" is no URL: write it like http://localhost:3000/"),
        ("http://u@/x", "\"http://u@/x\" is no URL: write it like http://localhost:3000/"),
        ("http://80/", "\"http://80/\" must name one host and one port"),
        ("http://*:80/", "\"http://*:80/\" must name one host and one port"),
        ("http://h:0/", "0 is no port to look at: to a program it means \"give me any free one\""),
        ("http://h:65536/", "\"65536\" is no port: ports run from 1 to 65535"),
        ("http://h:/", "\"http://h:/\" ends where the port should be: add a number from 1 to 65535"),
        ("http://[::1:80/", "\"http://[::1:80/\" opens a bracket and does not close it: write [::1]:80"),
        ("http://a b:80/", "\"a b\" is neither an address nor a host name"),
        ("tcp ", "\"tcp \" names no port: write tcp:80"),
        ("udp:", "\"udp:\" names no port: write udp:80"),
        ("/tcp", "\"/tcp\" names no port: write tcp:80"),
        ("[::1]x", "\"[::1]x\": only a colon and a port may follow the bracket"),
        ("[::1]:x", "\"x\" is no port: a number from 1 to 65535 is needed"),
        ("[::1]:80:90", "\"80:90\" is no port: a number from 1 to 65535 is needed"),
        ("[localhost]:80", "\"[localhost]:80\": \"localhost\" is no IPv6 address"),
        ("80-", "\"\" is no port: a number from 1 to 65535 is needed"),
        ("80-x", "\"x\" is no port: a number from 1 to 65535 is needed"),
        ("80-0", "0 is no port to look at: to a program it means \"give me any free one\""),
        ("0-80", "0 is no port to look at: to a program it means \"give me any free one\""),
        ("80-65536", "\"65536\" is no port: ports run from 1 to 65535"),
        ("9-1", "\"9-1\" runs backwards: write 1-9"),
        ("h:9-1", "\"h:9-1\" runs backwards: write 1-9"),
        ("1-2-3", "\"2-3\" is no port: a number from 1 to 65535 is needed"),
        ("80,443", "\"80,443\" is no port: a number from 1 to 65535 is needed"),
        ("8 0", "\"8 0\" is no port: a number from 1 to 65535 is needed"),
        ("-80", "-80 is no port: ports run from 1 to 65535"),
        ("1.2.3.4.5", "\"1.2.3.4.5\" is no IPv4 address: four numbers from 0 to 255 are needed"),
        ("01.2.3.4", "\"01.2.3.4\" is no IPv4 address: four numbers from 0 to 255 are needed"),
        ("a:b:c", "\"a:b:c\" is neither an IPv6 address nor one with a port: write [ADDRESS]:PORT"),
        ("h!:80", "\"h!\" is neither an address nor a host name"),
        ("..:80", "\"..\" is no IPv4 address: four numbers from 0 to 255 are needed"),
        ("\t80", "\"\\u{9}80\" holds control characters; no endpoint does"),
        ("\u{0}", "\"\\u{0}\" holds control characters; no endpoint does"),
    ])
    func refuses(_ text: String, _ message: String) {
        #expect(throws: InputError(message)) { try Target(parsing: text) }
    }

    /// RFC 1035: 63 bytes a label, 253 a name.
    @Test func namesHaveTheLengthsOfDNS() throws {
        let label = String(repeating: "a", count: 63)
        #expect(try Target(parsing: label).name == label)
        #expect(throws: InputError.self) { try Target(parsing: label + "a") }
        let longest = [label, label, label, String(repeating: "b", count: 61)].joined(separator: ".")
        #expect(longest.utf8.count == 253)
        #expect(try Target(parsing: "\(longest):80").name == longest)
        #expect(throws: InputError.self) { try Target(parsing: "\(longest)b:80") }
    }

    @Test func textIsTakenUpToTwoKilobytes() throws {
        let path = String(repeating: "x", count: 2048 - "http://h:80/".utf8.count)
        #expect(try Target(parsing: "http://h:80/\(path)").url?.path == "/\(path)")
        #expect(throws: InputError.self) { try Target(parsing: "http://h:80/\(path)x") }
    }

    /// A long host is not printed back in the hint.
    @Test func aHintStaysShort() {
        let host = String(repeating: "h", count: 61)
        #expect(
            throws: InputError(
                "\"http://\(host.dropLast(8))…\" names no port; http usually means port 80: write http://HOST:PORT")
        ) { try Target(parsing: "http://\(host)") }
    }

    @Test(arguments: [
        ("", "\"\""),
        ("plain", "\"plain\""),
        ("a\"b\\c", "\"a\"b\\c\""),
        ("\n\t\u{1B}", "\"\\u{a}\\u{9}\\u{1b}\""),
        ("é", "\"\\u{e9}\""),
        ("😀", "\"\\u{1f600}\""),
        ("e\u{301}", "\"e\\u{301}\""),
        ("\u{200B}\u{202E}\u{FEFF}", "\"\\u{200b}\\u{202e}\\u{feff}\""),
    ])
    func quotes(_ text: String, _ quoted: String) {
        #expect(Target.quoted(text) == quoted)
    }

    @Test func quotesSixtyCharactersWhole() {
        let sixty = String(repeating: "y", count: 60)
        #expect(Target.quoted(sixty) == "\"\(sixty)\"")
        #expect(Target.quoted(sixty + "y") == "\"\(sixty)…\"")
    }

    @Test(arguments: [("1", 1), ("80", 80), ("0080", 80), ("65535", 65535)] as [(String, UInt16)])
    func readsOnePort(_ text: String, _ port: UInt16) throws {
        #expect(try Target.port(text, in: text) == port)
    }

    @Test(arguments: ["", "0", "00", "65536", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x50", "８０", "٣", "1_000"])
    func refusesWhatIsNoPort(_ text: String) {
        #expect(throws: InputError.self) { try Target.port(text, in: text) }
    }
}
