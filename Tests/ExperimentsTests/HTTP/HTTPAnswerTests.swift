import Diagnosis
import Testing

@testable import Experiments

@Suite struct HTTPAnswerTests {
    private func answer(_ text: String, isHead: Bool = false) -> HTTPAnswer {
        var answer = HTTPAnswer(isHead: isHead)
        answer.feed(Array(text.utf8))
        return answer
    }

    @Test func wholeAnswer() {
        let text = "HTTP/1.1 404 Not Found\r\nServer:  nginx \r\nX-A: a: b\r\nContent-Length: 5\r\n\r\nhello, more"
        let whole = answer(text)
        #expect(whole.isHTTP == true)
        #expect(whole.status == 404)
        #expect(
            whole.headers == [
                HTTPOutcome.Header("server", "nginx"), HTTPOutcome.Header("x-a", "a: b"),
                HTTPOutcome.Header("content-length", "5"),
            ])
        #expect(whole.body == Array("hello".utf8))
        #expect(whole.isComplete)
    }

    /// However it is cut up, the same comes out.
    @Test(
        arguments: [
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\nServer: old\n\nuntil the end",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nA: b\r\n\r\n",
        ])
    func everyCut(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = answer(text)
        for cut in bytes.indices {
            var parts = HTTPAnswer()
            parts.feed(Array(bytes[..<cut]))
            parts.feed(Array(bytes[cut...]))
            #expect(parts.status == whole.status)
            #expect(parts.headers == whole.headers)
            #expect(parts.body == whole.body)
            #expect(parts.isComplete == whole.isComplete)
            #expect(parts.firstBytes == whole.firstBytes)
        }
        #expect(whole.status == 200 || whole.status == 204)
    }

    @Test func chunksAreJoined() {
        let text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
        #expect(answer(text).body == Array("abcde".utf8))
        #expect(answer(text).isComplete)
    }

    @Test func bodiesThatAreNot() {
        #expect(answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n").isComplete)
        #expect(answer("HTTP/1.1 304 Not Modified\r\n\r\n").isComplete)
        #expect(answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", isHead: true).isComplete)
        #expect(!answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n").isComplete)
        #expect(!answer("HTTP/1.1 200 OK\r\n\r\n").isComplete)
    }

    @Test func largeBodiesAreCut() {
        let large = answer("HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 9000))
        #expect(large.body.count == 4096)
        #expect(large.firstBytes.count == 256)
        #expect(large.isComplete)
    }

    @Test(
        arguments: [
            ("", nil), ("HT", nil), ("HTTP/1.", true), ("HTTP/1.1", true), ("HTTP/2 200", false), ("SSH-2.0-x", false),
            ("\u{16}\u{3}\u{1}", false), ("-ERR unknown", false),
        ] as [(String, Bool?)])
    func isHTTP(_ text: String, _ expected: Bool?) {
        #expect(answer(text).isHTTP == expected)
    }

    @Test func nonsenseIsKeptNotRefused() {
        let broken = answer("HTTP/1.1 abc\r\nno colon\r\nContent-Length: -4\r\n\r\nxy")
        #expect(broken.status == nil)
        #expect(broken.headers.map(\.name) == ["content-length"])
        #expect(broken.body == Array("xy".utf8))
        #expect(answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n").isComplete)
    }
}
