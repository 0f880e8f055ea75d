import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

/// Asked × listening, in full; and the answers of HTTP servers, bad and odd.
@Suite struct CoverageTableTests {
    static let asked = ["127.0.0.1", "127.0.0.2", "10.0.0.7", "::1", "fe80::1", "0.0.0.0", "::", "::ffff:10.0.0.7"]

    /// Which of `asked` a listener covers, in their order.
    @Test(
        arguments: [
            ("127.0.0.1", false, "y......."), ("127.0.0.2", false, ".y......"), ("10.0.0.7", false, "..y....y"),
            ("::1", false, "...y...."), ("fe80::1", false, "....y..."), ("0.0.0.0", false, "yyy..y.y"),
            ("::", false, "yyyyyyyy"), ("::", true, "...yy.y."), ("::ffff:10.0.0.7", false, "..y....y"),
            ("::ffff:127.0.0.1", false, "y......."), ("::1", true, "...y...."), ("192.0.2.1", false, "........"),
        ])
    func covers(_ bound: String, _ v6Only: Bool, _ expected: String) throws {
        var row = SocketRow.listener(bound, 80, inode: 1)
        row.v6Only = v6Only
        let covered = try Self.asked.map { text in
            AddressCoverage.covers(row, try #require(IPAddress(text))) ? "y" : "."
        }
        #expect(covered.joined() == expected)
    }

    @Test func askedForNothingNothingCovers() {
        #expect(AddressCoverage.listeners([.listener("::", 80, inode: 1)], covering: []) == [])
    }

    @Test func theSameOrderWithinAKind() {
        let rows = [
            SocketRow.listener("::", 80, inode: 1), .listener("127.0.0.1", 80, inode: 2),
            .listener("0.0.0.0", 80, inode: 3), .listener("::1", 80, inode: 4), .listener("10.0.0.1", 80, inode: 5),
        ]
        let both = AddressCoverage.listeners(rows, covering: [.loopbackV4, .loopbackV6])
        #expect(both.map(\.inode) == [2, 4, 1, 3])
    }

    @Test func aFreeQueryMeansTheSameAddresses() throws {
        let rows = [
            SocketRow.listener("127.0.0.1", 3000, inode: 1), .listener("::1", 3000, inode: 2),
            .listener("0.0.0.0", 3000, inode: 3), .listener("10.0.0.7", 3000, inode: 4),
            .listener("127.0.0.1", 3001, inode: 5),
        ]
        func inodes(_ addresses: [IPAddress], _ ports: ClosedRange<UInt16> = 3000...3000) throws -> Set<UInt32> {
            Set(try FreeQuery(.tcp, [.init(ports, addresses: addresses)]).listeners(StubTable(rows)).map(\.inode))
        }
        #expect(try inodes([]) == [1, 2, 3, 4])
        #expect(try inodes([.loopbackV4]) == [1, 3])
        #expect(try inodes([.loopbackV6]) == [2])
        #expect(try inodes([.loopbackV4, .loopbackV6]) == [1, 2, 3])
        #expect(try inodes([.unspecifiedV4]) == [3])
        #expect(try inodes([.loopbackV4], 1...65535) == [1, 3, 5])
        #expect(try inodes([.loopbackV4], 3002...65535) == [])
    }

    @Test(
        arguments: [
            ("HTTP/1.1 100 Continue\r\n", .status(100)), ("HTTP/2 599\r\n", .status(599)),
            ("HTTP/1.1 600 x\r\n", .notHTTP), ("HTTP/1.1 099 x\r\n", .notHTTP), ("HTTP/1.1 -200 x\r\n", .notHTTP),
            ("HTTP/1.1 2000\r\n", .notHTTP), ("http/1.1 200 OK\r\n", .notHTTP), ("HTTP/1.1 OK 200\r\n", .notHTTP),
            ("HTTP/1.1  200 OK\r\n", .status(200)), ("\r\nHTTP/1.1 200 OK\r\n", .notHTTP), ("\n", .notHTTP),
            ("HTTP/1.1 200", .status(200)), ("HTTP/", .notHTTP), ("<html>", .notHTTP),
            ("220 mail.test ESMTP\r\n", .notHTTP), ("-ERR unknown command\r\n", .notHTTP),
            ("HTTP/1.1 404 Not Found\r\n\r\nHTTP/1.1 200 OK", .status(404)),
        ] as [(String, HTTPAnswer)])
    func firstLines(_ text: String, _ expected: HTTPAnswer) {
        #expect(HTTPAnswer(Array(text.utf8), ended: true) == expected)
    }

    @Test(arguments: [
        (HTTPAnswer.status(404), "answers 404"), (.notHTTP, "is answered by something that speaks no HTTP"),
        (.closed, "is closed without an answer"), (.silent, "gets no answer"), (.refused, "is refused"),
    ])
    func words(_ answer: HTTPAnswer, _ expected: String) { #expect(answer.text == expected) }

    @Test(
        arguments: [
            ("1xx", [100, 199], [200]), ("5xx", [500, 599], [499]), ("100-599", [100, 599], [99, 600]),
            ("200,204,301-302", [200, 204, 301, 302], [201, 203, 300, 303]), ("Any", [100, 599], [0, -1]),
            ("404,4xx", [400, 404, 499], [500]), ("200-200", [200], [199, 201]),
        ])
    func patterns(_ text: String, _ yes: [Int], _ no: [Int]) throws {
        let pattern = try #require(StatusPattern(text))
        for status in yes { #expect(pattern.matches(status), "\(status)") }
        for status in no { #expect(!pattern.matches(status), "\(status)") }
    }

    @Test(arguments: [
        "2xx-3xx", "200-300-400", "2xx,", ",2xx", "2xx 3xx", " 200", "200 ", "x00", "xxx", "２００", "1e2", "all", "-",
        "200--300", "99-200", "500-600", "any-any",
    ])
    func nonsense(_ text: String) { #expect(StatusPattern(text) == nil) }
}
