import Diagnosis
import Endpoints
import Experiments
import Glibc
import LinuxKernel
import TestSupport
import Testing

@Suite("What goes over a port's connections")
struct ConnectionsLookTests {
    private let server: Endpoint
    private let listener: RawSocket

    init() throws {
        listener = try RawSocket(listening: 4)
        server = listener.local
    }

    private func look(former: Set<Int32> = []) -> ConnectionsLook {
        // Our own connections are left out: the clients here are asked about as another process would.
        PortLook(Machine.live(), own: 0).look(server.port, former: former, among: [CurrentProcess.id])
    }

    @Test("nobody took it, it said nothing, it waits for an answer, it got one")
    func standings() throws {
        let client = try RawSocket(connectedTo: server)
        #expect(look().connections.map(\.standing) == [.waiting])
        let accepted = try listener.accept()
        #expect(look().connections.map(\.standing) == [.idle])
        #expect(look().connections.map(\.clientOwners) == [[CurrentProcess.id]])
        #expect(look().connections.map(\.owners) == [[CurrentProcess.id]])
        client.send([1, 2, 3])
        #expect(look().connections.map(\.standing) == [.unread])
        #expect(accepted.receive() == 3)
        let read = look().connections
        #expect(read.map(\.standing) == [.inHand] && read.map(\.received) == [3] && read.map(\.sent) == [0])
        accepted.send([4])
        #expect(client.receive() == 1)
        #expect(look().connections.map(\.standing) == [.idle])
    }

    @Test("the listener and who holds it, and who no longer lives")
    func listeners() {
        let found = look(former: [CurrentProcess.id, 0x3FFF_FFFF])
        #expect(found.listeners.map(\.local) == [server])
        #expect(found.listeners.map(\.owners) == [[CurrentProcess.id]])
        #expect(found.ended == [0x3FFF_FFFF])
        #expect(found.connections.isEmpty)
    }

    @Test("our own process's connections are left out")
    func own() throws {
        let client = try RawSocket(connectedTo: server)
        defer { client.close() }
        #expect(PortLook(Machine.live()).look(server.port, former: [], among: [CurrentProcess.id]).connections.isEmpty)
    }

    @Test("an accept queue is full when one more than its limit waits")
    func queue() throws {
        let small = try RawSocket(listening: 1)
        let watch = { QueueLook(Machine.live(), pause: 0).watch(small.local) }
        // It never dropped anything and nothing waits: there is nothing to wait for.
        #expect(watch().fullLooks == 0 && watch().limit == 1 && watch().looks == 1)
        let clients = try (0..<2).map { _ in try RawSocket(connectedTo: small.local) }
        #expect(watch().fullLooks == QueueLook.looks && watch().longest == 2)
        #expect(watch().overflows == 0, "other listeners' overflows are not this one's")
        for client in clients { client.close() }
    }

    @Test("of a port without a listener there is nothing to see")
    func nothing() throws {
        let port = try RawSocket(listening: 1)
        let endpoint = port.local
        port.close()
        #expect(QueueLook(Machine.live(), pause: 0).watch(endpoint).looks == 0)
    }
}

/// A plain blocking TCP socket on 127.0.0.1.
private final class RawSocket: Sendable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    convenience init(listening backlog: Int32) throws {
        self.init(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        var address = Self.address(0)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(bound == 0 && listen(descriptor, backlog) == 0)
    }

    convenience init(connectedTo endpoint: Endpoint) throws {
        self.init(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))
        var address = Self.address(endpoint.port)
        let made = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(made == 0)
    }

    deinit { Glibc.close(descriptor) }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    var local: Endpoint {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
        }
        return Endpoint(.tcp, .loopbackV4, UInt16(bigEndian: address.sin_port))
    }

    func accept() throws -> RawSocket {
        let taken = Glibc.accept(descriptor, nil, nil)
        try #require(taken >= 0)
        return RawSocket(taken)
    }

    func send(_ bytes: [UInt8]) { _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

    func receive() -> Int {
        var buffer = [UInt8](repeating: 0, count: 64)
        return recv(descriptor, &buffer, buffer.count, 0)
    }

    func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}
