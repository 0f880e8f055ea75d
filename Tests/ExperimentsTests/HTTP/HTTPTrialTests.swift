import Diagnosis
import Endpoints
import LinuxKernel
import Synchronization
import TestSupport
import Testing

@testable import Experiments

@Suite struct HTTPTrialTests {
    private func ask(
        _ server: ScriptedServer, wait: Double = 5, _ change: (inout HTTPAsk) -> Void = { _ in }
    ) -> HTTPOutcome {
        var ask = HTTPAsk(server.endpoint, host: "localhost:\(server.port)")
        change(&ask)
        return HTTPTrial(wait: wait).run(ask)
    }

    @Test func answered() throws {
        let server = try ScriptedServer { client in
            client.hear(until: "\r\n\r\n")
            client.say("HTTP/1.1 302 Found\r\nLocation: https://x/\r\nContent-Length: 2\r\n\r\nok")
            client.waitForEnd()
        }
        let outcome = ask(server)
        #expect(outcome.result == .answered)
        #expect(outcome.status == 302)
        #expect(outcome.header("location") == "https://x/")
        #expect(outcome.body == Array("ok".utf8))
        #expect(outcome.ending == .open)
        #expect(outcome.connectMilliseconds > 0)
        #expect(outcome.answerMilliseconds ?? -1 >= 0)
        #expect(outcome.serverSide == nil)
    }

    private static let one = Endpoint(.tcp, .loopbackV4, 1)

    /// The request as the server gets it; nothing of the question can begin another header.
    @Test(
        arguments: [
            (HTTPAsk(one, host: "a:1"), "GET / HTTP/1.1\r\nHost: a:1\r\n"),
            (
                HTTPAsk(one, host: "a:1", path: "/x", method: "HEAD", viaProxy: true),
                "HEAD http://a:1/x HTTP/1.1\r\nHost: a:1\r\n"
            ),
            (
                HTTPAsk(one, host: "a:1\r\nB: c", path: "x y\r\nEvil: 1", method: "DELETE"),
                "GET /xyEvil:1 HTTP/1.1\r\nHost: a:1B:c\r\n"
            ),
        ])
    func request(_ ask: HTTPAsk, _ beginning: String) {
        let rest = "User-Agent: ostia\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        #expect(String(decoding: ask.requestBytes, as: UTF8.self) == beginning + rest)
    }

    @Test func theProxyProtocolComesBeforeTheRequest() {
        var ask = HTTPAsk(Endpoint(.tcp, .loopbackV4, 1), host: "a:1", hasProxyHeader: true)
        #expect(String(decoding: ask.requestBytes, as: UTF8.self).hasPrefix("PROXY UNKNOWN\r\nGET / HTTP/1.1\r\n"))
        // Before TLS it would have to stand outside; there it is left out.
        ask.isTLS = true
        #expect(String(decoding: ask.requestBytes, as: UTF8.self).hasPrefix("GET / HTTP/1.1\r\n"))
    }

    @Test func webSocket() throws {
        let heard = Mutex("")
        let server = try ScriptedServer { client in
            let request = client.hear(until: "\r\n\r\n")
            heard.withLock { $0 = request }
            client.say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n")
            client.waitForEnd()
        }
        let outcome = ask(server) { $0.isWebSocket = true }
        #expect(outcome.status == 101)
        let request = heard.withLock { $0 }
        #expect(request.contains("\r\nUpgrade: websocket\r\n"))
        #expect(request.contains("\r\nConnection: Upgrade\r\n"))
        #expect(request.contains("\r\nSec-WebSocket-Version: 13\r\n"))
        #expect(!request.contains("Connection: close"))
    }

    @Test func notHTTP() throws {
        let server = try ScriptedServer { client in
            client.say("SSH-2.0-Test\r\n")
            client.waitForEnd()
        }
        let outcome = ask(server)
        #expect(outcome.result == .notHTTP)
        #expect(outcome.firstBytes == Array("SSH-2.0-Test\r\n".utf8))
        #expect(outcome.status == nil)
    }

    @Test func endedWithoutAWord() throws {
        let closing = try ScriptedServer { $0.hear(until: "\r\n\r\n") }
        #expect(ask(closing).result == .endedSilently)
        #expect(ask(closing).ending == .closed)
        let resetting = try ScriptedServer { client in
            client.hear(until: "\r\n\r\n")
            client.reset()
        }
        #expect(ask(resetting).result == .endedSilently)
        #expect(ask(resetting).ending == .reset)
    }

    @Test func silentAndReadOrNot() throws {
        let reading = try ScriptedServer { $0.waitForEnd() }
        let read = ask(reading, wait: 1)
        #expect(read.result == .silent)
        #expect(read.serverSide == ServerSide(isAccepted: true))
        #expect(read.answerMilliseconds == nil)
        let deaf = try ScriptedServer()
        let unread = ask(deaf, wait: 0.2)
        #expect(unread.result == .silent)
        #expect(unread.serverSide?.isAccepted == false)
        #expect(unread.serverSide?.unread ?? 0 > 50)
    }

    /// The time is for the first byte; a slow body does not take longer than its own share.
    @Test func streamsAreLeft() throws {
        let server = try ScriptedServer { client in
            client.hear(until: "\r\n\r\n")
            client.say("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n")
            client.waitForEnd()
        }
        let start = Clock.monotonic()
        let outcome = ask(server, wait: 20)
        #expect(outcome.result == .answered)
        #expect(outcome.body == Array("data: 1\n\n".utf8))
        #expect(Clock.monotonic() - start < 10)
    }

    @Test func notConnected() {
        let outcome = HTTPTrial().run(HTTPAsk(Endpoint(.tcp, .loopbackV4, Ports.free()), host: "localhost"))
        #expect(outcome.result == .notConnected(.refused))
    }

    @Test func toAServerWithoutTLS() throws {
        let server = try ScriptedServer { client in
            client.say("HTTP/1.1 400 Bad Request\r\n\r\n")
            client.waitForEnd()
        }
        let outcome = ask(server) { $0.isTLS = true }
        #expect(outcome.result == .tlsFailed("not TLS"))
        #expect(outcome.firstBytes.starts(with: "HTTP/1.1 400".utf8))
    }

    @Test(.requires("python3"))
    func pythonsOwnServer() throws {
        let port = Ports.free()
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try server.waitForPort(port)
        let outcome = HTTPTrial(wait: 10).run(HTTPAsk(Endpoint(.tcp, .loopbackV4, port), host: "127.0.0.1:\(port)"))
        #expect(outcome.result == .answered)
        #expect(outcome.status == 200)
        #expect(outcome.header("server")?.hasPrefix("SimpleHTTP") == true)
        #expect(outcome.body.starts(with: "<!DOCTYPE".utf8))
    }

    @Test(
        arguments: [
            ("localhost:80", "localhost"), ("localhost", "localhost"), ("[::1]:80", "::1"), ("::1", "::1"),
            ("127.0.0.1:8080", "127.0.0.1"), ("", ""),
        ])
    func hostNames(_ host: String, _ name: String) { #expect(HostName.withoutPort(host) == name) }
}
