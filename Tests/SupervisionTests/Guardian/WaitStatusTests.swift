import LinuxKernel
import Supervision
import Testing

@Suite struct WaitStatusTests {
    @Test(arguments: [(0, 0), (0x0100, 1), (0xff00, 255)] as [(Int32, Int32)])
    func endsByItself(raw: Int32, code: Int32) {
        let status = WaitStatus(raw)
        #expect(status.exitCode == code)
        #expect(status.signal == nil)
        #expect(status.shellCode == code)
        #expect(!status.hasDumpedCore)
        #expect(status == .exit(code))
    }

    @Test(arguments: [(9, 9, false), (15, 15, false), (0x8b, 11, true)] as [(Int32, Int32, Bool)])
    func endsByASignal(raw: Int32, signal: Int32, core: Bool) {
        let status = WaitStatus(raw)
        #expect(status.exitCode == nil)
        #expect(status.signal == Signal(number: signal))
        #expect(status.shellCode == 128 + signal)
        #expect(status.hasDumpedCore == core)
    }

    @Test func aSignalIsMade() { #expect(WaitStatus.killed(by: .kill).signal == .kill) }
}
