import Endpoints
import LinuxKernel
import TestSupport
import Testing

@Suite struct PortHoldTests {
    /// A hold on some port nobody has.
    private func hold(_ transport: Transport, _ range: ClosedRange<UInt16>) throws -> (PortHold, UInt16) {
        for port in range.shuffled() {
            if BindTrial.failure(Endpoint(transport, .unspecifiedV4, port), reuse: false) != nil { continue }
            if let hold = try? PortHold(port, transport) { return (hold, port) }
        }
        throw TestFailure("no port between \(range) can be held")
    }

    @Test func keepsOthersOutAndLetsServersIn() throws {
        let (hold, port) = try hold(.tcp, 22000...22499)
        for address in [IPAddress.loopbackV4, .unspecifiedV4] {
            let endpoint = Endpoint(.tcp, address, port)
            #expect(BindTrial.failure(endpoint, reuse: false)?.isAddressInUse == true)
            #expect(BindTrial.failure(endpoint, reuse: true) == nil)
        }
        withExtendedLifetime(hold) {}
    }

    @Test func endsWithItsValue() throws {
        var port: UInt16 = 0
        do {
            let (hold, held) = try hold(.tcp, 22500...22999)
            port = held
            withExtendedLifetime(hold) {}
        }
        #expect(BindTrial.failure(Endpoint(.tcp, .unspecifiedV4, port), reuse: false) == nil)
    }

    @Test func udpIsHeldForOneAlone() throws {
        let (hold, port) = try hold(.udp, 22000...22999)
        #expect(throws: SystemError.self) { try PortHold(port, .udp) }
        withExtendedLifetime(hold) {}
    }
}
