import Endpoints
import Testing

@testable import Stack

/// What a service was told against what it does.
@Suite struct PromiseTests {
    private func service(
        _ command: String = "python3 app.py", host: String = "127.0.0.1", _ ports: [(String, UInt16)] = [("", 8000)],
        transport: String = "tcp"
    ) -> PlannedService {
        var service = PlannedService(name: "web", spec: ServiceSpec("web", .run(command)))
        service.command = command
        service.ports = ports.map {
            PlannedPort(name: $0.0, number: $0.1, host: host, transport: transport, isLeased: true)
        }
        return service
    }

    private func real(_ address: String, _ port: UInt16, takesBoth: Bool = false) throws -> RealListener {
        RealListener(Endpoint(.tcp, try #require(IPAddress(address)), port), takesBoth: takesBoth)
    }

    @Test func keptIsNoDivergence() throws {
        #expect(Promise.divergences(service(), real: [try real("127.0.0.1", 8000)]) == [])
    }

    @Test func nothingYetIsNoDivergence() { #expect(Promise.divergences(service(), real: []) == []) }

    @Test(arguments: [
        (UInt16(8001), Divergence.Kind.tookNextPort), (8010, .tookNextPort), (8011, .ignoredPort), (3000, .ignoredPort),
        (7999, .ignoredPort),
    ])
    func anotherPort(_ port: UInt16, _ kind: Divergence.Kind) throws {
        let found = Promise.divergences(service(), real: [try real("127.0.0.1", port)])
        #expect(found.map(\.kind) == [kind])
        #expect(found.first?.text.hasPrefix("listens on \(port) ") == true)
        #expect(found.first?.text.contains("8000") == true)
    }

    @Test func aPortNearTheEnd() throws {
        let found = Promise.divergences(service([("", 65535)]), real: [try real("127.0.0.1", 1)])
        #expect(found.map(\.kind) == [.ignoredPort])
    }

    private func service(_ ports: [(String, UInt16)]) -> PlannedService { service("python3 app.py", ports) }

    @Test func moreThanWasPromisedIsNoFault() throws {
        let both = [try real("127.0.0.1", 8000), try real("127.0.0.1", 40123)]
        #expect(Promise.divergences(service(), real: both) == [])
    }

    @Test func aNamedPortIsNamed() throws {
        let found = Promise.divergences(
            service([("http", 8000), ("debug", 9229)]),
            real: [try real("127.0.0.1", 8000), try real("127.0.0.1", 5005)])
        #expect(found.map(\.port) == ["debug"])
        #expect(found.first?.text == "listens on 5005 and not on its port 9229 (debug): it ignores PORT")
        #expect(found.first?.mend.contains("${ports.debug}") == true)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.168.1.20"])
    func openToTheNetwork(_ address: String) throws {
        let found = Promise.divergences(service(), real: [try real(address, 8000, takesBoth: true)])
        #expect(found.map(\.kind) == [.openToNetwork])
        #expect(found.first?.text.contains("others in your network") == true)
    }

    @Test func wideWhereItWasAskedFor() throws {
        #expect(Promise.divergences(service(host: "0.0.0.0"), real: [try real("0.0.0.0", 8000)]) == [])
        #expect(Promise.divergences(service(host: "::"), real: [try real("::", 8000)]) == [])
    }

    @Test(arguments: [("127.0.0.1", "::1"), ("::1", "127.0.0.1")])
    func theOtherLoopback(_ host: String, _ address: String) throws {
        let found = Promise.divergences(service(host: host), real: [try real(address, 8000)])
        #expect(found.map(\.kind) == [.otherLoopback])
        #expect(found.first?.text.contains("do not reach it") == true)
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func localhostIsEither(_ address: String) throws {
        #expect(Promise.divergences(service(host: "localhost"), real: [try real(address, 8000)]) == [])
    }

    @Test func bothLoopbacksAreKept() throws {
        #expect(
            Promise.divergences(service(), real: [try real("::1", 8000), try real("127.0.0.1", 8000)]) == [])
    }

    @Test func aMappedLoopbackIsLoopback() throws {
        #expect(Promise.divergences(service(), real: [try real("::ffff:127.0.0.1", 8000)]) == [])
    }

    @Test func udpIsNotJudged() throws {
        #expect(Promise.divergences(service(transport: "udp"), real: [try real("127.0.0.1", 9)]) == [])
    }

    /// The flag of the program, where it is known.
    @Test(arguments: [
        ("npx vite", "--port 8000 --strictPort"), ("flask --app api run", "--port 8000"),
        ("node_modules/.bin/next dev", "-p 8000"), ("bin/rails server", "-p 8000"), ("postgres -D data", "-p 8000"),
        ("python3 -m http.server", "8000"), ("ng serve", "--port 8000"), ("redis-server", "--port 8000"),
    ])
    func mends(_ command: String, _ flag: String) throws {
        let found = Promise.divergences(service(command), real: [try real("127.0.0.1", 3000)])
        #expect(found.first?.mend == "add to its command: \(flag)")
    }

    @Test func mendsTheAddress() throws {
        let found = Promise.divergences(service("vite"), real: [try real("::1", 8000)])
        #expect(found.first?.mend == "add to its command: --host 127.0.0.1")
        let unknown = Promise.divergences(service(), real: [try real("::1", 8000)])
        #expect(unknown.first?.mend.contains("HOST is 127.0.0.1") == true)
    }

    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1", false, true), ("127.0.0.1", "0.0.0.0", false, true), ("127.0.0.1", "::", true, true),
        ("127.0.0.1", "::", false, false), ("::1", "::", false, true), ("::1", "0.0.0.0", false, false),
        ("127.0.0.1", "::1", false, false), ("localhost", "::1", false, true), ("127.0.0.1", "127.0.0.2", false, false),
        ("shop.test", "10.0.0.1", false, true), ("127.0.0.1", "::ffff:127.0.0.1", false, true),
    ])
    func kept(_ host: String, _ address: String, _ takesBoth: Bool, _ expected: Bool) throws {
        let port = PlannedPort(name: "", number: 80, host: host, isLeased: false)
        #expect(Promise.isKept(port, [try real(address, 80, takesBoth: takesBoth)]) == expected)
        #expect(!Promise.isKept(port, [try real(address, 81, takesBoth: takesBoth)]))
        #expect(!Promise.isKept(port, []))
    }
}
