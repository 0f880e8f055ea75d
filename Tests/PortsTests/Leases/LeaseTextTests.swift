import Endpoints
import Testing

@testable import Ports

@Suite struct LeaseTextTests {
    let api = Lease(LeaseKey(project: "/home/me/my shop", service: "api"), port: 18211, since: 1_763_700_000)
    let log = Lease(LeaseKey(project: "/srv/x\n100%", service: "log", transport: .udp), port: 20000, since: 5)
    let text = """
        # ostia leases: port, transport, since, service, work tree
        18211 tcp 1763700000 api /home/me/my shop
        20000 udp 5 log /srv/x%0A100%25

        """

    @Test func writes() {
        #expect(String(decoding: LeaseText.encode([api, log]), as: UTF8.self) == text)
    }

    @Test func reads() {
        let (leases, damaged) = LeaseText.decode(Array(text.utf8))
        #expect(leases == [api, log])
        #expect(damaged == [])
    }

    @Test(arguments: ["", "# ostia leases\n", "\n\n# x\n"])
    func nothing(_ text: String) {
        let (leases, damaged) = LeaseText.decode(Array(text.utf8))
        #expect(leases == [])
        #expect(damaged == [])
    }

    @Test(
        arguments: [
            "x", "18211", "18211 tcp 5 api", "0 tcp 5 api /a", "65536 tcp 5 api /a", "-1 tcp 5 api /a",
            "18211 sctp 5 api /a", "18211 tcp -5 api /a", "18211 tcp x api /a", "18211 tcp 5 9api /a",
            "18211 tcp 5 api a", "18211 tcp 5 api /a%", "18211 tcp 5 api /a%2", "18211 tcp 5 api /a%zz",
            "18211 tcp 5 api /a\u{1}", " 18211 tcp 5 api /a", "18211 tcp 5  /a",
        ])
    func skipsWhatMakesNoSense(_ line: String) {
        let (leases, damaged) = LeaseText.decode(Array("1 tcp 1 a /a\n\(line)\n2 tcp 2 b /b\n".utf8))
        #expect(leases.map(\.port) == [1, 2])
        #expect(damaged == [2])
    }

    @Test func skipsInvalidUTF8() {
        let (leases, damaged) = LeaseText.decode(Array("1 tcp 1 a /".utf8) + [0xFF, 10])
        #expect(leases == [])
        #expect(damaged == [1])
    }

    @Test func aLineCutOffIsNoLease() {
        let (leases, damaged) = LeaseText.decode(Array("1 tcp 1 a /a\n2 tcp 2 b /home/m".utf8))
        #expect(leases.map(\.port) == [1])
        #expect(damaged == [2])
    }

    @Test func thePortAndTheServiceOfAnEarlierLineStand() {
        let (leases, damaged) = LeaseText.decode(Array("1 tcp 1 a /a\n1 tcp 1 b /a\n2 tcp 1 a /a\n2 udp 1 a /a\n".utf8))
        #expect(leases.map(\.port) == [1, 2])
        #expect(leases.map(\.key.transport) == [.tcp, .udp])
        #expect(damaged == [2, 3])
    }

    @Test func handedOut() {
        let entries = [HandedOut(18211, .tcp, time: 7), HandedOut(9, .udp, time: 8, pid: 4711, startTicks: 99)]
        let text = "18211 tcp 7 0 0\n9 udp 8 4711 99\n"
        #expect(String(decoding: HandedOutText.encode(entries), as: UTF8.self) == text)
        #expect(HandedOutText.decode(Array(text.utf8)) == entries)
        #expect(HandedOutText.decode(Array("x\n1 tcp\n9 udp 8 4711 99\n".utf8)) == [entries[1]])
    }
}

@Suite struct LeaseTests {
    @Test func theSeedIsTheSameForEver() {
        // A change of these numbers moves the ports of everybody who loses the registry.
        #expect(LeaseKey(project: "/home/me/shop", service: "api").seed == 0xF1AA1F4C11A76814)
        #expect(LeaseKey(project: "/", service: "a").seed != LeaseKey(project: "/", service: "b").seed)
        #expect(LeaseKey(project: "/a", service: "b").seed != LeaseKey(project: "/ab", service: "").seed)
        #expect(
            LeaseKey(project: "/a", service: "b").seed != LeaseKey(project: "/a", service: "b", transport: .udp).seed)
    }

    @Test(
        arguments: [
            (0, true), (59, true), (60, false), (-59, true), (-60, false), (86_400, false),
        ])
    func aPortIsRememberedForAMinute(_ age: Int, _ expected: Bool) {
        let entry = HandedOut(1, .tcp, time: 1000)
        #expect(entry.isCurrent(now: 1000 + age) { _, _ in true } == expected)
    }

    @Test func aPortIsRememberedAsLongAsItsProcessLives() {
        let entry = HandedOut(1, .tcp, time: 1000, pid: 7, startTicks: 3)
        #expect(entry.isCurrent(now: 5000) { pid, start in pid == 7 && start == 3 })
        #expect(!entry.isCurrent(now: 5000) { _, _ in false })
    }
}
