import Testing

@testable import Diagnosis

@Suite("Address scanner")
struct AddressScannerTests {
    private func scanner(_ text: String) -> AddressScanner { AddressScanner(Array(text.utf8)) }

    private func shown(_ address: ScannedAddress?) -> String {
        guard let address else { return "none" }
        return "\(address.host ?? "-") \(address.port.map { "\($0)" } ?? "-") \(address.end)"
    }

    @Test(
        "Where an address ends",
        arguments: [
            ("127.0.0.1:80 x", "127.0.0.1 80 12"),
            ("127.0.0.1:80: x", "127.0.0.1 80 12"),
            ("127.0.0.1 x", "127.0.0.1 - 9"),
            ("127.0.0.1. x", "127.0.0.1 - 9"),
            ("[::1]:80.", "::1 80 8"),
            ("[fe80::1%eth0]:80", "fe80::1 80 17"),
            ("::1 x", "::1 - 3"),
            ("2001:db8::1:8080", "2001:db8::1 8080 16"),
            ("localhost:3000/x", "localhost 3000 14"),
            ("localhost.:3000", "localhost - 9"),
            ("http://localhost:3000/x", "localhost 3000 21"),
            ("http://u:p@db:1/x", "db 1 15"),
            ("https://example.com/x", "example.com - 19"),
            ("'db':'3306'", "db 3306 10"),
            ("('::1', 8080, 0, 0)", "::1 8080 12"),
            ("*:80", "- 80 4"),
            ("http://+:80/x", "- 80 11"),
            ("null:3000", "- 3000 9"),
            ("('', 8000)", "- 8000 9"),
            ("(b'127.0.0.1', 1080)", "127.0.0.1 1080 19"),
            ("(u'db', 5432)", "db 5432 12"),
            ("127.0.0.1:[9200];", "127.0.0.1 9200 16"),
            (":80", "- 80 3"),
        ])
    func ends(text: String, result: String) {
        #expect(shown(scanner(text).address(at: 0)) == result)
    }

    @Test(
        "What is no address",
        arguments: [
            "", " ", "(", "((((127.0.0.1", "{}", "-", "..", "[::1", "[x]:80", "\u{E4}:80",
        ])
    func none(text: String) {
        #expect(scanner(text).address(at: 0) == nil)
    }

    @Test(
        "A number that is no port",
        arguments: ["", "x", "1234567", "80x", "1.2", "-1", " 80"])
    func noPort(text: String) {
        #expect(scanner(text).port(at: 0) == nil)
    }

    @Test(
        "A number that may be one, even out of range",
        arguments: [("80", 80), ("0", 0), ("65535", 65535), ("70000", 70000), ("8080, x", 8080), ("443.", 443)])
    func port(text: String, value: Int) {
        #expect(scanner(text).port(at: 0)?.port == value)
    }

    @Test(
        "A host alone",
        arguments: [
            ("db", "db"), ("db.local:80", "db.local"), ("10.0.0.1/24", "10.0.0.1"), ("[::1]", "::1"),
            ("fe80::1", "fe80::1"),
            ("a-b_c.d", "a-b_c.d"), ("db.", "db"), ("1.2.3.4.5", nil), ("123", nil), ("::", "::"),
        ] as [(String, String?)])
    func host(text: String, name: String?) {
        #expect(scanner(text).host(at: 0)?.host == name)
    }

    @Test("A second number after a colon is a column, so the first one is no port")
    func columns() {
        #expect(scanner("app.js:3000:12").address(at: 0)?.port == nil)
        #expect(scanner("server:3000:12").address(at: 0)?.port == nil)
        #expect(scanner("10.0.0.1:3000:12").address(at: 0)?.port == 3000)
    }

    @Test("A file's line is no port, a URL's port is one whatever its host is called")
    func files() {
        #expect(scanner("main.go:80").address(at: 0)?.port == nil)
        #expect(scanner("http://main.go:80").address(at: 0)?.port == 80)
        #expect(scanner("main.go").isFile(0..<7))
        #expect(!scanner("main.org").isFile(0..<8))
        #expect(!scanner("main").isFile(0..<4))
    }

    @Test("Java writes the name before the address; the address counts")
    func java() {
        #expect(shown(scanner("localhost/127.0.0.1:80").address(at: 0)) == "127.0.0.1 80 22")
        #expect(shown(scanner("localhost/[0:0:0:0:0:0:0:1]:80").address(at: 0)) == "0:0:0:0:0:0:0:1 80 30")
        #expect(shown(scanner("/127.0.0.1:80").address(at: 0)) == "127.0.0.1 80 13")
        #expect(shown(scanner("db/<unresolved>:80").address(at: 0)) == "db 80 18")
        #expect(scanner("Chrome/120.0.0.0").address(at: 0) == nil)
    }

    @Test(
        "Erlang's tuples",
        arguments: [
            ("{127,0,0,1}", "127.0.0.1 - 11"), ("{127,0,0,1},5672", "127.0.0.1 5672 16"),
            ("{127, 0, 0, 1}:4000", "127.0.0.1 4000 19"), ("{0,0,0,0,0,0,0,0},80", ":: 80 20"),
            ("{0,0,0,0,0,0,0,1}", "::1 - 17"), ("{8193,3512,0,0,1,0,0,1}", "2001:db8::1:0:0:1 - 23"),
            ("{1,2,3,4,5,6,7,8}", "1:2:3:4:5:6:7:8 - 17"), ("{1,2,3}", "none"), ("{256,0,0,1}", "none"),
            ("{1,2,3,4", "none"), ("{1;2;3;4}", "none"), ("1,2,3,4", "none"), ("{1,2,3,4,5}", "none"),
        ])
    func tuples(text: String, result: String) {
        #expect(shown(scanner(text).tuple(at: 0)) == result)
    }

    @Test("An address that somebody hid keeps its port")
    func hidden() {
        #expect(shown(scanner("xx.xx.xx.xx:80").address(at: 0)) == "- 80 14")
    }

    @Test("No position and no bytes do harm")
    func hostile() {
        let text = scanner("[::1]:99999999999 {1,2 ('\u{E4} ::: :::: 1.1.1.1.1 http:// http://@ tcp:x ipv4: [")
        for position in 0...text.bytes.count {
            _ = text.address(at: position)
            _ = text.host(at: position)
            _ = text.port(at: position)
            _ = text.tuple(at: position)
        }
        #expect(text.address(at: text.bytes.count) == nil)
    }
}
