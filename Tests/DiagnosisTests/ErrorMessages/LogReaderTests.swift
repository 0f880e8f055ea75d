import Testing

@testable import Diagnosis

@Suite("Texts of many lines")
struct LogReaderTests {
    private func first(_ text: String) -> String {
        guard let report = ErrorMessages.read(text).first else { return "none" }
        return "\(report.kind.rawValue) \(report.host ?? "-") \(report.port.map { "\($0)" } ?? "-")"
    }

    @Test("The endpoint comes from the lines beside the error")
    func properties() {
        let node = """
            Error: connect ECONNREFUSED
                at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {
              errno: -111,
              code: 'ECONNREFUSED',
              syscall: 'connect',
              address: '127.0.0.1',
              port: 5432
            }
            """
        #expect(first(node) == "connection-refused 127.0.0.1 5432")
        let psql = """
            psql: could not connect to server: Connection refused
            \tIs the server running on host "localhost" (::1) and accepting
            \tTCP/IP connections on port 5432?
            """
        #expect(first(psql) == "connection-refused ::1 5432")
    }

    @Test("The cause tells more than what wraps it")
    func causes() {
        let fetch = """
            TypeError: fetch failed
                at async main (/app/index.js:3:15) {
              [cause]: Error: connect ECONNREFUSED ::1:3000
                  at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16) {
            """
        #expect(first(fetch) == "connection-refused ::1 3000")
        let java = """
            java.net.ConnectException: Failed to connect to localhost/127.0.0.1:8080
            \tat okhttp3.internal.connection.RealConnection.connectSocket(RealConnection.kt:297)
            Caused by: java.net.ConnectException: Connection refused
            \tat java.base/sun.nio.ch.Net.pollConnect(Native Method)
            """
        #expect(first(java) == "connection-refused 127.0.0.1 8080")
        let bare = "java.net.ConnectException: Connection refused\n\tat Main.main(Main.java:5)\n"
        #expect(first(bare) == "connection-refused - -")
    }

    @Test("What is wrong comes before what follows from it")
    func order() {
        let text = """
            Disconnected from the target VM, address: '127.0.0.1:62893', transport: 'socket'
            Error: connect ECONNREFUSED 127.0.0.1:5432
            GET /health 200
            Error: listen EADDRINUSE: address already in use :::3000
            """
        #expect(ErrorMessages.read(text).map(\.kind) == [.addressInUse, .connectionRefused, .debuggerDisconnected])
    }

    @Test("Among ten thousand endpoints the one that fails is found")
    func manyEndpoints() {
        var lines = (0..<10_000).map { "INFO peer 10.1.\($0 / 250).\($0 % 250 + 1):9092 is alive" }
        lines.insert("dial tcp 10.1.7.7:9092: connect: connection refused", at: 7_000)
        #expect(ErrorMessages.read(lines.joined(separator: "\n")).map(\.host) == ["10.1.7.7"])
    }

    @Test("More errors than are kept are counted")
    func bounded() {
        var reader = LogReader()
        for number in 1...3000 {
            reader.read("Error: connect ECONNREFUSED 127.0.0.1:\(number)\n".utf8)
        }
        #expect(reader.finished().count == LogReader.capacity)
        #expect(reader.dropped == 3000 - LogReader.capacity)
    }

    @Test("Chunks may end anywhere", arguments: [1, 2, 3, 7, 64, 1000])
    func chunks(size: Int) {
        let text = Array(
            "ok\nError: connect ECONNREFUSED 127.0.0.1:5432\r\nok\nok\nok\nError: listen EADDRINUSE: address already in use :::80"
                .utf8)
        var reader = LogReader()
        for start in stride(from: 0, to: text.count, by: size) {
            reader.read(text[start..<min(start + size, text.count)])
        }
        let sightings = reader.finished()
        #expect(sightings.map(\.report.port) == [80, 5432])
        #expect(sightings.map(\.firstLine) == [6, 2])
    }

    @Test("An error that repeats is one, with its count and places")
    func repeated() {
        var reader = LogReader()
        for _ in 0..<50 { reader.read("Error: connect ECONNREFUSED 127.0.0.1:5432\nok\n".utf8) }
        let sightings = reader.finished()
        #expect(sightings.count == 1)
        #expect(sightings.first?.count == 50)
        #expect(sightings.first?.firstLine == 1)
        #expect(sightings.first?.lastLine == 99)
    }

    @Test("Lines of megabytes, binary bytes and torn UTF-8 do no harm")
    func hostile() {
        var bytes = [UInt8](repeating: 0x78, count: 3_000_000)
        bytes += Array(" dial tcp 10.0.0.1:80: connect: connection refused".utf8)
        bytes += (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) }
        var reader = LogReader()
        reader.read(bytes)
        let reports = reader.finish()
        #expect(reports.contains { $0.kind == .connectionRefused && $0.port == 80 && $0.text.utf8.count < 600 })
        #expect(ErrorMessages.read("").isEmpty)
        #expect(ErrorMessages.read("\n\n\u{0}\u{1B}[").isEmpty)
    }

    @Test(
        "What looks like an endpoint and is none",
        arguments: [
            "app.js:3000:12 Error: connection refused", "v1.2.3:4567 connection refused", "10:15:30 connection refused",
            "52:54:00:12:34:56 connection refused", "sha256:123456 connection refused", "16:9 connection refused",
            "client: 10.0.0.1 connection refused", "node:net:1555:16 connection refused",
            "Chrome/120.0.0.0 connection refused", "2026-11-21T10:15:30.123 connection refused",
        ])
    func noEndpoint(line: String) {
        let report = ErrorMessages.read(line: line)
        #expect(report?.kind == .connectionRefused)
        #expect(report?.port == nil)
        #expect(report?.host == nil)
    }

    @Test(
        "Unknown wordings fall back to errno and to the endpoint in the line",
        arguments: [
            ("frobnicator: backend db:5432 said ECONNREFUSED", "connection-refused db 5432"),
            ("zap failed, errno=98, port 8080 on 10.0.0.1", "address-in-use 10.0.0.1 8080"),
            ("127.0.0.1:54321->127.0.0.1:5432 broken pipe", "broken-pipe 127.0.0.1 5432"),
            ("gateway host 'db', port 77: no route to host", "host-unreachable db 77"),
            ("x: os error 10048", "address-in-use - -"),
        ])
    func fallback(line: String, reading: String) {
        #expect(first(line) == reading)
    }

    @Test("The way of transport is told where the line tells it")
    func transports() {
        #expect(ErrorMessages.read(line: "dial tcp 127.0.0.1:80: connect: connection refused")?.transport == .tcp)
        #expect(ErrorMessages.read(line: "listen udp :53: bind: address already in use")?.transport == .udp)
        #expect(
            ErrorMessages.read(line: "dial unix /run/x.sock: connect: no such file or directory")?.transport == .unix)
    }
}
