import Endpoints
import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct PickRulesTests {
    func order(_ rules: PickRules, seed: UInt64, count: Int) -> [UInt16] {
        var seen: [UInt16] = []
        _ = rules.pick(seed: seed) { port in
            seen.append(port)
            return seen.count < count ? .inUse : nil
        }
        return seen
    }

    @Test func beginsWhereTheSeedSays() {
        let rules = PickRules(range: 20000...20004)
        #expect(order(rules, seed: 0, count: 5) == [20000, 20001, 20002, 20003, 20004])
        #expect(order(rules, seed: 3, count: 5) == [20003, 20004, 20000, 20001, 20002])
        #expect(order(rules, seed: UInt64.max, count: 1) == [20000 + UInt16(UInt64.max % 5)])
    }

    @Test(
        arguments: [
            // ephemeral, lowest without privilege, stages
            (32768...60999, 1024, [10000...32767, 1024...9999, 61000...65535, 32768...60999]),
            (32768...60999, 0, [10000...32767, 1024...9999, 61000...65535, 32768...60999]),
            (32768...65535, 1024, [10000...32767, 1024...9999, 32768...65535]),
            (10000...65535, 1024, [1024...9999, 10000...65535]),
            (1024...65535, 1024, [1024...65535]),
            (1...65535, 1024, [1024...65535]),
            (49152...65535, 12000, [12000...49151, 49152...65535]),
        ] as [(ClosedRange<UInt16>, UInt16, [ClosedRange<UInt16>])])
    func stages(_ ephemeral: ClosedRange<UInt16>, _ start: UInt16, _ expected: [ClosedRange<UInt16>]) {
        let stages = PickRules(ephemeral: ephemeral, unprivilegedStart: start).stages
        #expect(stages.map(\.ports) == expected)
        #expect(stages.dropLast().allSatisfy { $0.overlooks.isEmpty })
        #expect(stages.last?.overlooks == [.ephemeral])
    }

    @Test(
        arguments: [
            (20000, nil), (6000, .browsersBlock), (10080, .browsersBlock), (20500, .reserved), (40000, .ephemeral),
            (80, .privileged), (3000, .development), (5173, .development), (8080, .development), (5432, .development),
            (6379, .development), (5000, .development), (7000, .development), (1023, .privileged),
        ] as [(UInt16, PortRefusal?)])
    func refusals(_ port: UInt16, _ expected: PortRefusal?) {
        #expect(PickRules(reserved: [20500...20500, 20600...20700]).refusal(of: port) == expected)
    }

    @Test func aRangeAskedForGivesItsBestFirst() {
        // 3000 and 3001 are known defaults of other programs.
        let rules = PickRules(range: 2998...3002)
        #expect(order(rules, seed: 0, count: 4) == [2998, 2999, 3002, 3000])
    }

    @Test func aRangeAskedForMayBeTheKernels() {
        let rules = PickRules(range: 40000...40001)
        #expect(rules.pick(seed: 0) { _ in nil } == .port(40000, isEphemeral: true))
    }

    @Test func whatBrowsersBlockIsNeverGiven() {
        let rules = PickRules(range: 6665...6670)
        #expect(order(rules, seed: 0, count: 1) == [6670])
        #expect(PickRules(range: 6665...6669).pick(seed: 7) { _ in nil } == .none([.browsersBlock: 5]))
    }

    @Test func saysWhyThereIsNone() {
        let rules = PickRules(range: 6666...6671)
        let pick = rules.pick(seed: 0) { $0 == 6670 ? .leased : .inUse }
        #expect(pick == .none([.browsersBlock: 4, .leased: 1, .inUse: 1]))
    }

    @Test func theKernelsRangeIsTheLastResort() {
        let rules = PickRules(ephemeral: 1024...65535)
        #expect(rules.pick(seed: 30000) { _ in nil } == .port(31024, isEphemeral: true))
    }

    @Test func readsTheMachine() {
        let proc = FakeProc()
        proc.setSysctl("net/ipv4/ip_local_port_range", "20000\t30000")
        proc.setSysctl("net/ipv4/ip_local_reserved_ports", "8000,9000-9010")
        proc.setSysctl("net/ipv4/ip_unprivileged_port_start", "1500")
        let machine = Machine(sockets: StubTable(), proc: proc.proc, userID: 1000, processID: 1)
        #expect(
            PickRules(machine, range: 1...2)
                == PickRules(
                    ephemeral: 20000...30000, reserved: [8000...8000, 9000...9010], unprivilegedStart: 1500,
                    range: 1...2))
        var root = machine
        root.userID = 0
        #expect(PickRules(root).unprivilegedStart == 0)
    }
}
