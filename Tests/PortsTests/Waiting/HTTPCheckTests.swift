import Ports
import Testing

@Suite struct HTTPCheckTests {
    @Test(arguments: [
        ("200", [200], [199, 201, 404]),
        ("2xx", [200, 204, 299], [199, 300]),
        ("2XX,404", [250, 404], [403, 500]),
        ("200-204", [200, 204], [205]),
        ("any", [100, 404, 503, 599], [99, 600]),
    ])
    func patterns(_ text: String, _ yes: [Int], _ no: [Int]) throws {
        let pattern = try #require(StatusPattern(text))
        #expect(yes.allSatisfy(pattern.matches))
        #expect(!no.contains(where: pattern.matches))
        #expect(pattern.text == text)
    }

    @Test(arguments: [
        "", "20", "2000", "abc", "2x", "6xx", "0xx", "099", "600", "204-200", "200,", "200-", "-1", "+20",
    ])
    func refuses(_ text: String) { #expect(StatusPattern(text) == nil) }

    @Test func usuallyASuccessOrARedirectionWillDo() {
        #expect(StatusPattern.usual.matches(200))
        #expect(StatusPattern.usual.matches(302))
        #expect(!StatusPattern.usual.matches(404))
    }

    @Test func request() {
        #expect(
            HTTPExpectation(host: "localhost:3000", path: "/health?x=1").request
                == "GET /health?x=1 HTTP/1.1\r\nHost: localhost:3000\r\nUser-Agent: ostia\r\nAccept: */*\r\n"
                + "Connection: close\r\n\r\n")
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nServer: x\r\n", true, HTTPAnswer.status(200)),
        ("HTTP/1.0 503\r\n", true, .status(503)),
        ("HTTP/1.1 204\n", false, .status(204)),
        ("HTTP/1.1 20 OK\r\n", true, .notHTTP),
        ("HTTP/1.1\r\n", true, .notHTTP),
        ("SSH-2.0-OpenSSH_9.2\r\n", true, .notHTTP),
        ("\u{15}\u{3}\u{3}", true, .notHTTP),
        ("", true, .closed),
        ("", false, .silent),
    ])
    func answers(_ text: String, _ ended: Bool, _ expected: HTTPAnswer) {
        #expect(HTTPAnswer(Array(text.utf8), ended: ended) == expected)
    }
}
