import Endpoints
import LinuxKernel
import Ports
import Testing

/// The first and last ports of every rule.
@Suite struct PickBorderTests {
    @Test(
        arguments: [
            // The kernel's range.
            (32767, nil), (32768, .ephemeral), (60999, .ephemeral), (61000, nil), (65535, nil),
            // What needs a privilege.
            (1, .browsersBlock), (2, .privileged), (1023, .privileged), (1024, nil), (1025, .development), (1026, nil),
            // Reserved by the administrator; the reservation counts before the kernel's range.
            (20499, nil), (20500, .reserved), (20501, nil), (40000, .reserved), (40001, .reserved), (40002, .ephemeral),
            // AirPlay and Flask meet at 5000.
            (4999, nil), (5000, .development), (5001, .development), (5002, nil), (6999, nil), (7000, .development),
            // Browsers come first of all.
            (6665, .browsersBlock), (6669, .browsersBlock), (6697, .browsersBlock), (5060, .browsersBlock),
            (5061, .browsersBlock), (4190, .browsersBlock), (2049, .browsersBlock), (22, .browsersBlock),
        ] as [(UInt16, PortRefusal?)])
    func borders(_ port: UInt16, _ expected: PortRefusal?) {
        #expect(PickRules(reserved: [20500...20500, 40000...40001]).refusal(of: port) == expected)
    }

    @Test(arguments: [(1024, 1023, 1024), (80, 79, 80), (2000, 1999, 2000)] as [(UInt16, UInt16, UInt16)])
    func theLowestPortIsTheMachines(_ start: UInt16, _ below: UInt16, _ lowest: UInt16) {
        let rules = PickRules(ephemeral: 65000...65535, unprivilegedStart: start)
        if below != 79 { #expect(rules.refusal(of: below) == .privileged) }
        #expect(rules.refusal(of: lowest) != .privileged)
    }

    @Test func whoeverMayBindAllIsNotHeldBack() {
        let rules = PickRules(unprivilegedStart: 0, range: 2...2)
        #expect(rules.refusal(of: 2) == nil)
        #expect(rules.pick(seed: 5) { _ in nil } == .port(2, isEphemeral: false))
    }

    @Test func butNobodyIsGivenALowPortUnasked() {
        let stages = PickRules(ephemeral: 32768...60999, unprivilegedStart: 0).stages
        #expect(stages.map(\.ports.lowerBound).min() == 1024)
    }

    @Test(
        arguments: [
            (40000, PortRefusal.ephemeral), (80, .privileged), (3000, .development), (20500, .reserved),
        ] as [(UInt16, PortRefusal)])
    func aRangeOfOneIsGivenAllTheSame(_ port: UInt16, _ refusal: PortRefusal) {
        let rules = PickRules(reserved: [20500...20500], range: port...port)
        #expect(rules.refusal(of: port) == refusal)
        #expect(rules.pick(seed: 9) { _ in nil } == .port(port, isEphemeral: refusal == .ephemeral))
        #expect(rules.pick(seed: 9) { _ in .inUse } == .none([.inUse: 1]))
    }

    @Test(arguments: 0...9 as ClosedRange<UInt64>) func everySeedVisitsAllOnce(_ seed: UInt64) {
        var seen: [UInt16] = []
        let pick = PickRules(range: 20000...20009).pick(seed: seed) { port in
            seen.append(port)
            return .handedOut
        }
        #expect(pick == .none([.handedOut: 10]))
        #expect(seen.count == 10)
        #expect(Set(seen) == Set(20000...20009))
        #expect(seen.first == 20000 + UInt16(seed))
    }

    @Test func theWholeRangeIsTriedBeforeTheNext() {
        var seen = 0
        let pick = PickRules(ephemeral: 32768...60999, unprivilegedStart: 1024).pick(seed: 1) { port in
            seen += 1
            return port >= 10000 && port <= 32767 ? .inUse : nil
        }
        guard case .port(let port, false) = pick else {
            Issue.record("\(pick)")
            return
        }
        #expect((1024...9999).contains(port))
        #expect(seen > 20_000)
    }

    @Test func theLastPortOfAllCanBeHad() {
        let pick = PickRules(range: 65535...65535).pick(seed: .max) { _ in nil }
        #expect(pick == .port(65535, isEphemeral: false))
    }

    @Test(arguments: [
        (PortRefusal.browsersBlock, "blocked by browsers"), (.reserved, "reserved by the administrator"),
        (.ephemeral, "in the kernel's own range"), (.privileged, "privileged"),
        (.development, "known as a default of other programs"), (.leased, "leased"),
        (.handedOut, "handed out just now"), (.inUse, "in use"),
    ])
    func words(_ refusal: PortRefusal, _ words: String) { #expect(refusal.words == words) }

    private func search(_ leases: [Lease], listening: Set<UInt16> = [], avoiding: Set<UInt16> = []) -> PortSearch {
        PortSearch(
            rules: PickRules(range: 20000...20003), records: LeaseRecords(leases: leases), avoiding: avoiding,
            listening: listening, transport: .tcp, probe: { _, _ in nil })
    }

    private func lease(_ port: UInt16, _ project: String = "/p") -> Lease {
        Lease(LeaseKey(project: project, service: "s\(port)"), port: port, since: 0)
    }

    @Test func aSearchGivesEveryPortOnceAndThenSaysWhy() throws {
        var search = search([lease(20001)], listening: [20002])
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: nil, notes: &notes, isGone: { _ in false }) == 20000)
        #expect(try search.next(seed: 0, prefer: nil, notes: &notes, isGone: { _ in false }) == 20003)
        #expect(
            throws: NoPort(
                "no free port in 20000-20003: 2 handed out just now, 1 in use, 1 leased",
                hint: "see ostia port --list, and let some go with --release, or ask for another --range")
        ) { try search.next(seed: 0, prefer: nil, notes: &notes, isGone: { _ in false }) }
        #expect(notes == [])
    }

    @Test func leasesOfWorkTreesThatAreGoneAreTakenLast() throws {
        var search = search([lease(20000, "/gone"), lease(20001)], listening: [20002])
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: nil, notes: &notes, isGone: { $0 == "/gone" }) == 20003)
        #expect(try search.next(seed: 0, prefer: nil, notes: &notes, isGone: { $0 == "/gone" }) == 20000)
    }

    @Test(
        arguments: [
            (20001, "20001 cannot be had, leased to s20001 of /p; here is another"),
            (20002, "20002 cannot be had, in use; here is another"),
            (20003, "20003 cannot be had, handed out just now; here is another"),
        ] as [(UInt16, String)])
    func aWishThatCannotBeHasItsReason(_ port: UInt16, _ note: String) throws {
        var search = search([lease(20001)], listening: [20002], avoiding: [20003])
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: port, notes: &notes, isGone: { _ in false }) == 20000)
        #expect(notes == [note])
    }

    @Test func aWishMayBeUnwise() throws {
        var search = search([])
        var notes: [String] = []
        #expect(try search.next(seed: 0, prefer: 6667, notes: &notes, isGone: { _ in false }) == 6667)
        #expect(try search.next(seed: 0, prefer: 40000, notes: &notes, isGone: { _ in false }) == 40000)
        #expect(
            notes == [
                "browsers refuse to open port 6667",
                "40000 is in the kernel's own range 32768-60999: an outgoing connection may take it while nobody "
                    + "listens",
            ])
    }
}
