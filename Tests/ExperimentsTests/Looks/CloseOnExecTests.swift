import LinuxKernel
import TestSupport
import Testing

@testable import Experiments

@Suite("The close-on-exec mark of a listener")
struct CloseOnExecTests {
    @Test(
        "is a bit of the octal flags", arguments: [("02000002", true), ("02", false), ("02004002", true), ("x", nil)])
    func flags(_ flags: String, _ expected: Bool?) {
        let host = FakeHost([.listener("127.0.0.1", 80, inode: 5)])
        host.add(90, sockets: [3: 5])
        host.proc.folder.write("90/fdinfo/3", "pos:\t0\nflags:\t\(flags)\nmnt_id:\t10\n")
        let found = ProcessLooks(host.machine).sockets(of: 90)
        #expect(found.map(\.closesOnExec) == [expected])
    }

    @Test("is not known where the descriptor may not be looked at")
    func hidden() {
        let host = FakeHost([.listener("127.0.0.1", 80, inode: 5)])
        host.add(90, sockets: [3: 5])
        #expect(ProcessLooks(host.machine).sockets(of: 90).map(\.closesOnExec) == [nil])
    }
}
