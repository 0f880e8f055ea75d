import Ports
import Testing

@Suite struct PortSearchTests {
    func search(
        _ records: LeaseRecords = LeaseRecords(), range: ClosedRange<UInt16>? = nil, avoiding: Set<UInt16> = [],
        probe: @escaping (UInt16) -> PortRefusal? = { _ in nil }
    ) -> PortSearch {
        PortSearch(
            rules: PickRules(range: range), records: records, avoiding: avoiding, listening: [22000], transport: .tcp,
            probe: { port, _ in probe(port) })
    }

    func lease(_ project: String, _ port: UInt16) -> Lease {
        Lease(LeaseKey(project: project, service: "api"), port: port, since: 0)
    }

    @Test(
        arguments: [
            (22000, "22000 cannot be had, in use; here is another"),
            (22001, "22001 cannot be had, leased to api of /shop; here is another"),
            (22002, "22002 cannot be had, handed out just now; here is another"),
            (80, "80 cannot be had, binding it needs a privilege; here is another"),
        ] as [(UInt16, String)])
    func saysWhyAWishCannotBeGranted(_ prefer: UInt16, _ expected: String) throws {
        var search = search(LeaseRecords(leases: [lease("/shop", 22001)]), avoiding: [22002]) {
            $0 < 1024 ? .privileged : nil
        }
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: prefer, notes: &notes, isGone: { _ in false }) == 10003)
        #expect(notes == [expected])
    }

    @Test(
        arguments: [
            (3000, []),
            (6000, ["browsers refuse to open port 6000"]),
            (
                40000,
                [
                    "40000 is in the kernel's own range 32768-60999: an outgoing connection may take it while nobody "
                        + "listens"
                ]
            ),
        ] as [(UInt16, [String])])
    func aWishIsGrantedWithAWarning(_ prefer: UInt16, _ expected: [String]) throws {
        var search = search()
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: prefer, notes: &notes, isGone: { _ in false }) == prefer)
        #expect(notes == expected)
    }

    @Test func aWishMayTakeOverFromAWorkTreeThatIsGone() throws {
        var search = search(LeaseRecords(leases: [lease("/old", 3000)]))
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: 3000, notes: &notes, isGone: { $0 == "/old" }) == 3000)
        #expect(notes == [])
    }

    @Test func doesNotGiveAPortTwice() throws {
        var search = search(range: 20000...20002)
        var notes: [String] = []
        let ports = try (0..<3).map { _ in
            try search.next(seed: 1, prefer: nil, notes: &notes, isGone: { _ in false })
        }
        #expect(ports == [20001, 20002, 20000])
        #expect(throws: NoPort("no free port in 20000-20002: 3 handed out just now", hint: "ask for another --range")) {
            try search.next(seed: 1, prefer: nil, notes: &notes, isGone: { _ in false })
        }
    }
}
