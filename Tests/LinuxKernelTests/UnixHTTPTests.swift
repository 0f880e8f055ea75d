import CLinux
import Glibc
import Testing

@testable import LinuxKernel

@Suite struct HTTPReaderTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// Reads an answer cut into pieces of every size.
    private func read(_ text: String, limit: Int = 1000) throws -> HTTPResponse {
        let bytes = Self.bytes(text)
        var answers: Set<HTTPResponse> = []
        for size in 1...max(1, bytes.count) {
            var reader = HTTPReader(limit: limit)
            for start in stride(from: 0, to: bytes.count, by: size) {
                try reader.feed(bytes[start..<min(start + size, bytes.count)])
            }
            try reader.end()
            #expect(reader.isComplete)
            answers.insert(reader.response)
        }
        #expect(answers.count == 1)
        return try #require(answers.first)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200, "hello"),
        ("HTTP/1.1 200 OK\r\ncontent-length:5 \r\n\r\nhello and more", 200, "hello"),
        ("HTTP/1.0 200 OK\r\n\r\nuntil the end", 200, "until the end"),
        ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, ""),
        ("HTTP/1.1 204 No Content\r\n\r\n", 204, ""),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, ""),
        ("HTTP/1.1 404 Not Found\nContent-Length: 2\n\nno", 404, "no"),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nTrailer: x\r\n\r\n",
            200, "hello!"
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nA\r\n0123456789\r\n000\r\n\r\n", 200, "0123456789"),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, "x"),
    ])
    func answers(_ text: String, _ status: Int, _ body: String) throws {
        #expect(try read(text) == HTTPResponse(status: status, body: Self.bytes(body)))
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
    ])
    func answersCutOff(_ text: String) { #expect(throws: HTTPFailure.cut) { try read(text) } }

    @Test(arguments: [
        "SSH-2.0-OpenSSH\r\n", "HTTP/2 200\r\n", "HTTP/1.1 20x\r\n", "HTTP/1.1 42\r\n", "HTTP/1.1 -20 X\r\n", "\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
    ])
    func garbage(_ text: String) {
        #expect {
            try read(text)
        } throws: { error in
            if case HTTPFailure.malformed = error { true } else { false }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 100),
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFF\r\n",
    ])
    func tooLarge(_ text: String) { #expect(throws: HTTPFailure.tooLarge) { try read(text, limit: 100) } }

    @Test func aHeaderLineWithoutEnd() throws {
        var reader = HTTPReader(limit: 1 << 20)
        let line = Self.bytes("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 20000))
        #expect(throws: HTTPFailure.malformed("a header line without end")) { try reader.feed(line[...]) }
    }
}

@Suite struct UnixHTTPTests {
    /// A listening socket in an own folder, and a thread that answers one connection.
    private final class Server {
        let folder: String
        var path: String { folder + "/s.sock" }
        let descriptor: Int32

        init(backlog: Int32 = 8) {
            var template = Array("/tmp/ostia-http-XXXXXX".utf8CString)
            folder = template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
            }
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array((folder + "/s.sock").utf8)) }
            let fd = descriptor
            withUnsafePointer(to: &address) { pointer in
                _ = bind(
                    fd, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
                    socklen_t(MemoryLayout<sockaddr_un>.size))
            }
            listen(descriptor, backlog)
        }

        deinit {
            close(descriptor)
            unlink(path)
            rmdir(folder)
        }
    }

    /// Runs the client against a server that writes these pieces; after `.hold` it keeps the connection open.
    private func exchange(
        _ pieces: [String], hold: Bool = false, repeating: Int = 1, client: @escaping @Sendable (String) -> String
    ) -> (request: String, outcome: String) {
        let server = Server()
        let (fd, path) = (server.descriptor, server.path)
        let results = Parallel.map(2) { part -> String in
            if part == 1 { return client(path) }
            let connection = accept(fd, nil, nil)
            defer { close(connection) }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(connection, &buffer, buffer.count, 0)
            for piece in pieces {
                let bytes = Array(piece.utf8)
                for _ in 0..<repeating where send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) < 0 { break }
            }
            if hold { while recv(connection, &buffer, buffer.count, 0) > 0 {} }
            return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        }
        return withExtendedLifetime(server) { (results[0], results[1]) }
    }

    private static func outcome(_ http: UnixHTTP, _ method: String = "GET", _ target: String = "/x?y=1") -> String {
        do throws(HTTPFailure) {
            let response = try http.request(method, target)
            return "\(response.status) \(String(decoding: response.body, as: UTF8.self))"
        } catch {
            return "\(error)"
        }
    }

    @Test func whatIsSent() {
        let get = exchange(["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"]) { Self.outcome(UnixHTTP(path: $0)) }
        #expect(get.request == "GET /x?y=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        #expect(get.outcome == "200 ok")
        let post = exchange(["HTTP/1.1 204 No Content\r\n\r\n"]) { Self.outcome(UnixHTTP(path: $0), "POST", "/s") }
        #expect(post.request == "POST /s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        #expect(post.outcome == "204 ")
    }

    @Test func anAnswerInChunksAndPieces() {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let result = exchange([head, "3\r\nab", "c\r", "\n2\r\nde\r\n0\r\n\r\n"], hold: true) {
            Self.outcome(UnixHTTP(path: $0))
        }
        #expect(result.outcome == "200 abcde")
    }

    @Test func aServerThatStopsInTheMiddle() {
        let result = exchange(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"]) { Self.outcome(UnixHTTP(path: $0)) }
        #expect(result.outcome == "cut")
        #expect(exchange([]) { Self.outcome(UnixHTTP(path: $0)) }.outcome == "cut")
    }

    @Test func aServerThatNeverAnswers() {
        let start = Clock.monotonic()
        let result = exchange([], hold: true) { Self.outcome(UnixHTTP(path: $0, timeout: 0.2)) }
        #expect(result.outcome == "timedOut")
        #expect(Clock.monotonic() - start >= 0.19)
    }

    @Test func aServerThatNeverEnds() {
        let piece = String(repeating: "x", count: 1 << 16)
        let result = exchange(["HTTP/1.1 200 OK\r\n\r\n" + piece], repeating: 40) {
            Self.outcome(UnixHTTP(path: $0, timeout: 20, limit: 1 << 20))
        }
        #expect(result.outcome == "tooLarge")
    }

    @Test func aServerThatSpeaksSomethingElse() {
        let result = exchange(["220 mail ready\r\n"], hold: true) { Self.outcome(UnixHTTP(path: $0)) }
        #expect(result.outcome == #"malformed("it does not begin like HTTP")"#)
    }

    @Test func aServerThatAcceptsNobody() {
        // With a full queue a connect waits; it must not wait for ever.
        let server = Server(backlog: 0)
        var waiting: [Int32] = []
        defer { waiting.forEach { close($0) } }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(server.path.utf8)) }
        for _ in 0..<4 {
            let fd = socket(
                AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            withUnsafePointer(to: &address) { pointer in
                _ = connect(
                    fd, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
                    socklen_t(MemoryLayout<sockaddr_un>.size))
            }
            waiting.append(fd)
        }
        #expect(Self.outcome(UnixHTTP(path: server.path, connectTimeout: 0.1, timeout: 5)) == "timedOut")
    }

    @Test func absentDeniedAndImpossibleAreToldApart() {
        let server = Server()
        #expect(Self.outcome(UnixHTTP(path: server.folder + "/none")) == "absent")
        #expect(Self.outcome(UnixHTTP(path: server.folder + "/none/deeper")) == "absent")
        #expect(Self.outcome(UnixHTTP(path: "/etc/passwd/x")) == "absent")
        #expect(Self.outcome(UnixHTTP(path: "/" + String(repeating: "x", count: 200))).contains("connect"))
        let http = UnixHTTP(path: server.path)
        for target in ["", "x", "/a b", "/a\r\nX: y", "/ä"] {
            #expect(Self.outcome(http, "GET", target).hasPrefix("malformed"), "\(target)")
        }
        // Nobody listens any more, and the file is still there.
        shutdown(server.descriptor, Int32(SHUT_RDWR))
        #expect(Self.outcome(http) == "absent")
    }

    @Test func aSocketThatMayNotBeOpened() {
        let server = Server()
        chmod(server.path, 0)
        let path = server.path
        // Root may open everything; a thread of its own becomes nobody for the file system (setfsuid(2)), which holds
        // for that thread alone.
        let results = Parallel.map(2) { part -> String in
            if part == 1 { return "" }
            if CurrentProcess.isRoot, let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: 0), "setfsuid") {
                _ = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)(65534)
            }
            return Self.outcome(UnixHTTP(path: path))
        }
        #expect(results[0] == "denied")
        withExtendedLifetime(server) {}
    }
}
