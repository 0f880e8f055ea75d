import Testing

@testable import Diagnosis

@Suite("Books of rules")
struct MessageBookTests {
    private func grams(_ text: String) -> TextGrams {
        Array(text.utf8).withUnsafeBufferPointer { TextGrams($0) }
    }

    @Test(
        "A pattern that spells out what the text has not is ruled out",
        arguments: [
            ("connection refused", "Connection  REFUSED by peer", true),
            ("connection refused", "connect refused", false),
            ("bind() to {address} failed", "bind() to [::]:80 failed", true),
            ("bind() to {address} failed", "bind() to [::]:80 worked", false),
            ("{error,eaddrinuse}", "{error,eaddrinuse}", true), ("{error,eaddrinuse}", "{error,eacces}", false),
            ("<host|server> is down", "the server is down", true), ("<host|server> is down", "it is up", false),
            ("say 'it'", "say \u{201C}it\u{201D}", true), ("say 'it'", "say it", false),
            ("\\<html", "<html>", true), ("\\<html", "<body>", false), ("a * b", "nothing", true), ("ab", "", true),
            ("^EOF$", "EOF", true), ("^EOF$", "end", false), ("порт {port}", "порт 80", true),
            ("порт {port}", "port 80", false),
        ])
    func filter(pattern: String, text: String, mayFit: Bool) {
        #expect(grams(text).mayFit(pattern) == mayFit)
    }

    @Test("The port may stand beside the host elsewhere in the line, not beside another host")
    func portElsewhere() {
        let line = "Failed to Connect to MySQL at 127.0.0.1:3306. Can't connect to MySQL server on '127.0.0.1' (61)"
        #expect(ErrorMessages.read(line: line)?.port == 3306)
        let other = "Failed to Connect to MySQL at 10.0.0.5:3306. Can't connect to MySQL server on '127.0.0.1' (61)"
        #expect(ErrorMessages.read(line: other)?.host == "127.0.0.1")
        #expect(ErrorMessages.read(line: other)?.port == nil)
    }

    @Test("Colours and line ends do not hide a word")
    func cleaned() {
        #expect(grams("ok\nconnection \u{1B}[31mre\u{1B}[0mfused\r\n").mayFit("connection refused"))
        // What begins in one line and ends in the next is no phrase.
        #expect(!grams("connection\nrefused").mayFit("connection refused"))
        // A title that never ends takes its own line with it, not the next.
        #expect(grams("\u{1B}]0;title\nconnection refused").mayFit("connection refused"))
    }

    @Test(
        "A book for a text reads it as the book of all rules does", arguments: PrintedLine.files)
    func sameReading(name: String) throws {
        for (index, line) in try PrintedLine.load(name).enumerated() where index % 4 == 0 {
            let bytes = Array(line.text.utf8)
            let small = bytes.withUnsafeBufferPointer { MessageBook(Family.all, for: TextGrams($0)) }
            let clean = CleanLine(bytes)
            #expect(small.read(clean) == MessageBook.shared.read(clean), "\(line.testDescription)")
        }
    }

    @Test("A line leaves few words to look for")
    func small() {
        let line = Array("Error: connect ECONNREFUSED 127.0.0.1:5432".utf8)
        let book = line.withUnsafeBufferPointer { MessageBook(Family.all, for: TextGrams($0)) }
        #expect(book.automaton.size * 20 < MessageBook.shared.automaton.size)
    }

    @Test("What stands before a chunk counts")
    func head() {
        let book = Array("refused".utf8).withUnsafeBufferPointer {
            MessageBook.suited(to: $0, after: Array("connection ".utf8))
        }
        #expect(book.read(CleanLine("connection refused"))?.report.kind == .connectionRefused)
    }

    @Test("The surer wording wins, then the one with more words")
    func ranks() {
        let book = MessageBook([
            Family(
                nil, [MessageRule(.timeout, .plain, ["it broke"]), MessageRule(.reset, .plain, ["it broke badly"])]),
            Family("Own", [MessageRule(.proxy, ["broke badly"]), MessageRule(nil, .sure, ["it broke badly, but"])]),
        ])
        #expect(book.read(CleanLine("it broke"))?.report.kind == .timeout)
        #expect(book.read(CleanLine("broke badly"))?.report.runtime == "Own")
        #expect(book.read(CleanLine("it broke badly"))?.report.kind == .proxy)
        #expect(book.read(CleanLine("it broke badly, but all is well")) == nil)
        #expect(book.read(CleanLine("all is well")) == nil)
    }

    @Test("A place names the endpoint where the error's wording does not")
    func places() {
        let book = MessageBook([
            Family(
                nil,
                [MessageRule(.timeout, .plain, ["it broke"]), MessageRule(nil, .place, ["beside {host} at {port}"])])
        ])
        let report = book.read(CleanLine("10.0.0.1:5 it broke beside db.local at 80"))?.report
        #expect(report?.host == "db.local")
        #expect(report?.port == 80)
    }

    @Test("The text of a report is short and has the words that told")
    func shortened() {
        let pad = String(repeating: "\u{E4}", count: 3000)
        let text = MessageBook.shared.read(CleanLine(pad + " ECONNREFUSED 127.0.0.1:80 " + pad))?.report.text ?? ""
        #expect(text.utf8.count <= 400)
        #expect(text.contains("ECONNREFUSED 127.0.0.1:80"))
        #expect(!text.contains("\u{FFFD}"))
    }

    @Test(
        "Host and port may stand in different wordings of one line",
        arguments: [
            ("failed to connect to /127.0.0.1 (port 81) from /127.0.0.1 (port 4): ECONNREFUSED", "127.0.0.1", 81),
            ("connection refused, host='db', port=82", "db", 82),
            ("host=db port=83 user=app: connection refused", "db", 83),
            ("with host \"mail:84\": getaddrinfo for mail failed: Name or service not known", "mail", 84),
            ("request to http://api:85/v1 failed, reason: getaddrinfo ENOTFOUND api", "api", 85),
        ])
    func joined(line: String, host: String, port: Int) {
        let report = ErrorMessages.read(line: line)
        #expect(report?.host == host)
        #expect(report?.port == port)
    }

    @Test("What a wording says of its endpoint counts, though others stand in the line")
    func otherEndpoints() {
        let line = "client 10.0.0.9:1 said: dial tcp 10.0.0.1:80: connect: connection refused (see http://10.0.0.8:9/)"
        #expect(ErrorMessages.read(line: line)?.host == "10.0.0.1")
    }
}
