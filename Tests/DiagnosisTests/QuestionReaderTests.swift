import Diagnosis
import Endpoints
import Testing

@Suite struct QuestionReaderTests {
    @Test(
        arguments: [
            ("3000", nil, 3000, nil), ("127.0.0.1:80", "127.0.0.1", 80, nil), ("[::1]:5173", "::1", 5173, nil),
            ("localhost:3000", "localhost", 3000, nil), ("http://localhost:5173/a?b", "localhost", 5173, "http"),
            ("https://shop.test", "shop.test", 443, "https"), ("postgres://u:p@db:5433/x", "db", 5433, "postgres"),
            ("*:8080", "0.0.0.0", 8080, nil), ("::1", "::1", nil, nil),
            ("b\u{FC}cher.test:80", "b\u{FC}cher.test", 80, nil),
        ] as [(String, String?, UInt16?, String?)])
    func endpointsAreRead(_ text: String, _ host: String?, _ port: UInt16?, _ scheme: String?) throws {
        let question = try QuestionReader.read(text, .use)
        #expect(question.host == host)
        #expect(question.port == port)
        #expect(question.scheme == scheme)
    }

    @Test func partsOfTheirOwn() throws {
        #expect(try QuestionReader.read("unix:///run/a.sock", .bind).unixPath == "/run/a.sock")
        #expect(try QuestionReader.read("/run/a.sock", .use).unixPath == "/run/a.sock")
        #expect(try QuestionReader.read("udp://0.0.0.0:53", .bind).transport == .udp)
        #expect(try QuestionReader.read("[fe80::1%eth0]:80", .use).zone == "eth0")
        #expect(try QuestionReader.read("127.0.0.1:70000", .bind).badPort == 70000)
        #expect(try QuestionReader.read("127.0.0.1:0", .bind).port == 0)
        #expect(try QuestionReader.read("http://localhost:1/a?b#c", .use).path == "/a?b")
    }

    @Test(arguments: ["", "a b", "host:port", "http://[::1", "\u{1B}[2J", "a:b:c:1", "://x"])
    func nonsenseIsBadInput(_ text: String) {
        #expect(throws: InputError.self) { try QuestionReader.read(text, .use) }
    }

    @Test func aMessageAsksItsOwnQuestion() {
        let taken = QuestionReader.question(from: [ErrorReport(.addressInUse, host: "::", port: 3000)])
        #expect(taken.intent == .bind)
        #expect(taken.port == 3000)
        let refused = QuestionReader.question(from: [
            ErrorReport(.connectFailed), ErrorReport(.connectionRefused, host: "127.0.0.1", port: 5432),
        ])
        #expect(refused.intent == .use)
        #expect(refused.text == "127.0.0.1:5432")
        #expect(QuestionReader.question(from: []).intent == .machine)
    }
}
