import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

/// The registry on a real disk, the machine made up: every port is free but those said.
@Suite struct PortOfficeTests {
    let folder = TemporaryFolder()
    let proc = FakeProc()

    init() {
        proc.setSysctl("net/ipv4/ip_local_port_range", "32768\t60999")
        proc.setSysctl("net/ipv4/ip_local_reserved_ports", "")
    }

    func office(
        now: Int = 1_763_700_000, taken: Set<UInt16> = [], listening: [SocketRow] = [], gone: Set<String> = [],
        random: UInt64 = 0
    ) -> PortOffice {
        let machine = Machine(sockets: StubTable(listening), proc: proc.proc, userID: 1000, processID: 1)
        return PortOffice(
            machine, folder: StateFolder(path: folder("state/ostia")), now: { now }, random: { random },
            probe: { port, _ in taken.contains(port) ? .inUse : nil }, exists: { !gone.contains($0) })
    }

    func request(
        _ name: String, in project: String = "/shop", transport: Transport = .tcp, count: Int = 1,
        range: ClosedRange<UInt16>? = nil, prefer: UInt16? = nil
    ) throws -> PortRequest {
        PortRequest(
            service: (project, try ServiceName(parsing: name)), transport: transport, count: count, range: range,
            prefer: prefer)
    }

    @Test func aLeaseStays() throws {
        let first = try office().grant(request("api")).grants[0]
        #expect(first.isLeased && first.isNew)
        let second = try office(now: 1_800_000_000, taken: [first.port]).grant(request("api")).grants[0]
        #expect(second == PortGrant(port: first.port, key: first.key, isLeased: true, isNew: false))
        #expect(
            folder.text("state/ostia/leases") == """
                # ostia leases: port, transport, since, service, work tree
                \(first.port) tcp 1763700000 api /shop

                """)
    }

    @Test func aLostRegistryGivesTheSamePortAgain() throws {
        let before = try office().grant(request("api")).grants[0].port
        folder.remove("state")
        #expect(try office().grant(request("api")).grants[0].port == before)
        #expect((10_000...32_767).contains(before))
    }

    @Test func workTreesServicesAndTransportsDiffer() throws {
        let office = office()
        let ports = [
            try office.grant(request("api")), try office.grant(request("web")),
            try office.grant(request("api", in: "/shop-2")), try office.grant(request("api", transport: .udp)),
        ].map(\.grants[0].port)
        #expect(Set(ports).count == 4)
    }

    @Test func severalPortsOfAService() throws {
        let grants = try office().grant(request("db", count: 3)).grants
        #expect(grants.map(\.key?.service) == ["db", "db-2", "db-3"])
        #expect(Set(grants.map(\.port)).count == 3)
        #expect(try office().grant(request("db", count: 2)).grants.map(\.port) == grants.prefix(2).map(\.port))
    }

    @Test func aPortWithoutANameIsNotGivenAgainForAMinute() throws {
        let request = PortRequest(range: 20000...20001)
        #expect(try office(now: 100).grant(request).grants == [PortGrant(port: 20000)])
        #expect(try office(now: 100).grant(request).grants == [PortGrant(port: 20001)])
        let error = #expect(throws: NoPort.self) { try office(now: 159).grant(request) }
        #expect(error?.message == "no free port in 20000-20001: 2 handed out just now")
        #expect(try office(now: 160).grant(request).grants == [PortGrant(port: 20000)])
    }

    @Test func aPortWithoutANameIsKeptForAProcess() throws {
        proc.add(4711, startTicks: 99)
        let request = PortRequest(range: 20000...20001, owner: (4711, 99))
        #expect(try office(now: 100).grant(request).grants[0].port == 20000)
        #expect(try office(now: 5000).grant(request).grants[0].port == 20001)
        proc.remove(4711)
        proc.add(4711, startTicks: 100)
        #expect(try office(now: 9000).grant(PortRequest(range: 20000...20001)).grants[0].port == 20000)
    }

    @Test func allOrNothing() throws {
        #expect(throws: NoPort.self) { try office().grant(request("db", count: 3, range: 20000...20001)) }
        #expect(try office().list().leases == [])
        #expect(throws: NoPort.self) { try office().grant(PortRequest(count: 3, range: 20000...20001)) }
        #expect(try office().grant(PortRequest(count: 2, range: 20000...20001)).grants.count == 2)
    }

    @Test func leasesAndListenersAreLeftAlone() throws {
        let office = office(taken: [20001], listening: [.listener("127.0.0.1", 20000, inode: 1)])
        #expect(try office.grant(request("a", range: 20000...20002)).grants[0].port == 20002)
        let error = #expect(throws: NoPort.self) { try office.grant(request("b", range: 20000...20002)) }
        #expect(error?.message == "no free port in 20000-20002: 2 in use, 1 leased")
        #expect(
            error?.hint == "see ostia port --list, and let some go with --release, or ask for another --range")
    }

    @Test func leasesOfWorkTreesThatAreGoneMakeRoom() throws {
        #expect(try office().grant(request("a", in: "/old", range: 20000...20000)).grants[0].port == 20000)
        let office = office(gone: ["/old"])
        #expect(try office.grant(request("b", range: 20000...20000)).grants[0].port == 20000)
        #expect(try office.list().leases.map(\.key.project) == ["/shop"])
    }

    @Test func aWishIsGranted() throws {
        #expect(try office().grant(request("web", prefer: 3000)).grants[0].port == 3000)
        let answer = try office().grant(request("web", in: "/shop-2", prefer: 3000))
        #expect(answer.grants[0].port != 3000)
        #expect(answer.notes == ["3000 cannot be had, leased to web of /shop; here is another"])
    }

    @Test func aWishDoesNotMoveALease() throws {
        let port = try office().grant(request("web")).grants[0].port
        let answer = try office().grant(request("web", prefer: 3000))
        #expect(answer.grants[0].port == port)
        #expect(answer.notes == ["web keeps port \(port), its lease; for 3000: ostia port --release web first"])
    }

    @Test func aLeaseOutsideTheRangeIsARefusal() throws {
        _ = try office().grant(request("web", prefer: 3000))
        let error = #expect(throws: NoPort.self) { try office().grant(request("web", range: 4000...4010)) }
        #expect(
            error
                == NoPort(
                    "web is leased port 3000, outside 4000-4010",
                    hint: "let it go first: ostia port --release web"))
    }

    @Test func releases() throws {
        let office = office()
        let ports = try office.grant(request("db", count: 2)).grants.map(\.port)
        _ = try office.grant(request("web"))
        _ = try office.grant(request("web", in: "/other"))
        let names = try ServiceName(parsing: "db").numbered(2)
        #expect(try office.release(project: "/shop", services: names).map(\.port) == ports)
        #expect(try office.release(project: "/shop", services: names) == [])
        #expect(try office.release(project: "/shop", services: nil).map(\.key.service) == ["web"])
        #expect(try office.list().leases.map(\.key.project) == ["/other"])
    }

    @Test func aDamagedRegistryIsSaidAndPutAside() throws {
        folder.write("state/ostia/leases", "18211 tcp 5 api /shop\nrubbish\nmore\n")
        let path = folder("state/ostia/leases")
        let known = try office().grant(request("api"))
        #expect(known.grants[0].port == 18211)
        #expect(known.notes == ["\(path): line 2 makes no sense, nor do 1 more"])
        #expect(try office().grant(request("web")).notes == ["\(path): line 2 makes no sense, nor do 1 more"])
        #expect(try office().grant(request("web")).notes == [])
        #expect(folder.text("state/ostia/leases.damaged") == "18211 tcp 5 api /shop\nrubbish\nmore\n")
    }

    @Test func withoutARegistryThereIsAPortButNoPromise() throws {
        let usual = try office().grant(request("api")).grants[0].port
        folder.remove("state")
        folder.write("state", "a file is no folder")
        let answer = try office().grant(request("api"))
        #expect(answer.grants.map(\.port) == [usual])
        #expect(answer.grants.map(\.isLeased) == [false])
        #expect(
            answer.notes == [
                "no lease, the port may go to somebody else: mkdir \(folder("state/ostia")): Not a directory"
            ])
        #expect(
            try office().grant(PortRequest()).notes == [
                "the port is not remembered: mkdir \(folder("state/ostia")): Not a directory"
            ])
    }

    @Test func aFullDiskLeavesTheRegistryAsItWas() throws {
        let api = try office().grant(request("api")).grants[0].port
        let before = folder.text("state/ostia/leases")
        folder.link("state/ostia/leases.new", to: "/dev/full")
        let answer = try office().grant(request("web"))
        #expect(answer.grants.map(\.isLeased) == [false])
        #expect(
            answer.notes == [
                "no lease, the port may go to somebody else: write \(folder("state/ostia/leases.new")): "
                    + "No space left on device"
            ])
        #expect(folder.text("state/ostia/leases") == before)
        #expect(try office().grant(request("api")).grants[0].port == api)
        // What stood in the way went with the failure.
        #expect(try office().grant(request("web")).grants.map(\.isLeased) == [true])
    }

    @Test func noHomeIsSaid() throws {
        let machine = Machine(sockets: StubTable(), proc: proc.proc, userID: 1000, processID: 1)
        let office = PortOffice(machine, folder: nil, probe: { _, _ in nil })
        #expect(
            try office.grant(request("api")).notes == [
                "no lease, the port may go to somebody else: find a folder for leases (HOME is not set): "
                    + "No such file or directory"
            ])
        #expect(try office.list().leases == [])
        #expect(try office.release(project: "/shop", services: nil) == [])
    }
}
