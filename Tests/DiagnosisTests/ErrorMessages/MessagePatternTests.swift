import Testing

@testable import Diagnosis

@Suite("Message patterns")
struct MessagePatternTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private func range(_ pattern: String, _ line: String) -> String? {
        let clean = CleanLine(line)
        return PatternMatcher(clean).first(MessagePattern(pattern)).map { clean.text($0.range) }
    }

    @Test(
        "What a pattern spells out",
        arguments: [
            ("connection refused", 18, "connection refused"), ("dial {w} {address}: refused", 15, ": refused"),
            ("<tcp|udp4> listen", 10, " listen"), ("a * bc", 5, " bc"), ("{address}", 0, ""), ("^EOF$", 3, "eof"),
            ("\\<null>:{port}", 7, "<null>:"), ("<a|>", 0, ""), ("ABC", 3, "abc"), ("{error,x}", 9, "{error,x}"),
        ])
    func spelling(source: String, weight: Int, required: String) {
        let pattern = MessagePattern(source)
        #expect(pattern.weight == weight)
        #expect(text(pattern.required) == required)
    }

    @Test(
        "Words to look for",
        arguments: [
            ("connection refused", ["connection refused"]), ("say 'hello' now", ["say ", "hello", " now"]),
            ("a {port} listens", ["a ", " listens"]),
        ])
    func needles(source: String, words: [String]) {
        #expect(MessagePattern(source).needles.map { $0.map(text) } == [words])
    }

    @Test("A choice may be all that there is to look for")
    func choices() {
        let needles = MessagePattern("<refused|rejected> it").needles
        #expect(needles.map { $0.map(text) } == [["refused"], ["rejected"]])
        #expect(MessagePattern("{address}").needles.isEmpty)
    }

    @Test(
        "What of the line a match covers",
        arguments: [
            ("refused", "connection Refused!", "Refused"),
            ("dial {address}", "x dial 10.0.0.1:80: y", "dial 10.0.0.1:80"),
            ("a * c", "a b c d c", "a b c"),
            ("get {address} failed", "GET http://db:1/a/b failed", "GET http://db:1/a/b failed"),
            ("after {n} ms", "after 1200 ms", "after 1200 ms"), ("'{w}' is", "say 'x y' 'z' is", "'z' is"),
            ("{w} is", "abc is", "abc is"), ("EOF$", "EOF at EOF.", "EOF"), ("^a", "a", "a"), ("zzz", "abc", nil),
        ] as [(String, String, String?)])
    func ranges(pattern: String, line: String, covered: String?) {
        #expect(range(pattern, line) == covered)
    }

    @Test(
        "Words begin and end where words do, or where a compound goes on",
        arguments: [
            ("TimeoutException", "ReadTimeoutException: x", true), ("TimeoutException", "Readtimeoutexception", false),
            ("TimeoutException", "READTIMEOUTEXCEPTION", false), ("timeoutexception", "ReadTimeoutException", false),
            ("TimeoutException", "TimeoutExceptions", false), ("EOF", "myEOF", false), ("refused", "xrefused", false),
            ("refused", "refused_", false), ("refused", "(refused)", true), (": x", "y: x", true),
        ])
    func boundaries(pattern: String, line: String, fits: Bool) {
        #expect((range(pattern, line) != nil) == fits)
    }

    @Test("Endpoints are taken from the match that holds, not from one given up")
    func backtracking() {
        let line = CleanLine("dial 10.0.0.1:80 ok, dial 10.0.0.2:81 refused")
        let match = PatternMatcher(line).first(MessagePattern("dial {address} refused"))
        #expect(match?.host == "10.0.0.2")
        #expect(match?.port == 81)
        let both = PatternMatcher(CleanLine("host db port 80")).first(MessagePattern("host {host} port {port}"))
        #expect(both == PatternMatch(range: 0..<15, host: "db", port: 80))
        #expect(both?.hasEndpoint == true)
    }

    @Test(
        "A word such as `the` is neither an address nor a host",
        arguments: ["the", "to", "a", "server", "java.net.Socket"])
    func words(word: String) {
        #expect(range("connect {address}", "connect \(word)") == nil)
    }

    @Test("A star skips a bounded stretch")
    func reach() {
        let near = String(repeating: "x ", count: 250)
        let far = String(repeating: "x ", count: 400)
        #expect(range("begin*end", "begin \(near)end") != nil)
        #expect(range("begin*end", "begin \(far)end") == nil)
    }

    @Test("An empty pattern and an empty line match nothing")
    func empty() {
        #expect(range("", "x") == nil)
        #expect(range("x", "") == nil)
        #expect(range("{address}", "") == nil)
    }

    @Test("Every pattern of every family is well formed")
    func wellFormed() {
        for pattern in Family.all.flatMap(\.rules).flatMap(\.patterns) {
            let open = pattern.utf8.count { $0 == UInt8(ascii: "<") }
            let close = pattern.utf8.count { $0 == UInt8(ascii: ">") }
            let escaped = pattern.split(separator: "\\<", omittingEmptySubsequences: false).count - 1
            // A choice that is not closed swallows the rest; an arrow or an escaped bracket closes none.
            #expect(open - escaped <= close, "\(pattern)")
            #expect(MessagePattern(pattern).elements.isEmpty == false, "\(pattern)")
        }
    }
}
