import Endpoints
import Foundation
import LinuxKernel
import Stack
import Testing

@testable import Supervision

/// With real listeners of this very process.
@Suite struct ListenerLookTests {
    let look = ListenerLook(.live())

    private func planned(_ port: UInt16, host: String = "127.0.0.1", transport: String = "tcp") -> PlannedService {
        var service = PlannedService(name: "web", spec: ServiceSpec("web", .run("true")))
        service.ports = [PlannedPort(name: "", number: port, host: host, transport: transport, isLeased: true)]
        return service
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1", true), ("0.0.0.0", "127.0.0.1", true), ("::1", "127.0.0.1", false),
        ("::1", "localhost", true), ("::", "127.0.0.1", true), ("127.0.0.1", "::1", false),
    ])
    func aListenerKeepsThePromise(_ bound: String, _ promised: String, _ expected: Bool) throws {
        let server = try #require(SmallServer(bound))
        defer { server.stop() }
        #expect(ListenerLook.isKept(planned(server.port, host: promised), look.rows()) == expected)
    }

    @Test func whoHasGoneKeepsNothing() throws {
        let server = try #require(SmallServer())
        let port = server.port
        #expect(look.rows().contains { $0.local.port == port })
        server.stop()
        #expect(!look.rows().contains { $0.local == Endpoint(.tcp, .loopbackV4, port) && $0.inode != 0 })
    }

    @Test func ofTheseProcessesAlone() throws {
        let server = try #require(SmallServer())
        defer { server.stop() }
        let rows = look.rows()
        let own = look.listeners(of: [getpid()], among: rows)
        #expect(own.contains(RealListener(Endpoint(.tcp, .loopbackV4, server.port))))
        #expect(look.listeners(of: [1], among: rows.filter { $0.local.port == server.port }) == [])
        #expect(look.listeners(of: [], among: rows) == [])
    }

    @Test func anIPv6ListenerThatTakesBothIsToldSo() throws {
        let both = try #require(SmallServer("::"))
        defer { both.stop() }
        let found = look.listeners(of: [getpid()], among: look.rows().filter { $0.local.port == both.port })
        #expect(found.map(\.takesBoth) == [true])
    }

    @Test func anOfferIsNoPromise() throws {
        let server = try #require(SmallServer())
        defer { server.stop() }
        let rows = look.rows().filter { $0.local.port == server.port }
        var service = planned(server.port == 1 ? 2 : 1)
        #expect(!ListenerLook.isKept(service, rows))
        service.ports[0].isImplied = true
        #expect(ListenerLook.isKept(service, rows))
    }

    @Test func udpIsAskedForWhereItIsPromised() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                #expect(bind(descriptor, $0, length) == 0)
                getsockname(descriptor, $0, &length)
            }
        }
        let service = planned(UInt16(bigEndian: name.sin_port), transport: "udp")
        #expect(ListenerLook.isKept(service, look.rows(udp: true)))
        #expect(!ListenerLook.isKept(service, look.rows()))
    }
}
