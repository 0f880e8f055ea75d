import Foundation
import LinuxKernel
import Testing

@testable import Supervision

@Suite struct HTTPProbeTests {
    private func failure(
        _ port: UInt16, host: String = "127.0.0.1", path: String = "/health", status: Int? = nil, timeout: Double = 5
    ) -> String? {
        HTTPProbe.failure(.live(), host: host, port: port, path: path, status: status, timeout: timeout)
    }

    private func answer(_ status: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
    }

    /// What a status means, with and without one asked for.
    @Test(
        arguments: [
            ("200 OK", nil, true), ("204 No Content", nil, true), ("302 Found", nil, true),
            ("404 Not Found", nil, false),
            ("503 Service Unavailable", nil, false), ("401 Unauthorized", 401, true), ("200 OK", 204, false),
        ] as [(String, Int?, Bool)])
    func statuses(_ line: String, _ wanted: Int?, _ expected: Bool) throws {
        let server = try #require(SmallServer(answer: answer(line)))
        defer { server.stop() }
        let failure = failure(server.port, status: wanted)
        #expect((failure == nil) == expected)
        if let failure {
            #expect(failure.hasPrefix("/health "))
            #expect(failure.contains(line.prefix(3)))
        }
    }

    @Test func whatIsAsked() throws {
        let server = try #require(SmallServer(answer: answer("200 OK")))
        defer { server.stop() }
        #expect(failure(server.port, path: "/a?b=c") == nil)
        #expect(server.requests.count == 1)
        #expect(server.requests.first?.hasPrefix("GET /a?b=c HTTP/1.1\r\n") == true)
        #expect(server.requests.first?.contains("\r\nHost: 127.0.0.1:\(server.port)\r\n") == true)
    }

    @Test func silenceEndsWithTheTime() throws {
        let server = try #require(SmallServer())
        defer { server.stop() }
        let begin = Clock.monotonic()
        #expect(failure(server.port, timeout: 0.2) != nil)
        #expect(Clock.monotonic() - begin < 5)
    }

    @Test func nobodyListens() throws {
        let server = try #require(SmallServer())
        server.stop()
        #expect(failure(server.port)?.hasPrefix("/health ") == true)
    }

    @Test func itIsNoHTTP() throws {
        let server = try #require(SmallServer(answer: "-ERR unknown command\r\n"))
        defer { server.stop() }
        #expect(failure(server.port) != nil)
    }

    @Test func aServerOfAllAddressesIsAskedOnLoopback() throws {
        let server = try #require(SmallServer("0.0.0.0", answer: answer("200 OK")))
        defer { server.stop() }
        #expect(failure(server.port, host: "0.0.0.0") == nil)
    }

    @Test(arguments: ["::1", "::"])
    func overIPv6(_ host: String) throws {
        let server = try #require(SmallServer(host, answer: answer("200 OK")))
        defer { server.stop() }
        #expect(failure(server.port, host: host) == nil)
        #expect(server.requests.first?.contains("Host: [\(host)]:\(server.port)\r\n") == true)
    }

    /// Node listens on `::1` alone when it is told `localhost`; that keeps the promise, and the check must pass.
    @Test(arguments: ["127.0.0.1", "::1"])
    func localhostIsEither(_ address: String) throws {
        let server = try #require(SmallServer(address, answer: answer("200 OK")))
        defer { server.stop() }
        #expect(failure(server.port, host: "localhost") == nil)
    }
}
