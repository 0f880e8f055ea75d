import Testing

@testable import Diagnosis

@Suite("Language of message patterns")
struct LanguageTests {
    private func match(_ pattern: String, _ line: String) -> PatternMatch? {
        PatternMatcher(CleanLine(line)).first(MessagePattern(pattern))
    }

    @Test(
        "Addresses in every shape",
        arguments: [
            ("127.0.0.1:80", "127.0.0.1", 80), ("[::1]:80", "::1", 80), ("::1:3000", "::1", 3000),
            (":::3000", "::", 3000),
            ("*:80", nil, 80), (":8080", nil, 8080), ("/127.0.0.1:80", "127.0.0.1", 80),
            ("localhost/127.0.0.1:80", "127.0.0.1", 80), ("localhost/<unresolved>:80", "localhost", 80),
            ("/0:0:0:0:0:0:0:1:8080", "0:0:0:0:0:0:0:1", 8080), ("/[0:0:0:0:0:0:0:1]:8080", "0:0:0:0:0:0:0:1", 8080),
            ("tcp://127.0.0.1:2375", "127.0.0.1", 2375), ("http://localhost:3000/x", "localhost", 3000),
            ("redis://:**@db:6379/0", "db", 6379), ("('127.0.0.1', 80)", "127.0.0.1", 80),
            ("('::1', 80, 0, 0)", "::1", 80),
            ("ipv4#127.0.0.1:9092", "127.0.0.1", 9092), ("ipv4:127.0.0.1:50051", "127.0.0.1", 50051),
            ("0.0.0.0/0.0.0.0:8080", "0.0.0.0", 8080), ("tcp:5037", nil, 5037),
            ("::ffff:127.0.0.1:80", "::ffff:127.0.0.1", 80),
            ("xx.xxx.xx.xxx:80", nil, 80), ("fe80::1:8080", "fe80::1", 8080),
            ("https://db.example/", "db.example", nil),
        ] as [(String, String?, Int?)])
    func addresses(text: String, host: String?, port: Int?) {
        let found = match("connect {address}", "connect \(text)")
        #expect(found != nil)
        #expect(found?.host == host)
        #expect(found?.port == port)
    }

    @Test(
        "What is no address",
        arguments: ["the server", "app.js", "unix:///run/x.sock", "999.1.1.1", "java.net.Exception"])
    func noAddresses(text: String) {
        #expect(match("connect {address}", "connect \(text)")?.host == nil)
    }

    @Test(
        "Text, wildcard, choice, numbers and words",
        arguments: [
            ("listen * failed", "listen tcp failed", true), ("listen <tcp|udp> failed", "LISTEN udp FAILED", true),
            ("listen <tcp|udp|>failed", "listen failed", true), ("after {n} ms", "after 12 ms", true),
            ("after {n} ms", "after x ms", false), ("on {w} x", "on 1.2.3.4:5 x", true), ("EOF$", "got EOF.", true),
            ("EOF$", "EOF in string", false), ("^EOF", "an EOF", false), ("refused", "unrefused", false),
            ("refused", "refusedly", false), ("say 'x'", "say \u{201C}x\u{201D}", true), ("a b", "a \t  b", true),
            ("\\<html", "<html>", true), ("{error,x}", "{error,x}", true),
        ])
    func shapes(pattern: String, line: String, fits: Bool) {
        #expect((match(pattern, line) != nil) == fits)
    }

    @Test("A TLS port is one that ends in 443")
    func tlsPort() {
        #expect(match("x:{tlsport}", "x:8443")?.port == 8443)
        #expect(match("x:{tlsport}", "x:8080") == nil)
    }

    @Test("A hostile line does not keep the matcher busy")
    func patience() {
        let line = String(repeating: "a b ", count: 4000)
        #expect(match("a * b * a * b * a * c", line) == nil)
    }

    @Test("A clean line has no colours, one kind of quote and single blanks")
    func clean() {
        let line = CleanLine("\u{1B}[1;31mcan\u{2019}t \u{00AB}x\u{00BB}\u{1B}]0;t\u{07}  \t y\\\"z\u{1B}[0m\r\n")
        #expect(line.text(0..<line.bytes.count) == "can't 'x' y'z")
        #expect(CleanLine([0xC2, 0x41, 0xE2, 0x80, 0xFF, 0x00]).bytes.contains(0x41))
    }

    @Test("The automaton finds what is there, across letter case and blanks")
    func automaton() {
        let automaton = NeedleAutomaton(["he", "she", "hers", "a b"].map { Array($0.utf8) })
        #expect(automaton.needles(in: Array("uSHErs".utf8)) == [0, 1, 2])
        #expect(automaton.needles(in: Array("A\t  b".utf8)) == [3])
        #expect(automaton.needles(in: Array("xyz".utf8)).isEmpty)
        let text = Array("..... she".utf8)
        #expect(text.withUnsafeBufferPointer { automaton.firstHit($0, from: 0) } == 8)
        #expect(text.withUnsafeBufferPointer { automaton.firstHit($0, from: 8) } == nil)
    }

    @Test("Every rule that can tell of an error has a word to look for")
    func needles() {
        for rule in Family.all.flatMap(\.rules) where rule.level != .place {
            for pattern in rule.patterns {
                let words = MessagePattern(pattern).needles
                #expect(!words.isEmpty, "\(pattern)")
                #expect(words.allSatisfy { $0.contains { $0.count >= 4 } }, "\(pattern)")
            }
        }
        #expect(ErrorMessages.knownRuntimes.contains("Node.js"))
        #expect(ErrorMessages.knownRuntimes == ErrorMessages.knownRuntimes.sorted())
    }
}
