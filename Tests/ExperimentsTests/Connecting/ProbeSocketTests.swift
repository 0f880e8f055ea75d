import Endpoints
import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

/// The socket under all experiments, step by step.
@Suite struct ProbeSocketTests {
    private func connected(_ server: ScriptedServer) throws -> ProbeSocket {
        let socket = try ProbeSocket(server.address.family, .tcp)
        #expect(socket.connect(server.endpoint, until: Clock.monotonic() + 5) == .done)
        return socket
    }

    @Test(arguments: [IPAddress.loopbackV4, .loopbackV6])
    func bothEnds(_ address: IPAddress) throws {
        let server = try ScriptedServer(address)
        let fresh = try ProbeSocket(address.family, .tcp)
        #expect(fresh.local == nil)
        #expect(fresh.remote == nil)
        let socket = try connected(server)
        #expect(socket.remote == server.endpoint)
        let local = try #require(socket.local)
        #expect(local.address == address)
        #expect(local.port != 0)
        #expect(socket.pendingError() == 0)
        #expect(socket.takeError() == nil)
    }

    @Test func bytesAndTheirEnd() throws {
        let server = try ScriptedServer { client in
            client.hear(until: "go")
            client.say("one")
        }
        let socket = try connected(server)
        let deadline = Clock.monotonic() + 5
        #expect(socket.receive(until: Clock.monotonic() + 0.01) == .nothing)
        let sending = socket.send(Array("go".utf8), until: deadline)
        #expect(sending.count == 2)
        #expect(sending.failure == nil)
        #expect(socket.receive(limit: 2, until: deadline) == .bytes(Array("on".utf8)))
        #expect(socket.receive(limit: 2, until: deadline) == .bytes(Array("e".utf8)))
        #expect(socket.receive(until: deadline) == .closed)
        #expect(socket.receive(until: deadline) == .closed)
    }

    /// Whenever the reset comes, before or after the connect was looked at, it is a reset.
    @Test func resetAtOnce() throws {
        let server = try ScriptedServer { $0.reset() }
        for _ in 0..<50 {
            let socket = try connected(server)
            guard case .reset(let error) = socket.receive(until: Clock.monotonic() + 5) else {
                Issue.record("not a reset")
                return
            }
            #expect(["ECONNRESET", "EPIPE"].contains(error.name))
        }
    }

    /// A server that does not read stops us when its buffers and ours are full.
    @Test func aServerThatDoesNotRead() throws {
        let server = try ScriptedServer()
        let socket = try connected(server)
        let much = [UInt8](repeating: 7, count: 64 << 20)
        let start = Clock.monotonic()
        let sending = socket.send(much, until: start + 0.3)
        #expect(sending.count > 0 && sending.count < much.count)
        #expect(sending.failure == nil)
        #expect(Clock.monotonic() - start < 10)
    }

    @Test func refusalHasAName() throws {
        let socket = try ProbeSocket(.v4, .tcp)
        socket.keepErrors()
        let step = socket.connect(Endpoint(.tcp, .loopbackV4, Ports.free()), until: Clock.monotonic() + 5)
        guard case .failed(let error) = step else {
            Issue.record("\(step)")
            return
        }
        #expect(error.isRefused)
        #expect(error.name == "ECONNREFUSED")
        #expect(error.call == "connect")
        #expect(SystemError("x", code: 98).name == "EADDRINUSE")
        #expect(SystemError("x", code: 9999).name == "errno 9999")
    }

    @Test func messagesOfDatagrams() throws {
        let endpoint = Endpoint(.udp, .loopbackV4, Ports.free())
        let socket = try ProbeSocket(.v4, .udp)
        socket.keepErrors()
        let deadline = Clock.monotonic() + 5
        #expect(socket.connect(endpoint, until: deadline) == .done)
        #expect(socket.send([1], until: deadline).failure == nil)
        guard case .reset(let error) = socket.receive(until: deadline) else {
            Issue.record("nothing came back")
            return
        }
        #expect(error.isRefused)
        let message = try #require(socket.takeError())
        #expect(message.origin == .icmp)
        #expect(message.icmpType == 3)
        #expect(message.icmpCode == 3)
        #expect(message.sender == .loopbackV4)
        #expect(message.code == error.code)
        #expect(socket.takeError() == nil)
    }

    /// Without a TIME_WAIT the port is free for a server that asks for no exception.
    @Test func abruptEnd() throws {
        let server = try ScriptedServer { $0.waitForEnd() }
        let own = Endpoint(.tcp, .loopbackV4, Ports.free())
        func visit(abruptly: Bool) throws {
            let socket = try ProbeSocket(.v4, .tcp)
            try socket.bind(own)
            #expect(socket.connect(server.endpoint, until: Clock.monotonic() + 5) == .done)
            if abruptly { socket.closeAbruptly() }
        }
        try visit(abruptly: true)
        let holder = try ProbeSocket(.v4, .tcp)
        #expect(throws: Never.self) { try holder.bind(own) }
    }

    @Test func linkLocalOnly() {
        #expect(Interfaces.scope(of: .loopbackV4) == 0)
        #expect(Interfaces.scope(of: .loopbackV6) == 0)
    }

    @Test func heardToTheEnd() throws {
        let server = try ScriptedServer { client in
            for part in ["a", "b", "c"] {
                client.say(part)
                client.hear(until: part)
            }
        }
        let socket = try connected(server)
        let deadline = Clock.monotonic() + 5
        let first = Heard(socket, until: deadline) { $0.last == UInt8(ascii: "a") }
        #expect(first.bytes == Array("a".utf8))
        #expect(first.ending == .open)
        #expect(socket.say(Array("a".utf8), until: deadline))
        let second = Heard(socket, limit: 1, until: deadline) { _ in false }
        #expect(second.bytes == Array("b".utf8))
        #expect(socket.say(Array("b".utf8), until: deadline))
        let third = Heard(socket, until: deadline) { _ in true }
        #expect(third.bytes == Array("c".utf8))
        #expect(socket.say(Array("c".utf8), until: deadline))
        let rest = Heard(socket, until: deadline) { _ in false }
        #expect(rest.bytes.isEmpty)
        #expect(rest.ending == .closed)
    }
}
