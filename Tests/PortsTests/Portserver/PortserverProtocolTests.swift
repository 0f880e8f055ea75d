import LinuxKernel
import Ports
import TestSupport
import Testing

@Suite struct PortserverProtocolTests {
    @Test(
        arguments: [
            ("4711\n", false, .process(4711)), ("4711\r\n", false, .process(4711)), (" 4711 \n", false, .process(4711)),
            ("4711\nmore", false, .process(4711)), ("2147483647\n", false, .process(2_147_483_647)),
            ("", false, .incomplete), ("47", false, .incomplete), ("47", true, .process(47)),
            ("", true, .garbage), ("\n", false, .garbage), ("0\n", false, .garbage), ("1\n", false, .garbage),
            ("-5\n", false, .garbage), ("2147483648\n", false, .garbage), ("4711x", false, .garbage),
            ("GET / HTTP/1.1", false, .garbage), ("000000000000000004711\n", false, .garbage),
            ("00000000000000004711\n", false, .process(4711)), ("111111111111111111111", false, .garbage),
        ] as [(String, Bool, PortserverRequest)])
    func requests(_ text: String, _ isAll: Bool, _ expected: PortserverRequest) {
        #expect(PortserverRequest(Array(text.utf8), isAll: isAll) == expected)
    }

    @Test func binaryIsGarbage() {
        #expect(PortserverRequest([0, 255, 10], isAll: true) == .garbage)
    }

    @Test func replies() {
        #expect(PortserverRequest.reply(18211) == Array("18211\n".utf8))
        #expect(PortserverRequest.reply(nil) == [])
    }
}

@Suite struct PortserverPoolTests {
    @Test func aPortBelongsToAProcessAsLongAsItLives() throws {
        let proc = FakeProc()
        proc.add(100, startTicks: 1)
        proc.add(101, startTicks: 2)
        let machine = Machine(sockets: StubTable(), proc: proc.proc, userID: 1000, processID: 1)
        // Without a registry: what the pool itself remembers must do.
        let office = PortOffice(machine, folder: nil, random: { 0 }, probe: { _, _ in nil })
        var pool = PortserverPool(office, proc: proc.proc, range: 20000...20001)
        #expect(pool.port(for: 100) == 20000)
        #expect(pool.port(for: 101) == 20001)
        #expect(pool.port(for: 101) == nil)
        #expect(pool.port(for: 999) == nil)
        proc.remove(100)
        #expect(pool.port(for: 101) == 20000)
        // The same number, another process: what the first had is free again.
        proc.add(101, startTicks: 3)
        #expect(pool.port(for: 101) == 20000)
    }

    @Test func aZombieGetsNone() {
        let proc = FakeProc()
        proc.add(100, state: "Z")
        let machine = Machine(sockets: StubTable(), proc: proc.proc, userID: 1000, processID: 1)
        var pool = PortserverPool(PortOffice(machine, folder: nil, probe: { _, _ in nil }), proc: proc.proc, range: nil)
        #expect(pool.port(for: 100) == nil)
    }
}
