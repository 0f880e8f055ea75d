import CLinux
import Endpoints
import TestSupport
import Testing

@testable import LinuxKernel

/// Connections and binds, against listeners of the test's own on loopback.
@Suite struct TCPConnectionTests {
    private func endpoint(_ family: IPAddress.Family, _ port: UInt16) -> Endpoint {
        Endpoint(.tcp, family == .v4 ? .loopbackV4 : .loopbackV6, port)
    }

    /// The port of a listener that has gone.
    private func freePort() -> UInt16 { Ports.free() }

    @Test(arguments: IPAddress.Family.allCases)
    func toAListener(_ family: IPAddress.Family) throws {
        let server = try LoopbackListener(family)
        let (connection, result) = TCPConnection.open(endpoint(family, server.port), seconds: 5)
        #expect(result == .connected)
        #expect(connection != nil)
    }

    @Test(arguments: IPAddress.Family.allCases)
    func toNobody(_ family: IPAddress.Family) {
        let (connection, result) = TCPConnection.open(endpoint(family, freePort()), seconds: 5)
        #expect(result == .refused)
        #expect(connection == nil)
    }

    @Test(
        arguments: [
            ("255.255.255.255", [EACCES, ENETUNREACH]),
            ("2001:db8::1", [ENETUNREACH, EADDRNOTAVAIL, EHOSTUNREACH, EACCES]),
        ] as [(String, [Int32])])
    func toWhereNoWayLeads(_ address: String, _ codes: [Int32]) throws {
        let endpoint = Endpoint(.tcp, try #require(IPAddress(address)), 80)
        let (connection, result) = TCPConnection.open(endpoint, seconds: 0.2)
        #expect(connection == nil)
        switch result {
        case .failed(let error):
            #expect(error.call == "connect")
            #expect(error.subject == endpoint.addressAndPort)
            #expect(codes.contains(error.code), "\(error)")
        // A machine with a way out of its network may send it on, to nobody.
        case .timedOut: #expect(address == "2001:db8::1")
        case .connected, .refused: Issue.record("\(address) answered: \(result)")
        }
    }

    /// A listener whose queue is full answers no more: the kernel drops what comes.
    @Test func toAServerThatAcceptsNobody() throws {
        let server = try LoopbackListener(.v4)
        #expect(listen(server.descriptor, 0) == 0)
        var connections: [TCPConnection] = []
        var last = ConnectResult.connected
        for _ in 0..<8 where last == .connected {
            let (connection, result) = TCPConnection.open(endpoint(.v4, server.port), seconds: 0.1)
            if let connection { connections.append(connection) }
            last = result
        }
        #expect(last == .timedOut)
        #expect((1...4).contains(connections.count))
    }

    /// Accepts one client on a thread and does something with it, while the test talks to it.
    private func exchange<Result: Sendable>(
        _ server: @escaping @Sendable (Int32) -> Void, _ client: @escaping @Sendable (TCPConnection) -> Result
    ) throws -> Result {
        let listener = try LoopbackListener(.v4)
        let (descriptor, endpoint) = (listener.descriptor, endpoint(.v4, listener.port))
        let results = Parallel.map(2) { part -> Result? in
            if part == 1 { return TCPConnection.open(endpoint, seconds: 5).0.map(client) }
            let accepted = accept(descriptor, nil, nil)
            server(accepted)
            close(accepted)
            return nil
        }
        return try #require(withExtendedLifetime(listener) { results[1] } ?? nil)
    }

    private static func say(_ descriptor: Int32, _ text: String) {
        let bytes = Array(text.utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Waits until the client closes, reading what it sends.
    private static func drain(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while recv(descriptor, &buffer, buffer.count, 0) > 0 {}
    }

    @Test func anAnswerIsReadUntilTheEnd() throws {
        let answer = try exchange { client in
            Self.say(client, "one ")
            Self.say(client, "two")
        } _: { connection in
            connection.receive(seconds: 10, limit: 100) { _ in false }
        }
        #expect(String(decoding: answer, as: UTF8.self) == "one two")
    }

    @Test func readingStopsAtWhatIsEnough() throws {
        let answer = try exchange { client in
            Self.say(client, "HTTP/1.1 200 OK\r\n\r\n")
            Self.drain(client)
        } _: { connection in
            connection.receive(seconds: 10, limit: 1000) { $0.suffix(4) == [13, 10, 13, 10] }
        }
        #expect(String(decoding: answer, as: UTF8.self) == "HTTP/1.1 200 OK\r\n\r\n")
    }

    @Test(arguments: [1, 5, 4096, 10_000])
    func readingStopsAtTheLimit(_ limit: Int) throws {
        let answer = try exchange { client in
            Self.say(client, String(repeating: "x", count: 20_000))
            Self.drain(client)
        } _: { connection in
            connection.receive(seconds: 10, limit: limit) { _ in false }
        }
        #expect(answer.count == limit)
        #expect(answer.allSatisfy { $0 == UInt8(ascii: "x") })
    }

    @Test func aServerThatSaysNothingIsWaitedForNoLongerThanSaid() throws {
        let (answer, seconds) = try exchange { client in
            Self.drain(client)
        } _: { connection in
            let begin = Clock.monotonic()
            let answer = connection.receive(seconds: 0.1, limit: 100) { _ in false }
            return (answer, Clock.monotonic() - begin)
        }
        #expect(answer == [])
        #expect((0.09..<5).contains(seconds))
    }

    @Test func nothingIsReadWhereNothingIsWanted() throws {
        let answer = try exchange { client in
            Self.say(client, "unread")
            Self.drain(client)
        } _: { connection in
            connection.receive(seconds: 10, limit: 0) { _ in false }
                + connection.receive(seconds: 10, limit: 9) { _ in true }
        }
        #expect(answer == [])
    }

    @Test func muchIsSentWhole() throws {
        let sent = try exchange { client in
            Self.drain(client)
        } _: { connection in
            connection.send([UInt8](repeating: 7, count: 4 << 20), seconds: 20)
        }
        #expect(sent)
    }

    /// Only a bounded time is spent on a server that reads nothing, and its going away kills nobody (SIGPIPE).
    @Test func sendingToADeafServerEnds() throws {
        let sent = try exchange { client in
            var byte: UInt8 = 0
            _ = recv(client, &byte, 1, 0)
            Clock.sleep(0.3)
        } _: { connection in
            connection.send([UInt8](repeating: 7, count: 64 << 20), seconds: 0.1)
        }
        #expect(!sent)
    }
}

@Suite struct BindTrialTests {
    @Test(arguments: IPAddress.Family.allCases)
    func aListenerIsInTheWay(_ family: IPAddress.Family) throws {
        let server = try LoopbackListener(family)
        let endpoint = Endpoint(.tcp, family == .v4 ? .loopbackV4 : .loopbackV6, server.port)
        for reuse in [true, false] {
            let error = BindTrial.failure(endpoint, reuse: reuse)
            #expect(error == SystemError("bind", endpoint.addressAndPort, code: EADDRINUSE))
            #expect(error?.isAddressInUse == true)
        }
        // The other transport has ports of its own.
        #expect(BindTrial.failure(Endpoint(.udp, endpoint.address, server.port)) == nil)
    }

    @Test func theTwoFamiliesDoNotHinderEachOther() throws {
        let server = try LoopbackListener(.v4)
        #expect(BindTrial.failure(Endpoint(.tcp, .loopbackV6, server.port)) == nil)
        #expect(BindTrial.failure(Endpoint(.tcp, .unspecifiedV6, server.port)) == nil)
        #expect(BindTrial.failure(Endpoint(.tcp, .unspecifiedV4, server.port))?.isAddressInUse == true)
    }

    @Test(arguments: Transport.allCases)
    func aFreePortIsFreeAndStaysIt(_ transport: Transport) {
        let endpoint = Endpoint(transport, .loopbackV4, Ports.free())
        for _ in 0..<3 { #expect(BindTrial.failure(endpoint) == nil) }
    }

    @Test func anAddressOfAnotherMachineCannotBeBound() throws {
        let endpoint = Endpoint(.tcp, try #require(IPAddress("192.0.2.1")), 8080)
        let error = try #require(BindTrial.failure(endpoint))
        #expect(error.description == "bind 192.0.2.1:8080: Cannot assign requested address")
        #expect(error.isMissingAddress && !error.isAddressInUse && !error.isPermission)
    }

    @Test(arguments: [
        (Endpoint(.tcp, .loopbackV4, 0x1234), 16, [2, 0, 0x12, 0x34, 127, 0, 0, 1]),
        (Endpoint(.udp, .unspecifiedV4, 1), 16, [2, 0, 0, 1, 0, 0, 0, 0]),
        (Endpoint(.tcp, .loopbackV6, 80), 28, [10, 0, 0, 80, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 15) + [1]),
    ])
    func anEndpointBecomesASocketAddress(_ endpoint: Endpoint, _ length: Int, _ expected: [UInt8]) {
        let bytes = endpoint.withSocketAddress { address, size in
            [UInt8](UnsafeRawBufferPointer(start: address, count: Int(size)))
        }
        #expect(bytes.count == length)
        #expect(Array(bytes.prefix(expected.count)) == expected)
        #expect(bytes.dropFirst(expected.count).allSatisfy { $0 == 0 })
    }
}

@Suite struct SocketDestroyEventsTests {
    private func waitFor(_ events: SocketDestroyEvents, _ isThere: ([SocketRow]) -> Bool) -> Bool {
        let deadline = Clock.monotonic() + 10
        while Clock.monotonic() < deadline {
            var entry = pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0)
            poll(&entry, 1, 1000)
            if isThere(events.drain() ?? []) { return true }
        }
        return false
    }

    /// The kernel knows a socket by its cookie; the port says which one people mean.
    @Test(arguments: IPAddress.Family.allCases)
    func aListenerThatClosesIsAnnounced(_ family: IPAddress.Family) throws {
        let events = try SocketDestroyEvents(.tcp)
        var server: LoopbackListener? = try LoopbackListener(family)
        let port = try #require(server?.port)
        let query = SocketQuery(.tcp, family, states: SocketQuery.listening, localPort: port)
        let row = try #require(try SockDiagTable().sockets(query).first)
        server = nil
        #expect(waitFor(events) { rows in rows.contains { $0.cookie == row.cookie && $0.local == row.local } })
        #expect(try SockDiagTable().sockets(query).isEmpty)
    }

    @Test func oneTransportHearsNothingOfTheOther() throws {
        let (tcp, udp) = try (SocketDestroyEvents(.tcp), SocketDestroyEvents(.udp))
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let port = Ports.free()
        let bound = Endpoint(.udp, .loopbackV4, port).withSocketAddress { bind(descriptor, $0, $1) }
        close(descriptor)
        try #require(bound == 0)
        #expect(waitFor(udp) { rows in rows.contains { $0.local == Endpoint(.udp, .loopbackV4, port) } })
        #expect(!(tcp.drain() ?? []).contains { $0.local == Endpoint(.tcp, .loopbackV4, port) })
    }

    @Test func nothingNewIsNothing() throws {
        let events = try SocketDestroyEvents(.udp)
        _ = events.drain()
        #expect(events.drain()?.contains { $0.local.transport == .tcp } != true)
    }
}
