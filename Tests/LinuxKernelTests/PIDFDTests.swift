import Endpoints
import LinuxKernel
import TestSupport
import Testing

@Suite struct PIDFDTests {
    @Test func seesTheEndOfAProcess() throws {
        let program = try RealProgram("sleep", ["60"])
        let handle = try PIDFD(program.id)
        #expect(!handle.waitForExit())
        try handle.send(.none)
        try handle.send(.terminate)
        #expect(handle.waitForExit(10))
    }

    @Test func aProcessThatIsGoneCannotBeOpened() throws {
        let program = try RealProgram("true")
        #expect(program.process.wait(seconds: 10) == 0)
        #expect(throws: SystemError("pidfd_open", "pid \(program.id)", code: 3)) { try PIDFD(program.id) }
    }

    @Test func aHandleNeverMeansASuccessor() throws {
        let program = try RealProgram("sleep", ["60"])
        let handle = try PIDFD(program.id)
        program.stop()
        #expect(throws: SystemError("pidfd_send_signal", "pid \(program.id)", code: 3)) { try handle.send(.terminate) }
    }

    @Test(.requires("python3", .root)) func shutsAListenerDownAndLeavesItsProcess() throws {
        let port = Ports.free()
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try server.waitForPort(port)
        let proc = ProcFS()
        let query = SocketQuery(.tcp, .v4, states: SocketQuery.listening, localPort: port)
        let row = try #require(try SockDiagTable().sockets(query).first)
        let holder = try #require(proc.holders(of: [row.inode], among: [server.id]).holders.first)
        try PIDFD(server.id).shutDown(descriptor: holder.fd)
        #expect(!Ports.isListening(port))
        #expect(server.process.wait(seconds: 0) == nil)
        // Still bound: that is the price of keeping the process.
        let bound = SocketQuery(.tcp, .v4, states: SocketState.boundInactive.bit, localPort: port)
        #expect(try SockDiagTable().sockets(bound).map(\.inode) == [row.inode])
    }
}

@Suite struct ConnectOutcomeTests {
    private func endpoint(_ port: UInt16) -> Endpoint { Endpoint(.tcp, .loopbackV4, port) }

    @Test func isRefusedWhereNobodyListens() {
        let (connection, result) = TCPConnection.open(endpoint(Ports.free()))
        #expect(connection == nil)
        #expect(result == .refused)
    }

    @Test(.requires("python3")) func sendsAndReceives() throws {
        let port = Ports.free()
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try server.waitForPort(port)
        let (connection, result) = TCPConnection.open(endpoint(port))
        #expect(result == .connected)
        let open = try #require(connection)
        #expect(open.send(Array("GET / HTTP/1.0\r\n\r\n".utf8), seconds: 1))
        let line = open.receive(seconds: 5, limit: 16_384) { $0.contains(10) }
        #expect(String(decoding: line, as: UTF8.self).hasPrefix("HTTP/1.0 200 OK"))
    }

    @Test(.requires("python3")) func givesUpOnSilence() throws {
        let port = Ports.free()
        let script = "import socket,time\ns=socket.socket(); s.bind(('127.0.0.1',\(port))); s.listen(); time.sleep(60)"
        let server = try RealProgram("python3", ["-c", script])
        try server.waitForPort(port)
        let open = try #require(TCPConnection.open(endpoint(port)).0)
        let begin = Clock.monotonic()
        #expect(open.receive(seconds: 0.2, limit: 100) { _ in false } == [])
        #expect(Clock.monotonic() - begin >= 0.19)
    }

    @Test(.requires("python3")) func bindTrialTellsTakenFromFree() throws {
        let port = Ports.free()
        #expect(BindTrial.failure(endpoint(port)) == nil)
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try server.waitForPort(port)
        #expect(BindTrial.failure(endpoint(port)) == SystemError("bind", "127.0.0.1:\(port)", code: 98))
        #expect(BindTrial.failure(Endpoint(.udp, .loopbackV4, port)) == nil)
        #expect(BindTrial.failure(Endpoint(.tcp, .v4(IPv4Address(203, 0, 113, 1)), port))?.code == 99)
    }

    @Test(.requires("python3")) func announcesADestroyedListener() throws {
        let port = Ports.free()
        let server = try RealProgram("python3", ["-m", "http.server", "\(port)", "--bind", "127.0.0.1"])
        try server.waitForPort(port)
        let query = SocketQuery(.tcp, .v4, states: SocketQuery.listening, localPort: port)
        let row = try #require(try SockDiagTable().sockets(query).first)
        let events = try SocketDestroyEvents(.tcp)
        server.stop()
        var cookies: Set<UInt64> = []
        let came = eventually {
            for gone in events.drain() ?? [] where gone.local.port == port { cookies.insert(gone.cookie) }
            return cookies.contains(row.cookie)
        }
        #expect(came)
    }
}
