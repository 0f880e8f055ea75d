import Testing

@testable import Diagnosis

@Suite("Endpoint finder")
struct EndpointFinderTests {
    private func candidates(_ text: String) -> [String] {
        EndpointFinder(CleanLine(text)).candidates().map { candidate in
            "\(candidate.host ?? "-") \(candidate.port.map { "\($0)" } ?? "-")"
        }
    }

    /// The endpoint that is chosen when the word `refused` is the error.
    private func best(_ text: String) -> String {
        let line = CleanLine(text)
        let word = Array("refused".utf8)
        let start = (0...max(0, line.folded.count - word.count)).first {
            line.folded[$0...].starts(with: word)
        }
        guard let start, let found = EndpointFinder(line).best(near: start..<start + word.count) else { return "none" }
        return "\(found.host ?? "-") \(found.port.map { "\($0)" } ?? "-")"
    }

    @Test(
        "Addresses in running text",
        arguments: [
            ("to 127.0.0.1:80 and [::1]:81", ["127.0.0.1 80", "::1 81"]),
            ("http://localhost:3000/a?b=c:d", ["localhost 3000"]),
            ("db:5432", ["db 5432"]),
            ("connect host=db port=5432", ["db 5432"]),
            ("host 'db', port 5432", ["db 5432"]),
            ("port 80 on 10.0.0.1", ["10.0.0.1 80"]),
            ("puerto 80", ["- 80"]),
            ("\u{7AEF}\u{53E3} 80", ["- 80"]),
            ("--dport 80", ["- 80"]),
            ("/dev/tcp/localhost/8080", ["localhost 8080"]),
            ("listen :8080", ["- 8080"]),
            ("address ::1 port 80", ["::1 80"]),
            ("ports [47984, 47984]", ["- 47984"]),
            ("bound to ('', 8000)", ["- 8000"]),
            ("Is it running? https://example.com/download", []),
            ("refused by https://example.com/download", ["example.com -"]),
        ])
    func found(text: String, expected: [String]) {
        #expect(candidates(text) == expected)
    }

    @Test(
        "What only looks like one",
        arguments: [
            "app.js:3000:12", "main.go:80", "12:30:45", "2026-01-05T10:00:00Z", "v1.2.3.4", "version 1.2.3.4",
            "Chrome/120.0.0.0", "52:54:00:12:34:56", "sha256:1234", "pid:4242", "line: 300", "status=502", "errno: 111",
            "node:net:1555", "16:9", "report 80", "support 443", "a::b", "std::io::Error", "exit code:127", "[info]",
            "timeout:3000", "persistent://public/default", "urn:isbn:12345",
        ])
    func noise(text: String) {
        #expect(candidates(text).isEmpty)
    }

    @Test(
        "Those who only stand by",
        arguments: [
            "client: 10.0.0.1", "client 10.0.0.1:5000", "from 10.0.0.1:5000", "remote_ip: '10.0.0.1'",
            "local 10.0.0.1:9",
            "lookup db on 10.0.0.1:53", "see https://example.com/help", "10.0.0.1:5000->", "10.0.0.1:5000 -> x",
            "src=10.0.0.1", "x-forwarded-for: 10.0.0.1",
        ])
    func bystanders(text: String) {
        #expect(candidates(text).isEmpty)
    }

    @Test(
        "The likeliest one",
        arguments: [
            ("refused by 10.0.0.1:80, later 10.0.0.2:80", "10.0.0.1 80"),
            ("10.0.0.1:80 is up; 10.0.0.2:80 refused", "10.0.0.2 80"),
            ("10.0.0.9 refused for db:5432", "db 5432"),
            ("refused", "none"),
            ("port 80 refused", "- 80"),
            ("10.0.0.1:1000->10.0.0.2:80: refused", "10.0.0.2 80"),
            ("client 10.0.0.7:1 refused upstream http://10.0.0.3:3000/", "10.0.0.3 3000"),
            ("host localhost refused on port 80", "localhost 80"),
        ])
    func likeliest(text: String, expected: String) {
        #expect(best(text) == expected)
    }

    @Test("Ten thousand addresses: the one beside the error, in bounded time")
    func many() {
        let peers = (0..<1000).map { "10.1.\($0 / 250).\($0 % 250 + 1):9092" }
        let text = peers[..<700].joined(separator: " ") + " 10.9.9.9:80 refused " + peers[700...].joined(separator: " ")
        #expect(best(text) == "10.9.9.9 80")
    }

    @Test("No line does harm")
    func hostile() {
        for text in [":", "::", ":::", "[", "port", "port port port 1", "host '", "/dev/tcp/", "\u{E4}1:2", "<:", "('"]
        {
            _ = candidates(text)
        }
        #expect(candidates("").isEmpty)
        #expect(candidates(String(repeating: ":", count: 5000)).isEmpty)
    }

    @Test("Lower case of ASCII, the rest as it is")
    func lowercase() {
        #expect("LocalHost\u{C4}".lowercasedASCII == "localhost\u{C4}")
    }
}
